// Tokens without a secret: a managed identity's own, and the one that stands in for the secret of a registration.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { openToken, type TokenOptions } from '../../bot/token.ts';
import { openKeyServer, type KeyServer } from '../kit/key-server.ts';
import { addressOf, closed } from '../kit/listening.ts';

const app = { id: '11111111-1111-4111-8111-111111111111', tenant: '22222222-2222-4222-8222-222222222222' };
const identity = '44444444-4444-4444-8444-444444444444';
const hour = 60 * 60_000;

describe('a token without a secret', () => {
  let keys: KeyServer;
  /** The endpoint that a host offers to what runs on it, as App Service has it. */
  let host: Server;
  let asked: URLSearchParams[];
  let now: number;
  const others = { ...process.env };

  // The library that asks it finds out once in a process which kind of host this is.
  before(async () => {
    host = createServer((request, response) => {
      asked.push(new URL(request.url ?? '', 'http://host').searchParams);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: `of-the-host-${asked.length}`, expires_on: String(Math.floor((now + hour) / 1000)), resource: 'x', token_type: 'Bearer' }));
    });
    Object.assign(process.env, { IDENTITY_ENDPOINT: `${await addressOf(host)}/msi/token`, IDENTITY_HEADER: 'of-this-host' });
  });
  after(async () => {
    for (const name of ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']) {
      if (others[name] === undefined) delete process.env[name];
      else process.env[name] = others[name];
    }
    await closed(host);
  });
  beforeEach(async () => {
    now = Date.now();
    keys = await openKeyServer();
    asked = [];
  });
  afterEach(() => keys.close());

  const options = (): TokenOptions => ({ audience: 'Microsoft Graph', resource: 'https://graph.microsoft.com', url: keys.tokenUrl, now: () => now, timeout: 5_000 });

  it('is a managed identity\'s own, asked for on its host and once an hour', async () => {
    const token = openToken({ ...app, type: 'UserAssignedMSI' }, options());
    assert.deepEqual([await token(), await token()], ['of-the-host-1', 'of-the-host-1']);
    assert.deepEqual([asked[0]?.get('resource'), asked[0]?.get('client_id')], ['https://graph.microsoft.com', app.id]);
    assert.deepEqual([asked.length, keys.asked.tokens], [1, 0]);
  });

  it('is given to a registration that trusts a managed identity, for what the identity shows', async () => {
    const token = openToken({ ...app, type: 'SingleTenant', identity }, options());
    await token();
    assert.deepEqual([asked[0]?.get('resource'), asked[0]?.get('client_id')], ['api://AzureADTokenExchange', identity]);
    assert.deepEqual(Object.fromEntries(keys.lastForm()), {
      grant_type: 'client_credentials', client_id: app.id, scope: 'https://graph.microsoft.com/.default',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: 'of-the-host-1',
    });
  });
});
