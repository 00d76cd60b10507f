// The part of the contract about posts: where a card hangs.
import assert from 'node:assert/strict';
import { postGone, postHung } from '../../../store/posts.ts';
import type { Store } from '../../../store/store.ts';
import type { Engine, Place } from '../engine.ts';
import { open, step } from '../sample.ts';

export function postsContract(engine: Engine): void {
  describe('posts', () => {
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

    const post = { record: 'T-1001', target: 'person:minji', conversation: 'c', activity: 'a', version: 2, at: 1 };

    it('are found by record and by the activity that carries them, and never go back to an older version', async () => {
      await store.commit(step('T-1001', undefined, { also: [postHung(post), postHung({ ...post, version: 1, activity: 'old' })] }));
      assert.deepEqual((await store.posts('T-1001')).map((one) => ({ ...one })), [{ ...post, serviceUrl: null, parkedAt: null }]);
      assert.equal((await store.postOf('c', 'a'))?.record, 'T-1001');
      assert.equal(await store.postOf('c', 'old'), undefined);
    });

    it('say how their conversation is reached', async () => {
      await store.saveConversation({ id: 'c', kind: 'personal', person: 'minji', serviceUrl: 'https://here/', reference: {}, updatedAt: 1 });
      await store.commit(step('T-1001', undefined, { also: [postHung(post)] }));
      await store.park('c', 7);
      const [hanging] = await store.posts('T-1001');
      assert.deepEqual([hanging?.serviceUrl, hanging?.parkedAt], ['https://here/', 7]);
    });

    it('can be forgotten', async () => {
      await store.commit(step('T-1001', undefined, { also: [postHung(post), postGone('T-1001', 'person:minji')] }));
      assert.deepEqual(await store.posts('T-1001'), []);
    });
  });
}
