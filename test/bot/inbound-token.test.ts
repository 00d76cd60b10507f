// Tokens that come in, with real keys: what is not signed by the Connector for this bot and now is worth nothing, and asking costs the key server little.
import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { openInboundTokens, type InboundTokens } from '../../bot/inbound-token.ts';
import { openSigningKeys } from '../../bot/signing-keys.ts';
import { openKeyServer, type KeyServer } from '../kit/key-server.ts';

const app = '11111111-1111-4111-8111-111111111111';
const issuer = 'https://api.botframework.com';
const minute = 60_000;
const hour = 60 * minute;

describe('a token that comes in', () => {
  let server: KeyServer;
  let now: number;
  let tokens: InboundTokens;
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 23, 9);
    server = await openKeyServer();
    tokens = openInboundTokens({ app, issuer, now: () => now, keys: openSigningKeys({ openIdMetadata: server.metadata, now: () => now, timeout: 200 }) });
  });
  afterEach(() => server.close());

  const claims = (other: object = {}) => ({ iss: issuer, aud: app, serviceurl: 'https://smba.trafficmanager.net/amer/', exp: now / 1000 + 3600, ...other });
  const status = async (token: string) => {
    const verdict = await tokens.verify(`Bearer ${token}`);
    return verdict.ok ? 200 : verdict.status;
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('is believed, with what it says, when the Connector signed it', async () => {
    assert.deepEqual(await tokens.verify(`Bearer ${server.sign(claims({ more: 1 }))}`), { ok: true, claims: claims() });
  });

  const forgeries: readonly (readonly [what: string, make: () => string, tried?: 'tried'])[] = [
    ['that is no token', () => 'secret'],
    ['that is no JSON', () => 'bm9uZQ.bm9uZQ.c2ln'],
    ['without a signature (alg none)', () => `${part({ alg: 'none', kid: 'teams' })}.${part(claims())}.`],
    ['that says alg none and is signed', () => `${part({ alg: 'none', kid: 'teams' })}.${part(claims())}.${server.sign(claims()).split('.')[2]}`],
    ['signed with the public key as a password (alg HS256)', () => {
      const signed = `${part({ alg: 'HS256', kid: 'teams' })}.${part(claims())}`;
      const pem = server.publicKey('teams').export({ type: 'spki', format: 'pem' });
      return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
    }],
    ['signed with another algorithm', () => server.sign(claims(), { alg: 'RS512' })],
    ['signed with somebody\'s key under the Connector\'s name for it', () => server.sign(claims(), { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }), 'tried'],
    ['that brings its own key along', () => {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return server.sign(claims(), { key: privateKey, header: { jwk: publicKey.export({ format: 'jwk' }), jku: 'https://evil.test/keys' } });
    }, 'tried'],
    ['without the name of a key', () => `${part({ alg: 'RS256' })}.${part(claims())}.c2ln`],
    ['of a key that cannot be read', () => `${part({ alg: 'RS256', kid: 'broken' })}.${part(claims())}.c2ln`, 'tried'],
    ['with an extension that must be understood', () => server.sign(claims(), { header: { crit: ['b64'], b64: false } })],
    ['with other words under the same signature', () => {
      const [head, , signature] = server.sign(claims()).split('.');
      return `${head}.${part(claims({ serviceurl: 'https://evil.test/' }))}.${signature}`;
    }, 'tried'],
    ['of another issuer', () => server.sign(claims({ iss: 'https://api.botframework.us' }))],
    ['of Entra for the bot (the emulator\'s way)', () => server.sign(claims({ iss: 'https://sts.windows.net/22222222-2222-4222-8222-222222222222/', appid: app, ver: '1.0' }))],
    ['of Entra for the bot (the second version)', () => server.sign(claims({ iss: 'https://login.microsoftonline.com/22222222-2222-4222-8222-222222222222/v2.0', azp: app, ver: '2.0' }))],
    ['for another bot', () => server.sign(claims({ aud: '33333333-3333-4333-8333-333333333333' }))],
    ['for several bots', () => server.sign(claims({ aud: [app] }))],
    ['that has ended', () => server.sign(claims({ exp: now / 1000 - 301 })), 'tried'],
    ['that never ends', () => server.sign(claims({ exp: undefined }))],
    ['that has not begun', () => server.sign(claims({ nbf: now / 1000 + 301 })), 'tried'],
    ['that says nothing of a service URL', () => server.sign(claims({ serviceurl: undefined }))],
  ];
  for (const [what, make, tried] of forgeries) {
    it(`${what} is refused${tried ? '' : ', before any key is looked for'}`, async () => {
      assert.equal(await status(make()), 401);
      assert.equal(server.asked.metadata, tried ? 1 : 0);
    });
  }

  it('of a key that is for other channels is refused, of one for any is not', async () => {
    server.publish('webchat', ['webchat']);
    server.publish('any');
    assert.equal(await status(server.sign(claims(), { kid: 'webchat' })), 401);
    assert.equal(await status(server.sign(claims(), { kid: 'any' })), 200);
  });

  it('is believed again without a second look for ten minutes, and no longer than it lasts', async () => {
    const token = server.sign(claims());
    const short = server.sign(claims({ exp: now / 1000 + 60 }));
    assert.deepEqual([await status(token), await status(short)], [200, 200]);
    now += 7 * minute;
    assert.deepEqual([await status(token), await status(short)], [200, 401]);
    now += 58 * minute;
    assert.equal(await status(token), 401);
  });

  it('is not believed any more once its key is gone', async () => {
    const token = server.sign(claims({ exp: now / 1000 + 100_000 }));
    assert.equal(await status(token), 200);
    server.withdraw('teams');
    server.publish('next', ['msteams']);
    now += 2 * minute;
    assert.equal(await status(server.sign(claims(), { kid: 'next' })), 200);
    assert.equal(await status(token), 401);
  });

  describe('and the key server', () => {
    it('is asked once by a crowd of tokens, however many there are', async () => {
      const token = server.sign(claims());
      await Promise.all(Array.from({ length: 100 }, () => status(token)));
      assert.deepEqual(server.asked, { metadata: 1, keys: 1, tokens: 0 });
    });

    it('is asked for an unknown key once a minute, by however many', async () => {
      const unknown = Array.from({ length: 50 }, (_, index) => server.sign(claims(), { header: { kid: `k${index}` } }));
      assert.deepEqual([...new Set(await Promise.all(unknown.map(status)))], [401]);
      assert.equal(server.asked.keys, 1);
      now += minute;
      for (const token of unknown) await status(token);
      assert.equal(server.asked.keys, 2);
    });

    for (const mood of ['down', 'garbled', 'hanging'] as const) {
      it(`is ${mood}: 503 for everybody, asked every five seconds at most, and all is well as soon as it is`, async () => {
        server.mood = mood;
        const token = server.sign(claims());
        assert.equal(await status(token), 503);
        for (let times = 0; times < 20; times += 1) assert.equal(await status(token), 503);
        assert.equal(server.asked.metadata, 1);
        server.mood = 'well';
        now += 5_000;
        assert.equal(await status(token), 200);
      });
    }

    it('may be away for half a day: keys are renewed long before they end', async () => {
      const token = () => server.sign(claims());
      assert.equal(await status(token()), 200);
      now += 13 * hour;
      server.mood = 'down';
      assert.equal(await status(token()), 200);
      now += 12 * hour;
      assert.equal(await status(token()), 503);
      server.mood = 'well';
      now += 5_000;
      assert.equal(await status(token()), 200);
    });
  });
});
