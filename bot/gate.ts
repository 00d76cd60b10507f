// The gate before the SDK: refuses what is not a well-formed Teams activity from the Bot Connector, of our tenant, before anything else sees it.
import * as z from 'zod';

/** Hosts of the Bot Connector in the public and the government clouds. */
const connectorHosts = [/^smba\.trafficmanager\.net$/, /^smba\.infra\.gcc\.teams\.microsoft\.com$/, /^smba\.infra\.gov\.teams\.microsoft\.us$/, /^smba\.infra\.dod\.teams\.microsoft\.us$/, /(^|\.)botframework\.com$/, /(^|\.)botframework\.azure\.us$/];

export interface GateOptions {
  /** The bot's app id and tenant; undefined in local mode, where nothing is signed and only this machine may call. */
  readonly app: { readonly id: string; readonly tenant: string } | undefined;
  readonly tenant: string;
  readonly issuer: string;
  /** Additions to the allow-list, by origin. */
  readonly serviceUrls: readonly string[];
}

/** `status` is the HTTP status; `why` is for the log, the caller learns nothing. */
export type Passage = { readonly ok: true } | { readonly ok: false; readonly status: 400 | 401 | 403; readonly why: string };

const text = z.string().min(1).max(1024);

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
  entities: z.array(z.union([mention, anythingElse])).nullish(),
  membersRemoved: z.array(z.object({ id: z.string() })).nullish(),
}).refine(({ type, id }) => type !== 'message' || id !== undefined, { path: ['id'] });

const claims = z.object({ iss: z.string(), aud: z.string(), serviceurl: z.string() });

export interface Gate {
  /** Judges a request by its parsed body and two of its headers. The signature is the SDK's to check; everything else is checked here. */
  judge(body: unknown, headers: { readonly authorization?: string | undefined; readonly host?: string | undefined }): Passage;
  /** Whether the bot may talk to this address. */
  readonly allows: (serviceUrl: string) => boolean;
}

export function openGate({ app, tenant, issuer, serviceUrls }: GateOptions): Gate {
  const extra = new Set(serviceUrls.map((url) => new URL(url).origin));

  function allows(serviceUrl: string): boolean {
    const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
    if (!url) return false;
    if (!app) return isLoopback(url.hostname);
    return extra.has(url.origin) || (url.protocol === 'https:' && connectorHosts.some((host) => host.test(url.hostname)));
  }

  return {
    allows,
    judge(body, { authorization, host }) {
      // A web page elsewhere can name this machine by a host name of its own and have a browser send what it likes.
      if (!app && !isLoopback(URL.parse(`http://${host}`)?.hostname ?? '')) return no(403, 'local mode is for this machine only');
      const token = app ? claimsIn(authorization) : undefined;
      if (app && (!token || token.iss !== issuer || token.aud !== app.id)) return no(401, 'no token of the Bot Connector for this bot');
      const parsed = shape.safeParse(body);
      if (!parsed.success) return no(400, `not a Teams activity: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
      const activity = parsed.data;
      if (!allows(activity.serviceUrl)) return no(403, 'the service URL is not on the allow-list');
      if (token && token.serviceurl !== activity.serviceUrl) return no(401, 'the token is for another service URL');
      const tenants = [activity.channelData.tenant.id, activity.conversation.tenantId ?? tenant];
      if (tenants.some((id) => id.toLowerCase() !== tenant.toLowerCase())) return no(403, 'another tenant');
      return { ok: true };
    },
  };
}

function no(status: 400 | 401 | 403, why: string): Passage {
  return { ok: false, status, why };
}

/** The payload of a bearer token, unverified: enough to refuse by, never enough to trust. */
function claimsIn(authorization: string | undefined): z.output<typeof claims> | undefined {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(authorization ?? '')?.[1];
  if (payload === undefined) return undefined;
  try {
    return claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
