// Microsoft Graph over HTTP: one attempt with a time-out, faults by name. What it answers is never part of a fault, since it may hold a password.
import * as z from 'zod';

/**
 * - `unauthorized` (401): the token is not accepted.
 * - `forbidden` (403): the permission is missing, or was granted without an administrator's consent.
 * - `throttled` (429): `after` is milliseconds, where Graph says for how long.
 * - `refused`: any other status of the four hundreds.
 * - `down`: no token to be had, no answer in time, a broken connection, a fault of Graph's own.
 * - `garbled`: an answer of another shape.
 */
export type GraphFault =
  | { readonly kind: 'not-found' | 'unauthorized' | 'forbidden' | 'garbled' }
  | { readonly kind: 'throttled' | 'down'; readonly after?: number }
  | { readonly kind: 'refused'; readonly status: number };

export class GraphError extends Error {
  readonly fault: GraphFault;
  /** The application permission that the request needs. */
  readonly permission: string;
  constructor(message: string, fault: GraphFault, permission: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
    this.permission = permission;
  }

  /** Milliseconds for which it is of no use to ask again, where Graph says so. */
  get after(): number | undefined {
    return 'after' in this.fault ? this.fault.after : undefined;
  }
}

/** Every method rejects with a GraphError. `path` begins with `/v1.0/` or `/beta/`, and its parts are encoded. */
export interface Graph {
  get<Answer>(path: string, shape: z.ZodType<Answer>, permission: string): Promise<Answer>;
  /** Every page of a list; `garbled` when there are more than `most`. */
  list<Item>(path: string, item: z.ZodType<Item>, permission: string, most: number): Promise<readonly Item[]>;
  /** An action without a body, accepted. */
  post(path: string, permission: string): Promise<void>;
}

export interface GraphOptions {
  /** Such as `https://graph.microsoft.com`. */
  readonly url: string;
  readonly token: () => Promise<string>;
  /** Milliseconds for one answer, its body included. */
  readonly timeout: number;
}

/** Windows LAPS answers only those who say who they are. */
const userAgent = 'managed-desktop-support';

export function openGraph({ url, token, timeout }: GraphOptions): Graph {
  const host = new URL(url).origin;

  async function ask(method: 'GET' | 'POST', path: string, permission: string): Promise<Response> {
    const fault = (message: string, named: GraphFault, cause?: unknown) => new GraphError(`${method} ${nameOf(path)}: ${message}`, named, permission, cause);
    const bearer = await token().catch((cause: unknown) => {
      throw fault('there is no token for it', { kind: 'down' }, cause);
    });
    const headers = { 'authorization': `Bearer ${bearer}`, 'user-agent': userAgent, 'accept': 'application/json' };
    const response = await fetch(`${host}${path}`, { method, headers, redirect: 'error', signal: AbortSignal.timeout(timeout) }).catch((cause: unknown) => {
      throw fault('no answer', { kind: 'down' }, cause);
    });
    if (response.ok) return response;
    await response.body?.cancel();
    // By this id Microsoft's support finds the request.
    const request = response.headers.get('request-id');
    const said = `${response.status}${request === null ? '' : ` (request-id ${request.slice(0, 60)})`}`;
    const named = faultOf(response);
    const barred = named.kind === 'forbidden' || named.kind === 'unauthorized';
    throw fault(barred ? `${said}; the app registration needs the application permission ${permission}, with an administrator's consent` : said, named);
  }

  async function read<Answer>(path: string, shape: z.ZodType<Answer>, permission: string): Promise<Answer> {
    const response = await ask('GET', path, permission);
    // A parser's own message quotes what it could not read: it goes no further.
    const body: unknown = await response.json().catch(() => undefined);
    const { success, data } = shape.safeParse(body);
    if (!success) throw new GraphError(`GET ${nameOf(path)}: an answer of another shape, or cut off`, { kind: 'garbled' }, permission);
    return data;
  }

  return {
    get: read,
    async list<Item>(path: string, item: z.ZodType<Item>, permission: string, most: number) {
      const page = z.object({ value: z.array(item), '@odata.nextLink': z.url().optional() });
      const items: Item[] = [];
      for (let next: string | undefined = path; next !== undefined;) {
        const { value, '@odata.nextLink': link }: z.output<typeof page> = await read(next, page, permission);
        items.push(...value);
        if (items.length > most) throw new GraphError(`GET ${nameOf(path)}: more than ${most}`, { kind: 'garbled' }, permission);
        next = link === undefined ? undefined : pathOn(host, link);
        if (next === undefined && link !== undefined) throw new GraphError(`GET ${nameOf(path)}: the next page is on another host`, { kind: 'garbled' }, permission);
      }
      return items;
    },
    async post(path, permission) {
      const response = await ask('POST', path, permission);
      await response.body?.cancel();
    },
  };
}

function faultOf({ status, headers }: Response): GraphFault {
  switch (status) {
    case 401: return { kind: 'unauthorized' };
    case 403: return { kind: 'forbidden' };
    case 404: return { kind: 'not-found' };
    case 429: return { kind: 'throttled', ...afterIn(headers) };
    default: return status >= 500 ? { kind: 'down', ...afterIn(headers) } : { kind: 'refused', status };
  }
}

/** Seconds; a date, which the header may be too, Graph does not send, and it would need a clock that agrees with Graph's. */
function afterIn(headers: Headers): { readonly after?: number } {
  const seconds = /^\s*(\d{1,6})\s*$/.exec(headers.get('retry-after') ?? '')?.[1];
  return seconds === undefined ? {} : { after: Number(seconds) * 1000 };
}

/** What is asked for, without what it is searched by. */
function nameOf(path: string): string {
  return path.split('?')[0] ?? '';
}

/** The token goes to no other host, whatever an answer says. */
function pathOn(host: string, link: string): string | undefined {
  const { origin, pathname, search } = new URL(link);
  return origin === host ? `${pathname}${search}` : undefined;
}
