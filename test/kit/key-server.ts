// A key server of our own: OpenID metadata, signing keys with endorsements, and the endpoint where the bot gets its own tokens.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import jwt from 'jsonwebtoken';
import { addressOf, closed } from './listening.ts';

export interface KeyServer {
  readonly metadata: string;
  /** Where it is; every issuer under it publishes the same keys, as Entra ID does for a tenant. */
  readonly origin: string;
  readonly tokenUrl: string;
  /** How often each was asked for. */
  readonly asked: { metadata: number; keys: number; tokens: number };
  /** The last form in which the bot asked for a token. */
  readonly lastForm: () => URLSearchParams;
  /** How it behaves from now on. */
  mood: 'well' | 'down' | 'hanging' | 'garbled';
  /** Seconds a token for the bot lasts. */
  lifetime: number;
  /** Signs what is not undefined, with one of its keys, or with any other under that key's name. */
  sign(claims: object, options?: { readonly kid?: string; readonly alg?: jwt.Algorithm; readonly key?: jwt.Secret; readonly header?: object }): string;
  /** A new key, published at once; the one of this name before it is gone. */
  publish(kid: string, endorsements?: readonly string[]): void;
  withdraw(kid: string): void;
  /** Whether it gave this bearer token to the bot. */
  gave(authorization: string | undefined): boolean;
  publicKey(kid: string): KeyObject;
  close(): Promise<void>;
}

export async function openKeyServer(): Promise<KeyServer> {
  const pairs = new Map<string, { readonly publicKey: KeyObject; readonly privateKey: KeyObject; readonly endorsements: readonly string[] | undefined }>();
  const given = new Set<string>();
  const asked = { metadata: 0, keys: 0, tokens: 0 };
  let form = new URLSearchParams();

  const server = createServer((request, response) => {
    void (async () => {
      const asking = request.url ?? '';
      const path = asking.endsWith('/.well-known/openid-configuration') ? '/metadata' : asking;
      if (path === '/metadata') asked.metadata += 1;
      else if (path === '/keys') asked.keys += 1;
      else {
        asked.tokens += 1;
        form = new URLSearchParams(await text(request));
      }
      if (self.mood === 'down') return send(response, 503, { error: 'temporarily_unavailable', error_description: form.get('client_secret') });
      if (self.mood === 'garbled') return send(response, 200, '<html>');
      if (self.mood === 'hanging') return pause(30_000, undefined, { ref: false });
      if (path === '/metadata') return send(response, 200, { issuer: 'https://api.botframework.com', jwks_uri: `${origin}/keys` });
      if (path === '/keys') {
        const keys = [...pairs].map(([kid, { publicKey, endorsements }]) => ({ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements }));
        return send(response, 200, { keys: [{ kty: 'RSA', kid: 'broken', n: '', e: '' }, { kty: 'EC', kid: 'other' }, null, ...keys] });
      }
      const access = `for-the-connector-${asked.tokens}`;
      given.add(access);
      return send(response, 200, { token_type: 'Bearer', expires_in: self.lifetime, access_token: access });
    })();
  });
  const origin = await addressOf(server);

  const self: KeyServer = {
    metadata: `${origin}/metadata`, origin, tokenUrl: `${origin}/token`, asked, lastForm: () => form, mood: 'well', lifetime: 3600,
    sign(claims, { kid = 'teams', alg = 'RS256', key, header } = {}) {
      const pair = pairs.get(kid);
      const said = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
      return jwt.sign(said, key ?? pair?.privateKey ?? '', { algorithm: alg, noTimestamp: true, header: { alg, kid, ...header } });
    },
    publish(kid, endorsements) {
      pairs.set(kid, { ...generateKeyPairSync('rsa', { modulusLength: 2048 }), endorsements });
    },
    withdraw(kid) {
      pairs.delete(kid);
    },
    gave: (authorization) => given.has(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? ''),
    publicKey(kid) {
      const pair = pairs.get(kid);
      if (!pair) throw new Error(`There is no key ${kid}`);
      return pair.publicKey;
    },
    close: () => closed(server),
  };
  self.publish('teams', ['msteams', 'webchat']);
  return self;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
