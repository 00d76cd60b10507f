// The gate before the SDK: refuses what is not a well-formed Teams activity from the Bot Connector, of our tenant, before anything else sees it.
import type { Activity } from 'botbuilder';
import * as z from 'zod';
import type { Claims, InboundTokens } from './inbound-token.ts';

/** Hosts of the Bot Connector in the public and the government clouds. */
const connectorHosts = [/^smba\.trafficmanager\.net$/, /^smba\.infra\.gcc\.teams\.microsoft\.com$/, /^smba\.infra\.gov\.teams\.microsoft\.us$/, /^smba\.infra\.dod\.teams\.microsoft\.us$/, /(^|\.)botframework\.com$/, /(^|\.)botframework\.azure\.us$/];

export interface GateOptions {
  /** Undefined in local mode, where nothing is signed and only this machine may call. */
  readonly tokens: InboundTokens | undefined;
  readonly tenant: string;
  /** Additions to the allow-list, by origin. */
  readonly serviceUrls: readonly string[];
}

/** Who was let in: the Connector, with the claims of its token, or this very machine. */
export type Caller = { readonly kind: 'connector'; readonly claims: Claims } | { readonly kind: 'local' };

/** `status` is the HTTP status; `why` is for the log, the caller learns nothing. */
export interface Refused {
  readonly ok: false;
  readonly status: 400 | 401 | 403 | 503;
  readonly why: string;
}
export type Admission = { readonly ok: true; readonly caller: Caller } | Refused;
export type Passage = { readonly ok: true; readonly activity: Activity } | Refused;

/** An activity of Teams is a few levels deep, and a few hundred values large. */
const deepest = 32;
const mostValues = 20_000;

/** Names of things, which end in addresses and keys: no control characters, no halves of characters. */
const text = z.string().max(1024).regex(/^[^\p{Cc}\p{Cs}]+$/u);

const mention = z.looseObject({ type: z.literal('mention'), text: z.string(), mentioned: z.looseObject({ id: z.string() }) });
const anythingElse = z.looseObject({ type: z.string().refine((type) => type !== 'mention') });

/** Only what the bot relies on; Teams may send more (activity specification, rule A2005). */
const shape = z.object({
  type: text,
  channelId: z.literal('msteams'),
  serviceUrl: z.url().max(1024),
  id: text.optional(),
  name: text.optional(),
  action: text.optional(),
  text: z.string().max(100_000).optional(),
  locale: z.string().max(100).optional(),
  replyToId: text.optional(),
  from: z.object({ id: text, aadObjectId: z.guid(), name: z.string().max(1024).nullish() }),
  recipient: z.object({ id: text }),
  conversation: z.object({ id: text, conversationType: z.enum(['personal', 'channel', 'groupChat']).optional(), tenantId: z.guid().nullish() }),
  channelData: z.object({ tenant: z.object({ id: z.guid() }) }),
  entities: z.array(z.union([anythingElse, mention])).nullish(),
  attachments: z.array(z.looseObject({ contentType: z.string().max(1024) })).optional(),
  membersRemoved: z.array(z.object({ id: z.string() })).nullish(),
}).refine(({ type, id }) => type !== 'message' || id !== undefined, { path: ['id'] });

export interface Gate {
  /** Who calls, by the headers alone: the body of anybody else is not even read. */
  admit(headers: { readonly authorization?: string | undefined; readonly host?: string | undefined }): Promise<Admission>;
  /** What a caller who was let in sends. */
  judge(body: unknown, caller: Caller): Passage;
  /** Whether the bot may talk to this address. */
  readonly allows: (address: URL) => boolean;
}

export function openGate({ tokens, tenant, serviceUrls }: GateOptions): Gate {
  const extra = new Set(serviceUrls.map((url) => new URL(url).origin));

  function allows({ username, password, protocol, hostname, port, origin }: URL): boolean {
    if (username !== '' || password !== '') return false;
    if (!tokens) return isLoopback(hostname);
    return extra.has(origin) || (protocol === 'https:' && port === '' && connectorHosts.some((host) => host.test(hostname)));
  }

  return {
    allows,
    async admit({ authorization, host }) {
      if (tokens) {
        const verdict = await tokens.verify(authorization);
        return verdict.ok ? { ok: true, caller: { kind: 'connector', claims: verdict.claims } } : verdict;
      }
      // A web page elsewhere can name this machine by a host name of its own and have a browser send what it likes.
      if (!isLoopback(URL.parse(`http://${host}`)?.hostname ?? '')) return no(403, 'local mode is for this machine only');
      return { ok: true, caller: { kind: 'local' } };
    },
    judge(body, caller) {
      if (!isBounded(body)) return no(400, 'too deep, too large, or a trap');
      const parsed = shape.safeParse(body);
      if (!parsed.success) return no(400, `not a Teams activity: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
      const { serviceUrl, channelData, conversation } = parsed.data;
      if (caller.kind === 'connector' && caller.claims.serviceurl !== serviceUrl) return no(401, 'the token is for another service URL');
      if (!allows(new URL(serviceUrl))) return no(403, 'the service URL is not on the allow-list');
      const tenants = [channelData.tenant.id, conversation.tenantId ?? tenant];
      if (tenants.some((id) => id.toLowerCase() !== tenant.toLowerCase())) return no(403, 'another tenant');
      return { ok: true, activity: body as Activity };
    },
  };
}

function no(status: Refused['status'], why: string): Refused {
  return { ok: false, status, why };
}

/** Level by level, since what is nested deeply enough ends whoever descends into it. */
function isBounded(body: unknown): boolean {
  let level: unknown[] = [body];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    if (depth > deepest || values > mostValues) return false;
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (isTrap(value)) return false;
      for (const one of Object.values(value)) below.push(one);
    }
    level = below;
  }
  return true;
}

/** Would change what objects are; or says it is as long as an object, which Zod compares with a number and falls over. */
function isTrap(value: object): boolean {
  return Object.hasOwn(value, '__proto__') || ('length' in value && typeof value.length === 'object');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
