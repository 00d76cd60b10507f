// The desk: one press has one effect, one of two who press at once decides, and every refusal is written down.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { openDesk, type Desk } from '../../bot/desk.ts';
import type { Facts } from '../../bot/facts.ts';
import { livesUnder } from '../../bot/lives.ts';
import { openInForce } from '../../bot/in-force.ts';
import type { Outcome } from '../../support/outcome.ts';
import { hour } from '../kit/people.ts';
import { escalationDraft } from '../kit/records.ts';
import { device, ids, openOffice, plan, taken, type Office } from './office.ts';

const reasonOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'accepted' : outcome.refusal.reason);

describe('the desk', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  const actionsOf = async (record: string) => (await office.store.history(record)).map(({ action }) => action);

  describe('a form handed in', () => {
    it('twice, one after the other or at once, makes one ticket', async () => {
      const minji = await office.person('minji');
      const draft = { description: 'No sound', category: 'device', reach: 'one', effect: 'minor', affected: minji } as const;
      const hand = () => office.desk.report(draft, minji, { key: 'form 1', person: minji.id });
      const made = [...await Promise.all([hand(), hand(), hand()]), await hand()].map((outcome) => taken(outcome).id);
      assert.deepEqual(new Set(made).size, 1);
      assert.equal((await office.store.queue({ limit: 9 })).length, 1);
    });

    it('by another person with the same key makes another ticket', async () => {
      const [minji, ben] = [await office.person('minji'), await office.person('ben')];
      const draft = { description: 'No sound', category: 'device', reach: 'one', effect: 'minor', affected: minji } as const;
      const first = taken(await office.desk.report(draft, minji, { key: 'same', person: minji.id }));
      const second = taken(await office.desk.report(draft, ben, { key: 'same', person: ben.id }));
      assert.notEqual(first.id, second.id);
    });

    it('with the key of another form is another act', async () => {
      const ticket = await office.report();
      const ana = await office.person('ana');
      const once = { key: 'same', person: ana.id };
      taken(await office.desk.requestElevation(plan(ticket), ana, once));
      const draft = { ticket, category: 'other', title: 'Policy', description: 'All', contact: 'Ana', requestType: 'information', severity: 'C' } as const;
      assert.match(taken(await office.desk.draftEscalation(draft, ana, once)).id, /^X-/);
    });

    it('and refused is written down, and draws no number', async () => {
      const ticket = await office.report();
      const minji = await office.person('minji');
      assert.equal(reasonOf(await office.desk.requestElevation(plan(ticket), minji, { key: 'a', person: minji.id })), 'not-designated');
      assert.equal(await office.request(ticket), 'E-1');
      const house = await office.store.history('house');
      assert.deepEqual(house.map(({ actor, action, detail }) => [actor, action, detail]), [[ids.minji, 'elevation/request', { refused: 'not-designated' }]]);
    });
  });

  describe('a press', () => {
    it('delivered again, even side by side, has one effect and is answered the same', async () => {
      const ticket = await office.report();
      const ana = await office.person('ana');
      const press = () => office.desk.happen('ticket', ticket, { kind: 'ticket/claim', by: ana }, { key: 'v1', person: ana.id });
      const outcomes = [...await Promise.all([press(), press()]), await press()];
      assert.deepEqual(outcomes.map(reasonOf), ['accepted', 'accepted', 'accepted']);
      assert.deepEqual(await actionsOf(ticket), ['ticket/report', 'ticket/claim']);
    });

    it('on a record that does not exist is refused', async () => {
      const ana = await office.person('ana');
      assert.equal(reasonOf(await office.desk.happen('ticket', 'T-9', { kind: 'ticket/claim', by: ana })), 'not-found');
    });

    it('that is refused changes nothing and is written into the life of the record', async () => {
      const ticket = await office.report();
      const minji = await office.person('minji');
      assert.equal(reasonOf(await office.desk.happen('ticket', ticket, { kind: 'ticket/claim', by: minji })), 'not-allowed');
      assert.equal((await office.store.get('ticket', ticket))?.version, 1);
      const refusals = (await office.store.history('house')).filter(({ record }) => record === ticket);
      assert.deepEqual(refusals.map(({ actor, action, detail }) => [actor, action, detail]), [[ids.minji, 'ticket/claim', { refused: 'not-allowed' }]]);
      assert.equal((await office.store.verify()).kind, 'intact');
    });
  });

  describe('of access beyond the day', () => {
    it('is refused however many requests were made and cancelled since', async () => {
      const ana = await office.person('ana');
      const strict = await openOffice({ elevation: { dailyBudget: 'PT2H' } });
      try {
        const ticket = await strict.report();
        const used = await strict.request(ticket, { minutes: 120 });
        taken(await strict.desk.happen('elevation', used, { kind: 'elevation/approve', by: await strict.person('chris'), note: '' }));
        taken(await strict.desk.happen('elevation', used, { kind: 'elevation/reveal', by: ana }));
        taken(await strict.desk.happen('elevation', used, { kind: 'elevation/revealed', by: ana }));
        taken(await strict.desk.happen('elevation', used, { kind: 'elevation/done', by: ana, actionsTaken: 'Updated the driver' }));
        taken(await strict.desk.happen('elevation', used, { kind: 'elevation/rotated' }));
        const body = (await strict.store.get('elevation', used))?.body;
        assert.ok(body);
        const facets = { state: 'cancelled', open: false, people: [{ person: ana.id, part: 'requester' as const }], holds: [] };
        for (let n = 1001; n <= 1100; n += 1) {
          const next = { ...body, id: `E-${n}`, state: { kind: 'cancelled', at: strict.clock.now() } } as const;
          await strict.store.commit({ kind: 'elevation', id: `E-${n}`, was: undefined, next, facets, audit: { at: strict.clock.now() + n, actor: ana.id, action: 'elevation/cancel', detail: {} }, todos: [], refresh: [] });
        }
        await assert.rejects(strict.request(ticket, { minutes: 30 }), /budget-spent/);
        strict.machine.now += 24 * hour;
        await strict.request(ticket, { minutes: 30 });
      } finally {
        await strict.close();
      }
    });
  });

  describe('of two approvers at once', () => {
    it('one decides, the other is told who did', async () => {
      const elevation = await office.request(await office.report());
      const [chris, sora] = [await office.person('chris'), await office.person('sora')];
      const outcomes = await Promise.all([
        office.desk.happen('elevation', elevation, { kind: 'elevation/approve', by: chris, note: '' }, { key: 'v1', person: chris.id }),
        office.desk.happen('elevation', elevation, { kind: 'elevation/deny', by: sora, reason: 'No' }, { key: 'v1', person: sora.id }),
      ]);
      assert.deepEqual(outcomes.map(reasonOf).toSorted(), ['accepted', 'already-decided']);
      const winner = outcomes[0]?.ok ? 'chris' : 'sora';
      const loser = outcomes.find((outcome) => !outcome.ok);
      assert.equal(loser && !loser.ok && loser.refusal.data['name'], winner);
      assert.equal((await actionsOf(elevation)).length, 2);
    });

    it('of two tiers, each gives as many approvals as it is asked for, and nobody two', async () => {
      const strict = await openOffice({ elevation: { tiers: [{ role: 'escalation-team', quorum: 2 }, { role: 'it-admin', quorum: 1 }] } });
      try {
        const elevation = await strict.request(await strict.report());
        const presses = (['chris', 'sora', 'dana', 'chris', 'sora', 'dana'] as const).map(async (name, at) => {
          const by = await strict.person(name);
          return strict.desk.happen('elevation', elevation, { kind: 'elevation/approve', by, note: '' }, { key: `v1 ${at}`, person: by.id });
        });
        assert.equal((await Promise.all(presses)).filter(({ ok }) => ok).length, 3);
        const state = (await strict.store.get('elevation', elevation))?.body.state;
        assert.ok(state?.kind === 'approved');
        assert.deepEqual(state.approvals.map(({ by }) => by.id).toSorted(), [ids.chris, ids.sora, ids.dana].toSorted());
      } finally {
        await strict.close();
      }
    });

    it('fifty times, every race has one decision', async () => {
      const ticket = await office.report();
      const [chris, sora] = [await office.person('chris'), await office.person('sora')];
      for (let round = 0; round < 50; round += 1) {
        const elevation = await office.request(ticket);
        const presses = Array.from({ length: 8 }, (_, n) => {
          const by = n % 2 === 0 ? chris : sora;
          return office.desk.happen('elevation', elevation, { kind: 'elevation/deny', by, reason: 'No' }, { key: `v1 ${n}`, person: by.id });
        });
        assert.equal((await Promise.all(presses)).filter(({ ok }) => ok).length, 1);
        assert.equal((await office.store.get('elevation', elevation))?.version, 2);
      }
    });
  });

  describe('a device', () => {
    it('is held by one open elevation: of two who ask at once, one is told by which', async () => {
      const ticket = await office.report();
      const [ana, ben] = [await office.person('ana'), await office.person('ben')];
      const outcomes = await Promise.all([ana, ben].map((by) => office.desk.requestElevation(plan(ticket), by, { key: 'a', person: by.id })));
      assert.deepEqual(outcomes.map(reasonOf).toSorted(), ['accepted', 'device-busy']);
      const [winner] = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.id] : []));
      const [told] = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.data['id']]));
      assert.equal(told, winner);
    });

    it('is free again once that elevation is over', async () => {
      const ticket = await office.report();
      const elevation = await office.request(ticket);
      taken(await office.desk.happen('elevation', elevation, { kind: 'elevation/cancel', by: await office.person('ana') }));
      assert.equal(await office.store.holder(`device:${device.id}`), undefined);
      assert.equal(await office.request(ticket), 'E-2');
    });
  });

  describe('a ticket that ends while something about it is being decided', () => {
    let ticket: string;
    beforeEach(async () => {
      ticket = await office.report();
    });

    /** A desk that has just read what is true around a record when Minji withdraws the ticket. */
    function overtaken(): Desk {
      const { store, clock, config } = office;
      let open = true;
      const withdrawn = async <Told>(told: Told): Promise<Told> => {
        if (open) {
          open = false;
          taken(await office.desk.happen('ticket', ticket, { kind: 'ticket/withdraw', by: await office.person('minji') }));
        }
        return told;
      };
      const facts: Facts = {
        ...office.facts,
        forElevation: async (...around) => withdrawn(await office.facts.forElevation(...around)),
        forElevationRequest: async (...around) => withdrawn(await office.facts.forElevationRequest(...around)),
        forEscalation: async (...around) => withdrawn(await office.facts.forEscalation(...around)),
      };
      const inForce = openInForce(store, config);
      return openDesk({ store, clock, facts, inForce, lives: livesUnder(inForce, facts), runner: () => undefined });
    }

    it('gets no elevation any more', async () => {
      const ana = await office.person('ana');
      const outcome = await overtaken().requestElevation(plan(ticket), ana, { key: 'a', person: ana.id });
      assert.equal(reasonOf(outcome), 'ticket-ended');
      assert.deepEqual(await office.store.linked(ticket), []);
    });

    it('has none approved', async () => {
      const elevation = await office.request(ticket);
      assert.equal(reasonOf(await overtaken().happen('elevation', elevation, { kind: 'elevation/approve', by: await office.person('chris'), note: '' })), 'ticket-ended');
    });

    it('has no password shown', async () => {
      const elevation = await office.request(ticket);
      taken(await office.desk.happen('elevation', elevation, { kind: 'elevation/approve', by: await office.person('chris'), note: '' }));
      assert.equal(reasonOf(await overtaken().happen('elevation', elevation, { kind: 'elevation/reveal', by: await office.person('ana') })), 'ticket-ended');
    });

    it('is not escalated any more', async () => {
      const ben = await office.person('ben');
      const outcome = await overtaken().draftEscalation({ ...escalationDraft, ticket }, ben, { key: 'b', person: ben.id });
      assert.equal(reasonOf(outcome), 'ticket-ended');
    });
  });

  it('rouses a runner that began, and looked around, while the step was being committed', async () => {
    const ticket = await office.report();
    const { store, clock, facts, inForce } = office;
    const runner = { along: () => Promise.reject(new Error('it was not there to be asked')), wake: sinon.fake() };
    let running: typeof runner | undefined;
    const desk = openDesk({ store, clock, facts, inForce, lives: livesUnder(inForce, facts), runner: () => running });
    const commit = store.commit.bind(store);
    sinon.stub(store, 'commit').callsFake((...change) => {
      running = runner;
      return commit(...change);
    });
    taken(await desk.happen('ticket', ticket, { kind: 'ticket/claim', by: await office.person('ana') }));
    assert.equal(runner.wake.callCount, 1);
  });

  it('leaves what follows from a step in the same commit: posts, messages, timers', async () => {
    const ticket = await office.report();
    await office.store.claim({ by: 'a', now: Infinity, machine: office.machine.now, limit: 99, lease: 1e9 });
    const elevation = await office.request(ticket);
    const claim = { by: 'b', now: Number.MAX_SAFE_INTEGER, machine: office.machine.now, limit: 99, lease: 1 };
    const todos = (await office.store.claim(claim)).map(({ key }) => key).toSorted();
    assert.deepEqual(todos.filter((key) => key.includes(elevation)), [
      `post:${elevation}:channel:escalation`, `post:${elevation}:person:${ids.ana}`, `timer:${elevation}:elevation/expire`, `timer:${elevation}:elevation/remind`,
    ]);
  });
});
