// The part of the contract about finding records again: by a word, by what changed, and what other systems asked for.
import assert from 'node:assert/strict';
import { askedFor } from '../../../store/records.ts';
import type { Store } from '../../../store/store.ts';
import { wordsNoted } from '../../../store/words.ts';
import type { Engine, Place } from '../engine.ts';
import { commit, open, step } from '../sample.ts';

export function wordsContract(engine: Engine): void {
  describe('what is looked for', () => {
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

    const report = (id: string, at: number, words: readonly string[]) => commit(store, step(id, undefined, { at, also: wordsNoted(id, at, words) }));

    it('is found by a word, the newest first', async () => {
      await report('T-1', 10, ['printer', 'offline']);
      await report('T-2', 30, ['printer']);
      await report('T-3', 20, ['프린터가', 'printer', 'a2', 'b2', 'c2', 'd2', 'e2', 'f2', 'g2', 'h2']);
      assert.deepEqual(await store.withWord('printer', 9), ['T-2', 'T-3', 'T-1']);
      assert.deepEqual(await store.withWord('printer', 2), ['T-2', 'T-3']);
      assert.deepEqual(await store.withWord('printer', 9, 20), ['T-2', 'T-3'], 'those made since then');
      assert.deepEqual(await store.withWord('h2', 9), ['T-3'], 'the tenth word too');
      assert.deepEqual(await store.withWord('print', 9), []);
    });

    it('is found by how a word begins, each record once', async () => {
      await report('T-1', 10, ['printer', 'printers', 'print']);
      await report('T-2', 20, ['프린터가', 'prinz']);
      assert.deepEqual(await store.withWordLike('print', 9), ['T-1']);
      assert.deepEqual(await store.withWordLike('prin', 9), ['T-2', 'T-1']);
      assert.deepEqual(await store.withWordLike('프린터', 9), ['T-2']);
    });

    it('is noted once, however often it is said', async () => {
      const was = await report('T-1', 10, ['printer']);
      await commit(store, step('T-1', was, { at: 11, also: wordsNoted('T-1', 10, ['printer', 'toner']) }));
      assert.deepEqual([await store.withWord('printer', 9), await store.withWord('toner', 9)], [['T-1'], ['T-1']]);
    });

    it('is read in the order of the last change, from any point on', async () => {
      const first = await report('T-1', 10, []);
      await report('T-2', 10, []);
      await report('T-3', 20, []);
      await commit(store, step('T-1', first, { at: 30 }));
      const after = async (at: number, id: string, limit = 9) => (await store.changedAfter({ at, id }, limit)).map((one) => one.id);
      assert.deepEqual(await after(0, ''), ['T-2', 'T-3', 'T-1']);
      assert.deepEqual(await after(10, 'T-2', 1), ['T-3']);
      assert.deepEqual(await after(30, 'T-1'), []);
    });

    it('is what was asked for first under a key, of each system', async () => {
      await commit(store, step('T-1', undefined, { also: [askedFor({ client: 'itsm', key: 'k', digest: 'one' }, 'T-1')] }));
      await commit(store, step('T-2', undefined, { also: [askedFor({ client: 'itsm', key: 'k', digest: 'other' }, 'T-2')] }));
      assert.deepEqual([await store.asked('itsm', 'k'), await store.asked('else', 'k')], ['one', undefined]);
    });
  });
}
