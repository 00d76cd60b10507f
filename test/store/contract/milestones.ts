// The part of the contract about numbers: what was reached, counted and ranked.
import assert from 'node:assert/strict';
import { fillOld } from '../../../bench/fill.ts';
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

    const minutes = (count: number) => count * 60_000;
    const days = (count: number) => minutes(count * 24 * 60);

    it('are counted by label within a stretch of time, the most first', async () => {
      await reach('T-1', 'opened', 10, 0);
      await reach('T-2', 'opened', 20, 0);
      await reach('T-3', 'opened', 30, 0, 'A');
      await reach('T-4', 'opened', 40, 0);
      assert.deepEqual((await numbers(driver).tally('opened', 10, 40)).counts, [{ label: 'C', count: 2 }, { label: 'A', count: 1 }]);
      assert.deepEqual((await numbers(driver).tally('resolved', 0, 99)).counts, []);
    });

    it('are ranked to the minute, over many days: half of all took no longer than the median', async () => {
      for (const [at, took] of [50, 10, 40, 20, 30].entries()) await reach(`T-${at}`, 'resolved', days(at) + 7, minutes(took) + 1000);
      const { percentile } = await numbers(driver).tally('resolved', 0, days(5));
      assert.deepEqual([50, 90, 100, 1, 20, 21].map(percentile), [30, 50, 50, 10, 10, 20].map(minutes));
      const { percentile: ofLast } = await numbers(driver).tally('resolved', days(3), days(5));
      assert.deepEqual([50, 100].map(ofLast), [20, 30].map(minutes));
      assert.equal((await numbers(driver).tally('resolved', days(5), days(9))).percentile(50), undefined);
    });

    it('of a day that is over are counted once, those of the day that runs every time', async () => {
      const opened = async (from: number, to: number) => (await numbers(driver).tally('opened', from, to)).counts.map(({ count }) => count);
      for (const at of [days(1) + 5, days(2), days(3) - 1, days(3)]) await reach(`T-${at}`, 'opened', at, 0);
      const now = days(3) + minutes(60);
      assert.deepEqual(await opened(days(1) + 1, now), [4]);
      await driver.write([{ sql: 'delete from milestone', params: [] }]);
      assert.deepEqual(await opened(days(1) + 1, now), [2]);
      assert.deepEqual(await opened(days(2), days(2) + 9), []);
    });

    it('of a day that has just ended may still grow', async () => {
      const opened = async () => (await numbers(driver).tally('opened', 0, days(1) + minutes(59))).counts.map(({ count }) => count);
      await reach('T-1', 'opened', days(1) - 1, 0);
      assert.deepEqual(await opened(), [1]);
      await reach('T-2', 'opened', days(1) - 2, 0);
      assert.deepEqual(await opened(), [2]);
    });

    it('say nothing about what is open where nothing is', async () => {
      assert.deepEqual(await numbers(driver).openTickets(), []);
    });

    it('know every open ticket, however many', async () => {
      await fillOld(driver, 60_000, days(400));
      const open = await numbers(driver).openTickets();
      assert.deepEqual([open.length, new Set(open.map(({ id }) => id)).size], [1200, 1200]);
      assert.deepEqual(open.slice(0, 1), [{ id: 'T-10060000', state: 'new', severity: 'C', openedAt: days(399) - 60_000 * 1000 }]);
    });
  });
}
