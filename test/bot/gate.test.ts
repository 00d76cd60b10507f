// The gate: every forgery that has got past the SDK is refused before the SDK sees it, and so is whatever the bot could not read.
import assert from 'node:assert/strict';
import { openGate, type Gate } from '../../bot/gate.ts';

const app = { id: '11111111-1111-4111-8111-111111111111', tenant: '22222222-2222-4222-8222-222222222222' };
const issuer = 'https://api.botframework.com';
const serviceUrl = 'https://smba.trafficmanager.net/amer/';
const foreign = '33333333-3333-4333-8333-333333333333';

type Json = Readonly<Record<string, unknown>>;

const activity = {
  type: 'invoke', name: 'adaptiveCard/action', id: 'f:1', channelId: 'msteams', serviceUrl, locale: 'en-US', replyToId: '1', timestamp: '2026-11-23T09:00:00Z',
  from: { id: '29:ana', aadObjectId: '44444444-4444-4444-8444-444444444444', name: 'Ana García' },
  recipient: { id: `28:${app.id}`, name: 'Support' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: app.tenant },
  channelData: { tenant: { id: app.tenant } },
  entities: [{ type: 'clientInfo', locale: 'en-US' }, { type: 'mention', text: '<at>Support</at>', mentioned: { id: `28:${app.id}` } }],
  value: { action: { verb: 'ticket/claim', data: { id: 'T-1001' } } },
};
const claims = { iss: issuer, aud: app.id, serviceurl: serviceUrl, exp: 2_000_000_000 };

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const bearer = (payload: object, head: object = { alg: 'RS256', kid: 'k' }, signature = 'c2lnbmF0dXJl') => `Bearer ${part(head)}.${part(payload)}.${signature}`;
const but = (change: Json): Json => ({ ...activity, ...change });
const without = (name: keyof typeof activity): Json => Object.fromEntries(Object.entries(activity).filter(([key]) => key !== name));

function statusOf(gate: Gate, body: unknown, authorization: string | undefined = bearer(claims), host = 'bot.contoso.com'): number {
  const passage = gate.judge(body, { authorization, host });
  return passage.ok ? 200 : passage.status;
}

describe('the gate', () => {
  const gate = openGate({ app, tenant: app.tenant, issuer, serviceUrls: ['https://connector.contoso.test/'] });

  it('lets a genuine activity of the Connector pass', () => {
    assert.equal(statusOf(gate, activity), 200);
  });

  const forgeries: readonly (readonly [what: string, status: 400 | 401 | 403, body: unknown, authorization?: string | undefined])[] = [
    ['no token', 401, activity, ''],
    ['another scheme', 401, activity, `Basic ${bearer(claims).slice(7)}`],
    ['something that is no token', 401, activity, 'Bearer secret'],
    ['a token that is no JSON', 401, activity, 'Bearer e30.bm9uZQ.c2ln'],
    ['a token without a signature (alg none)', 401, activity, bearer(claims, { alg: 'none' }, '')],
    ['a token for another bot', 401, activity, bearer({ ...claims, aud: foreign })],
    ['a token for a list of bots', 401, activity, bearer({ ...claims, aud: [app.id] })],
    ['an Entra token of our own tenant for the bot (the emulator\'s way)', 401, activity,
      bearer({ ...claims, iss: `https://sts.windows.net/${app.tenant}/`, appid: app.id, ver: '1.0' })],
    ['an Entra token of any tenant for the bot (the emulator\'s way)', 401, activity,
      bearer({ ...claims, iss: `https://login.microsoftonline.com/${foreign}/v2.0`, azp: app.id, ver: '2.0' })],
    ['a token that says nothing of a service URL', 401, activity, bearer({ iss: issuer, aud: app.id })],
    ['a token for another service URL', 401, activity, bearer({ ...claims, serviceurl: 'https://smba.trafficmanager.net/emea/' })],
    ['a token and an activity of a service URL elsewhere', 403, but({ serviceUrl: 'https://evil.test/' }), bearer({ ...claims, serviceurl: 'https://evil.test/' })],
    ['no service URL', 400, without('serviceUrl')],
    ['a service URL that is none', 400, but({ serviceUrl: 'smba' })],
    ['no channel', 400, without('channelId')],
    ['an empty channel', 400, but({ channelId: '' })],
    ['another channel', 400, but({ channelId: 'webchat' })],
    ['the emulator\'s channel', 400, but({ channelId: 'emulator' })],
    ['another tenant', 403, but({ channelData: { tenant: { id: foreign } } })],
    ['a conversation of another tenant', 403, but({ conversation: { ...activity.conversation, tenantId: foreign } })],
    ['no tenant', 400, but({ channelData: {} })],
    ['no sender', 400, without('from')],
    ['a sender without an object id', 400, but({ from: { id: '29:ana' } })],
    ['a sender whose object id is a name', 400, but({ from: { id: '29:ana', aadObjectId: 'ana' } })],
    ['a sender whose name is no text', 400, but({ from: { ...activity.from, name: { toString: 1 } } })],
    ['a sender with an endless name', 400, but({ from: { ...activity.from, name: 'x'.repeat(2000) } })],
    ['no recipient', 400, without('recipient')],
    ['no conversation', 400, without('conversation')],
    ['a kind of conversation that Teams has not', 400, but({ conversation: { id: 'a:1', conversationType: 'seance' } })],
    ['no type', 400, without('type')],
    ['a type that is no text', 400, but({ type: 7 })],
    ['a message without an id', 400, { ...without('id'), type: 'message' }],
    ['a reply to what is no id', 400, but({ replyToId: ['1'] })],
    ['words that are no text', 400, but({ text: { trim: 1 } })],
    ['endless words', 400, but({ text: 'x'.repeat(100_001) })],
    ['a mention of nobody', 400, but({ entities: [{ type: 'mention' }] })],
    ['entities that are no list', 400, but({ entities: 'mention' })],
    ['an empty body', 400, {}],
    ['no body', 400, undefined],
    ['a text as body', 400, 'message'],
    ['a list as body', 400, [activity]],
  ];
  for (const [what, status, body, authorization] of forgeries) {
    it(`refuses ${what} with ${status}`, () => {
      assert.equal(statusOf(gate, body, authorization), status);
    });
  }

  it('refuses everything alike without a token, so that a stranger learns nothing of what is asked', () => {
    for (const [, , body] of forgeries) assert.equal(statusOf(gate, body, ''), 401);
  });

  it('does not mind what else Teams sends', () => {
    assert.equal(statusOf(gate, but({ channelData: { ...activity.channelData, legacy: {} }, somethingNew: [1] })), 200);
    assert.equal(statusOf(gate, but({ from: { id: '29:ana', aadObjectId: activity.from.aadObjectId } })), 200);
    assert.equal(statusOf(gate, but({ channelData: { tenant: { id: app.tenant.toUpperCase() } } })), 200);
  });

  const addresses: readonly (readonly [address: string, inTeams: boolean, locally: boolean])[] = [
    ['https://smba.trafficmanager.net/amer/', true, false],
    ['https://smba.infra.gov.teams.microsoft.us/', true, false],
    ['https://europe.botframework.com/', true, false],
    ['https://connector.contoso.test/anything', true, false],
    ['http://smba.trafficmanager.net/', false, false],
    ['https://smba.trafficmanager.net.evil.test/', false, false],
    ['https://smba.trafficmanager.net@evil.test/', false, false],
    ['https://evilbotframework.com/', false, false],
    ['https://contoso.test/', false, false],
    ['http://connector.contoso.test/', false, false],
    ['file:///etc/passwd', false, false],
    ['', false, false],
    ['http://127.0.0.1:3978/local/connector/', false, true],
    ['http://localhost:1/', false, true],
    ['http://[::1]:1/', false, true],
    ['http://127.0.0.1.evil.test/', false, false],
    ['http://10.0.0.1/', false, false],
    ['http://0.0.0.0/', false, false],
  ];
  const local = openGate({ app: undefined, tenant: app.tenant, issuer, serviceUrls: [] });
  for (const [address, inTeams, locally] of addresses) {
    it(`speaks to ${address || 'nowhere'} ${inTeams ? 'for Teams' : locally ? 'in local mode' : 'never'}`, () => {
      assert.deepEqual([gate.allows(address), local.allows(address)], [inTeams, locally]);
    });
  }

  describe('in local mode', () => {
    const here = but({ serviceUrl: 'http://127.0.0.1:3978/local/connector/' });

    it('asks for no token', () => {
      assert.equal(statusOf(local, here, undefined, '127.0.0.1:3978'), 200);
      assert.equal(statusOf(local, here, undefined, 'localhost:3978'), 200);
    });

    it('takes no service URL but this machine\'s', () => {
      assert.equal(statusOf(local, activity, undefined, '127.0.0.1:3978'), 403);
    });

    it('takes nothing that a page elsewhere has a browser send under a name of its own', () => {
      assert.equal(statusOf(local, here, undefined, 'evil.test'), 403);
      assert.equal(local.judge(here, {}).ok, false);
    });
  });
});
