// The part of the contract about conversations: how to reach people and channels.
import assert from 'node:assert/strict';
import type { Store } from '../../../store/store.ts';
import type { Engine, Place } from '../engine.ts';
import { open } from '../sample.ts';

export function conversationsContract(engine: Engine): void {
  describe('conversations', () => {
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
}
