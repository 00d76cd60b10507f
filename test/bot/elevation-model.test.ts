// Random lives of an elevation through the real desk, store and reveal, which are stopped and started again, over a vault that fails now and then:
// what must never happen does not, and the audit knows of all that did.
import assert from 'node:assert/strict';
import { openLog } from '../../bot/log.ts';
import { openReveal } from '../../bot/reveal.ts';
import { Secret } from '../../credentials/secret.ts';
import { VaultError, type Vault } from '../../credentials/vault.ts';
import { speak } from '../../locales/say.ts';
import { chance } from '../kit/chance.ts';
import { eventOf, scriptOf, watch } from '../kit/elevation-trial.ts';
import { openOffice, plan, taken } from './office.ts';

const lives = 120;
const log = openLog('silent');
/** What ends a life is tried less often than the script says, or few would get as far as a password. */
const ends: ReadonlySet<string> = new Set(['elevation/cancel', 'elevation/deny', 'elevation/ticket-ended', 'elevation/revoke', 'elevation/expire']);

describe(`an elevation at the desk in ${lives} random lives`, function () {
  this.timeout(120_000);

  it('keeps the rules, and leaves one line of audit for everything that was accepted, in its order, and one for every refusal of a person', async () => {
    const tried = { shown: 0, failed: 0, restarts: 0 };
    for (let seed = 0; seed < lives; seed += 1) {
      let office = await openOffice();
      try {
        const random = chance(seed + lives);
        const { requester, steps: script } = scriptOf(seed, 40);
        // Most are approved early, by somebody who may.
        const steps: typeof script = seed % 3 === 0 ? script : [{ wait: 60_000, kind: 'elevation/approve', by: 'sora', trouble: 'none' }, ...script];
        const by = await office.person(requester);
        const { id } = taken(await office.desk.requestElevation(plan(await office.report()), by, { key: 'draft', person: by.id }));
        const seen = watch(requester);
        const accepted: string[] = ['elevation/request'];
        let refused = 0;

        /** The whole way of a press on "Show password". */
        const reveal = async (presser: typeof by, fails: boolean): Promise<boolean> => {
          const open = fails ? () => Promise.reject(new VaultError('unreachable', 'Graph is down')) : async () => ({ account: 'admin', password: new Secret('One-1'), expiresAt: 0 });
          const vault: Vault = { open, rotate: async (_, at) => at, confirmRotation: async () => false, close: async () => undefined };
          const before = (await office.store.history(id)).length;
          const answer = await openReveal({ store: office.store, desk: office.desk, vault, clock: office.clock, log, wake: () => undefined }, (_, { password }) => password)(id, presser, speak('en'));
          const lines = (await office.store.history(id)).slice(before).map(({ action }) => action);
          assert.deepEqual(lines, answer.kind === 'shown' ? ['elevation/reveal', 'elevation/revealed'] : fails ? lines.slice(0, 1) : [], `seed ${seed}`);
          accepted.push(...lines);
          if (answer.kind === 'shown') tried.shown += 1;
          else if (lines.length > 0) tried.failed += 1;
          if (answer.kind !== 'shown') refused += 1;
          return answer.kind === 'shown';
        };

        for (const step of steps) {
          if (ends.has(step.kind) && random.below(5) > 0) continue;
          if (random.below(10) === 0) {
            office = await office.restart();
            tried.restarts += 1;
          }
          await office.clock.advance(step.wait);
          const presser = await office.person(step.by);
          if (step.kind === 'elevation/reveal' || step.kind === 'elevation/revealed') {
            if (!await reveal(presser, random.below(3) === 0)) continue;
            const record = await office.store.get('elevation', id);
            assert.ok(record);
            seen.accepted({ ...step, kind: 'elevation/revealed', trouble: 'none' }, record.body, office.clock.now());
            continue;
          }
          const event = eventOf(step, presser);
          const outcome = await office.desk.happen('elevation', id, event);
          if (outcome.ok) {
            accepted.push(event.kind);
            seen.accepted(step, outcome.value.body, office.clock.now());
          } else if ('by' in event) refused += 1;
        }
        assert.deepEqual(seen.faults, [], `seed ${seed}`);
        assert.deepEqual((await office.store.history(id)).map(({ action }) => action), accepted, `seed ${seed}`);
        assert.equal((await office.store.history('house')).filter(({ record }) => record === id).length, refused, `seed ${seed}`);
        assert.equal((await office.store.verify()).kind, 'intact', `seed ${seed}`);
      } finally {
        await office.close();
      }
    }
    assert.ok(Math.min(...Object.values(tried)) >= 10, JSON.stringify(tried));
  });
});
