// Bearer tokens that come in: signed by the Connector, for this bot, now. What a token says counts only after that.
import { hash } from 'node:crypto';
import jwt from 'jsonwebtoken';
import * as z from 'zod';
import { KeysUnreachable, type SigningKey, type SigningKeys } from './signing-keys.ts';

/** A token that verified. */
export interface Claims {
  readonly iss: string;
  readonly aud: string;
  /** The only service URL that may be used with it. */
  readonly serviceurl: string;
  /** Epoch seconds. */
  readonly exp: number;
}

/** `why` is for the log, the caller learns nothing. 503: the keys cannot be had, so that nobody can be told from anybody. */
export type Verdict = { readonly ok: true; readonly claims: Claims } | { readonly ok: false; readonly status: 401 | 503; readonly why: string };

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

const head = z.object({ alg: z.literal('RS256'), kid: z.string().min(1).max(200), crit: z.never().optional() });
const payload = z.object({ iss: z.string(), aud: z.string(), serviceurl: z.string(), exp: z.number() });

export function openInboundTokens({ app, issuer, keys, now }: InboundTokensOptions): InboundTokens {
  const verified = new Map<string, { readonly claims: Claims; readonly kid: string; readonly key: SigningKey; readonly until: number }>();

  return {
    async verify(authorization) {
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
      if (token === undefined) return no('no token of the Bot Connector');
      try {
        const digest = hash('sha256', token, 'base64url');
        const known = verified.get(digest);
        // As long as the very key is there that it verified with.
        if (known && known.until > now() && await keys.find(known.kid) === known.key) return { ok: true, claims: known.claims };
        return await verifyAnew(token, digest);
      } catch (error) {
        if (error instanceof KeysUnreachable) return { ok: false, status: 503, why: 'the keys of the Connector cannot be had' };
        return no('the token does not verify');
      }
    },
  };

  async function verifyAnew(token: string, digest: string): Promise<Verdict> {
    const said = readToken(token);
    // What no key could make good is refused before any key is looked for.
    if (said === undefined) return no('no token of the Bot Connector');
    if (said.iss !== issuer || said.aud !== app) return no('a token of another issuer or for another bot');
    const key = await keys.find(said.kid);
    if (!key) return no('a token of an unknown key');
    if (key.endorsements.length > 0 && !key.endorsements.includes('msteams')) return no('a token of a key that is not for Teams');
    const claims = payload.parse(jwt.verify(token, key.key, {
      algorithms: ['RS256'], issuer, audience: app, clockTolerance: tolerance, clockTimestamp: Math.floor(now() / 1000),
    }));
    remember(digest, claims, said.kid, key);
    return { ok: true, claims };
  }

  function remember(digest: string, claims: Claims, kid: string, key: SigningKey): void {
    const [oldest] = verified.size < believed.most ? [] : verified.keys();
    if (oldest !== undefined) verified.delete(oldest);
    verified.delete(digest);
    verified.set(digest, { claims, kid, key, until: Math.min(claims.exp * 1000, now() + believed.longest) });
  }
}

/** What a token says of itself, unverified: enough to refuse by, never enough to trust. */
function readToken(token: string): { readonly kid: string; readonly iss: string; readonly aud: string } | undefined {
  const [first = '', second = ''] = token.split('.');
  const [header, claims] = [head.safeParse(part(first)), payload.safeParse(part(second))];
  return header.success && claims.success ? { kid: header.data.kid, iss: claims.data.iss, aud: claims.data.aud } : undefined;
}

function part(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function no(why: string): Verdict {
  return { ok: false, status: 401, why };
}
