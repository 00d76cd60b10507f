// The door of the REST API: who knocks, how often, what is asked for; what is let in is a valid request of a known system.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import type { Desk } from '../desk.ts';
import { readJson } from '../json-body.ts';
import type { Log } from '../log.ts';
import { turnedAway } from '../turned-away.ts';
import { asPerson, clientOf, type Client } from './clients.ts';
import { openApiDocument } from './openapi.ts';
import { base, operationAt, operations, type Found } from './operations.ts';
import { invalid, problem, type Problem } from './problem.ts';
import type { Granted, Request } from './tickets.ts';

const largestBody = 64 * 1024;
/** Half of each at once, half of it as it refills: as much as a ticket system needs that catches up. */
const quota = { second: 100, halfMinute: 1_500 };
const keyForm = /^[\x21-\x7e]{1,100}$/;

export const apiPaths = ['/api/openapi.json', base, `${base}/*`] as const;

export interface DoorPorts {
  readonly store: Store;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly log: Log;
  readonly uuid: () => string;
  readonly tickets: (request: Request) => Promise<Granted | Problem>;
}

/** Answers every request, whatever becomes of it. */
export function openApi({ store, desk, clock, log, uuid, tickets }: DoorPorts): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const refused = turnedAway(log, clock.machine);

  return async (request, response) => {
    const outcome = await answerTo(request).catch((error: unknown) =>
      problem(500, { fault: log.fault('a request of another system could not be answered', error) }));
    const failed = 'type' in outcome.body && 'title' in outcome.body;
    response.writeHead(outcome.status, {
      'Content-Type': failed ? 'application/problem+json' : 'application/json', 'Cache-Control': 'no-store', ...outcome.headers,
    });
    response.end(JSON.stringify(outcome.body));
  };

  async function answerTo(request: IncomingMessage): Promise<Granted | Problem> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/api/openapi.json') return { status: 200, body: openApiDocument() };
    const client = await clientOf(store, request.headers.authorization);
    if (!client) {
      refused(401, 'no token of another system');
      return problem(401, { detail: 'Authorization: Bearer and a token made by `npm run clients`' }, { 'WWW-Authenticate': 'Bearer' });
    }
    const wait = await store.takeSend([{ name: `client:${client.name}`, quota }], clock.machine());
    if (wait > 0) return problem(429, {}, { 'Retry-After': String(Math.ceil(wait / 1000)) });
    const found = operationAt(request.method ?? '', pathname);
    if ('methods' in found) return found.methods.length === 0 ? problem(404) : problem(405, {}, { Allow: found.methods.join(', ') });
    const operation = operations[found.name];
    if (!client.scopes.includes(operation.scope)) {
      await desk.refused(asPerson(client), found.name, 'not-allowed', found.id);
      return problem(403, { detail: `This needs the scope ${operation.scope}; the token has ${client.scopes.join(', ') || 'none'}` });
    }
    const given = await givenIn(request, searchParams, found);
    return 'status' in given ? given : once(client, found, given.value, request.headers['idempotency-key']);
  }

  async function once(client: Client, found: Found, given: unknown, header: string | string[] | undefined): Promise<Granted | Problem> {
    const asked = [header ?? []].flat()[0];
    const wrongKey = (allowed: string) => problem(422, { errors: [{ field: 'header.Idempotency-Key', value: asked?.slice(0, 100), allowed }] });
    if (asked !== undefined && !keyForm.test(asked)) return wrongKey('1 to 100 visible ASCII characters');
    const digest = createHash('sha256').update(JSON.stringify([found, given])).digest('hex');
    const before = asked === undefined ? undefined : await store.asked(client.name, asked);
    if (before !== undefined && before !== digest) return wrongKey('a key that was not used for another request');
    const granted = await tickets({ client, found, given, once: { key: asked ?? uuid(), digest } });
    // Another request of the same key may have been granted in the meantime: what was answered then is about that one.
    const since = asked === undefined || before !== undefined ? undefined : await store.asked(client.name, asked);
    return since !== undefined && since !== digest ? wrongKey('a key that was not used for another request') : granted;
  }
}

/** What the request says, held to the schema of its operation. */
async function givenIn(request: IncomingMessage, search: URLSearchParams, { name }: Found): Promise<{ readonly value: unknown } | Problem> {
  const operation = operations[name];
  if (!('body' in operation)) {
    const query = Object.fromEntries(search);
    const read = 'query' in operation ? operation.query.safeParse(query) : undefined;
    return read?.success === false ? invalid('query', query, read.error) : { value: query };
  }
  const body = await readJson(request, largestBody);
  if (!body.ok) return problem(body.status, { detail: `The body is ${body.why}` });
  const read = operation.body.safeParse(body.value);
  return read.success ? { value: read.data } : invalid('body', body.value, read.error);
}
