// Every known way to forge a press, over HTTP, with real signed tokens: each is refused, nothing decided changes, and no password is read.
import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { ToBotFromBotOrEmulatorTokenValidationParameters as emulator } from 'botframework-connector';
import { openConnectedTown, type Answered, type ConnectedTown, type Who } from '../kit/connected-town.ts';

type Json = Readonly<Record<string, unknown>>;

const foreign = '33333333-3333-4333-8333-333333333333';
const guest = { id: '7d1b1f0a-52c5-4c4e-9f0f-1f6a3c1f6f55', name: 'Chris Okafor' };
const passwordLike = /(?<![\w-])(\w{4}-){3}\w{4}(?![\w-])/;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const nested = (levels: number): string => '{"a":'.repeat(levels) + '0' + '}'.repeat(levels);

describe('forgeries', function () {
  this.timeout(30_000);
  let town: ConnectedTown;

  /** What the forger would most like to send: the approval of E-1 by somebody who may. */
  const approval = (who: Who = 'chris', more: object = {}) => town.press(who, 'elevation/approve', { id: 'E-1', version: 1, note: '', ...more }, 'escalation');
  const reveal = (who: Who, id: string) => town.invoke(who, 'task/fetch', { data: { msteams: { type: 'task/fetch' }, verb: 'elevation/reveal', id }, context: { theme: 'default' } });
  const without = (name: string): Json => Object.fromEntries(Object.entries(approval()).filter(([key]) => key !== name));
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  /** A token signed by the Connector that says something else. */
  const saying = (claims: object) => bearer(town.keys.sign(town.claims(claims)));

  before(async () => {
    town = await openConnectedTown();
    const done = async (activity: unknown) => {
      const { status, text } = await town.post(activity);
      assert.equal(status, 200, text);
      return text;
    };
    const elevate = (ticket: string, device: string) => town.invoke('ana', 'task/submit', { data: {
      form: 'elevation', draft: `draft-of-ana-${ticket}`, ticket, device, category: 'windows', title: 'Reinstall the driver', plan: 'Remove it and install it again', actions: 'device-manager',
      justification: '', minutes: '60',
    } });
    const report = { form: 'report', description: 'No sound', category: 'windows', reach: 'one', effect: 'minor' };
    await done(town.form('minji', { ...report, draft: 'draft-of-minji', device: '3e21030c-dc41-41aa-af22-5b8513fb0878' }));
    await done(town.form('grace', { ...report, draft: 'draft-of-grace', device: '5eee7046-2a54-4a04-a467-d1312002073a' }));
    await done(town.press('ana', 'ticket/claim', { id: 'T-1001', version: 1 }, 'support'));
    assert.match(await done(elevate('T-1001', '3e21030c-dc41-41aa-af22-5b8513fb0878')), /E-1/);
    assert.match(await done(elevate('T-1002', '5eee7046-2a54-4a04-a467-d1312002073a')), /E-2/);
    await done(town.press('chris', 'elevation/approve', { id: 'E-2', version: 1, note: '' }, 'escalation'));
    await town.app.idle();
    town.keys.publish('webchat', ['webchat']);
  });
  after(() => town.close());

  /** Nothing that was decided is another afterwards. */
  async function changesNothing(attempt: () => Promise<Answered>): Promise<Answered> {
    const before = town.digest();
    const answered = await attempt();
    await town.app.idle();
    assert.equal(town.digest(), before, 'something decided is another now');
    assert.doesNotMatch(answered.text, passwordLike);
    return answered;
  }

  describe('of who sends, that never get to the SDK', () => {
    const strangers: readonly (readonly [what: string, headers: () => Readonly<Record<string, string | undefined>>])[] = [
      ['no token', () => ({ authorization: undefined })],
      ['an empty token', () => ({ authorization: 'Bearer ' })],
      ['another scheme', () => ({ authorization: `Basic ${town.keys.sign(town.claims())}` })],
      ['what is no token', () => bearer('secret')],
      ['a token without a signature (alg none)', () => bearer(`${part({ alg: 'none', kid: 'teams' })}.${part(town.claims())}.`)],
      ['a token signed with the public key as a password (alg HS256)', () => {
        const signed = `${part({ alg: 'HS256', kid: 'teams' })}.${part(town.claims())}`;
        return bearer(`${signed}.${createHmac('sha256', town.keys.publicKey('teams').export({ type: 'spki', format: 'pem' })).update(signed).digest('base64url')}`);
      }],
      ['a token signed with a key of one\'s own', () => bearer(town.keys.sign(town.claims(), { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }))],
      ['a token that brings its key along', () => {
        const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        return bearer(town.keys.sign(town.claims(), { key: privateKey, header: { jwk: publicKey.export({ format: 'jwk' }) } }));
      }],
      ['a token of a key nobody knows', () => bearer(town.keys.sign(town.claims(), { header: { kid: 'nobody' } }))],
      ['a token of a key for other channels', () => bearer(town.keys.sign(town.claims(), { kid: 'webchat' }))],
      ['a token whose words were changed', () => {
        const [head, , signature] = town.keys.sign(town.claims({ aud: foreign })).split('.');
        return bearer(`${head}.${part(town.claims())}.${signature}`);
      }],
      ['a token for another bot', () => saying({ aud: foreign })],
      ['a token for several bots', () => saying({ aud: [town.appId] })],
      ['a token of another cloud\'s Connector', () => saying({ iss: 'https://api.botframework.us' })],
      ['an Entra token of our tenant for the bot by the bot (the emulator\'s way)', () => saying({ iss: 'https://sts.windows.net/196bb5bb-4fca-4d70-9788-6261b33d8cdf/', appid: town.appId, ver: '1.0' })],
      ['an Entra token of any tenant (the emulator\'s way)', () => saying({ iss: `https://login.microsoftonline.com/${foreign}/v2.0`, tid: foreign, azp: town.appId, ver: '2.0' })],
      ['a token of another bot that calls this one as a skill', () => saying({ iss: `https://sts.windows.net/${foreign}/`, appid: foreign, ver: '1.0' })],
      ['a token that has ended', () => saying({ exp: Math.floor(Date.now() / 1000) - 600 })],
      ['a token that has not begun', () => saying({ nbf: Math.floor(Date.now() / 1000) + 600 })],
      ['a token that never ends', () => saying({ exp: undefined })],
      ['a token that says nothing of a service URL', () => saying({ serviceurl: undefined })],
    ];
    for (const [what, headers] of strangers) {
      it(`${what} is refused, whatever it carries`, async () => {
        for (const body of [approval(), reveal('ana', 'E-2'), {}, '{"type":', nested(50_000)]) {
          const { status, text } = await changesNothing(() => town.post(body, headers()));
          assert.deepEqual([status, text], [401, '{"error":"refused"}']);
        }
      });
    }

    it('leave nothing behind: the SDK hears of no tenant that strangers name', async () => {
      const known = [emulator.issuer].flat().length;
      for (let times = 0; times < 300; times += 1) {
        const tid = randomUUID();
        const claims = town.claims(times % 2 === 0 ? { tid } : { tid, iss: `https://sts.windows.net/${tid}/` });
        await town.post(approval(), bearer(`${part({ alg: 'RS256', kid: 'teams' })}.${part(claims)}.c2ln`));
      }
      assert.equal([emulator.issuer].flat().length, known);
    });

    it('do not have the key server asked again and again', () => {
      assert.ok(town.keys.asked.keys <= 3, `${town.keys.asked.keys} times`);
    });

    it('find no key server: 503, and no more is told', async () => {
      const blind = await openConnectedTown();
      try {
        blind.keys.mood = 'down';
        const answers = await Promise.all(Array.from({ length: 50 }, () => blind.post(approval())));
        assert.deepEqual([...new Set(answers.map(({ status, text }) => `${status} ${text}`))], ['503 {"error":"refused"}']);
        assert.equal(blind.keys.asked.metadata, 1);
      } finally {
        await blind.close();
      }
    });
  });

  describe('of where it comes from, with a token the Connector signed', () => {
    const elsewhere = 'https://evil.test/';
    const places: readonly (readonly [what: string, status: 400 | 401 | 403 | 413 | 415, body: () => unknown, headers?: () => Readonly<Record<string, string | undefined>>])[] = [
      ['an activity without a service URL', 400, () => without('serviceUrl')],
      ['a service URL other than the token\'s', 401, () => ({ ...approval(), serviceUrl: 'https://smba.trafficmanager.net/amer/' })],
      ['a service URL elsewhere, though the token says so too', 403, () => ({ ...approval(), serviceUrl: elsewhere }), () => saying({ serviceurl: elsewhere })],
      ['a service URL that only begins like Teams', 403, () => ({ ...approval(), serviceUrl: 'https://smba.trafficmanager.net@evil.test/' }), () => saying({ serviceurl: 'https://smba.trafficmanager.net@evil.test/' })],
      ['a service URL of this machine', 403, () => ({ ...approval(), serviceUrl: 'http://127.0.0.1:1/' }), () => saying({ serviceurl: 'http://127.0.0.1:1/' })],
      ['an activity without a channel', 400, () => without('channelId')],
      ['an empty channel', 400, () => ({ ...approval(), channelId: '' })],
      ['the channel of web chats, for which the key is endorsed', 400, () => ({ ...approval(), channelId: 'webchat' })],
      ['the emulator\'s channel', 400, () => ({ ...approval(), channelId: 'emulator' })],
      ['the channel without a token in the SDK (ASE)', 400, () => ({ ...approval(), channelId: 'AseChannel' })],
      ['another tenant', 403, () => ({ ...approval(), channelData: { tenant: { id: foreign } } })],
      ['a federated user\'s chat, of another tenant', 403, () => ({ ...approval(), conversation: { id: 'a:1', conversationType: 'personal', tenantId: foreign } })],
      ['no tenant', 400, () => ({ ...approval(), channelData: {} })],
      ['nobody', 400, () => without('from')],
      ['somebody without an object id, as anonymous people in meetings are', 400, () => ({ ...approval(), from: { id: '29:1', name: 'Chris Okafor' } })],
      ['somebody whose object id is a list of two', 400, () => ({ ...approval(), from: { id: '29:1', aadObjectId: [guest.id] } })],
      ['no conversation', 400, () => without('conversation')],
      ['an empty object', 400, () => ({})],
      ['a list of activities', 400, () => [approval()]],
      ['a text', 400, () => '"approve"'],
      ['broken JSON', 400, () => '{"type":"invoke",'],
      ['endless depth', 400, () => nested(20_000)],
      ['thousands of values', 400, () => ({ ...approval(), value: Array.from({ length: 30_000 }, () => 1) })],
      ['a body that would change what objects are', 400, () => JSON.stringify(approval()).replace('"note"', '"__proto__":{"roles":["escalation-team"]},"note"')],
      ['more than 256 KB', 413, () => ({ ...approval(), text: 'x'.repeat(300_000) })],
      ['a form instead of JSON', 415, () => 'type=invoke', () => ({ 'content-type': 'application/x-www-form-urlencoded' })],
      ['a body that says it is compressed', 415, () => approval(), () => ({ 'content-encoding': 'gzip' })],
    ];
    for (const [what, expected, body, headers] of places) {
      it(`${what} is refused with ${expected}`, async () => {
        const { status, text } = await changesNothing(() => town.post(body(), headers?.()));
        assert.deepEqual([status, text], [expected, '{"error":"refused"}']);
      });
    }
  });

  describe('of what is pressed, by people of this tenant', () => {
    const ticketForm = { form: 'elevation', ticket: 'T-1001' };
    const people: readonly (readonly [what: string, activity: () => unknown])[] = [
      ['a guest with an approver\'s name', () => approval(guest)],
      ['a card forwarded to somebody of the staff, pressed in a 1:1 chat', () => town.press('ben', 'elevation/approve', { id: 'E-1', version: 1, note: '' })],
      ['a card forwarded to a user', () => town.press('grace', 'elevation/approve', { id: 'E-1', version: 1, note: '' }, 'support')],
      ['an approval by the requester', () => approval('ana')],
      ['a card whose data names somebody who may', () => approval('ben', { by: { id: '38feb275-a8a9-4e9b-9210-00f7ad05c1f2' }, roles: ['escalation-team'], aadObjectId: '38feb275-a8a9-4e9b-9210-00f7ad05c1f2' })],
      ['a card whose data names a constructor', () => approval('ben', { constructor: { prototype: { roles: ['escalation-team'] } } })],
      ['a card with another version', () => town.press('ben', 'ticket/claim', { id: 'T-1001', version: 99 }, 'support')],
      ['a card with another id of its kind', () => approval('chris', { id: 'E-99' })],
      ['a card with the id of another kind', () => approval('chris', { id: 'T-1001' })],
      ['a card with an id that is a query', () => approval('chris', { id: 'E-1\' or 1=1' })],
      ['a card with an id that is no text', () => approval('chris', { id: { toString: 'E-1' } })],
      ['a card with a version that is no number', () => approval('chris', { version: '1' })],
      ['a card without an id', () => town.press('chris', 'elevation/approve', {})],
      ['a verb of another spelling', () => town.press('chris', 'Elevation/Approve', { id: 'E-1', version: 1 })],
      ['a verb of every object', () => town.press('chris', 'constructor', { id: 'E-1', version: 1 })],
      ['a verb of the prototype', () => town.press('chris', '__proto__', { id: 'E-1', version: 1 })],
      ['an event of the clock as a verb', () => town.press('chris', 'elevation/expire', { id: 'E-2', version: 2 })],
      ['an event of the bot as a verb', () => town.press('chris', 'elevation/rotated', { id: 'E-2', version: 2 })],
      ['a password shown as a press', () => town.press('ana', 'elevation/revealed', { id: 'E-2', version: 2 })],
      ['a reveal as a press', () => town.press('ana', 'elevation/reveal', { id: 'E-2', version: 2 })],
      ['a press without an action', () => town.invoke('chris', 'adaptiveCard/action', { trigger: 'manual' })],
      ['a press whose value is no object', () => town.invoke('chris', 'adaptiveCard/action', 'elevation/approve')],
      ['a reveal of somebody else\'s elevation by staff', () => reveal('ben', 'E-2')],
      ['a reveal of somebody else\'s elevation by its approver', () => reveal('chris', 'E-2')],
      ['a reveal of somebody else\'s elevation by the IT admin', () => reveal('dana', 'E-2')],
      ['a reveal by a guest of the requester\'s name', () => reveal({ ...guest, name: 'Ana García' }, 'E-2')],
      ['a reveal before the approval', () => reveal('ana', 'E-1')],
      ['a reveal of no elevation', () => reveal('ana', 'T-1001')],
      ['a reveal that a client asks for by itself', () => town.invoke('ana', 'task/fetch', { data: { verb: 'elevation/reveal', id: 'E-2' }, trigger: 'automatic' })],
      ['a form for elevation asked for by a user', () => town.invoke('grace', 'task/fetch', { data: ticketForm })],
      ['somebody else\'s form handed in', () => town.invoke('ben', 'task/submit', { data: {
        ...ticketForm, draft: 'draft-of-ana-T-1001', device: '3e21030c-dc41-41aa-af22-5b8513fb0878', category: 'windows', title: 'Mine now', plan: 'Look', actions: 'device-manager', justification: '', minutes: '60',
      } })],
      ['a channel chosen by a user', () => ({ ...town.say('grace', 'use this channel for escalation'), conversation: { id: '19:mine@thread.tacv2', conversationType: 'channel' } })],
    ];
    for (const [what, activity] of people) {
      it(`${what} is refused, and audited`, async () => {
        const before = town.refusals();
        const { status } = await changesNothing(() => town.post(activity()));
        assert.equal(status, 200);
        assert.ok(town.refusals() > before, 'the refusal is not in the audit log');
      });
    }

    const ignored: readonly (readonly [what: string, activity: () => unknown])[] = [
      ['a press that a client makes by itself (automatic)', () => town.invoke('chris', 'adaptiveCard/action', { action: { verb: 'elevation/approve', data: { id: 'E-1', version: 1, note: '' } }, trigger: 'automatic' })],
      ['a press whose trigger is in the wrong place', () => town.invoke('chris', 'adaptiveCard/action', { action: { verb: 'elevation/approve', data: { id: 'E-1', version: 1, note: '', trigger: 'manual' } } })],
      ['a press delivered as a message', () => town.form('chris', { verb: 'elevation/approve', id: 'E-1', version: 1 })],
      ['a reveal delivered as a message', () => town.form('ana', { verb: 'elevation/reveal', id: 'E-2', msteams: { type: 'task/fetch' } })],
      ['a press written as a message', () => town.say('chris', 'elevation/approve E-1')],
      ...['', 'adaptivecard/action', 'adaptiveCard/Action', 'task/fetch ', 'signin/verifyState', 'fileConsent/invoke', 'composeExtension/query', 'handoff/action', '__proto__'].map(
        (name): [string, () => unknown] => [`an invoke that does not exist, “${name}”`, () => ({ ...approval(), ...(name === '' ? { name: undefined } : { name }) })]),
      ...['event', 'trace', 'handoff', 'invokeResponse', 'endOfConversation', 'messageReaction', 'conversationUpdate', 'Invoke'].map(
        (type): [string, () => unknown] => [`a press as another type of activity, “${type}”`, () => ({ ...approval(), type })]),
    ];
    for (const [what, activity] of ignored) {
      it(`${what} does nothing`, async () => {
        const { status } = await changesNothing(() => town.post(activity()));
        assert.equal(status, 200);
      });
    }

    it('a press replayed, as it was or under a new id, decides nothing a second time', async () => {
      const pressed = town.press('chris', 'elevation/approve', { id: 'E-2', version: 1, note: '' }, 'escalation');
      for (const replay of [pressed, pressed, { ...pressed, id: `f:${randomUUID()}` }]) {
        const { status, text } = await changesNothing(() => town.post(replay));
        assert.equal(status, 200);
        assert.match(text, /Chris Okafor/);
      }
    });

    it('no password has left, in a card or otherwise', () => {
      assert.ok(!town.connector.sent.some(({ body }) => passwordLike.test(body)));
      assert.ok(town.connector.sent.length > 0 && town.connector.sent.every(({ trusted }) => trusted), 'the bot shows its own token');
    });
  });

  describe('of all kinds', () => {
    it('are what they seem: the same press and the same reveal by who may, succeed', async () => {
      const before = town.digest();
      const { status, text } = await town.post(approval());
      assert.equal(status, 200);
      assert.match(text, /Chris Okafor/);
      assert.notEqual(town.digest(), before);
      assert.match((await town.post(reveal('ana', 'E-2'))).text, passwordLike);
    });

    it('are counted in the log, a few lines for all of them, without what they said', () => {
      const lines = town.log.filter((line) => line.includes('refused at the gate'));
      assert.ok(lines.length > 0 && lines.length < 20, `${lines.length} lines`);
      assert.ok(!town.log.some((line) => /eyJ|Bearer [^[]|evil\.test/.test(line)));
    });
  });
});
