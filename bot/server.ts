// HTTP: the bot's endpoint, health, and in local mode the local Teams. The only file that knows restify.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TurnContext } from 'botbuilder';
import restify from 'restify';
import type { TeamsAdapter } from './adapter.ts';
import type { Gate } from './gate.ts';
import type { Log } from './log.ts';
import { turnedAway } from './turned-away.ts';

const largestBody = 256 * 1024;

export interface ServerOptions {
  readonly gate: Gate;
  readonly adapter: TeamsAdapter;
  readonly turn: (context: TurnContext) => Promise<void>;
  readonly log: Log;
  /** What is not ready, in a word each; empty when all is well. */
  readonly unready: () => Promise<readonly string[]>;
}

export interface Server {
  /** Resolves with the port it listens on. */
  listen(port: number, host: string | undefined): Promise<number>;
  /** Everything under `/local` goes there from now on. */
  mountLocal(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>): void;
  /** Takes no new requests and waits for those under way. */
  close(): Promise<void>;
}

export function openServer({ gate, adapter, turn, log, unready }: ServerOptions): Server {
  const server = restify.createServer({ name: 'managed-desktop-support', handleUncaughtExceptions: false });
  // JSON and nothing else: the parser for every kind of body would keep uploads in files.
  const json = [restify.plugins.bodyReader({ maxBodySize: largestBody }), ...restify.plugins.jsonBodyParser({ mapParams: false })];
  // Nor anything compressed: the parser does not survive what only says it is, and does not bound what it grows to.
  const plainly: restify.RequestHandler = (request, response, next) => {
    if (request.headers['content-encoding'] === undefined) return next();
    response.send(415, { error: 'refused' });
    return next(false);
  };
  const refused = turnedAway(log);

  server.post('/api/messages', plainly, ...json, async (request: restify.Request, response: restify.Response) => {
    const { body, headers: { authorization, host } } = request;
    const passage = gate.judge(body, { authorization, host });
    if (!passage.ok) {
      refused(passage.status, passage.why);
      response.send(passage.status, { error: 'refused' });
      return;
    }
    const answer = await adapter.receive(authorization ?? '', body, turn);
    if (answer.status === 401) refused(401, 'the token does not verify');
    response.send(answer.status, answer.body);
  });

  server.get('/healthz', async (_: restify.Request, response: restify.Response) => {
    response.send(200, { status: 'ok' });
  });

  server.get('/readyz', async (_: restify.Request, response: restify.Response) => {
    const missing = await unready();
    response.send(missing.length === 0 ? 200 : 503, { status: missing.length === 0 ? 'ready' : 'not ready', missing });
  });

  return {
    listen: (port, host) => new Promise((resolve, reject) => {
      server.server.once('error', reject);
      server.listen(port, host, () => resolve(server.address().port));
    }),
    mountLocal(handle) {
      const local = async (request: restify.Request, response: restify.Response) => handle(request, response);
      for (const path of ['/local', '/local/*']) {
        server.get(path, local);
        server.post(path, local);
        server.put(path, local);
        server.del(path, local);
      }
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.server.closeIdleConnections();
      // Event streams never end by themselves.
      setTimeout(() => server.server.closeAllConnections(), 2_000).unref();
    }),
  };
}
