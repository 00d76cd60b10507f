// The part of the contract about records: one atomic commit, one winner, and finding things again.
import assert from 'node:assert/strict';
import { earliest, pointOf } from '../../../store/saved.ts';
import type { Store } from '../../../store/store.ts';
import type { Engine, Place } from '../engine.ts';
import { commit, facets, open, request, step, ticket, todo } from '../sample.ts';

export function recordsContract(engine: Engine): void {
  describe('records', () => {
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = engine.place();
      store = await open(place);
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('come back as they were saved, also after the store was closed', async () => {
      const saved = await commit(store, step('T-1001', undefined, { at: 5 }));
      await store.close();
      store = await open(place);
      assert.deepEqual(await store.get('ticket', 'T-1001'), saved);
      assert.deepEqual([saved.version, saved.createdAt, saved.updatedAt, saved.body], [1, 5, 5, ticket('T-1001')]);
      assert.equal(await store.get('ticket', 'T-9'), undefined);
      assert.equal(await store.get('elevation', 'T-1001'), undefined);
    });

    it('let exactly one of fifty win who decide on the same version', async () => {
      const was = await commit(store, step('T-1001', undefined));
      const decided = await Promise.all(Array.from({ length: 50 }, (_, n) =>
        store.commit(step('T-1001', was, { next: ticket('T-1001', `decision ${n}`), todos: [todo(`tell:${n}`, 0)] }))));
      const winner = decided.flatMap((one) => one ? [one] : []);
      assert.equal(winner.length, 1);
      assert.deepEqual(await store.get('ticket', 'T-1001'), winner[0]?.saved);
      assert.equal((await store.history('T-1001')).length, 2);
      assert.equal((await store.claim({ by: 'a', now: 0, machine: 0, limit: 99, lease: 1 })).length, 1);
    });

    it('let exactly one of two win who open the same id', async () => {
      const both = await Promise.all([store.commit(step('T-1001', undefined)), store.commit(step('T-1001', undefined))]);
      assert.equal(both.filter(Boolean).length, 1);
    });

    it('leave nothing of a change that lost: no audit line, no to-do, no hold, no draft', async () => {
      const was = await commit(store, step('T-1001', undefined));
      await commit(store, step('T-1001', was));
      assert.equal(await store.commit(step('T-1001', was, {
        todos: [todo('x', 0)], facets: { ...facets, holds: ['device:d-1'] }, draft: { id: 'd', person: 'minji' },
      })), false);
      assert.equal((await store.history('T-1001')).length, 2);
      assert.equal(await store.nextDue({ now: 0, machine: 0 }), undefined);
      assert.equal(await store.holder('device:d-1'), undefined);
      assert.equal(await store.byDraft('d', 'minji'), undefined);
    });

    it('are not changed on the strength of another record that has changed since', async () => {
      const seen = await commit(store, step('T-1001', undefined));
      assert.ok(await store.commit(request('E-1', 'T-1001', { among: [seen], refresh: ['E-1', 'T-1001'] })));
      const now = await commit(store, step('T-1001', seen));
      const other = { ...facets, holds: [] };
      assert.equal(await store.commit(request('E-2', 'T-1001', { among: [seen], facets: other })), false);
      assert.equal(await store.get('elevation', 'E-2'), undefined);
      assert.ok(await store.commit(request('E-2', 'T-1001', { among: [now], facets: other })));
      assert.deepEqual(await store.get('ticket', 'T-1001'), now);
    });

    it('leave nothing when a statement alongside faults or its guard does not hold', async () => {
      const broken = { sql: 'insert into nowhere (a) values ($1)', params: [1] };
      await assert.rejects(store.commit(step('T-1001', undefined, { also: [broken] })), /nowhere/);
      const guard = { sql: 'update setting set version = 2 where name = $1', params: ['none'], rows: 1 };
      assert.equal(await store.commit(step('T-1001', undefined, { also: [guard] })), false);
      assert.equal(await store.get('ticket', 'T-1001'), undefined);
      assert.deepEqual(await store.history('T-1001'), []);
    });

    it('are made once from one draft of one person, however often it is sent', async () => {
      const draft = { id: 'draft-1', person: 'minji' };
      assert.ok(await store.commit(step('T-1001', undefined, { draft })));
      assert.equal(await store.commit(step('T-1002', undefined, { draft })), false);
      assert.equal((await store.byDraft('draft-1', 'minji'))?.id, 'T-1001');
      assert.equal(await store.byDraft('draft-1', 'luis'), undefined);
      assert.ok(await store.commit(step('T-1002', undefined, { draft: { id: 'draft-1', person: 'luis' } })));
    });

    it('are gone through while they are open, some at a time, whatever happens to those behind', async () => {
      for (const [at, id] of ['T-1001', 'T-1002', 'T-1003'].entries()) await commit(store, step(id, undefined, { at: 10 * at }));
      const [one, two] = await store.openAfter('ticket', earliest, 2);
      assert.ok(two);
      assert.deepEqual([one?.id, two.id], ['T-1001', 'T-1002']);
      await commit(store, step('T-1001', one, { at: 30, facets: { ...facets, state: 'closed', open: false } }));
      await commit(store, step('T-1002', two, { at: 40 }));
      assert.deepEqual((await store.openAfter('ticket', pointOf(two), 2)).map(({ id }) => id), ['T-1003', 'T-1002']);
      assert.deepEqual((await store.openAfter('ticket', earliest, 9)).map(({ id }) => id), ['T-1003', 'T-1002']);
      assert.deepEqual(await store.openAfter('elevation', earliest, 9), []);
    });

    it('hold a device alone until they let go', async () => {
      const first = await store.commit(request('E-1', 'T-1001'));
      assert.ok(first);
      assert.equal(await store.holder('device:d-1'), 'E-1');
      assert.equal(await store.commit(request('E-2', 'T-1001')), false);
      assert.ok(await store.commit(request('E-1', 'T-1001', { was: first.saved, facets: { ...first.saved.facets, state: 'denied', open: false, holds: [] } })));
      assert.equal(await store.holder('device:d-1'), undefined);
      assert.ok(await store.commit(request('E-2', 'T-1001')));
    });

    it('keep a hold over a change that still lists it', async () => {
      const first = await store.commit(request('E-1', 'T-1001'));
      assert.ok(first);
      assert.ok(await store.commit(request('E-1', 'T-1001', { was: first.saved })));
      assert.equal(await store.holder('device:d-1'), 'E-1');
    });

    it('are listed for everyone who has a part in them, once, newest activity first', async () => {
      const first = await commit(store, step('T-1001', undefined, { at: 1, facets: { ...facets, people: [
        { person: 'minji', part: 'reporter' }, { person: 'minji', part: 'affected' }, { person: 'ana', part: 'assignee' }] } }));
      await commit(store, step('T-1002', undefined, { at: 2 }));
      assert.ok(await store.commit(request('E-1', 'T-1001')));
      const ids = async (person: string, listing: Partial<Parameters<Store['requestsOf']>[1]> = {}) =>
        (await store.requestsOf(person, { limit: 10, ...listing })).map(({ id }) => id);
      assert.deepEqual(await ids('minji'), ['T-1002', 'T-1001']);
      assert.deepEqual(await ids('ana'), ['E-1', 'T-1001']);
      assert.deepEqual(await ids('ana', { kinds: ['elevation'] }), ['E-1']);
      assert.deepEqual(await ids('minji', { limit: 1 }), ['T-1002']);
      assert.deepEqual(await ids('minji', { since: 2 }), ['T-1002']);

      await commit(store, step('T-1001', first, { at: 30, facets: { ...facets, open: false, people: [{ person: 'minji', part: 'reporter' }] } }));
      assert.deepEqual(await ids('ana'), ['E-1']);
      assert.deepEqual(await ids('minji'), ['T-1001', 'T-1002']);
      assert.deepEqual(await ids('minji', { open: true }), ['T-1002']);
      assert.deepEqual(await ids('minji', { open: false }), ['T-1001']);
    });

    it('are found by their device and by the ticket they belong to', async () => {
      await commit(store, step('T-1001', undefined));
      assert.ok(await store.commit(request('E-1', 'T-1001')));
      assert.deepEqual((await store.ofDevice('d-1', { limit: 5 })).map(({ id }) => id), ['E-1']);
      assert.deepEqual(await store.ofDevice('d-1', { limit: 5, since: 21 }), []);
      assert.deepEqual((await store.linked('T-1001')).map(({ id }) => id), ['E-1']);
    });

    it('wait in the queue of their tier while they are open', async () => {
      const first = await commit(store, step('T-1001', undefined, { at: 1 }));
      await commit(store, step('T-1002', undefined, { at: 2, facets: { ...facets, tier: 2 } }));
      const ids = async (tier?: number) => (await store.queue({ limit: 10, ...tier === undefined ? {} : { tier } })).map(({ id }) => id);
      assert.deepEqual(await ids(), ['T-1002', 'T-1001']);
      assert.deepEqual(await ids(1), ['T-1001']);
      await commit(store, step('T-1001', first, { at: 3 }));
      assert.deepEqual(await ids(), ['T-1001', 'T-1002']);
      await commit(store, step('T-1001', await store.get('ticket', 'T-1001'), { facets: { ...facets, state: 'closed', open: false } }));
      assert.deepEqual(await ids(), ['T-1002']);
    });

    it('are numbered per kind, from 1001 and from 1, never twice', async () => {
      const tickets = await Promise.all(Array.from({ length: 20 }, () => store.nextId('ticket')));
      assert.deepEqual(tickets.toSorted(), Array.from({ length: 20 }, (_, n) => `T-${1001 + n}`));
      assert.deepEqual([await store.nextId('elevation'), await store.nextId('escalation'), await store.nextId('elevation')], ['E-1', 'X-1', 'E-2']);
    });

    it('name themselves when they cannot be read', async () => {
      await commit(store, step('T-1001', undefined));
      await place.tamper(`update record set body = '{"half' where id = 'T-1001'`);
      await assert.rejects(store.get('ticket', 'T-1001'), (fault: Error) => fault.message.includes('T-1001') && fault.cause instanceof SyntaxError);
    });
  });
}
