// The live stream of what happens, one per open page, as Server-Sent Events.

import type { ServerResponse } from 'node:http';
import type { CastPerson } from './cast.ts';
import type { Happening } from './wire.ts';

export interface Stream {
  /** Keeps the response open and writes to it until the client goes away. */
  open(person: CastPerson, response: ServerResponse): void;
  tell(person: CastPerson, happening: Happening): void;
  /** Whoever somebody is. */
  tellAll(happening: Happening): void;
  close(): void;
}

/** Proxies and browsers give up on a silent connection; a comment keeps it. */
const heartbeat = 20_000;

export function openStream(): Stream {
  const watchers = new Map<ServerResponse, CastPerson>();
  const beat = setInterval(() => {
    for (const response of watchers.keys()) response.write(': still here\n\n');
  }, heartbeat).unref();

  return {
    open: (person, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' });
      response.write('retry: 500\n\n');
      watchers.set(response, person);
      response.on('close', () => watchers.delete(response));
    },
    tell: (person, happening) => {
      for (const [response, watcher] of watchers) if (watcher.id === person.id) response.write(lineOf(happening));
    },
    tellAll: (happening) => {
      for (const response of watchers.keys()) response.write(lineOf(happening));
    },
    close: () => {
      clearInterval(beat);
      for (const response of watchers.keys()) response.end();
    },
  };
}

function lineOf(happening: Happening): string {
  return `data: ${JSON.stringify(happening)}\n\n`;
}
