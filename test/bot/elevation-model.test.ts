// Random lives of an elevation through the real desk and store: what must never happen does not, and the audit knows of all that did.
import assert from 'node:assert/strict';
import { eventOf, scriptOf, watch } from '../kit/elevation-trial.ts';
import { openOffice, plan, taken } from './office.ts';

const lives = 40;

describe(`an elevation at the desk in ${lives} random lives`, function () {
  this.timeout(60_000);

  it('keeps the rules, and leaves one line of audit for everything that was accepted, in its order, and one for every refusal of a person', async () => {
    for (let seed = 0; seed < lives; seed += 1) {
      const office = await openOffice();
      try {
        const { requester, steps } = scriptOf(seed, 40);
        const by = await office.person(requester);
        const { id } = taken(await office.desk.requestElevation(plan(await office.report()), by, { key: 'draft', person: by.id }));
        const seen = watch(requester);
        const accepted: string[] = ['elevation/request'];
        let refused = 0;
        for (const step of steps.filter(({ trouble }) => trouble === 'none')) {
          await office.clock.advance(step.wait);
          const event = eventOf(step, await office.person(step.by));
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
  });
});
