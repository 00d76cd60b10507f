// HTTP: the bot's endpoint, its pages, health, and in local mode the local Teams. The only file that knows restify.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TurnContext } from 'botbuilder';
import restify from 'restify';
import { viewerIn } from '../support/viewer.ts';
import type { TeamsAdapter } from './adapter.ts';
import type { Gate } from './gate.ts';
import type { Health } from './health.ts';
import { readJson, writeJson, type Body } from './json-body.ts';
import type { Log } from './log.ts';
import type { Pages } from './pages.ts';
import { turnedAway } from './turned-away.ts';

declare module 'restify' {
  interface Server {
    /** Goes ahead of everything else of restify's; false: the request is in other hands. Its types leave it out. */
    first(handle: (request: IncomingMessage, response: ServerResponse) => boolean): void;
  }
}

const largestBody = 256 * 1024;
/** What a page asks with is a few words. */
const largestQuestion = 4 * 1024;

export interface ServerOptions {
  readonly gate: Gate;
  /** May still have to be loaded when the first activity comes. */
  readonly adapter: () => Promise<TeamsAdapter>;
  readonly turn: (context: TurnContext) => Promise<void>;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly machine: () => number;
  readonly health: () => Promise<Health>;
  readonly pages?: Pages | undefined;
}

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Server {
  /** Resolves with the port it listens on. */
  listen(port: number, host: string | undefined): Promise<number>;
  /** Everything under `/local` goes there from now on. */
  mountLocal(handle: Handle): void;
  /** These addresses are the REST API's from now on. */
  mountApi(paths: readonly string[], handle: Handle): void;
  /** Takes nothing new, and waits until every turn under way is answered. */
  drain(): Promise<void>;
  /** Takes no new requests and waits for those under way. */
  close(): Promise<void>;
}

export function openServer({ gate, adapter, turn, log, machine, health, pages }: ServerOptions): Server {
  const server = restify.createServer({ name: '', handleUncaughtExceptions: false });
  // Who sends slowly holds a socket, not a turn. Node looks every 30 s.
  server.server.headersTimeout = 10_000;
  server.server.requestTimeout = 20_000;
  // restify would take every socket that asks for another protocol out of Node's hands, and leave it open for ever.
  server.server.removeAllListeners('upgrade');
  const refused = turnedAway(log, machine);

  /** restify's own way to answer asks the caller for a format, and repeats the address in its errors. */
  function answer(response: ServerResponse, status: number, body?: Body): void {
    const text = body === undefined ? '' : writeJson(body);
    response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), 'Cache-Control': 'no-store' });
    response.end(text);
  }

  function refuse(response: ServerResponse, { status, why }: { readonly status: number; readonly why: string }): void {
    refused(status, why);
    answer(response, status, { error: 'refused' });
  }

  const turns = new Set<Promise<void>>();
  let closed: Promise<void> | undefined;
  const stopListening = () => closed ??= new Promise<void>((resolve) => server.close(() => resolve()));

  /** What is under way is answered before the server closes. */
  const counted = (take: Handle) => async (request: IncomingMessage, response: ServerResponse) => {
    const taken = take(request, response).finally(() => turns.delete(taken));
    turns.add(taken);
    await taken;
  };

  const turned = counted(take);
  // Ahead of what restify takes down of each request, which costs more than all the gate does; its router has the rest: another method, a query.
  server.first((request, response) => {
    if (request.method !== 'POST' || request.url !== '/api/messages') return true;
    turned(request, response).catch((error: Error) => failed(response, error));
    return false;
  });
  server.post('/api/messages', turned);

  /** restify would answer for a second time what was answered already, and end the process by that. */
  const alone = (handle: Handle) => async (request: IncomingMessage, response: ServerResponse) => {
    await handle(request, response).catch((error: unknown) => {
      log.fault('a request could not be answered', error);
      response.destroy();
    });
  };

  function mount(paths: readonly string[], handled: Handle): void {
    for (const path of paths) {
      server.get(path, handled);
      server.post(path, handled);
      server.put(path, handled);
      server.del(path, handled);
    }
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization, host } = request.headers;
    const admission = await gate.admit({ authorization, host });
    if (!admission.ok) return refuse(response, admission);
    const body = await readJson(request, largestBody);
    if (!body.ok) return refuse(response, body);
    const passage = gate.judge(body.value, admission.caller);
    if (!passage.ok) return refuse(response, passage);
    const { status, body: said } = await (await adapter()).receive(admission.caller, passage.activity, turn);
    if (status === 401) return refuse(response, { status, why: 'refused behind the gate' });
    answer(response, status, said);
  }

  if (pages) {
    server.post('/api/reveal', counted(async (request, response) => {
      const signedIn = await pages.tokens.verify(request.headers.authorization);
      if (!signedIn.ok) return refuse(response, signedIn);
      const body = await readJson(request, largestQuestion);
      if (!body.ok) return refuse(response, body);
      const answered = await pages.reveal.answer(signedIn.person, body.value, viewerIn(request.headers['sec-ch-ua-platform']));
      if (!answered) return refuse(response, { status: 400, why: 'not what the page asks' });
      answer(response, 200, answered);
    }));

    server.get('/web/*', async (request: restify.Request, response: restify.Response) => {
      const file = (await pages.files()).get(request.url?.split('?')[0] ?? '');
      if (!file) return answer(response, 404, { error: 'refused' });
      const { headers, content } = file;
      const known = headers['ETag'] !== undefined && request.headers['if-none-match'] === headers['ETag'];
      response.writeHead(known ? 304 : 200, headers);
      response.end(known ? undefined : content);
    });
  }

  server.get('/healthz', async (_: restify.Request, response: restify.Response) => {
    // Whether this instance can take a turn; what Teams and the to-dos do is no reason to send people elsewhere.
    const down = closed ? 'stopping' : (await health()).missing.find((one) => one === 'store');
    answer(response, down === undefined ? 200 : 503, { status: down ?? 'ok' });
  });

  server.get('/readyz', async (_: restify.Request, response: restify.Response) => {
    const { missing, ...rest } = await health();
    const ready = missing.length === 0 && !closed;
    answer(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', missing: closed ? ['stopping', ...missing] : missing, ...rest });
  });

  // Whatever restify itself has to say: no such address, no such method, a sender who broke off, a fault of ours.
  // It is not told that we are done with it, since it would answer for a second time then.
  server.on('restifyError', (_: restify.Request, response: restify.Response, error: Error) => failed(response, error));

  function failed(response: ServerResponse, error: Error): void {
    const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    if (status >= 500) log.fault('a request could not be answered', error);
    if (!response.headersSent) answer(response, status, { error: status < 500 ? 'refused' : 'failed' });
  }

  return {
    listen: (port, host) => new Promise((resolve, reject) => {
      server.server.once('error', reject);
      server.listen(port, host, () => resolve(server.address().port));
    }),
    // What streams never ends, and nobody waits for it.
    mountLocal: (handle) => mount(['/local', '/local/*'], alone(handle)),
    mountApi: (paths, handle) => mount(paths, counted(alone(handle))),
    async drain() {
      void stopListening();
      // A connection that is kept would bring one request after the other: it is answered once more, and told to go elsewhere.
      server.server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
      server.server.closeIdleConnections();
      while (turns.size > 0) await Promise.allSettled(turns);
    },
    async close() {
      const done = stopListening();
      server.server.closeIdleConnections();
      // Event streams never end by themselves.
      setTimeout(() => server.server.closeAllConnections(), 2_000).unref();
      await done;
    },
  };
}
