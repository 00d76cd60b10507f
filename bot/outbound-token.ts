// The bot's own bearer token for the Connector.
import { cloudOf } from './clouds.ts';
import type { Settings } from './settings.ts';
import { openToken, type TokenOptions } from './token.ts';

/** Gives a bearer token; undefined in local mode, where nothing is signed. Throws when none can be had. */
export type OutboundToken = () => Promise<string | undefined>;

type Registration = Pick<Settings, 'app' | 'tokenUrl' | 'loginUrl' | 'openIdMetadata'>;

export function openOutboundToken({ app, tokenUrl, loginUrl, openIdMetadata }: Registration, options: Pick<TokenOptions, 'now' | 'timeout'>): OutboundToken {
  if (!app) return async () => undefined;
  const { scope, login } = cloudOf(openIdMetadata);
  return openToken(app, { ...options, audience: 'the Connector', resource: scope, url: tokenUrl ?? tokenEndpoint(loginUrl ?? login, app.tenant) });
}

/** @param login such as `https://login.microsoftonline.com/` */
export function tokenEndpoint(login: string, tenant: string): string {
  return `${login.replace(/\/$/, '')}/${tenant}/oauth2/v2.0/token`;
}
