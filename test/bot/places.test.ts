// Places: where cards and messages go, what was chosen in Teams and what the file says, and what waits until a place can be reached.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { ConnectorError, type Connector } from '../../bot/connector.ts';
import { openPlaces, type Places } from '../../bot/places.ts';
import { checkSeed } from '../../bot/seed.ts';
import { SettingsFault } from '../../bot/settings-fault.ts';
import { hour, nineOClock } from '../kit/people.ts';
import { ids, openOffice, tenant, type Office } from './office.ts';

const url = 'https://smba.trafficmanager.net/amer/';
const inFile = '19:file@thread.tacv2';
const inTeams = '19:teams@thread.tacv2';

describe('places', () => {
  let office: Office;
  let open: sinon.SinonStub<[string, string, string], Promise<string>>;
  let places: Places;
  beforeEach(async () => {
    office = await openOffice({ channels: { support: inFile } });
    open = sinon.stub<[string, string, string], Promise<string>>().resolves('a:minji');
    const connector: Connector = { open, post: async () => assert.fail('nothing is posted'), update: async () => assert.fail('nothing is updated') };
    places = openPlaces({ store: office.store, config: office.config, connector, clock: office.clock, serviceUrl: () => url });
  });
  afterEach(() => office.close());

  const met = (id: string, more: object = {}) =>
    office.store.saveConversation({ id, kind: 'personal', person: ids.minji, serviceUrl: 'https://smba.trafficmanager.net/emea/', reference: {}, updatedAt: 1, ...more });

  describe('a channel', () => {
    it('is where the file says', async () => {
      assert.deepEqual(await places.of('channel:support'), { kind: 'place', place: { conversation: inFile, serviceUrl: url } });
    });

    it('is where an IT admin chose since', async () => {
      assert.equal(await places.choose('support', inTeams, ids.dana), true);
      assert.deepEqual(await places.of('channel:support'), { kind: 'place', place: { conversation: inTeams, serviceUrl: url } });
      assert.deepEqual(await places.chosen(), { support: inTeams });
      const [line] = await office.store.history('house');
      assert.deepEqual([line?.actor, line?.action, line?.detail], [ids.dana, 'channel/choose', { channel: 'support', conversation: inTeams }]);
    });

    it('that a card hangs in is found though nobody ever wrote from there', async () => {
      assert.deepEqual(places.at({ conversation: inTeams, serviceUrl: null, parkedAt: null }), { kind: 'place', place: { conversation: inTeams, serviceUrl: url } });
      assert.deepEqual(places.at({ conversation: inTeams, serviceUrl: 'https://here/', parkedAt: null }), { kind: 'place', place: { conversation: inTeams, serviceUrl: 'https://here/' } });
      assert.deepEqual(places.at({ conversation: inTeams, serviceUrl: 'https://here/', parkedAt: 2 }), { kind: 'parked' });
    });

    it('that nobody chose is unknown', async () => {
      assert.deepEqual(await places.of('channel:escalation'), { kind: 'unknown' });
    });

    it('is spoken to at the address it last wrote from', async () => {
      await met(inFile, { kind: 'channel' });
      assert.deepEqual(await places.of('channel:support'), { kind: 'place', place: { conversation: inFile, serviceUrl: 'https://smba.trafficmanager.net/emea/' } });
    });

    it('that the bot was removed from is parked', async () => {
      await met(inFile, { kind: 'channel' });
      await office.store.park(inFile, 2);
      assert.deepEqual(await places.of('channel:support'), { kind: 'parked' });
    });

    it('is known again by any of its threads, and no other channel is', async () => {
      assert.equal(await places.channelOf(`${inFile};messageid=17`), 'support');
      assert.equal(await places.channelOf(inFile), 'support');
      assert.equal(await places.channelOf(inTeams), undefined);
    });

    it('keeps both choices when two are made one after the other, and one when both are made at once', async () => {
      await places.choose('escalation', '19:e@thread.tacv2', ids.dana);
      const both = await Promise.all([places.choose('it-admin', '19:i@thread.tacv2', ids.dana), places.choose('operations', '19:o@thread.tacv2', ids.dana)]);
      assert.deepEqual(both.toSorted(), [false, true]);
      const chosen = await places.chosen();
      assert.equal(chosen.escalation, '19:e@thread.tacv2');
      assert.equal(Object.keys(chosen).length, 3);
    });
  });

  describe('a person', () => {
    it('is found in the chat there is', async () => {
      await met('a:known');
      assert.deepEqual(await places.of(`person:${ids.minji}`), { kind: 'place', place: { conversation: 'a:known', serviceUrl: 'https://smba.trafficmanager.net/emea/' } });
      assert.equal(open.callCount, 0);
    });

    it('who never wrote gets a chat opened, once', async () => {
      const place = { kind: 'place', place: { conversation: 'a:minji', serviceUrl: url } };
      assert.deepEqual(await places.of(`person:${ids.minji}`), place);
      assert.deepEqual(await places.of(`person:${ids.minji}`), place);
      assert.deepEqual(open.args, [[url, ids.minji, tenant]]);
    });

    it('who writes while the chat is being opened keeps the better reference', async () => {
      open.callsFake(async () => {
        await met('a:minji', { reference: { locale: 'ko-KR' } });
        return 'a:minji';
      });
      await places.of(`person:${ids.minji}`);
      assert.deepEqual((await office.store.conversation('a:minji'))?.reference, { locale: 'ko-KR' });
    });

    it('who blocked the bot, or does not have it, is parked', async () => {
      open.rejects(new ConnectorError('no', { kind: 'parked' }));
      assert.deepEqual(await places.of(`person:${ids.minji}`), { kind: 'parked' });
      await met('a:minji');
      await office.store.park('a:minji', 2);
      assert.deepEqual(await places.of(`person:${ids.minji}`), { kind: 'parked' });
    });

    it('who cannot be asked for now is not taken for gone', async () => {
      open.rejects(new ConnectorError('503', { kind: 'again' }));
      await assert.rejects(places.of(`person:${ids.minji}`), ConnectorError);
    });
  });

  describe('a chat that Teams knows no more', () => {
    const anew = { kind: 'place', place: { conversation: 'a:minji', serviceUrl: 'https://smba.trafficmanager.net/emea/' } };

    it('is opened anew, and is where the person is spoken to from then on, in the same language', async () => {
      await met('a:gone', { reference: { locale: 'ko-KR', conversation: { id: 'a:gone' } }, updatedAt: nineOClock + hour });
      assert.deepEqual(await places.reopened('a:gone'), anew);
      assert.deepEqual(await places.of(`person:${ids.minji}`), anew);
      assert.deepEqual((await office.store.chatWith(ids.minji))?.reference, { locale: 'ko-KR' });
      assert.equal(open.callCount, 1);
    });

    it('may be the same one', async () => {
      await met('a:minji', { reference: { locale: 'ko-KR' } });
      assert.deepEqual(await places.reopened('a:minji'), anew);
      assert.deepEqual((await office.store.conversation('a:minji'))?.reference, { locale: 'ko-KR' });
    });

    it('is parked when the person does not have the bot any more', async () => {
      await met('a:gone');
      open.rejects(new ConnectorError('no', { kind: 'parked' }));
      assert.deepEqual(await places.reopened('a:gone'), { kind: 'parked' });
    });

    it('and was a channel, or never met, is not opened', async () => {
      await met(inFile, { kind: 'channel', person: undefined });
      assert.deepEqual([await places.reopened(inFile), await places.reopened('a:who')], [undefined, undefined]);
      assert.equal(open.callCount, 0);
    });
  });

  it('that can be reached get the cards and the news that waited for them, and no others', async () => {
    for (const target of ['channel:escalation', 'channel:support']) {
      await office.store.enqueue({ key: `post:E-1:${target}`, kind: 'post', record: 'E-1', target, dueAt: nineOClock });
    }
    await office.store.enqueue({ key: 'tell:E-1', kind: 'tell', target: 'channel:escalation', dueAt: nineOClock });
    await office.store.enqueue({ key: 'tell:E-0', kind: 'tell', target: 'channel:escalation', dueAt: nineOClock - 25 * hour });
    const due = () => office.store.claim({ by: 'a', now: nineOClock, machine: 0, limit: 9, lease: 1 });
    for (let todos = await due(); todos.length > 0; todos = await due()) for (const todo of todos) await office.store.bury(todo, nineOClock, 'no channel');
    await places.choose('escalation', '19:e@thread.tacv2', ids.dana);
    assert.deepEqual((await office.store.dead(9)).map(({ key }) => key), ['post:E-1:channel:support', 'tell:E-0'], 'yesterday’s news stay untold');
  });

  describe('at the start, a file', () => {
    const named = (channels: object) => ({ named: { file: 'c.json', channels } });
    beforeEach(() => places.choose('support', inTeams, ids.dana));

    it('that names other channels, or the same, is fine', async () => {
      await checkSeed(office.store, named({ escalation: inFile }));
      await checkSeed(office.store, named({ support: inTeams }));
      await checkSeed(office.store, named({}));
    });

    it('that contradicts what was chosen in Teams stops it, with the difference and a way on', async () => {
      await assert.rejects(checkSeed(office.store, named({ support: inFile })), (fault: unknown) => {
        assert.ok(fault instanceof SettingsFault);
        assert.deepEqual(fault.lines, [
          `c.json: channels.support is "${inFile}"; in Teams "${inTeams}" was chosen since; take the line out of the file, or write that channel there`,
        ]);
        return true;
      });
    });
  });
});
