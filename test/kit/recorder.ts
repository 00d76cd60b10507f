// A Connector that takes what carries a token of ours, and remembers everything it was sent.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { addressOf, closed } from './listening.ts';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** Whether the bearer token was the bot's own. */
  readonly trusted: boolean;
}

export interface Recorder {
  readonly serviceUrl: string;
  readonly sent: readonly Sent[];
  close(): Promise<void>;
}

/** @param knows whether this `Authorization` is of the bot */
export async function openRecorder(knows: (authorization: string | undefined) => boolean, remember = Infinity): Promise<Recorder> {
  const sent: Sent[] = [];
  let posted = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const trusted = knows(request.headers.authorization);
      sent.push({ method: request.method ?? '', path: request.url ?? '', body: await text(request), trusted });
      if (sent.length > remember) sent.shift();
      posted += 1;
      response.writeHead(trusted ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(trusted ? { id: `sent-${posted}` } : {}));
    })();
  });
  const origin = await addressOf(server);
  return { serviceUrl: `${origin}/teams/`, sent, close: () => closed(server) };
}
