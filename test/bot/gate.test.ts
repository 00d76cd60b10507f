// The gate: every forgery that has got past the SDK is refused before the SDK sees it, and so is whatever the bot could not read.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { openGate, type Caller } from '../../bot/gate.ts';
import type { Claims } from '../../bot/inbound-token.ts';

const app = { id: '11111111-1111-4111-8111-111111111111', tenant: '22222222-2222-4222-8222-222222222222' };
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
const claims: Claims = { iss: 'https://api.botframework.com', aud: app.id, serviceurl: serviceUrl, exp: 2_000_000_000 };
const nested = (levels: number): Json => (levels === 0 ? {} : { deeper: nested(levels - 1) });

const but = (change: Json): Json => ({ ...activity, ...change });
const without = (name: keyof typeof activity): Json => Object.fromEntries(Object.entries(activity).filter(([key]) => key !== name));

describe('the gate', () => {
  const verify = sinon.stub().resolves({ ok: true, claims });
  const gate = openGate({ tokens: { verify }, tenant: app.tenant, serviceUrls: ['https://connector.contoso.test/'] });

  function statusOf(body: unknown, caller: Caller = { kind: 'connector', claims }): number {
    const passage = gate.judge(body, caller);
    return passage.ok ? 200 : passage.status;
  }

  it('lets in whose token verifies, and nobody else, whatever is sent', async () => {
    assert.deepEqual(await gate.admit({ authorization: 'Bearer a.b.c', host: 'anything' }), { ok: true, caller: { kind: 'connector', claims } });
    assert.ok(verify.calledOnceWithExactly('Bearer a.b.c'));
    const refusal = { ok: false, status: 401, why: 'the token does not verify' };
    verify.onSecondCall().resolves(refusal);
    assert.deepEqual(await gate.admit({ host: '127.0.0.1' }), refusal);
  });

  it('lets a genuine activity of the Connector pass', () => {
    assert.equal(statusOf(activity), 200);
  });

  const forgeries: readonly (readonly [what: string, status: 400 | 401 | 403, body: unknown, claims?: Claims])[] = [
    ['a token for another service URL', 401, activity, { ...claims, serviceurl: 'https://smba.trafficmanager.net/emea/' }],
    ['a token and an activity of a service URL elsewhere', 403, but({ serviceUrl: 'https://evil.test/' }), { ...claims, serviceurl: 'https://evil.test/' }],
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
    ['a reply to half a character', 400, but({ replyToId: '\uD800' })],
    ['a conversation with a line break in it', 400, but({ conversation: { id: 'a:1\n', conversationType: 'personal' } })],
    ['words that are no text', 400, but({ text: { trim: 1 } })],
    ['endless words', 400, but({ text: 'x'.repeat(100_001) })],
    ['a mention of nobody', 400, but({ entities: [{ type: 'mention' }] })],
    ['entities that are no list', 400, but({ entities: 'mention' })],
    ['attachments that are no list', 400, but({ attachments: { some: 1 } })],
    ['attachments that are nothing', 400, but({ attachments: null })],
    ['an attachment of no kind', 400, but({ attachments: [null] })],
    ['an empty body', 400, {}],
    ['no body', 400, undefined],
    ['a text as body', 400, 'message'],
    ['a list as body', 400, [activity]],
    ['what is nested deeper than anything in Teams', 400, but({ value: nested(40) })],
    ['more values than anything in Teams', 400, but({ value: Array.from({ length: 30_000 }, () => 0) })],
    ['a text that says how long it is', 400, but({ text: { length: { toString: 1 } } })],
    ['what would change what objects are', 400, but({ value: JSON.parse('{ "data": { "__proto__": { "roles": ["it-admin"] } } }') })],
  ];
  for (const [what, status, body, told = claims] of forgeries) {
    it(`refuses ${what} with ${status}`, () => {
      assert.equal(statusOf(body, { kind: 'connector', claims: told }), status);
    });
  }

  it('does not mind what else Teams sends', () => {
    assert.equal(statusOf(but({ channelData: { ...activity.channelData, legacy: {} }, somethingNew: [1] })), 200);
    assert.equal(statusOf(but({ from: { id: '29:ana', aadObjectId: activity.from.aadObjectId } })), 200);
    assert.equal(statusOf(but({ channelData: { tenant: { id: app.tenant.toUpperCase() } } })), 200);
  });

  const addresses: readonly (readonly [address: string, inTeams: boolean, locally: boolean])[] = [
    ['https://smba.trafficmanager.net/amer/', true, false],
    ['https://smba.infra.gov.teams.microsoft.us/', true, false],
    ['https://europe.botframework.com/', true, false],
    ['https://connector.contoso.test/anything', true, false],
    ['http://smba.trafficmanager.net/', false, false],
    ['https://smba.trafficmanager.net.evil.test/', false, false],
    ['https://smba.trafficmanager.net@evil.test/', false, false],
    ['https://someone@smba.trafficmanager.net/', false, false],
    ['https://smba.trafficmanager.net:8443/', false, false],
    ['https://smba.infra.gcc.teams.microsoft.com/', true, false],
    ['https://smba.infra.dod.teams.microsoft.us/', true, false],
    ['https://evilbotframework.com/', false, false],
    ['https://contoso.test/', false, false],
    ['http://connector.contoso.test/', false, false],
    ['file:///etc/passwd', false, false],
    ['http://127.0.0.1:3978/local/connector/', false, true],
    ['http://localhost:1/', false, true],
    ['http://[::1]:1/', false, true],
    ['http://127.0.0.1.evil.test/', false, false],
    ['http://10.0.0.1/', false, false],
    ['http://0.0.0.0/', false, false],
  ];
  const local = openGate({ tokens: undefined, tenant: app.tenant, serviceUrls: [] });
  for (const [address, inTeams, locally] of addresses) {
    it(`speaks to ${address} ${inTeams ? 'for Teams' : locally ? 'in local mode' : 'never'}`, () => {
      assert.deepEqual([gate.allows(new URL(address)), local.allows(new URL(address))], [inTeams, locally]);
    });
  }

  describe('in local mode', () => {
    const here = but({ serviceUrl: 'http://127.0.0.1:3978/local/connector/' });

    const admitted = async (host?: string) => (await local.admit({ host })).ok;

    it('asks for no token', async () => {
      assert.ok(await admitted('127.0.0.1:3978'));
      assert.ok(await admitted('localhost:3978'));
      assert.deepEqual(local.judge(here, { kind: 'local' }), { ok: true, activity: here });
    });

    it('takes no service URL but this machine\'s', () => {
      assert.partialDeepStrictEqual(local.judge(activity, { kind: 'local' }), { ok: false, status: 403 });
    });

    it('takes nothing that a page elsewhere has a browser send under a name of its own', async () => {
      assert.equal(await admitted('evil.test'), false);
      assert.equal(await admitted(), false);
    });
  });
});
