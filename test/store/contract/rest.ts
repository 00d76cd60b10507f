// The part of the contract about dialogs, posts, conversations, settings, people, and writing side by side.
import assert from 'node:assert/strict';
import type { Driver } from '../../../store/driver.ts';
import { postGone, postHung } from '../../../store/posts.ts';
import type { Store } from '../../../store/store.ts';
import { dialogSaved } from '../../../store/dialogs.ts';
import type { Engine, Place } from '../engine.ts';
import { open, step } from '../sample.ts';

export function restContract(engine: Engine): void {
  let place: Place;
  let store: Store;
  beforeEach(() => {
    place = engine.place();
    store = open(place);
  });
  afterEach(async () => {
    await store.close();
    place.remove();
  });

  describe('dialogs', () => {
    const save = (was: Awaited<ReturnType<Store['dialog']>>, activity: string, body: object = {}) =>
      ({ conversation: 'c', was, body, activity, at: 1 });

    it('are saved by whoever is first on what was read', async () => {
      assert.deepEqual(await Promise.all([store.saveDialog(save(undefined, 'a1', { q: 1 })), store.saveDialog(save(undefined, 'a2'))]), [true, false]);
      const was = await store.dialog('c');
      assert.deepEqual(was, { etag: 1, body: { q: 1 }, processed: ['a1'] });
      assert.deepEqual(await Promise.all([store.saveDialog(save(was, 'a3', { q: 2 })), store.saveDialog(save(was, 'a4', { q: 3 }))]), [true, false]);
      assert.deepEqual(await store.dialog('c'), { etag: 2, body: { q: 2 }, processed: ['a3', 'a1'] });
    });

    it('remember the last eight activities that led here', async () => {
      for (let n = 1; n <= 10; n++) assert.ok(await store.saveDialog(save(await store.dialog('c'), `a${n}`)));
      assert.deepEqual((await store.dialog('c'))?.processed, ['a10', 'a9', 'a8', 'a7', 'a6', 'a5', 'a4', 'a3']);
    });

    it('are saved with the record they end in, or neither is', async () => {
      await store.saveDialog(save(undefined, 'a1'));
      const was = await store.dialog('c');
      await store.saveDialog(save(was, 'a2'));
      assert.equal(await store.commit(step('T-1001', undefined, { also: [dialogSaved(save(was, 'a3'))] })), false);
      assert.equal(await store.get('ticket', 'T-1001'), undefined);
      assert.ok(await store.commit(step('T-1001', undefined, { also: [dialogSaved(save(await store.dialog('c'), 'a3'))] })));
      assert.equal((await store.dialog('c'))?.processed[0], 'a3');
    });
  });

  describe('posts', () => {
    const post = { record: 'T-1001', target: 'person:minji', conversation: 'c', activity: 'a', version: 2, at: 1 };

    it('are found by record and by the activity that carries them, and never go back to an older version', async () => {
      await store.commit(step('T-1001', undefined, { also: [postHung(post), postHung({ ...post, version: 1, activity: 'old' })] }));
      assert.deepEqual((await store.posts('T-1001')).map((one) => ({ ...one })), [post]);
      assert.equal((await store.postOf('c', 'a'))?.record, 'T-1001');
      assert.equal(await store.postOf('c', 'old'), undefined);
    });

    it('can be forgotten', async () => {
      await store.commit(step('T-1001', undefined, { also: [postHung(post), postGone('T-1001', 'person:minji')] }));
      assert.deepEqual(await store.posts('T-1001'), []);
    });
  });

  describe('conversations', () => {
    const chat = { id: 'c1', kind: 'personal', person: 'minji', serviceUrl: 'https://one', reference: { bot: { id: '28:b' } }, updatedAt: 1 } as const;

    it('are found by id, person and channel, the newest of several', async () => {
      await store.saveConversation(chat);
      await store.saveConversation({ ...chat, id: 'c2', updatedAt: 2 });
      await store.saveConversation({ id: '19:s', kind: 'channel', channel: '19:s', serviceUrl: 'https://one', reference: {}, updatedAt: 3 });
      assert.deepEqual(await store.conversation('c1'), chat);
      assert.equal((await store.chatWith('minji'))?.id, 'c2');
      assert.equal((await store.channel('19:s'))?.id, '19:s');
      assert.equal(await store.chatWith('luis'), undefined);
    });

    it('stay parked from the first failure until they are heard of again', async () => {
      await store.saveConversation(chat);
      await store.park('c1', 5);
      await store.park('c1', 9);
      assert.equal((await store.conversation('c1'))?.parkedAt, 5);
      await store.saveConversation({ ...chat, serviceUrl: 'https://two' });
      assert.deepEqual(await store.conversation('c1'), { ...chat, serviceUrl: 'https://two' });
    });
  });

  describe('settings', () => {
    const line = { at: 1, actor: 'dana', action: 'roles', detail: { to: 'ana' } };

    it('change only from the version that was read, each time with an audit line', async () => {
      assert.equal(await store.setting('roles'), undefined);
      assert.equal(await store.saveSetting('roles', { it: ['dana'] }, 0, line), true);
      assert.equal(await store.saveSetting('roles', { it: [] }, 0, line), false);
      assert.equal(await store.saveSetting('roles', { it: ['dana', 'ana'] }, 1, line), true);
      assert.equal(await store.saveSetting('roles', null, 1, line), false);
      assert.deepEqual(await store.setting('roles'), { value: { it: ['dana', 'ana'] }, version: 2 });
      assert.deepEqual([...await store.settings()], [['roles', { value: { it: ['dana', 'ana'] }, version: 2 }]]);
      assert.equal((await store.history('house')).length, 2);
    });
  });

  describe('people', () => {
    it('are remembered with the language they chose, if they chose one', async () => {
      await store.savePerson({ id: 'minji', name: '김민지', language: 'ko', seenAt: 1 });
      assert.deepEqual(await store.person('minji'), { id: 'minji', name: '김민지', language: 'ko', seenAt: 1 });
      await store.savePerson({ id: 'minji', name: 'Minji Kim', email: 'm@contoso.com', seenAt: 2 });
      assert.deepEqual(await store.person('minji'), { id: 'minji', name: 'Minji Kim', email: 'm@contoso.com', seenAt: 2 });
      assert.equal(await store.person('luis'), undefined);
    });
  });

  describe('writes of one moment', () => {
    let driver: Driver;
    beforeEach(() => {
      driver = place.open();
    });
    afterEach(() => driver.close());
    const set = (name: string, value: string) => ({ sql: 'insert into setting (name, value, version) values ($1, $2, 1)', params: [name, value] });
    const kept = async () => (await driver.read<{ name: string }>('select name from setting order by name', [])).map(({ name }) => name);

    it('leave each other alone when one is refused and one faults', async () => {
      const outcomes = await Promise.allSettled([
        driver.write([set('a', '1')]),
        driver.write([set('b', '1'), { sql: 'delete from setting where name = $1', params: ['none'], rows: 1 }]),
        driver.write([set('c', '1'), set('a', 'again')]),
        driver.write([set('d', '1')]),
        driver.update('insert into counter (name, value) values ($1, 1) returning value', ['x']),
        driver.update('insert into counter (name, value) values ($1, 1) returning value', ['x']),
      ]);
      assert.deepEqual(outcomes.map((one) => one.status === 'fulfilled' ? one.value === true || one.value === false ? one.value : 'rows' : 'fault'),
        [true, false, 'fault', true, 'rows', 'fault']);
      assert.deepEqual(await kept(), ['a', 'd']);
    });

    it('alone are undone by a refusal or a fault just as well', async () => {
      assert.equal(await driver.write([set('a', '1'), { sql: 'delete from setting where name = $1', params: ['none'], rows: 1 }]), false);
      await assert.rejects(driver.write([set('a', '1'), set('a', '2')]), /unique/i);
      assert.deepEqual(await kept(), []);
      assert.equal(await driver.write([set('a', '1')]), true);
    });

    it('bind a placeholder used twice, and more than nine of them', async () => {
      const sums = await driver.read<{ sum: number }>(`select cast($1 as bigint) + cast($1 as bigint) + cast($2 as bigint) + cast($3 as bigint)
        + cast($4 as bigint) + cast($5 as bigint) + cast($6 as bigint) + cast($7 as bigint) + cast($8 as bigint) + cast($9 as bigint)
        + cast($10 as bigint) as sum`, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000_000_000_000]);
      assert.deepEqual(sums.map(({ sum }) => sum), [1_000_000_000_046]);
    });

    it('are finished before the driver lets go', async () => {
      const other = place.open();
      const write = other.write([set('z', '1')]);
      await other.close();
      assert.equal(await write, true);
      await assert.rejects(other.write([set('y', '1')]));
      assert.deepEqual(await kept(), ['z']);
    });
  });
}
