// Chats: everyone is greeted once, in the own language; whoever comes back gets what waited.
import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { openChats, type Chats } from '../../bot/chats.ts';
import { openPlaces, type Places } from '../../bot/places.ts';
import type { Turn } from '../../bot/turn.ts';
import { speak } from '../../locales/say.ts';
import { nineOClock } from '../kit/people.ts';
import { ids, openOffice, type Office } from './office.ts';

const channel = '19:support@thread.tacv2';
const bot = { id: '28:bot', name: 'Support' };

describe('a chat', () => {
  let office: Office;
  let chats: Chats;
  let places: Places;
  beforeEach(async () => {
    office = await openOffice({ channels: { support: channel } });
    const connector = { post: async () => '1', update: async () => undefined, open: async () => 'a:minji' };
    places = openPlaces({ store: office.store, config: office.config, connector, clock: office.clock, serviceUrl: () => 'https://smba.trafficmanager.net/amer/' });
    chats = openChats({ store: office.store, clock: office.clock, places, wake: () => undefined });
  });
  afterEach(() => office.close());

  const turnOf = async (activity: Partial<Activity>, personal = true): Promise<Turn> => ({
    by: await office.person('minji'), say: speak('ko'), personal, conversation: personal ? 'a:minji' : channel,
    activity: {
      id: '1', serviceUrl: 'https://smba.trafficmanager.net/amer/', channelId: 'msteams', recipient: bot, from: { id: '29:minji', name: 'Minji' },
      conversation: { id: personal ? 'a:minji' : `${channel};messageid=7` }, ...activity,
    } as Activity,
  });
  const arrive = async (activity: Partial<Activity>, personal = true) => chats.meet(await turnOf(activity, personal));
  /** What waits to be sent; it counts as sent from then on. */
  const sent = async () => {
    const todos = await office.store.claim({ by: 'a', now: office.clock.now(), machine: 0, limit: 9, lease: 1 });
    await Promise.all(todos.map((todo) => office.store.finish(todo)));
    return todos.map(({ key }) => key);
  };
  const added: Partial<Activity> = { type: 'conversationUpdate', membersAdded: [bot] };
  const installed: Partial<Activity> = { type: 'installationUpdate', action: 'add', locale: 'ko-KR' };
  const removed: Partial<Activity> = { type: 'installationUpdate', action: 'remove', locale: 'ko-KR' };
  const gone: Partial<Activity> = { type: 'conversationUpdate', membersRemoved: [bot], locale: 'ko-KR' };
  const hello: Partial<Activity> = { type: 'message', text: '안녕하세요', locale: 'ko-KR' };

  const courses: readonly (readonly [what: string, course: readonly Partial<Activity>[], welcomes: number])[] = [
    ['that is installed', [added, installed], 1],
    ['that is installed, in the other order', [installed, added], 1],
    ['whose installation is delivered again', [added, installed, installed, added], 1],
    ['that begins with what the person writes', [hello, added, installed], 0],
    ['that is removed and installed again', [added, installed, removed, gone, added, installed], 1],
  ];
  for (const [what, course, welcomes] of courses) {
    it(`${what} is greeted ${welcomes === 1 ? 'once' : 'by the answer alone'}`, async () => {
      let heard = 0;
      for (const activity of course) {
        await arrive(activity);
        heard += (await sent()).filter((key) => key === 'welcome:a:minji').length;
      }
      assert.equal(heard, welcomes);
    });
  }

  it('is greeted once when both halves of an installation arrive at the same moment', async () => {
    await Promise.all([arrive({ ...added, locale: 'ko-KR' }), arrive(installed)]);
    assert.deepEqual(await sent(), ['welcome:a:minji']);
  });

  it('whose first delivery dies with the bot is greeted by the next: either all of it was written or nothing', async () => {
    const dying = openChats({ store: { ...office.store, saveConversation: async () => undefined }, clock: office.clock, places, wake: () => undefined });
    await dying.meet(await turnOf(installed));
    assert.deepEqual(await sent(), []);
    await arrive(installed);
    assert.deepEqual(await sent(), ['welcome:a:minji']);
  });

  it('that the bot itself opened first is greeted all the same', async () => {
    await office.store.saveConversation({ id: 'a:minji', kind: 'personal', person: ids.minji, serviceUrl: 'https://smba.trafficmanager.net/amer/', reference: {}, updatedAt: 1 });
    await arrive(installed);
    await arrive(installed);
    assert.deepEqual(await sent(), ['welcome:a:minji']);
  });

  it('remembers the language last spoken, also when an activity names none', async () => {
    await arrive(hello);
    await arrive({ type: 'message', text: 'a' });
    assert.partialDeepStrictEqual(await office.store.conversation('a:minji'), { reference: { locale: 'ko-KR' } });
    await arrive({ ...hello, locale: 'es-ES' });
    assert.partialDeepStrictEqual(await office.store.conversation('a:minji'), { reference: { locale: 'es-ES' } });
  });

  it('follows the person to another service URL', async () => {
    await arrive(hello);
    await arrive({ ...hello, serviceUrl: 'https://smba.trafficmanager.net/emea/' });
    assert.equal((await office.store.chatWith(ids.minji))?.serviceUrl, 'https://smba.trafficmanager.net/emea/');
  });

  for (const farewell of [[removed, gone], [gone, removed], [removed], [gone]]) {
    it(`is parked after ${farewell.map(({ type }) => type).join(' and ')}, until the person is back`, async () => {
      await arrive(hello);
      for (const activity of farewell) await arrive(activity);
      assert.notEqual((await office.store.chatWith(ids.minji))?.parkedAt, undefined);
      await arrive(hello);
      assert.equal((await office.store.chatWith(ids.minji))?.parkedAt, undefined);
    });
  }

  it('that others leave is not parked', async () => {
    await arrive(hello);
    await arrive({ type: 'conversationUpdate', membersRemoved: [{ id: '29:ana', name: 'Ana' }] });
    assert.equal((await office.store.chatWith(ids.minji))?.parkedAt, undefined);
  });

  it('and a channel get the cards that could not be shown, when they are there (again)', async () => {
    for (const target of [`person:${ids.minji}`, 'channel:support']) {
      await office.store.enqueue({ key: `post:T-1:${target}`, kind: 'post', record: 'T-1', target, dueAt: nineOClock });
    }
    for (const todo of await office.store.claim({ by: 'a', now: nineOClock, machine: 0, limit: 9, lease: 1 })) await office.store.bury(todo, nineOClock, 'blocked');
    await arrive(hello);
    assert.deepEqual(await sent(), [`post:T-1:person:${ids.minji}`]);
    await arrive({ type: 'installationUpdate', action: 'add' }, false);
    assert.deepEqual(await sent(), ['post:T-1:channel:support']);
    assert.equal((await office.store.conversation(channel))?.kind, 'channel');
  });
});
