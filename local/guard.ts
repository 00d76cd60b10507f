// Who may talk to the local Teams: this machine only, and no web page that came from elsewhere.

import type { IncomingMessage } from 'node:http';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * True when the request may be served. A page elsewhere can make a browser send requests here, and can name
 * this machine by a host name of its own; `Host` and `Origin` give both away.
 */
export function fromHere(request: IncomingMessage): boolean {
  const host = hostOf(`http://${request.headers.host ?? ''}`);
  if (!host || !loopback.has(host.hostname)) return false;
  const { origin } = request.headers;
  return origin === undefined || hostOf(origin)?.host === host.host;
}

function hostOf(address: string): URL | undefined {
  return URL.parse(address) ?? undefined;
}
