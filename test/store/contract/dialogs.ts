// The part of the contract about dialogs: nobody overwrites an answer, and no activity counts twice.
import assert from 'node:assert/strict';
import { dialogSaved } from '../../../store/dialogs.ts';
import type { Store } from '../../../store/store.ts';
import type { Engine, Place } from '../engine.ts';
import { open, step } from '../sample.ts';

export function dialogsContract(engine: Engine): void {
  describe('dialogs', () => {
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
}
