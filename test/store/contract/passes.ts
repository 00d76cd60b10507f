// The part of the contract about passes.
import assert from 'node:assert/strict';
import type { Store } from '../../../store/store.ts';
import type { Engine, Place } from '../engine.ts';
import { open } from '../sample.ts';

export function passesContract(engine: Engine): void {
  describe('a pass', () => {
    const pass = { digest: 'd1', person: 'ana', record: 'E-1' };
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = engine.place();
      store = await open(place);
      await store.givePass(pass, 1000, 0);
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('lets in once, also after a restart', async () => {
      await store.close();
      store = await open(place);
      assert.deepEqual([await store.takePass(pass, 999), await store.takePass(pass, 999)], [true, false]);
    });

    it('lets one in, however many come with it at once', async () => {
      const others = await Promise.all(Array.from({ length: 3 }, () => open(place)));
      const taken = await Promise.all([store, ...others].flatMap((one) => [one.takePass(pass, 1), one.takePass(pass, 1)]));
      assert.equal(taken.filter(Boolean).length, 1);
      await Promise.all(others.map((one) => one.close()));
    });

    for (const [what, other] of [['another\'s', { person: 'ben' }], ['for another record', { record: 'E-2' }], ['made up', { digest: 'd2' }]] as const) {
      it(`that is ${what} lets nobody in, and is not used up by trying`, async () => {
        assert.deepEqual([await store.takePass({ ...pass, ...other }, 1), await store.takePass(pass, 1)], [false, true]);
      });
    }

    it('is worth nothing when its time is over, and forgotten', async () => {
      assert.equal(await store.takePass(pass, 1000), false);
      await store.givePass({ ...pass, digest: 'd2' }, 2000, 1000);
      assert.equal(await store.takePass(pass, 0), false);
    });
  });
}
