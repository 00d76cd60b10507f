// The main job, told by what people do and see; wherever the bot remembers it.
import assert from 'node:assert/strict';
import { postgresOrSkip } from '../kit/postgres.ts';
import { openTown, type Town } from '../kit/town.ts';
import { sevADay, supportDay, type Step } from './support-day.ts';

const days: readonly (readonly [title: string, day: readonly Step[]])[] = [['a support day', supportDay], ['a Sev A day', sevADay]];
/** The environment that says where; by default a file. */
const places: readonly (readonly [where: string, env: (context: Mocha.Context) => Promise<Readonly<Record<string, string>>>])[] = [
  ['', async () => ({})],
  [' on PostgreSQL', async (context) => ({ DATABASE_URL: await (await postgresOrSkip(context)).make() })],
];

for (const [title, day, where, env] of days.flatMap((one) => places.map((place) => [...one, ...place] as const))) {
  describe(`${title}${where}`, () => {
    let town: Town;
    let close = async (): Promise<void> => undefined;
    const seen = new Map<string, string>();
    before(async function () {
      town = await openTown({ env: await env(this) });
      close = () => town.close();
    });
    after(() => close());

    for (const step of day) it(step.name, () => step.take(town, seen));

    it('sends Teams nothing that it would refuse', async () => {
      assert.deepEqual(await town.violations(), []);
    });

    it('logs no fault', () => {
      assert.deepEqual(town.log.filter((line) => line.includes('"level":"error"')), []);
    });
  });
}
