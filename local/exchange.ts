// One HTTP exchange: read a bounded body, answer JSON, and match a path against a table of routes.

import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Call {
  /** The `:names` of the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; `undefined` when there was no body. */
  readonly body: unknown;
  readonly request: IncomingMessage;
}

export interface Reply {
  readonly status: number;
  /** Sent as JSON; absent: no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Segments parted by `/`; one that starts with `:` takes any text. */
  readonly path: string;
  readonly run: (call: Call) => Reply | Promise<Reply>;
}

export type Body = { readonly kind: 'read'; readonly json: unknown } | { readonly kind: 'refused'; readonly reply: Reply };

/** A picture of 1 MB in a message, written as text. */
const bodyLimit = 2 * 1024 * 1024;

export const ok = (body: unknown): Reply => ({ status: 200, body });

/** The error body of the Bot Connector, which the local API shares. */
export const refuse = (status: number, code: string, message: string): Reply => ({ status, body: { error: { code, message } } });

/** Reads at most 2 MiB of JSON; a longer or broken body is a refusal, not a fault. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  if (size > bodyLimit) return { kind: 'refused', reply: refuse(413, 'MessageSizeTooBig', `The body has ${size} bytes; ${bodyLimit} are allowed.`) };
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return { kind: 'read', json: undefined };
  try {
    return { kind: 'read', json: JSON.parse(text) };
  } catch {
    return { kind: 'refused', reply: refuse(400, 'BadSyntax', 'The body is not JSON.') };
  }
}

export function send(response: ServerResponse, reply: Reply): void {
  const text = reply.body === undefined ? '' : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    ...(text === '' ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    ...reply.headers,
  });
  response.end(text);
}

/** Runs the route that fits; a known path with another method is 405, an unknown path 404. */
export async function route(routes: readonly Route[], path: string, query: URLSearchParams, request: IncomingMessage): Promise<Reply> {
  const segments = decode(path);
  if (!segments) return refuse(400, 'BadSyntax', 'The path is not well encoded.');
  const body = await readBody(request);
  const fitting = routes.flatMap((candidate) => {
    const params = match(candidate.path, segments);
    return params ? [{ candidate, params }] : [];
  });
  if (fitting.length === 0) return refuse(404, 'NotFound', 'There is nothing at this path.');
  const chosen = fitting.find(({ candidate }) => candidate.method === request.method);
  if (!chosen) return refuse(405, 'MethodNotAllowed', `${request.method} is not among ${fitting.map(({ candidate }) => candidate.method).join(', ')}.`);
  if (body.kind === 'refused') return body.reply;
  return chosen.candidate.run({ params: chosen.params, query, body: body.json, request });
}

function decode(path: string): readonly string[] | undefined {
  try {
    // The SDK joins a service URL that ends in a slash with a path that starts with one: empty segments carry nothing.
    return path.split('/').filter((segment) => segment !== '').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function match(pattern: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = pattern.split('/');
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}
