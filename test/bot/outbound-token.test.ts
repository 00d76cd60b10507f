// The bot's own token: one request for all who wait, renewed before it ends, and nothing of the secret in a fault.
import assert from 'node:assert/strict';
import { openOutboundToken, type OutboundToken } from '../../bot/outbound-token.ts';
import type { AppRegistration } from '../../bot/settings.ts';
import { openKeyServer, type KeyServer } from '../kit/key-server.ts';

const app: AppRegistration = { id: '11111111-1111-4111-8111-111111111111', type: 'SingleTenant', tenant: '22222222-2222-4222-8222-222222222222', password: 'Kx7m-9TgR-hW4p-Zb2N' };

describe('the token the bot shows', () => {
  let server: KeyServer;
  let now: number;
  let token: OutboundToken;
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 23, 9);
    server = await openKeyServer();
    token = openOutboundToken({ app, tokenUrl: server.tokenUrl }, { now: () => now, timeout: 200 });
  });
  afterEach(() => server.close());

  it('is asked for with the bot\'s own credentials, for the Connector and nothing else', async () => {
    assert.equal(await token(), 'for-the-connector-1');
    assert.deepEqual(Object.fromEntries(server.lastForm()), {
      grant_type: 'client_credentials', client_id: app.id, client_secret: app.password, scope: 'https://api.botframework.com/.default',
    });
  });

  it('is asked for once by all who need one', async () => {
    assert.deepEqual([...new Set(await Promise.all(Array.from({ length: 50 }, () => token())))], ['for-the-connector-1']);
    now += 50 * 60_000;
    assert.equal(await token(), 'for-the-connector-1');
    assert.equal(server.asked.tokens, 1);
  });

  it('is renewed beside the work in its last minutes, and used to its end should that fail', async () => {
    await token();
    server.mood = 'down';
    now += 56 * 60_000;
    assert.equal(await token(), 'for-the-connector-1');
    now += 4 * 60_000;
    await assert.rejects(token(), { message: 'No token for the Connector: 503 temporarily_unavailable' });
    server.mood = 'well';
    assert.equal(await token(), `for-the-connector-${server.asked.tokens}`);
  });

  for (const mood of ['down', 'garbled', 'hanging'] as const) {
    it(`is missing, and a fault that names no secret says so, while the server is ${mood}`, async () => {
      server.mood = mood;
      await assert.rejects(token(), (error) => error instanceof Error && !`${error.message} ${error.stack} ${String(error.cause)}`.includes('Kx7m'));
    });
  }

  it('does not exist in local mode', async () => {
    assert.equal(await openOutboundToken({}, { now: () => now, timeout: 200 })(), undefined);
  });
});
