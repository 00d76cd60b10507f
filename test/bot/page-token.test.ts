// Tokens of the page, with real keys: only Entra ID, for a person of our tenant, through Teams, to the registration for pages, and now.
import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { openPageTokens, pageIssuer, teamsClients, type PageTokens } from '../../bot/page-token.ts';
import { openSigningKeys } from '../../bot/signing-keys.ts';
import { openKeyServer, type KeyServer } from '../kit/key-server.ts';
import { ids, tenant } from './office.ts';

const app = '55555555-5555-4555-8555-555555555555';
const bot = '11111111-1111-4111-8111-111111111111';
const elsewhere = '22222222-2222-4222-8222-222222222222';
const login = 'https://login.microsoftonline.com/';

describe('a token of the page', () => {
  let server: KeyServer;
  let now: number;
  let tokens: PageTokens;
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 23, 9);
    server = await openKeyServer();
    const keys = openSigningKeys({ openIdMetadata: server.metadata, now: () => now, timeout: 200 });
    tokens = openPageTokens({ app, host: 'support.contoso.com', tenant, issuer: pageIssuer(login, tenant), keys, now: () => now });
  });
  afterEach(() => server.close());

  const claims = (other: object = {}) => ({
    iss: `https://login.microsoftonline.com/${tenant}/v2.0`, aud: app, ver: '2.0', tid: tenant, oid: ids.ana, azp: teamsClients[0], scp: 'access_as_user',
    nbf: now / 1000 - 60, exp: now / 1000 + 3600, ...other,
  });
  const status = async (token: string) => {
    const verdict = await tokens.verify(`Bearer ${token}`);
    return verdict.ok ? 200 : verdict.status;
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  const genuine: readonly (readonly [what: string, other: object])[] = [
    ['from Teams on the desktop or the phone', {}],
    ['from Teams on the web', { azp: teamsClients[1] }],
    ['that names us by the address of the registration', { aud: `api://support.contoso.com/${app}` }],
    ['with other scopes beside ours', { scp: 'User.Read access_as_user' }],
    ['of a clock that is a little fast or slow', { nbf: Date.UTC(2026, 10, 23, 9) / 1000 + 30 }],
  ];
  for (const [what, other] of genuine) {
    it(`${what} says who is signed in`, async () => {
      assert.deepEqual(await tokens.verify(`Bearer ${server.sign(claims(other))}`), { ok: true, person: ids.ana });
    });
  }

  const forgeries: readonly (readonly [what: string, make: () => string, tried?: 'tried'])[] = [
    ['that is no token', () => 'secret'],
    ['without a signature (alg none)', () => `${part({ alg: 'none', kid: 'teams' })}.${part(claims())}.`],
    ['signed with the public key as a password (alg HS256)', () => {
      const signed = `${part({ alg: 'HS256', kid: 'teams' })}.${part(claims())}`;
      const pem = server.publicKey('teams').export({ type: 'spki', format: 'pem' });
      return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
    }],
    ['signed with another algorithm', () => server.sign(claims(), { alg: 'PS256' })],
    ['signed with somebody\'s key under Entra\'s name for it', () => server.sign(claims(), { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }), 'tried'],
    ['that brings its own key along', () => {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return server.sign(claims(), { key: privateKey, header: { jwk: publicKey.export({ format: 'jwk' }), jku: 'https://evil.test/keys' } });
    }, 'tried'],
    ['of an unknown key', () => server.sign(claims(), { header: { kid: 'another' } }), 'tried'],
    ['with another person under the same signature', () => {
      const [head, , signature] = server.sign(claims()).split('.');
      return `${head}.${part(claims({ oid: ids.dana }))}.${signature}`;
    }, 'tried'],
    ['of another tenant', () => server.sign(claims({ iss: `https://login.microsoftonline.com/${elsewhere}/v2.0`, tid: elsewhere }))],
    ['of our issuer about another tenant', () => server.sign(claims({ tid: elsewhere }))],
    ['of the first version', () => server.sign(claims({ iss: `https://sts.windows.net/${tenant}/`, ver: '1.0', appid: teamsClients[0], azp: undefined }))],
    ['that says it is of the first version', () => server.sign(claims({ ver: '1.0' }))],
    ['of the Bot Connector', () => server.sign({ iss: 'https://api.botframework.com', aud: bot, serviceurl: 'https://smba.trafficmanager.net/amer/', exp: now / 1000 + 3600 })],
    ['for the bot itself', () => server.sign(claims({ aud: bot }))],
    ['for the same id at another host', () => server.sign(claims({ aud: `api://evil.test/${app}` }))],
    ['for several', () => server.sign(claims({ aud: [app] }))],
    ['for Microsoft Graph', () => server.sign(claims({ aud: '00000003-0000-0000-c000-000000000000' }))],
    ['through an app that is not Teams', () => server.sign(claims({ azp: '33333333-3333-4333-8333-333333333333' }))],
    ['through the registration itself', () => server.sign(claims({ azp: app }))],
    ['through an app that is not named', () => server.sign(claims({ azp: undefined }))],
    ['without our scope', () => server.sign(claims({ scp: 'User.Read' }))],
    ['with a scope that only begins like ours', () => server.sign(claims({ scp: 'access_as_user_too' }))],
    ['of an app that acts for itself', () => server.sign(claims({ scp: undefined, roles: ['access_as_user'], idtyp: 'app' }))],
    ['of nobody', () => server.sign(claims({ oid: undefined }))],
    ['of a person by address', () => server.sign(claims({ oid: 'ana@contoso.example' }))],
    ['that identifies instead of giving access', () => server.sign(claims({ scp: undefined, azp: undefined, nonce: 'n' }))],
    ['that has ended', () => server.sign(claims({ exp: now / 1000 - 61 })), 'tried'],
    ['that never ends', () => server.sign(claims({ exp: undefined }))],
    ['that has not begun', () => server.sign(claims({ nbf: now / 1000 + 61 })), 'tried'],
    ['that does not say when it begins', () => server.sign(claims({ nbf: undefined }))],
  ];
  for (const [what, make, tried] of forgeries) {
    it(`${what} is refused${tried ? '' : ', before any key is looked for'}`, async () => {
      assert.equal(await status(make()), 401);
      assert.equal(server.asked.metadata, tried ? 1 : 0);
    });
  }

  for (const header of [undefined, '', 'Bearer', 'Basic YW5hOmFuYQ==']) {
    it(`is missing from ${JSON.stringify(header)}`, async () => {
      assert.deepEqual(await tokens.verify(header), { ok: false, status: 401, why: 'no token of a page' });
    });
  }

  it('cannot be told from a forged one while the keys cannot be had, which is no verdict', async () => {
    server.mood = 'down';
    assert.equal(await status(server.sign(claims())), 503);
  });
});
