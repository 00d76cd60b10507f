// The Teams of the benchmark: a Connector that takes everything, and an issuer of the tokens that go in both directions.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import jwt from 'jsonwebtoken';
import { appId } from './town.ts';

export interface Addresses {
  readonly serviceUrl: string;
  readonly metadata: string;
  readonly tokenUrl: string;
}

export interface Teams extends Addresses {
  /** An `Authorization` of the Connector; no two are the same. */
  authorization(): string;
  /** Requests of bots so far. */
  sent(): number;
  /** Resolves when so many were sent since `before` and nothing more comes; throws when they do not come for half a minute. */
  quiet(before: number, expected: number): Promise<void>;
  close(): void;
}

const issuer = 'https://api.botframework.com';
const patience = 30_000;
const settled = 100;
/** As long as those of Entra. */
const bearer = randomBytes(1125).toString('base64url');

export async function openTeams(): Promise<Teams> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let sent = 0;
  let tokens = 0;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '' } = request;
    await text(request);
    if (url === '/metadata') return answer(response, 200, { issuer, jwks_uri: `${origin}/keys`, id_token_signing_alg_values_supported: ['RS256'] });
    if (url === '/keys') return answer(response, 200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', use: 'sig', endorsements: ['msteams'] }] });
    if (url === '/token') return answer(response, 200, { token_type: 'Bearer', expires_in: 86_400, access_token: bearer });
    sent += 1;
    answer(response, 200, { id: `sent-${sent}` });
  }

  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const serviceUrl = `${origin}/teams/`;

  return {
    serviceUrl, metadata: `${origin}/metadata`, tokenUrl: `${origin}/token`,
    authorization() {
      const now = Math.floor(Date.now() / 1000);
      tokens += 1;
      const claims = { iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3600, jti: String(tokens) };
      return `Bearer ${jwt.sign(claims, privateKey, { algorithm: 'RS256', noTimestamp: true, keyid: 'bench' })}`;
    },
    sent: () => sent,
    async quiet(before, expected) {
      const until = Date.now() + patience;
      for (let last = -1; sent - before < expected || last !== sent; await pause(settled)) {
        last = sent;
        if (Date.now() > until) throw new Error(`the bot sent ${sent - before} of ${expected} requests`);
      }
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  const sent = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }).end(sent);
}
