// Bearer tokens that others sign: RS256 only, by a key that we looked up ourselves, from them, for us, now. What a token says counts only after that.
import jwt from 'jsonwebtoken';
import * as z from 'zod';
import { KeysUnreachable, type SigningKey, type SigningKeys } from './signing-keys.ts';

/** `why` is for the log, the caller learns nothing. 503: the keys cannot be had, so that nobody can be told from anybody. */
export type Unproven = { readonly ok: false; readonly status: 401 | 503; readonly why: string };
export type Proven<Claims> = { readonly ok: true; readonly claims: Claims; readonly kid: string; readonly key: SigningKey };

/** Claims that every token must have to be told from others' before any key is looked for. */
export interface Addressed {
  readonly iss: string;
  readonly aud: string;
}

export interface Expected<Claims extends Addressed> {
  readonly issuer: string;
  /** Our names, as tokens write them. */
  readonly audiences: readonly [string, ...string[]];
  /** What a token must say besides; what it does not name is dropped. */
  readonly claims: z.ZodType<Claims>;
  readonly keys: SigningKeys;
  /** Seconds by which clocks may differ. */
  readonly tolerance: number;
  /** The machine's clock, epoch milliseconds. */
  readonly now: () => number;
}

const head = z.object({ alg: z.literal('RS256'), kid: z.string().min(1).max(200), crit: z.never().optional() });

/** @param authorization the header as it came */
export function bearerIn(authorization: string | undefined): string | undefined {
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
}

/** What no key could make good is refused before any key is looked for. Rejects with KeysUnreachable, and with what the verification throws. */
export async function proveToken<Claims extends Addressed>(token: string, expected: Expected<Claims>): Promise<Proven<Claims> | Unproven> {
  const { issuer, audiences, claims, keys, tolerance, now } = expected;
  const [first = '', second = ''] = token.split('.');
  const [header, said] = [head.safeParse(part(first)), claims.safeParse(part(second))];
  if (!header.success || !said.success) return unproven('no token of the kind that is taken here');
  if (said.data.iss !== issuer || !audiences.includes(said.data.aud)) return unproven('a token of another issuer or for somebody else');
  const { kid } = header.data;
  const key = await keys.find(kid);
  if (!key) return unproven('a token of an unknown key');
  const verified = jwt.verify(token, key.key, {
    algorithms: ['RS256'], issuer, audience: [...audiences], clockTolerance: tolerance, clockTimestamp: Math.floor(now() / 1000),
  });
  return { ok: true, claims: claims.parse(verified), kid, key };
}

/** What a check came to when it threw. */
export function unprovenBy(error: unknown): Unproven {
  if (error instanceof KeysUnreachable) return { ok: false, status: 503, why: 'the signing keys cannot be had' };
  return unproven('the token does not verify');
}

export function unproven(why: string): Unproven {
  return { ok: false, status: 401, why };
}

function part(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
