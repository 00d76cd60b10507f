// Tokens that come in with activities: signed by the Connector, for this bot, now.
import { hash } from 'node:crypto';
import * as z from 'zod';
import type { SigningKey, SigningKeys } from './signing-keys.ts';
import { bearerIn, proveToken, unproven, unprovenBy, type Unproven } from './signed-token.ts';

/** A token that verified. */
export interface Claims {
  readonly iss: string;
  readonly aud: string;
  /** The only service URL that may be used with it. */
  readonly serviceurl: string;
  /** Epoch seconds. */
  readonly exp: number;
}

export type Verdict = { readonly ok: true; readonly claims: Claims } | Unproven;

export interface InboundTokens {
  /** @param authorization the header as it came */
  verify(authorization: string | undefined): Promise<Verdict>;
}

export interface InboundTokensOptions {
  /** The bot's app id. */
  readonly app: string;
  readonly issuer: string;
  readonly keys: SigningKeys;
  /** The machine's clock, epoch milliseconds. */
  readonly now: () => number;
}

/** Clocks may differ by this; seconds. */
const tolerance = 5 * 60;
/** What verified is believed for at most this long, milliseconds, and so many at a time. */
const believed = { longest: 10 * 60_000, most: 500 };

const payload = z.object({ iss: z.string(), aud: z.string(), serviceurl: z.string(), exp: z.number() });

export function openInboundTokens({ app, issuer, keys, now }: InboundTokensOptions): InboundTokens {
  const verified = new Map<string, { readonly claims: Claims; readonly kid: string; readonly key: SigningKey; readonly until: number }>();

  return {
    async verify(authorization) {
      const token = bearerIn(authorization);
      if (token === undefined) return unproven('no token of the Bot Connector');
      try {
        const digest = hash('sha256', token, 'base64url');
        const known = verified.get(digest);
        // As long as the very key is there that it verified with.
        if (known && known.until > now() && await keys.find(known.kid) === known.key) return { ok: true, claims: known.claims };
        return await verifyAnew(token, digest);
      } catch (error) {
        return unprovenBy(error);
      }
    },
  };

  async function verifyAnew(token: string, digest: string): Promise<Verdict> {
    const proven = await proveToken<Claims>(token, { issuer, audiences: [app], claims: payload, keys, tolerance, now });
    if (!proven.ok) return proven;
    const { claims, kid, key } = proven;
    if (key.endorsements.length > 0 && !key.endorsements.includes('msteams')) return unproven('a token of a key that is not for Teams');
    remember(digest, claims, kid, key);
    return { ok: true, claims };
  }

  function remember(digest: string, claims: Claims, kid: string, key: SigningKey): void {
    const [oldest] = verified.size < believed.most ? [] : verified.keys();
    if (oldest !== undefined) verified.delete(oldest);
    verified.delete(digest);
    verified.set(digest, { claims, kid, key, until: Math.min(claims.exp * 1000, now() + believed.longest) });
  }
}
