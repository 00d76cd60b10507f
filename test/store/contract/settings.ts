// The part of the contract about settings: versioned and audited.
import assert from 'node:assert/strict';
import type { Store } from '../../../store/store.ts';
import type { Engine, Place } from '../engine.ts';
import { open } from '../sample.ts';

export function settingsContract(engine: Engine): void {
  describe('settings', () => {
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
}
