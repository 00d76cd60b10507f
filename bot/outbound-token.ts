// The bot's own bearer token for the Connector: asked for when it is needed, once for all who wait, renewed before it ends.
import { ManagedIdentityServiceClientCredentialsFactory, JwtTokenProviderFactory } from 'botframework-connector';
import * as z from 'zod';
import { cloudOf } from './clouds.ts';
import type { AppRegistration, Settings } from './settings.ts';

/** Gives a bearer token; undefined in local mode, where nothing is signed. Throws when none can be had. */
export type OutboundToken = () => Promise<string | undefined>;

export interface OutboundTokenOptions {
  /** The machine's clock, epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Milliseconds before its end in which a token is renewed, and in which it is not used any more. */
const margin = { renew: 5 * 60_000, end: 30_000 };

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const refused = z.object({ error: z.string().regex(/^[\w-]{1,60}$/) });

export function openOutboundToken({ app, tokenUrl, openIdMetadata }: Pick<Settings, 'app' | 'tokenUrl' | 'openIdMetadata'>, { now, timeout }: OutboundTokenOptions): OutboundToken {
  if (!app) return async () => undefined;
  const { scope, login } = cloudOf(openIdMetadata);
  if (app.type === 'UserAssignedMSI') return managedIdentity(app, scope);

  const url = tokenUrl ?? `${login}${app.tenant}/oauth2/v2.0/token`;
  const form = { grant_type: 'client_credentials', client_id: app.id, client_secret: app.password ?? '', scope: `${scope}/.default` };
  let token: { readonly text: string; readonly until: number } | undefined;
  let underWay: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'error', signal: AbortSignal.timeout(timeout) });
    const body: unknown = await response.json().catch(() => undefined);
    const { success, data } = granted.safeParse(body);
    // Entra's descriptions repeat what was asked: its code says enough.
    if (!response.ok || !success) throw new Error(`No token for the Connector: ${response.status} ${refused.safeParse(body).data?.error ?? ''}`.trimEnd());
    token = { text: data.access_token, until: now() + data.expires_in * 1000 };
    return data.access_token;
  }

  return async () => {
    const left = token ? token.until - now() : 0;
    if (token && left > margin.renew) return token.text;
    underWay ??= ask().finally(() => {
      underWay = undefined;
    });
    // While the old one is good nobody waits for the new one, nor fails with it.
    if (!token || left <= margin.end) return underWay;
    underWay.catch(() => undefined);
    return token.text;
  };
}

/** The SDK knows the ways a managed identity is asked on each kind of host, and caches what it gets. */
function managedIdentity(app: AppRegistration, scope: string): OutboundToken {
  let credentials: ReturnType<ManagedIdentityServiceClientCredentialsFactory['createCredentials']> | undefined;
  return async () => {
    credentials ??= new ManagedIdentityServiceClientCredentialsFactory(app.id, new JwtTokenProviderFactory()).createCredentials(app.id, scope);
    const known = await credentials;
    if (!('getToken' in known) || typeof known.getToken !== 'function') throw new Error('The managed identity gives no token');
    return String(await known.getToken());
  };
}
