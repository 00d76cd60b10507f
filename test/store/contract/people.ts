// The part of the contract about people.
import assert from 'node:assert/strict';
import type { Store } from '../../../store/store.ts';
import type { Engine, Place } from '../engine.ts';
import { open } from '../sample.ts';

export function peopleContract(engine: Engine): void {
  describe('people', () => {
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

    it('are remembered with the language they chose, if they chose one', async () => {
      await store.savePerson({ id: 'minji', name: '김민지', language: 'ko', seenAt: 1 });
      assert.deepEqual(await store.person('minji'), { id: 'minji', name: '김민지', language: 'ko', seenAt: 1 });
      await store.savePerson({ id: 'minji', name: 'Minji Kim', email: 'm@contoso.com', seenAt: 2 });
      assert.deepEqual(await store.person('minji'), { id: 'minji', name: 'Minji Kim', email: 'm@contoso.com', seenAt: 2 });
      assert.equal(await store.person('luis'), undefined);
    });
  });
}
