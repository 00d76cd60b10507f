// Signs the cast in to pages of the local Teams, as Entra ID would: tokens of a key made at this start, worth something to this bot only.

import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import jwt from 'jsonwebtoken';
import type { Cast, CastPerson } from './cast.ts';

export interface SignIn {
  /** The app id that its tokens are for. */
  readonly app: string;
  readonly issuer: string;
  /** The one key there is, as the bot looks keys up. */
  readonly keys: { find(kid: string): Promise<{ readonly key: KeyObject; readonly endorsements: readonly string[] } | undefined> };
  /** What the page of the local Teams is shown with, too. */
  readonly fonts: string;
  /** A token as `authentication.getAuthToken` of teams-js gives it. */
  token(person: CastPerson): Promise<string>;
}

const kid = 'local-teams';
/** Teams on the web, as Entra ID names it. */
const client = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';
/** Seconds. */
const lifetime = 3600;

export function openSignIn({ tenantId, pageApp }: Cast): SignIn {
  const issuer = `https://sign-in.local-teams.invalid/${tenantId}/v2.0`;
  // It takes a moment, and most starts show no page.
  let made: Promise<{ readonly privateKey: KeyObject; readonly key: KeyObject }> | undefined;
  const pair = () => made ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 }).then(({ privateKey }) => ({ privateKey, key: createPublicKey(privateKey) }));

  return {
    app: pageApp,
    issuer,
    fonts: '/local/assets/fonts/korean.css',
    keys: { find: async (name) => name === kid ? { key: (await pair()).key, endorsements: [] } : undefined },
    async token({ id, name, email }) {
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: issuer, aud: pageApp, ver: '2.0', tid: tenantId, oid: id, sub: id, name, preferred_username: email, azp: client, scp: 'access_as_user',
        iat: now, nbf: now, exp: now + lifetime,
      };
      return jwt.sign(claims, (await pair()).privateKey, { algorithm: 'RS256', keyid: kid });
    },
  };
}
