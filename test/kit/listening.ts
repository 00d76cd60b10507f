// Small servers of tests: on this machine, on any free port, gone at once.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Server as Listener } from 'node:net';

/** Starts to listen and gives the origin. */
export async function addressOf(server: Listener): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens nowhere');
  return `http://127.0.0.1:${address.port}`;
}

export async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
