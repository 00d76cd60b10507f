// The part of the contract about to-dos: one worker at a time, newer over older, nothing forgotten.
import assert from 'node:assert/strict';
import { postHung } from '../../../store/posts.ts';
import type { Claim, NewTodo, Store, Todo } from '../../../store/store.ts';
import { postKey, postsQueued, todoQueued, targetRevived } from '../../../store/todos.ts';
import type { Engine, Place } from '../engine.ts';
import { commit, open, step, todo } from '../sample.ts';

const at = (now: number, more: Partial<Claim> = {}): Claim => ({ by: 'one', now, machine: 1000, limit: 10, lease: 500, ...more });

export function todosContract(engine: Engine): void {
  describe('to-dos', () => {
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

    const only = async (claim: Claim): Promise<Todo> => {
      const [first, ...others] = await store.claim(claim);
      assert.ok(first);
      assert.deepEqual(others, []);
      return first;
    };
    const hang = (version: number, target = 'channel:support') =>
      postHung({ record: 'T-1001', target, conversation: 'c', activity: `a-${target}`, version, at: 1 });

    it('are claimed when due by the movable clock, earliest first, with all that was queued', async () => {
      await store.enqueue(todo('late', 30));
      await store.enqueue({ key: 'b', kind: 'tell', record: 'T-1001', target: 'person:minji', body: { words: 'ñ' }, dueAt: 20, wanted: 3 });
      await store.enqueue(todo('a', 10));
      const claimed = await store.claim(at(20));
      assert.deepEqual(claimed.map(({ key }) => key), ['a', 'b']);
      assert.deepEqual(claimed[1], {
        key: 'b', kind: 'tell', record: 'T-1001', target: 'person:minji', body: { words: 'ñ' }, dueAt: 20, since: 20, wanted: 3,
        attempts: 1, revision: 1, leasedBy: 'one', leasedUntil: 1500,
      });
    });

    it('are never with two workers at once', async () => {
      for (let n = 0; n < 40; n++) await store.enqueue(todo(`t${n}`, 0));
      // Whoever comes second may find that all it chose was taken meanwhile: it asks again.
      const work = async (by: string): Promise<string[]> => {
        const keys: string[] = [];
        while (await store.nextDue({ now: 0, machine: 1000 }) === 0) keys.push(...(await store.claim(at(0, { by, limit: 15 }))).map(({ key }) => key));
        return keys;
      };
      const keys = (await Promise.all(['a', 'b', 'c', 'd'].map(work))).flat();
      assert.equal(keys.length, 40);
      assert.equal(new Set(keys).size, 40);
    });

    it('pass to another worker when the lease is over by the machine clock, however far the movable clock went', async () => {
      await store.enqueue(todo('t', 0));
      const first = await only(at(0));
      assert.deepEqual(await store.claim(at(9_999_999, { by: 'two', machine: 1499 })), []);
      const second = await only(at(0, { by: 'two', machine: 1500 }));
      assert.equal(second.attempts, 2);
      await store.finish(first);
      await store.retry(first, 0, 'late');
      await store.bury(first, 0, 'late');
      assert.equal(await store.nextDue({ now: 0, machine: 1600 }), 400, 'the second worker still has it');
      await store.finish(second);
      assert.equal(await store.nextDue({ now: 0, machine: 9999 }), undefined);
    });

    it('take the place of an older one of the same key', async () => {
      await store.enqueue(todo('close', 100, { body: { why: 'old' } }));
      await store.enqueue(todo('close', 200, { body: { why: 'new' } }));
      assert.deepEqual(await store.claim(at(150)), []);
      assert.deepEqual((await only(at(200))).body, { why: 'new' });
    });

    it('that came while the older was worked on are still to be done, and not at the same time', async () => {
      await store.enqueue(todo('rotate:d-1', 0));
      const older = await only(at(0));
      await store.enqueue(todo('rotate:d-1', 0));
      assert.deepEqual(await store.claim(at(0)), []);
      await store.finish(older);
      const newer = await only(at(0));
      assert.equal(newer.attempts, 1);
      await store.finish(newer);
      assert.equal(await store.nextDue({ now: 0, machine: 0 }), undefined);
    });

    it('are tried again when they say, with the fault kept', async () => {
      await store.enqueue(todo('t', 0));
      await store.retry(await only(at(0)), 60, '503');
      assert.deepEqual(await store.claim(at(59)), []);
      assert.equal((await only(at(60))).attempts, 2);
    });

    it('are not put off by the failure of an older one of the same key', async () => {
      await store.enqueue(todo('t', 0));
      const older = await only(at(0));
      await store.enqueue(todo('t', 5));
      await store.retry(older, 9999, '503');
      assert.equal((await only(at(5))).attempts, 1);
    });

    it('that are given up stay listed, stop nothing, and can be run again', async () => {
      await store.enqueue(todo('bad', 0, { record: 'T-1001' }));
      await store.enqueue(todo('good', 1));
      await store.bury(await only(at(0)), 7, 'no such chat');
      assert.deepEqual((await store.claim(at(5))).map(({ key }) => key), ['good']);
      assert.deepEqual(await store.dead(10), [
        { key: 'bad', kind: 'timer', record: 'T-1001', target: undefined, since: 0, attempts: 1, deadAt: 7, fault: 'no such chat' }]);
      assert.equal(await store.revive('bad', 8), true);
      assert.equal(await store.revive('bad', 8), false);
      assert.deepEqual(await store.dead(10), []);
      assert.equal((await only(at(8))).attempts, 1);
    });

    it('that are given up live again when the key is queued anew', async () => {
      await store.enqueue(todo('t', 0));
      await store.bury(await only(at(0)), 7, 'gone');
      await store.enqueue(todo('t', 9));
      assert.deepEqual(await store.dead(10), []);
      assert.equal((await only(at(9))).key, 't');
    });

    it('say how long until there may be something to do', async () => {
      assert.equal(await store.nextDue({ now: 0, machine: 1000 }), undefined);
      await store.enqueue(todo('t', 80));
      assert.equal(await store.nextDue({ now: 50, machine: 1000 }), 30);
      assert.equal(await store.nextDue({ now: 90, machine: 1000 }), 0);
      await only(at(90));
      assert.equal(await store.nextDue({ now: 90, machine: 1000 }), 500, 'until the lease is over');
    });

    it('leave alone what waits under their key when they are only a beginning, but bring the dead back', async () => {
      await store.enqueueIfAbsent(todo('t', 5));
      await store.enqueueIfAbsent(todo('t', 0));
      assert.deepEqual(await store.claim(at(4)), []);
      const first = await only(at(5));
      await store.enqueueIfAbsent(todo('t', 0));
      await store.bury(first, 6, 'gone');
      await store.enqueueIfAbsent(todo('t', 7));
      assert.deepEqual(await store.dead(10), []);
      assert.equal((await only(at(7))).attempts, 1);
    });

    describe('that a commit claims with what it brings', () => {
      const { limit: _, ...mine } = at(20);
      const tell = (key: string, dueAt: number, target = 'person:minji'): NewTodo => ({ key, kind: 'tell', target, dueAt });

      it('are under its lease from the first moment on, posts and all', async () => {
        const was = await commit(store, step('T-1001', undefined, { hangs: ['channel:support'], also: [hang(1, 'person:minji')] }));
        const done = await store.commit(step('T-1001', was, { at: 20, todos: [tell('news', 20)], refresh: ['T-1001'] }), mine);
        assert.ok(done);
        assert.deepEqual(done.claimed.map(({ key }) => key).toSorted(), ['news', postKey('T-1001', 'channel:support'), postKey('T-1001', 'person:minji')]);
        for (const { attempts, leasedBy, leasedUntil } of done.claimed) assert.deepEqual([attempts, leasedBy, leasedUntil], [1, 'one', 1500]);
        assert.equal(done.next, undefined);
        assert.deepEqual(await store.claim(at(20, { by: 'two', machine: 1499 })), []);
        assert.equal((await store.claim(at(20, { by: 'two', machine: 1500 }))).length, 3, 'whoever did not live to do them');
      });

      it('are those that are due, and it says when the next one is', async () => {
        const done = await store.commit(step('T-1001', undefined, { todos: [todo('later', 90), todo('now', 20), todo('sooner', 50)] }), mine);
        assert.ok(done);
        assert.deepEqual([done.claimed.map(({ key }) => key), done.next], [['now'], 50]);
      });

      it('leave out what waits behind another, and what another commit brought', async () => {
        await store.enqueue(tell('first', 1));
        const done = await store.commit(step('T-1001', undefined, { at: 20, todos: [tell('second', 20), tell('elsewhere', 20, 'person:ana')] }), mine);
        assert.ok(done);
        assert.deepEqual([done.claimed.map(({ key }) => key), done.next], [['elsewhere'], 20]);
        const first = await only(at(20));
        assert.equal(first.key, 'first');
        assert.equal(await store.isAwaited(first), true);
        await store.finish(first);
        const second = await only(at(20));
        await store.finish(second);
        assert.equal(await store.isAwaited(second), false);
      });

      it('stay with whoever works on the older one', async () => {
        const was = await commit(store, step('T-1001', undefined, { hangs: ['channel:support'], refresh: ['T-1001'] }));
        const older = await only(at(20));
        const done = await store.commit(step('T-1001', was, { at: 20, refresh: ['T-1001'] }), { ...mine, by: 'two', machine: 1499 });
        assert.ok(done);
        assert.deepEqual([done.claimed, await store.claim(at(20))], [[], []]);
        assert.equal(await store.finish(older), true, 'the newer one is free now');
        assert.deepEqual((await only(at(20))).wanted, 2);
      });

      it('are not there when it is refused', async () => {
        await commit(store, step('T-1001', undefined));
        assert.equal(await store.commit(step('T-1001', undefined, { todos: [todo('t', 0)] }), mine), false);
        assert.deepEqual(await store.claim(at(99)), []);
      });
    });

    it('come with a commit, and go with one', async () => {
      const was = await commit(store, step('T-1001', undefined, { todos: [todo('close:T-1001', 50, { record: 'T-1001' })] }));
      assert.equal(await store.nextDue({ now: 0, machine: 0 }), 50);
      await commit(store, step('T-1001', was, { cancel: ['close:T-1001'] }));
      assert.equal(await store.nextDue({ now: 0, machine: 0 }), undefined);
      await store.enqueue(todo('t', 0));
      await store.cancel('t');
      assert.equal(await store.nextDue({ now: 0, machine: 0 }), undefined);
    });

    it('show a new version wherever the record hangs, wanting that version', async () => {
      let was = await commit(store, step('T-1001', undefined, { todos: [{ key: 'first', kind: 'tell', dueAt: 0 }] }));
      await store.finish(await only(at(0)), [hang(1), hang(1, 'person:minji')]);
      was = await commit(store, step('T-1001', was, { at: 40, refresh: ['T-1001'] }));
      assert.equal(was.version, 2);
      const posts = await store.claim(at(40));
      assert.deepEqual(posts.map(({ key, kind, record, target, wanted }) => ({ key, kind, record, target, wanted })).toSorted((a, b) => a.key < b.key ? -1 : 1), [
        { key: postKey('T-1001', 'channel:support'), kind: 'post', record: 'T-1001', target: 'channel:support', wanted: 2 },
        { key: postKey('T-1001', 'person:minji'), kind: 'post', record: 'T-1001', target: 'person:minji', wanted: 2 },
      ]);
    });

    it('show a new version also where the first post is still on its way', async () => {
      const was = await commit(store, step('T-1001', undefined, {
        todos: [{ key: postKey('T-1001', 'channel:support'), kind: 'post', record: 'T-1001', target: 'channel:support', dueAt: 0 }] }));
      const first = await only(at(0));
      await commit(store, step('T-1001', was, { at: 1, refresh: ['T-1001'] }));
      assert.deepEqual(await store.posts('T-1001'), [], 'it does not hang yet');
      await store.finish(first, [hang(1)]);
      const again = await only(at(1));
      assert.deepEqual([again.key, again.wanted], [first.key, 2]);
    });

    it('draw another record anew without forgetting the version it waits for', async () => {
      const was = await commit(store, step('T-1001', undefined));
      await store.enqueue({ key: 'x', kind: 'tell', dueAt: 0 });
      await store.finish(await only(at(0)), [hang(1)]);
      await commit(store, step('T-1001', was, { refresh: ['T-1001'] }));
      await commit(store, step('T-1002', undefined, { refresh: ['T-1001'], also: [postsQueued('T-none', 1, 0)] }));
      const post = await only(at(10));
      assert.deepEqual([post.record, post.wanted, post.revision], ['T-1001', 2, 2]);
    });

    it('leave behind what the work made, even when the lease was lost meanwhile', async () => {
      await store.enqueue(todo('t', 0));
      const first = await only(at(0));
      await only(at(0, { by: 'two', machine: 1500 }));
      await store.finish(first, [hang(4), todoQueued(todo('next', 0))]);
      assert.equal((await store.posts('T-1001')).length, 1);
      assert.equal((await only(at(0, { machine: 1600 }))).key, 'next');
    });

    it('that only waited for their turn have lost no attempt', async () => {
      await store.enqueue(todo('t', 0));
      await store.postpone(await only(at(0)), 70);
      assert.deepEqual(await store.claim(at(69)), []);
      const again = await only(at(70));
      assert.deepEqual([again.attempts, again.since], [1, 0]);
      await store.enqueue(todo('t', 80));
      await store.postpone(again, 9999);
      assert.equal((await only(at(80))).attempts, 1);
    });

    it('that tell one person something are done in the order they came, whichever has to be tried again', async () => {
      const news = (key: string, dueAt: number, target = 'person:minji') => store.enqueue({ key, kind: 'tell', target, dueAt });
      await news('second', 2);
      await news('first', 1);
      await news('other', 3, 'person:ana');
      const [first, other] = await store.claim(at(9));
      assert.deepEqual([first?.key, other?.key], ['first', 'other']);
      assert.ok(first && other);
      await store.finish(other);
      await store.retry(first, 50, '503');
      assert.deepEqual(await store.claim(at(49)), []);
      assert.equal(await store.nextDue({ now: 9, machine: 1000 }), 41, 'nothing is due before the first is');
      await store.finish(await only(at(50)));
      await store.bury(await only(at(50)), 50, 'gone');
      await news('third', 60);
      assert.equal((await only(at(60))).key, 'third', 'what was given up is in nobody’s way');
    });

    it('that are parked for a target live again together, but what was to be told there too long ago', async () => {
      for (const [key, kind, dueAt] of [['a', 'post', 1], ['b', 'tell', 30], ['c', 'tell', 2]] as const) await store.enqueue({ key, kind, target: 'person:minji', dueAt });
      await store.enqueue({ key: 'd', kind: 'post', target: 'person:ana', dueAt: 1 });
      for (let rest = await store.claim(at(40)); rest.length > 0; rest = await store.claim(at(40))) {
        for (const one of rest) await store.bury(one, 40, 'blocked');
      }
      await store.saveConversation({ id: 'a:minji', kind: 'personal', person: 'minji', serviceUrl: '', reference: {}, updatedAt: 50 }, [targetRevived('person:minji', 50, 20)]);
      assert.deepEqual((await store.claim(at(50))).map(({ key }) => key).toSorted(), ['a', 'b']);
      assert.deepEqual((await store.dead(9)).map(({ key }) => key).toSorted(), ['c', 'd']);
    });

    it('leave something behind when they are given up, or nothing at all happens', async () => {
      await store.enqueue(todo('t', 0));
      await store.bury(await only(at(0)), 5, 'wrong', [todoQueued(todo('alarm', 5))]);
      assert.equal((await only(at(5))).key, 'alarm');
    });

    it('say since when the oldest waits, tried again or not, and not the dead or what is not due', async () => {
      assert.equal(await store.oldestDue(100), undefined);
      await store.enqueue(todo('later', 101));
      assert.equal(await store.oldestDue(100), undefined);
      await store.enqueue(todo('a', 40));
      await store.enqueue(todo('b', 60));
      assert.equal(await store.oldestDue(100), 40);
      const [a] = await store.claim(at(100));
      assert.ok(a);
      await store.retry(a, 130, '503');
      assert.equal(await store.oldestDue(100), 40);
      await store.bury(await only(at(130, { limit: 1, machine: 1600 })), 100, 'x');
    });

    it('tell another system of a record’s events one after the other, whichever was queued first', async () => {
      const told = (version: number, record = 'T-1001', target = 'webhook:desk') =>
        store.enqueue({ key: `${target}:${record}:${version}`, kind: 'webhook', record, target, wanted: version, dueAt: 0 });
      for (const version of [10, 9, 2]) await told(version);
      await told(3, 'T-1002');
      await told(9, 'T-1001', 'webhook:audit');
      const first = await store.claim(at(0));
      assert.deepEqual(first.map(({ key }) => key).toSorted(), ['webhook:audit:T-1001:9', 'webhook:desk:T-1001:2', 'webhook:desk:T-1002:3']);
      const second = first.find(({ wanted }) => wanted === 2);
      assert.ok(second);
      await store.retry(second, 50, '503');
      assert.deepEqual(await store.claim(at(40)), [], 'tried again, it still goes first');
      await store.bury(await only(at(50)), 60, 'refused');
      assert.deepEqual((await store.claim(at(60))).map(({ wanted }) => wanted), [9], 'given up, it holds up nothing more');
      assert.equal(await store.oldestDue(100), undefined, 'others’ systems are not the bot’s health');
    });

    it('are given back by the instance that holds them, and nobody else’s', async () => {
      await store.enqueue(todo('mine', 0));
      await store.claim(at(0));
      await store.enqueue(todo('theirs', 0));
      await store.claim(at(0, { by: 'two' }));
      await store.freeLeases('one');
      assert.equal((await only(at(0, { by: 'three' }))).key, 'mine');
    });
  });
}
