// A bearer token of the bot's own: asked for when it is needed, once for all who wait, renewed before it ends.
import { setTimeout as pause } from 'node:timers/promises';
import type { ManagedIdentityAuthenticator } from 'botframework-connector';
import * as z from 'zod';
import type { AppRegistration } from './settings.ts';

/** Rejects when no token can be had; nothing of a secret is in the fault. */
export type Token = () => Promise<string>;

export interface TokenOptions {
  /** Whom it is shown to, for faults. */
  readonly audience: string;
  /** The resource it is for; all that the registration was granted there. */
  readonly resource: string;
  /** The token endpoint of the tenant; a managed identity has one of its own. */
  readonly url: string;
  /** The machine's clock, epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Milliseconds before its end in which a token is renewed, and in which it is not used any more. */
const margin = { renew: 5 * 60_000, end: 30_000 };
/** What a managed identity's token is for when it stands in for a secret. */
const exchange = 'api://AzureADTokenExchange';

interface Granted {
  readonly text: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const refused = z.object({ error: z.string().regex(/^[\w-]{1,60}$/) });

export function openToken(app: AppRegistration, options: TokenOptions): Token {
  const { audience, now, timeout } = options;
  const ask = asking(app, options);
  let token: Granted | undefined;
  let underWay: Promise<string> | undefined;

  async function renew(): Promise<string> {
    token = await inTime(ask(), timeout, audience);
    return token.text;
  }

  return async () => {
    const left = token ? token.until - now() : 0;
    if (token && left > margin.renew) return token.text;
    underWay ??= renew().finally(() => {
      underWay = undefined;
    });
    // While the old one is good nobody waits for the new one, nor fails with it.
    if (!token || left <= margin.end) return underWay;
    underWay.catch(() => undefined);
    return token.text;
  };
}

/** A managed identity is asked on the spot. A registration shows its secret, or what a managed identity that it trusts was given. */
function asking(app: AppRegistration, { audience, resource, url, now, timeout }: TokenOptions): () => Promise<Granted> {
  if (app.type === 'UserAssignedMSI') return managedIdentity(app.id, resource);
  const assertion = app.identity === undefined ? undefined : managedIdentity(app.identity, exchange);
  return async () => {
    const proof = assertion
      ? { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: (await assertion()).text }
      : { client_secret: app.password ?? '' };
    const form = { grant_type: 'client_credentials', client_id: app.id, ...proof, scope: `${resource}/.default` };
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'error', signal: AbortSignal.timeout(timeout) });
    const body: unknown = await response.json().catch(() => undefined);
    const { success, data } = granted.safeParse(body);
    // Entra's descriptions repeat what was asked: its code says enough.
    if (!response.ok || !success) throw new Error(`No token for ${audience}: ${response.status} ${refused.safeParse(body).data?.error ?? ''}`.trimEnd());
    return { text: data.access_token, until: now() + data.expires_in * 1000 };
  };
}

/** The SDK knows the ways a managed identity is asked on each kind of host. */
function managedIdentity(id: string, resource: string): () => Promise<Granted> {
  let identity: ManagedIdentityAuthenticator | undefined;
  return async () => {
    const sdk = await import('botframework-connector');
    identity ??= new sdk.ManagedIdentityAuthenticator(id, resource, new sdk.JwtTokenProviderFactory());
    const { token, expiresOnTimestamp } = await identity.getToken();
    return { text: token, until: expiresOnTimestamp };
  };
}

/** Looking for a managed identity where there is none takes its time. */
async function inTime<T>(work: Promise<T>, timeout: number, audience: string): Promise<T> {
  const over = new AbortController();
  const late = pause(timeout, undefined, { signal: over.signal }).then((): never => {
    throw new Error(`No token for ${audience} within ${timeout} ms`);
  });
  return Promise.race([work, late]).finally(() => over.abort());
}
