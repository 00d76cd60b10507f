// Presses on cards: what a press may change, and that nobody is shown a card of somebody else's.
import assert from 'node:assert/strict';
import { openShowAttachments } from '../../bot/attachment-show.ts';
import { openActions, type Actions, type Answer } from '../../bot/actions.ts';
import { openFileHosts } from '../../bot/file-host.ts';
import { openInForce } from '../../bot/in-force.ts';
import { openMessenger } from '../../bot/messenger.ts';
import { openPlaces } from '../../bot/places.ts';
import { openQueue } from '../../bot/queue.ts';
import { speechFor } from '../../bot/speech.ts';
import { speak } from '../../locales/say.ts';
import { postHung } from '../../store/posts.ts';
import { ids, openOffice, taken, type Name, type Office } from './office.ts';

const channel = '19:support@thread.tacv2';
const say = speak('en');

describe('a press on a card', () => {
  let office: Office;
  let actions: Actions;
  let ticket: string;
  beforeEach(async () => {
    office = await openOffice({ channels: { support: channel } });
    const { store, clock, config, facts, directory, desk } = office;
    const connector = { post: async () => '1', update: async () => undefined, open: async (_: string, person: string) => `a:${person}` };
    const places = openPlaces({ store, config, connector, clock, serviceUrl: () => 'http://127.0.0.1/' });
    const attachments = openShowAttachments({ store, clock, desk, connector, places, speech: speechFor(config, store), hosts: openFileHosts(() => false), wake: () => undefined });
    const messenger = openMessenger({ store, connector, places, facts, directory, speech: speechFor(config, store), clock });
    const queue = openQueue({ store, desk, clock, directory, inForce: openInForce(store, config) });
    actions = openActions({ store, desk, messenger, places, queue, attachments });
    ticket = await office.report();
  });
  afterEach(() => office.close());

  const execute = (verb: string, data: object, trigger = 'manual') => ({ action: { verb, data }, trigger });
  const press = async (name: Name, value: unknown, at: { readonly personal?: boolean; readonly message?: string } = {}): Promise<Answer> =>
    actions.press(value, {
      by: await office.person(name), say, personal: at.personal ?? false, conversation: at.personal ? `a:${ids[name]}` : channel, message: at.message,
    });
  const versionOf = async (id: string) => (await office.store.get('ticket', id))?.version;
  const read = (answer: Answer): string => (answer.kind === 'card' ? 'card' : answer.text);

  it('by one who may is answered with the card as it is now', async () => {
    const answer = await press('ana', execute('ticket/claim', { id: ticket, version: 1 }, 'manual'));
    assert.equal(answer.kind, 'card');
    assert.match(JSON.stringify(answer), /ana/);
    assert.equal(await versionOf(ticket), 2);
  });

  it('of a part of the queue is answered with that part', async () => {
    assert.match(JSON.stringify(await press('ana', execute('queue/show', { id: 'queue:all:1' }))), new RegExp(ticket));
    assert.equal(read(await press('ana', execute('queue/show', { id: ticket }))), say('press.unknown'));
  });

  it('that nobody says a person made changes nothing', async () => {
    const { action } = execute('ticket/claim', { id: ticket, version: 1 });
    await press('ana', { action });
    assert.equal(await versionOf(ticket), 1);
  });

  for (const trigger of ['automatic', '', 'Manual']) {
    it(`that a client makes by itself (trigger '${trigger}') changes nothing, and shows how things stand`, async () => {
      const answer = await press('ana', execute('ticket/claim', { id: ticket, version: 1 }, trigger));
      assert.equal(answer.kind, 'card');
      assert.equal(await versionOf(ticket), 1);
    });
  }

  it('delivered twice has one effect; another on the same card, out of date, has its own', async () => {
    await press('ana', execute('ticket/claim', { id: ticket, version: 1 }));
    const ask = (question: string) => press('ana', execute('ticket/ask', { id: ticket, version: 2, question }));
    await ask('Which printer?');
    await ask('Which printer?');
    await ask('Since when?');
    const questions = (await office.store.history(ticket)).filter(({ action }) => action === 'ticket/ask').map(({ detail }) => detail);
    assert.deepEqual(questions, [{ question: 'Which printer?' }, { question: 'Since when?' }]);
  });

  it('decides what it shows: approved on a card of the request, more time that was asked for since stays undecided', async () => {
    const elevation = await office.request(ticket);
    const happen = async (name: Name, event: object) => taken(await office.desk.happen('elevation', elevation, { ...event, by: await office.person(name) } as never));
    await happen('chris', { kind: 'elevation/approve', note: '' });
    await happen('ana', { kind: 'elevation/reveal' });
    await happen('ana', { kind: 'elevation/revealed' });
    const { version } = await happen('ana', { kind: 'elevation/extend', reason: 'The installer is still running' });
    const extension = async () => {
      const state = (await office.store.get('elevation', elevation))?.body.state;
      return state?.kind === 'active' ? state.extension.kind : state?.kind;
    };
    for (const verb of ['elevation/approve', 'elevation/deny']) {
      const answer = await press('sora', execute(verb, { id: elevation, version: 1, reason: 'No' }));
      assert.match(JSON.stringify(answer), /chris has already decided/);
      assert.equal(await extension(), 'asked');
    }
    await press('sora', execute('elevation/approve', { id: elevation, version }));
    assert.equal(await extension(), 'granted');
  });

  const strangers: readonly (readonly [what: string, name: Name, verb: string, trigger: string | undefined])[] = [
    ['asks for by itself', 'omar', 'ticket/claim', 'automatic'],
    ['presses on', 'omar', 'ticket/claim', 'manual'],
    ['withdraws', 'omar', 'ticket/withdraw', 'manual'],
    ['makes up a verb for', 'omar', 'ticket/read', 'automatic'],
  ];
  for (const [what, name, verb, trigger] of strangers) {
    for (const personal of [true, false]) {
      it(`of a ticket that a stranger ${what} in ${personal ? 'the own chat' : 'a channel'} shows nothing of it`, async () => {
        const answer = await press(name, execute(verb, { id: ticket, version: 1 }, trigger), { personal });
        assert.equal(answer.kind, 'message');
        assert.ok(!JSON.stringify(answer).includes('blank pages'));
        assert.equal(await versionOf(ticket), 1);
      });
    }
  }

  it('of an elevation shows the user with the problem nothing of it', async () => {
    const elevation = await office.request(ticket);
    assert.equal((await press('minji', execute('elevation/cancel', { id: elevation }, 'automatic'), { personal: true })).kind, 'message');
  });

  it('of an escalation that was not filed shows Operations nothing of it', async () => {
    const ana = await office.person('ana');
    const draft = { ticket, category: 'other', title: 'Policy', description: 'All', contact: 'Ana', requestType: 'incident', severity: 'A' } as const;
    const { id } = taken(await office.desk.draftEscalation(draft, ana, { key: 'a', person: ana.id }));
    const answers = await Promise.all(['automatic', 'manual'].map((trigger) => press('omar', execute('escalation/regrade', { id, severity: 'C', reason: 'x' }, trigger), { personal: true })));
    assert.deepEqual(answers.map(({ kind }) => kind), ['message', 'message']);
  });

  it('that names the message of somebody else\'s chat is answered for the presser alone', async () => {
    const target = `person:${ids.minji}`;
    const [todo] = await office.store.claim({ by: 'a', now: office.clock.now(), machine: 0, limit: 1, lease: 1 });
    assert.ok(todo);
    await office.store.finish(todo, [postHung({ record: ticket, target, conversation: channel, activity: '77', version: 1, at: 1 })]);
    const answer = await press('ana', execute('ticket/claim', { id: ticket, version: 1 }), { message: '77' });
    assert.ok(!JSON.stringify(answer).includes('ticket/withdraw'));
  });

  const nonsense: readonly (readonly [what: string, value: unknown])[] = [
    ['nothing', undefined],
    ['no action', {}],
    ['no verb', { action: { data: { id: 'T-1001' } } }],
    ['a verb that nobody knows', execute('ticket/burn', { id: 'T-1001' })],
    ['a verb of objects', execute('constructor', { id: 'T-1001' })],
    ['a verb of another kind of record', execute('elevation/approve', { id: 'T-1001', note: '' })],
    ['the reveal, which is no press', execute('elevation/reveal', { id: 'T-1001' })],
    ['an id that is none', execute('ticket/claim', { id: '../T-1001' })],
    ['an id that is no text', execute('ticket/claim', { id: { id: 1 } })],
    ['a version that is none', execute('ticket/claim', { id: 'T-1001', version: -1 })],
    ['a choice that no card offers', execute('ticket/regrade', { id: 'T-1001', severity: 'S', reason: 'x' })],
  ];
  for (const [what, value] of nonsense) {
    it(`with ${what} is answered in words and changes nothing`, async () => {
      assert.notEqual(read(await press('ana', value)), 'card');
      assert.equal(await versionOf(ticket), 1);
    });
  }
});
