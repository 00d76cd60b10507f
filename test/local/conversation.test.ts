// What a person does in the local Teams reaches the bot in the shape of Teams, and what the bot answers is what they see.

import assert from 'node:assert/strict';
import { cast } from '../../local/cast.ts';
import { card, cardMessage, openStage, type Stage } from './scripted-bot.ts';

describe('a person in the local Teams', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const personal = async (person: string): Promise<string> => (await stage.client.chat(person)).id;

  it('speaks to the bot in an activity of the shape Teams sends', async () => {
    const { delivered } = await stage.client.say('minji', '프린터가 안 됩니다');
    assert.equal(delivered, true);
    const [activity] = stage.received;
    assert.ok(activity);
    const minji = cast.people.find(({ key }) => key === 'minji');
    assert.match(activity.id, /^\d{13}$/);
    assert.match(activity.localTimestamp, /\+09:00$/);
    assert.deepEqual(pick(activity, ['type', 'text', 'textFormat', 'channelId', 'serviceUrl', 'locale', 'from', 'recipient', 'conversation', 'channelData', 'entities']), {
      type: 'message', text: '프린터가 안 됩니다', textFormat: 'plain', channelId: 'msteams',
      serviceUrl: `${stage.origin}/local/connector/`, locale: 'ko-KR',
      from: { id: minji?.teamsId, name: minji?.name, aadObjectId: minji?.id },
      recipient: cast.bot,
      conversation: { id: await personal('minji'), conversationType: 'personal', tenantId: cast.tenantId },
      channelData: { tenant: { id: cast.tenantId } },
      entities: [{ type: 'clientInfo', locale: 'ko-KR', country: 'KR', platform: 'Web', timezone: 'Asia/Seoul' }],
    });
  });

  it('is heard in a channel by mentioning the bot, in a thread of its own', async () => {
    const { message } = await stage.client.say('dana', 'use this channel for support', 'support');
    const [activity] = stage.received;
    assert.ok(activity);
    const support = cast.channels.find(({ key }) => key === 'support');
    assert.equal(activity.text, '<at>Managed Desktop Support</at> use this channel for support');
    assert.deepEqual(activity.entities[0], { type: 'mention', mentioned: cast.bot, text: '<at>Managed Desktop Support</at>' });
    assert.deepEqual(activity.conversation, {
      id: `${support?.id};messageid=${message.id}`, conversationType: 'channel', tenantId: cast.tenantId, isGroup: true,
    });
    assert.equal(activity.channelData.team?.id, cast.team.id);
    assert.equal(activity.channelData.channel?.id, support?.id);
    const answer = await stage.post(activity.conversation.id, { type: 'message', text: 'done' });
    const thread = (await stage.client.messages('ana', 'support')).map(({ id, thread }) => ({ id, thread }));
    assert.deepEqual(thread, [{ id: message.id, thread: message.id }, { id: answer, thread: message.id }]);
  });

  it('is told when the bot does not take the message, and the words stay in the chat', async () => {
    stage.answer(() => ({ status: 500 }));
    assert.equal((await stage.client.say('grace', 'hello')).delivered, false);
    assert.deepEqual((await stage.client.messages('grace')).map(({ text }) => text), ['hello']);
  });

  it('says two things quickly and the bot hears them one after the other', async () => {
    let together = 0;
    let most = 0;
    stage.answer(async () => {
      most = Math.max(most, together += 1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      together -= 1;
      return { status: 200 };
    });
    await Promise.all([stage.client.say('grace', 'one'), stage.client.say('grace', 'two'), stage.client.say('grace', 'three')]);
    assert.deepEqual([stage.received.map(({ text }) => text), most], [['one', 'two', 'three'], 1]);
  });

  it('presses Action.Execute with the inputs merged over the data, and sees the card that comes back without it being stored', async () => {
    const id = await stage.post(await personal('grace'), cardMessage({
      ...card({ type: 'Input.Text', id: 'reason', label: 'Reason', value: 'none' }),
      actions: [{ type: 'Action.Execute', title: 'Deny', verb: 'elevation/deny', data: { id: 'E-17', version: 3 } }],
    }));
    const [message] = await stage.client.messages('grace');
    assert.ok(message);
    stage.answer(() => ({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card({ type: 'TextBlock', text: 'Denied' }) },
    }));
    const outcome = await stage.client.press('grace', message, { verb: 'elevation/deny' }, { reason: 'not needed' });
    assert.deepEqual(outcome, { kind: 'card', card: card({ type: 'TextBlock', text: 'Denied' }) });
    const [activity] = stage.received;
    assert.deepEqual(pick(activity, ['type', 'name', 'replyToId', 'value']), {
      type: 'invoke', name: 'adaptiveCard/action', replyToId: id,
      value: {
        action: { type: 'Action.Execute', verb: 'elevation/deny', data: { id: 'E-17', version: 3, reason: 'not needed' } },
        trigger: 'manual',
      },
    });
    assert.deepEqual(await stage.client.messages('grace'), [message]);
  });

  it('who presses twice is delivered twice, and under the same id when a test redelivers', async () => {
    await stage.post(await personal('grace'), cardMessage({ ...card(), actions: [{ type: 'Action.Execute', title: 'Go', verb: 'go' }] }));
    const [message] = await stage.client.messages('grace');
    assert.ok(message);
    const press = () => stage.client.press('grace', message, { title: 'Go' }, {}, { activityId: 'f:again' });
    await Promise.all([press(), press()]);
    assert.deepEqual(stage.received.map(({ id }) => id), ['f:again', 'f:again']);
  });

  const answers: readonly (readonly [string, number, unknown, { readonly kind: string; readonly [field: string]: unknown }])[] = [
    ['a message becomes a toast', 200, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Not yours' }, { kind: 'message', text: 'Not yours' }],
    ['an empty answer shows nothing', 200, undefined, { kind: 'none' }],
    ['an error is shown with its words', 400, { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'BadRequest', message: 'No' } },
      { kind: 'error', code: 'BadRequest', text: 'No', status: 400 }],
    ['an unhandled press is something that went wrong', 501, undefined,
      { kind: 'error', code: 'bot-error', text: 'Something went wrong. Please try again.', status: 501 }],
    ['an answer out of the contract is something that went wrong', 200, { statusCode: 403, type: 'application/vnd.microsoft.error', value: {} },
      { kind: 'error', code: 'bad-answer', text: 'Something went wrong. Please try again.', status: 200 }],
  ];
  for (const [policy, status, body, expected] of answers) {
    it(`presses, and ${policy}`, async () => {
      await stage.post(await personal('grace'), cardMessage({ ...card(), actions: [{ type: 'Action.Execute', title: 'Go', verb: 'go' }] }));
      const [message] = await stage.client.messages('grace');
      assert.ok(message);
      stage.answer(() => ({ status, body }));
      assert.deepEqual(await stage.client.press('grace', message, { verb: 'go' }), expected);
      assert.equal((await stage.client.violations()).length, expected.kind === 'error' && status === 200 ? 1 : 0);
    });
  }

  it('presses Action.Submit, which goes as a message with a value, without words', async () => {
    const id = await stage.post(await personal('luis'), cardMessage({
      ...card({ type: 'Input.Text', id: 'description', label: 'Qué ocurre' }, { type: 'Input.Toggle', id: 'urgent', label: 'Urgente', title: 'Sí' }),
      actions: [{ type: 'Action.Submit', title: 'Enviar', data: { form: 'report', draft: 'd-1' } }],
    }));
    const [message] = await stage.client.messages('luis');
    assert.ok(message);
    assert.deepEqual(await stage.client.press('luis', message, { verb: 'report' }, { description: 'No imprime' }), { kind: 'sent' });
    const [activity] = stage.received;
    assert.deepEqual(pick(activity, ['type', 'text', 'replyToId', 'value']), {
      type: 'message', text: undefined, replyToId: id, value: { form: 'report', draft: 'd-1', description: 'No imprime', urgent: 'false' },
    });
    assert.equal((await stage.client.messages('luis')).length, 1);
  });

  it('opens a dialog, submits it, and is led on, told or let go; nothing of it is stored', async () => {
    const button = { type: 'Action.Submit', title: 'Reveal', data: { msteams: { type: 'task/fetch' }, verb: 'elevation/reveal', id: 'E-17' } };
    await stage.post(await personal('ana'), cardMessage({ ...card(), actions: [button] }));
    const [message] = await stage.client.messages('ana');
    assert.ok(message);
    const secret = { ...card({ type: 'TextBlock', text: 'maple-otter-42' }), actions: [{ type: 'Action.Submit', title: 'Done', data: { verb: 'done' } }] };
    const show = { contentType: 'application/vnd.microsoft.card.adaptive', content: secret };
    stage.answer(() => ({ status: 200, body: { task: { type: 'continue', value: { title: 'Password', width: 'small', card: show } } } }));
    const dialog = await stage.client.press('ana', message, { verb: 'elevation/reveal' }, {}, { theme: 'dark' });
    assert.deepEqual(dialog, { kind: 'dialog', title: 'Password', width: 'small', content: { card: secret }, opener: message });
    assert.deepEqual(pick(stage.received[0], ['name', 'value']), { name: 'task/fetch', value: { data: button.data, context: { theme: 'dark' } } });
    assert.ok(dialog.kind === 'dialog');

    const led: readonly (readonly [unknown, object])[] = [
      [{ task: { type: 'message', value: 'Thank you' } }, { kind: 'message', text: 'Thank you' }],
      [undefined, { kind: 'closed' }],
      [{ task: { type: 'continue', value: { title: 'More', card: show } } }, { kind: 'dialog', title: 'More', content: { card: secret }, opener: message }],
    ];
    for (const [body, outcome] of led) {
      stage.answer(() => ({ status: 200, body }));
      assert.deepEqual(await stage.client.submit('ana', dialog, { actionsTaken: 'driver' }), outcome);
    }
    assert.deepEqual(pick(stage.received.at(-1), ['name', 'value']), {
      name: 'task/submit', value: { data: { verb: 'done', actionsTaken: 'driver' }, context: { theme: 'default' } },
    });
    assert.equal(JSON.stringify(await stage.client.messages('ana')).includes('maple-otter'), false);
  });

  it('says what a button of type imBack says, and sends quietly what messageBack carries', async () => {
    const say = (title: string, msteams: object) => ({ type: 'Action.Submit', title, data: { msteams } });
    await stage.post(await personal('grace'), cardMessage({
      ...card(), actions: [say('Help', { type: 'imBack', value: 'help' }), say('More', { type: 'messageBack', text: 'more', displayText: 'Show more', value: { page: 2 } })],
    }));
    const [message] = await stage.client.messages('grace');
    assert.ok(message);
    await stage.client.press('grace', message, { title: 'Help' });
    await stage.client.press('grace', message, { title: 'More' });
    assert.deepEqual(stage.received.map(({ text, value }) => ({ text, value })), [{ text: 'help', value: undefined }, { text: 'more', value: { page: 2 } }]);
    assert.deepEqual((await stage.client.messages('grace')).slice(1).map(({ text }) => text), ['help', 'Show more']);
  });

  it('cannot press in the chat of another, nor a user in a channel of the team', async () => {
    await stage.post(await personal('grace'), cardMessage({ ...card(), actions: [{ type: 'Action.Execute', title: 'Go', verb: 'go' }] }));
    const [message] = await stage.client.messages('grace');
    assert.ok(message);
    await assert.rejects(stage.client.press('luis', message, { verb: 'go' }), { status: 404 });
    await assert.rejects(stage.client.say('luis', 'hello', 'escalation'), { status: 404 });
    assert.equal(stage.received.length, 0);
  });

  it('sees the channels of the own role, and reads what is unread', async () => {
    const seen = async (person: string) => (await stage.client.state(person)).chats.map(({ key }) => key);
    assert.deepEqual(await Promise.all(['grace', 'ben', 'sora', 'dana', 'omar'].map(seen)), [
      ['bot'], ['bot', 'support'], ['bot', 'support', 'escalation'],
      ['bot', 'support', 'escalation', 'it-admin', 'operations'], ['bot', 'operations'],
    ]);
    const support = (await stage.client.chat('ben', 'support')).id;
    await stage.post(support, { type: 'message', text: 'new ticket' });
    await stage.post(support, { type: 'message', text: 'another' });
    await stage.client.read('ana', 'support');
    const unread = async (person: string) => (await stage.client.chat(person, 'support')).unread;
    assert.deepEqual([await unread('ben'), await unread('ana')], [2, 0]);
    const { waiting } = await stage.client.state('grace');
    assert.deepEqual([waiting['ben'], waiting['ana'], waiting['grace']], [2, 0, 0], 'whom to be next');
  });
});

function pick(from: object | undefined, names: readonly string[]): Record<string, unknown> {
  const fields = new Map(Object.entries(from ?? {}));
  return Object.fromEntries(names.map((name) => [name, fields.get(name)]));
}
