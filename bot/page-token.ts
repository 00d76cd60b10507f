// Tokens that come in from our page inside Teams (single sign-on): Entra ID says who is signed in there, to our registration for pages and now.
import * as z from 'zod';
import type { SigningKeys } from './signing-keys.ts';
import { bearerIn, proveToken, unproven, unprovenBy, type Unproven } from './signed-token.ts';

/** `person` is the Entra object id of whoever is signed in to Teams. */
export type PageVerdict = { readonly ok: true; readonly person: string } | Unproven;

export interface PageTokens {
  /** @param authorization the header as it came */
  verify(authorization: string | undefined): Promise<PageVerdict>;
}

export interface PageTokensOptions {
  /** The app id of the registration for pages. */
  readonly app: string;
  /** The public host, as in the registration's `api://<host>/<app id>`. */
  readonly host: string;
  readonly tenant: string;
  /** The tenant's issuer, as `pageIssuer` gives it. */
  readonly issuer: string;
  readonly keys: SigningKeys;
  /** The machine's clock, epoch milliseconds. */
  readonly now: () => number;
}

/** Clocks may differ by this; seconds. */
const tolerance = 60;
/** What the page asks for, and Teams may ask for on its behalf. */
export const pageScope = 'access_as_user';
/** The apps that get tokens for pages inside Teams: on the desktop and the phone, and on the web. Microsoft's ids, the same in every tenant. */
export const teamsClients = ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'] as const;

/** @param login such as `https://login.microsoftonline.com` */
export function pageIssuer(login: string, tenant: string): string {
  return `${login.replace(/\/$/, '')}/${tenant}/v2.0`;
}

export function openPageTokens({ app, host, tenant, issuer, keys, now }: PageTokensOptions): PageTokens {
  const claims = z.object({
    iss: z.string(), aud: z.string(), exp: z.number(), nbf: z.number(),
    ver: z.literal('2.0'),
    tid: z.literal(tenant),
    oid: z.guid(),
    azp: z.enum(teamsClients),
    // An app that acts for itself has roles here, and nobody's scopes.
    scp: z.string().refine((scopes) => scopes.split(' ').includes(pageScope)),
  });

  return {
    async verify(authorization) {
      const token = bearerIn(authorization);
      if (token === undefined) return unproven('no token of a page');
      try {
        const proven = await proveToken(token, { issuer, audiences: [app, `api://${host}/${app}`], claims, keys, tolerance, now });
        return proven.ok ? { ok: true, person: proven.claims.oid.toLowerCase() } : proven;
      } catch (error) {
        return unprovenBy(error);
      }
    },
  };
}
