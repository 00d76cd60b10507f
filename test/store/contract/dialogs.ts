// The part of the contract about dialogs: nobody overwrites an answer, and no activity counts twice.
import assert from 'node:assert/strict';
import { dialogSaved } from '../../../store/dialogs.ts';
import type { Dialog, Store } from '../../../store/store.ts';
import type { Engine, Place } from '../engine.ts';
import { open, step } from '../sample.ts';

export function dialogsContract(engine: Engine): void {
  describe('dialogs', () => {
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

    const save = (was: Dialog | undefined, activity: string, body: object = {}) =>
      ({ conversation: 'c', was, body, activity, at: 1 });

    it('are saved by whoever is first on what was read', async () => {
      const both = async (was: Dialog | undefined, one: string, other: string) => {
        const saved = await Promise.all([one, other].map((activity) => store.saveDialog(save(was, activity, { of: activity }))));
        assert.equal(saved.filter(Boolean).length, 1);
        return saved[0] ? one : other;
      };
      const first = await both(undefined, 'a1', 'a2');
      const was = await store.dialog('c');
      assert.deepEqual(was, { etag: 1, body: { of: first }, processed: [first] });
      const second = await both(was, 'a3', 'a4');
      assert.deepEqual(await store.dialog('c'), { etag: 2, body: { of: second }, processed: [second, first] });
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
