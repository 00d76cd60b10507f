// The Connector of the local Teams answers a bot as the real one does, and refuses what the real one would.

import assert from 'node:assert/strict';
import { cast } from '../../local/cast.ts';
import { card, cardMessage, openStage, type Stage } from './scripted-bot.ts';

const grace = cast.people.find(({ key }) => key === 'grace');
const support = cast.channels.find(({ key }) => key === 'support');
assert.ok(grace && support);

describe('the connector of the local Teams', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const activities = (conversation: string, id = ''): string => `v3/conversations/${encodeURIComponent(conversation)}/activities${id === '' ? '' : `/${id}`}`;

  it('creates the same 1:1 conversation for a person however the bot names them', async () => {
    const existing = (await stage.client.chat('grace')).id;
    for (const member of [{ id: grace.teamsId }, { id: grace.id }, { aadObjectId: grace.id }]) {
      const { status, body } = await stage.connector('POST', 'v3/conversations', { isGroup: false, members: [member], tenantId: cast.tenantId });
      assert.deepEqual([status, body], [201, { id: existing, serviceUrl: `${stage.origin}/local/connector/` }]);
    }
  });

  it('opens a thread in a channel, in which the bot can go on', async () => {
    const { status, body } = await stage.connector('POST', 'v3/conversations', {
      isGroup: true, channelData: { channel: { id: support.id } }, activity: { type: 'message', text: 'new ticket' },
    });
    assert.deepEqual([status, body.id], [201, `${support.id};messageid=${body.activityId}`]);
    const reply = await stage.post(body.id ?? '', { type: 'message', text: 'claimed' });
    assert.deepEqual((await stage.client.messages('ben', 'support')).map(({ id, thread }) => [id, thread]), [
      [body.activityId, body.activityId], [reply, body.activityId],
    ]);
  });

  it('updates and deletes what the bot posted, and shows it as edited', async () => {
    const { id: chat } = await stage.client.chat('grace');
    const id = await stage.post(chat, cardMessage(card({ type: 'TextBlock', text: 'open' }), { summary: 'T-1' }));
    const update = await stage.connector('PUT', activities(chat, id), cardMessage(card({ type: 'TextBlock', text: 'resolved' })));
    assert.deepEqual([update.status, update.body], [200, { id }]);
    const [message] = await stage.client.messages('grace');
    assert.deepEqual([message?.version, message?.attachments[0]?.content, message?.summary], [2, card({ type: 'TextBlock', text: 'resolved' }), undefined]);
    assert.match(message?.edited ?? '', /^\d{4}-/);
    assert.equal((await stage.connector('DELETE', activities(chat, id))).status, 200);
    assert.deepEqual(await stage.client.messages('grace'), []);
    const again = await stage.connector('PUT', activities(chat, id), { type: 'message', text: 'late' });
    assert.deepEqual([again.status, again.body.error?.code], [404, 'ActivityNotFoundInConversation']);
  });

  it('names members, the team and its channels', async () => {
    const get = async (path: string) => (await stage.connector('GET', path)).body;
    const membersOf = (conversation: string) => `v3/conversations/${encodeURIComponent(conversation)}`;
    const team = `v3/teams/${encodeURIComponent(cast.team.id)}`;
    const { id: chat } = await stage.client.chat('grace');
    assert.partialDeepStrictEqual(await get(`${membersOf(chat)}/members`), [{ aadObjectId: grace.id, id: grace.teamsId }]);
    const { members } = await get(`${membersOf(cast.team.id)}/pagedmembers?pageSize=100`);
    assert.deepEqual(members?.map(({ name }) => name), cast.people.filter(({ role }) => role !== 'user').map(({ name }) => name));
    const ben = cast.people.find(({ key }) => key === 'ben');
    assert.equal((await get(`${membersOf(support.id)}/members/${ben?.id}`)).email, ben?.email);
    assert.equal((await get(`${membersOf(support.id)}/members/${grace.id}`)).error?.code, 'MemberNotFoundInConversation');
    assert.equal((await get(team)).aadGroupId, cast.team.aadGroupId);
    assert.deepEqual((await get(`${team}/conversations`)).conversations?.map(({ id }) => id), cast.channels.map(({ id }) => id));
  });

  const refusals: readonly (readonly [string, string, string, object, number, string])[] = [
    ['an unknown conversation', 'POST', activities('19:nowhere@thread.tacv2'), { type: 'message', text: 'x' }, 404, 'ConversationNotFound'],
    ['a thread that is not there', 'POST', activities(`${support.id};messageid=17`), { type: 'message', text: 'x' }, 404, 'ConversationNotFound'],
    ['an unknown activity', 'PUT', activities(support.id, '17'), { type: 'message', text: 'x' }, 404, 'ActivityNotFoundInConversation'],
    ['a stranger', 'POST', 'v3/conversations', { members: [{ id: '29:stranger' }] }, 403, 'BotNotInConversationRoster'],
    ['another tenant', 'POST', 'v3/conversations', { members: [{ id: grace.teamsId }], tenantId: 'other' }, 403, 'BotNotInConversationRoster'],
    ['a message above 100 KB', 'POST', activities(support.id), { type: 'message', text: 'x'.repeat(60_000) }, 413, 'MessageSizeTooBig'],
    ['a targeted message', 'POST', `${activities(support.id)}?isTargetedActivity=true`, { type: 'message', text: 'x' }, 400, 'BadArgument'],
  ];
  for (const [what, method, path, body, status, code] of refusals) {
    it(`refuses ${what} with ${status} ${code}, which is no violation`, async () => {
      const answer = await stage.connector(method, path, body);
      assert.deepEqual([answer.status, answer.body.error?.code], [status, code]);
      assert.deepEqual(await stage.client.violations(), []);
    });
  }

  it('lets a bot change its own messages only', async () => {
    const { message } = await stage.client.say('ben', 'hello', 'support');
    const { status } = await stage.connector('PUT', activities(support.id, message.id), { type: 'message', text: 'mine now' });
    assert.equal(status, 403);
    assert.equal((await stage.client.violations()).length, 1);
  });

  const input = (more: object): object => cardMessage(card({ type: 'Input.Text', id: 'a', label: 'A', ...more }));
  const button = { type: 'Action.Execute', title: 'Go', verb: 'go' };
  const violations: readonly (readonly [string, object, string, RegExp])[] = [
    ['an unknown activity type', { type: 'shout', text: 'x' }, '/type', /allowed values/],
    ['an activity type that Teams does not post', { type: 'event', name: 'x' }, '/type', /nothing a bot can post/],
    ['a field of the wrong type', { type: 'message', text: 5 }, '/text', /string/],
    ['a broken time', { type: 'message', text: 'x', expiration: 'tomorrow' }, '/expiration', /date-time/],
    ['neither text nor attachment', { type: 'message' }, '', /neither/],
    ['text beside a card', { ...cardMessage(card()), text: 'x' }, '/text', /stands beside a card/],
    ['another kind of attachment', { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content: {} }] }, '/attachments/0', /neither an Adaptive Card nor/],
    ['a card above 1.5', cardMessage({ ...card(), version: '1.6' }), '/attachments/0/content/version', /1\.5/],
    ['a card above 28 KB', cardMessage(card({ type: 'TextBlock', text: 'x'.repeat(29_000) })), '/attachments/0/content', /28672 are allowed/],
    ['an unknown element', cardMessage(card({ type: 'Container', items: [{ type: 'CodeBlock' }] })), '/attachments/0/content/body/0/items/0/type', /no element/],
    ['an element named like a property of every object', cardMessage(card({ type: 'constructor' })), '/attachments/0/content/body/0/type', /no element/],
    ['an unknown action', cardMessage({ ...card(), actions: [{ type: 'Action.Http' }] }), '/attachments/0/content/actions/0/type', /no action/],
    ['an unknown action in a cell', cardMessage(card({ type: 'Table', rows: [{ cells: [{ items: [{ type: 'ActionSet', actions: [{ type: 'Action.Http' }] }] }] }] })),
      '/attachments/0/content/body/0/rows/0/cells/0/items/0/actions/0/type', /no action/],
    ['a seventh button', cardMessage({ ...card({ type: 'ActionSet', actions: [button] }), actions: Array(6).fill(button) }), '/attachments/0/content', /7 buttons/],
    ['an input without a label', input({ label: '' }), '/attachments/0/content/body/0/label', /label/],
    ['an input without an id', input({ id: undefined }), '/attachments/0/content/body/0/id', /id/],
    ['a mention that is not in the text', { type: 'message', text: 'x', entities: [{ type: 'mention', text: '<at>Ana</at>', mentioned: { id: '29:1', name: 'Ana' } }] },
      '/entities/0/text', /mention/],
    ['a suggestion that is no imBack', { type: 'message', text: 'x', suggestedActions: { actions: [{ type: 'openUrl', title: 'x', value: 'x' }] } },
      '/suggestedActions/actions/0/type', /imBack/],
  ];
  for (const [what, activity, path, problem] of violations) {
    it(`refuses ${what} with a clear 400 and lists it as a violation`, async () => {
      const { status, body } = await stage.connector('POST', activities((await stage.client.chat('grace')).id), activity);
      assert.equal(status, 400);
      assert.match(body.error?.message ?? '', problem);
      const listed = await stage.client.violations();
      assert.deepEqual(listed.map((violation) => violation.path), [path]);
      assert.match(listed[0]?.problem ?? '', problem);
      assert.deepEqual(await stage.client.messages('grace'), []);
    });
  }

  it('takes what Teams would show wrongly, but lists it', async () => {
    const { id: chat } = await stage.client.chat('grace');
    const say = (title: string) => ({ type: 'imBack', title, value: title });
    await stage.post(chat, { type: 'message', text: 'which?', suggestedActions: { actions: ['a', 'b', 'c', 'd'].map(say) } });
    await stage.post(chat, cardMessage(card({ type: 'TextBlock', text: 'Hello ${name}' })));
    await stage.post(support.id, { type: 'message', text: 'which?', suggestedActions: { actions: [say('a')] } });
    assert.deepEqual((await stage.client.violations()).map(({ path }) => path), [
      '/suggestedActions/actions', '/attachments/0/content/body/0/text', '/suggestedActions',
    ]);
    assert.equal((await stage.client.messages('grace')).length, 2);
    await stage.client.forgetViolations();
    assert.deepEqual(await stage.client.violations(), []);
  });

  it('fails as the fault switch says, for as many requests as it says', async () => {
    const post = () => stage.connector('POST', activities(support.id), { type: 'message', text: 'x' });
    await stage.client.faults({ status: 429, retryAfter: 2, count: 2, match: 'POST' });
    assert.equal((await stage.connector('GET', `v3/teams/${encodeURIComponent(cast.team.id)}`)).status, 200);
    const first = await post();
    assert.deepEqual([first.status, first.headers.get('retry-after'), (await post()).status, (await post()).status], [429, '2', 429, 201]);

    await stage.client.faults({ reset: true });
    await assert.rejects(post());
    await stage.client.faults({ reset: true, accepted: true });
    await assert.rejects(post());
    await stage.client.noFaults();
    assert.equal((await stage.client.messages('ben', 'support')).length, 2);

    await stage.client.faults({ hang: 60_000 });
    const patience = AbortSignal.timeout(50);
    await assert.rejects(stage.raw('POST', `/local/connector/${activities(support.id)}`, { body: '{"type":"message","text":"x"}', signal: patience }));
  });
});
