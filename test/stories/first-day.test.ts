// The main job, told by what people do and see.
import assert from 'node:assert/strict';
import { openTown, type Town } from '../kit/town.ts';
import { sevADay, supportDay, type Step } from './support-day.ts';

for (const [title, day] of [['a support day', supportDay], ['a Sev A day', sevADay]] as const satisfies readonly (readonly [string, readonly Step[]])[]) {
  describe(title, () => {
    let town: Town;
    const seen = new Map<string, string>();
    before(async () => {
      town = await openTown();
    });
    after(() => town.close());

    for (const step of day) it(step.name, () => step.take(town, seen));

    it('sends Teams nothing that it would refuse', async () => {
      assert.deepEqual(await town.violations(), []);
    });

    it('logs no fault', () => {
      assert.deepEqual(town.log.filter((line) => line.includes('"level":"error"')), []);
    });
  });
}
