// The keys that sign for somebody (the Connector, Entra ID): fetched when they are needed, kept a day, and never fetched more often because strangers ask.
import { createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';

export interface SigningKey {
  readonly key: KeyObject;
  /** The channels it may sign for; empty: any. */
  readonly endorsements: readonly string[];
}

/** The key server gave no keys: nobody can be told from anybody until it does. */
export class KeysUnreachable extends Error {}

export interface SigningKeys {
  /** Undefined: there is no such key. Throws KeysUnreachable when that cannot be known. */
  find(kid: string): Promise<SigningKey | undefined>;
}

export interface SigningKeysOptions {
  /** Address of the OpenID metadata. */
  readonly openIdMetadata: string;
  /** The machine's clock, epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds for each of the two requests. */
  readonly timeout: number;
}

/** Milliseconds. `fresh`: renewed beside the work after that; `stale`: not used any more after that; `unknown` and `failed`: between two fetches at least. */
const pace = { fresh: 12 * 3_600_000, stale: 24 * 3_600_000, unknown: 60_000, failed: 5_000 };

const metadata = z.object({ jwks_uri: z.url() });
const keySet = z.object({ keys: z.array(z.unknown()).max(1000) });
const rsaKey = z.object({
  kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string(), use: z.literal('sig').optional(), endorsements: z.array(z.string()).default([]),
});

export function openSigningKeys({ openIdMetadata, now, timeout }: SigningKeysOptions): SigningKeys {
  let keys: ReadonlyMap<string, SigningKey> = new Map();
  let fetchedAt = -Infinity;
  let triedAt = -Infinity;
  let underWay: Promise<void> | undefined;

  async function get(url: string): Promise<unknown> {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeout) });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return response.json();
  }

  async function load(): Promise<void> {
    const { jwks_uri: address } = metadata.parse(await get(openIdMetadata));
    if (new URL(address).protocol !== new URL(openIdMetadata).protocol) throw new Error('The keys are offered at another protocol than the metadata');
    keys = new Map(keySet.parse(await get(address)).keys.flatMap(readKey));
    fetchedAt = now();
  }

  /** One fetch at a time, whoever asks; rejects like the fetch. */
  function renew(): Promise<void> {
    triedAt = now();
    underWay ??= load().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function renewFor(pause: number): Promise<void> {
    if (!underWay && now() - triedAt < pause) return;
    await renew().catch((cause: unknown) => {
      throw new KeysUnreachable('The signing keys cannot be fetched', { cause });
    });
  }

  return {
    async find(kid) {
      const age = () => now() - fetchedAt;
      if (age() > pace.stale) await renewFor(pace.failed);
      if (age() > pace.stale) throw new KeysUnreachable('The signing keys could not be fetched a moment ago');
      const known = keys.get(kid);
      // A failure is no matter as long as the keys are good: the next one asks again.
      if (known && age() > pace.fresh) renewFor(pace.unknown).catch(() => undefined);
      if (known) return known;
      await renewFor(pace.unknown);
      return keys.get(kid);
    },
  };
}

/** A key of another kind, or one that cannot be read, is passed over: the others are good all the same. */
function readKey(value: unknown): [string, SigningKey][] {
  const { success, data } = rsaKey.safeParse(value);
  if (!success) return [];
  const { kty, kid, n, e, endorsements } = data;
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048 ? [] : [[kid, { key, endorsements }]];
  } catch {
    return [];
  }
}
