// kill -9 at random moments of a busy day, and at writes of a day of many steps: nothing acknowledged is lost, nothing decided twice, every card arrives.
import assert from 'node:assert/strict';
import { liveThroughCrashes } from '../kit/crashed-days.ts';
import { liveMortally } from '../kit/mortal-day.ts';
import { postgresOrSkip, type Cluster } from '../kit/postgres.ts';
import { openRoom } from '../kit/room.ts';

const engines = [
  { who: 'a bot on SQLite', cluster: async () => undefined },
  { who: 'two bots on one PostgreSQL', cluster: postgresOrSkip },
] satisfies readonly { readonly who: string; readonly cluster: (context: Mocha.Context) => Promise<Cluster | undefined> }[];

for (const { who, cluster: find } of engines) {
  describe(who, function () {
    this.timeout(600_000);
    let cluster: Cluster | undefined;
    before(async function () {
      cluster = await find(this);
    });

    it('killed again and again while many press at once: loses nothing acknowledged, decides nothing twice, reveals nothing unaudited, shows all as it stands', async function () {
      this.timeout(600_000);
      const { env, bots, remove } = await openRoom(cluster);
      const report = await liveThroughCrashes({ env, bots, kills: 6, seed: 8 });
      assert.ok(report.acknowledged > 0 && report.tickets > 0, JSON.stringify(report));
      remove();
    });

    for (const when of ['before', 'after'] as const) {
      it(`that dies ${when} every 61st of its writes: the day ends as any other`, async () => {
        const { env, bots, remove } = await openRoom(cluster);
        const { deaths } = await liveMortally(env, bots, { first: 41, every: 61, when });
        assert.ok(deaths > 0);
        remove();
      });
    }
  });
}
