// The part of the contract about numbers: what was reached, counted and ranked.
import assert from 'node:assert/strict';
import { milestoneReached, numbers } from '../../../store/milestones.ts';
import type { Driver } from '../../../store/driver.ts';
import type { MilestoneName } from '../../../support/milestone.ts';
import type { Engine, Place } from '../engine.ts';

export function milestonesContract(engine: Engine): void {
  describe('numbers', () => {
    let place: Place;
    let driver: Driver;
    beforeEach(async () => {
      place = engine.place();
      driver = await place.open();
    });
    afterEach(async () => {
      await driver.close();
      await place.remove();
    });

    const reach = (record: string, name: MilestoneName, at: number, took: number, label = 'C') => driver.write([milestoneReached(record, at, { name, took, label })]);

    it('are counted by label within a stretch of time, the most first', async () => {
      await reach('T-1', 'opened', 10, 0);
      await reach('T-2', 'opened', 20, 0);
      await reach('T-3', 'opened', 30, 0, 'A');
      await reach('T-4', 'opened', 40, 0);
      assert.deepEqual(await numbers(driver).counts('opened', 10, 40), [{ label: 'C', count: 2 }, { label: 'A', count: 1 }]);
      assert.deepEqual(await numbers(driver).counts('resolved', 0, 99), []);
    });

    it('are ranked: half of all took no longer than the median', async () => {
      for (const [at, took] of [50, 10, 40, 20, 30].entries()) await reach(`T-${at}`, 'resolved', at, took);
      const of = numbers(driver);
      assert.deepEqual(await Promise.all([50, 90, 100, 1].map((hundredths) => of.percentile('resolved', hundredths, 0, 9))), [30, 50, 50, 10]);
      assert.equal(await of.percentile('resolved', 50, 7, 9), undefined);
    });

    it('say nothing about what is open where nothing is', async () => {
      assert.deepEqual([await numbers(driver).open(), await numbers(driver).openedAt(50)], [[], undefined]);
    });
  });
}
