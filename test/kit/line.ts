// The line between the bot and Teams: notes what the bot sends and when, and can be cut, so that nobody answers at all.
import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { once } from 'node:events';
import { addressOf, closed } from './listening.ts';

export interface Sent {
  /** By the clock that the line was given. */
  readonly at: number;
  readonly method: string;
  readonly conversation: string;
  readonly status: number;
}

export interface Line {
  /** What the bot sent to the Connector, answered or not. */
  readonly sent: readonly Sent[];
  between(origin: string): Promise<string>;
  /** Connections are refused from now on. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function openLine(now: () => number): Promise<Line> {
  const sent: Sent[] = [];
  let target = '';

  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '/', headers } = incoming;
    const at = now();
    const conversation = /^\/local\/connector\/v3\/conversations\/([^/]+)\/activities/.exec(url)?.[1];
    const note = (status: number) => {
      if (conversation !== undefined) sent.push({ at, method, conversation: decodeURIComponent(conversation), status });
    };
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      note(answer.statusCode ?? 0);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => {
      note(0);
      outgoing.destroy();
    });
    outgoing.on('close', () => onward.destroy());
    buffer(incoming).then((body) => onward.end(body), () => onward.destroy());
  });
  const origin = await addressOf(server);

  return {
    sent,
    async between(bot) {
      target = bot;
      return origin;
    },
    async cut() {
      await closed(server);
    },
    async mend() {
      server.listen(Number(new URL(origin).port), '127.0.0.1');
      await once(server, 'listening');
    },
    async close() {
      if (server.listening) await closed(server);
    },
  };
}

/** What Teams takes of one conversation (its documentation, rate limiting for bots): milliseconds, and so many sends in them. */
const quotas = [[1_000, 7], [2_000, 8], [30_000, 60], [3_600_000, 1800]] as const;

/** Milliseconds by which a busy machine may hold one send up, which brings it closer to the next. */
const delay = 250;

/** Where more was sent to a conversation than Teams takes, a line each. */
export function overRate(sent: readonly Sent[]): readonly string[] {
  return [...Map.groupBy(sent, ({ conversation }) => conversation)].flatMap(([conversation, those]) => quotas.flatMap(([length, quota]) => {
    const most = Math.max(...those.map(({ at }) => those.filter((other) => other.at >= at && other.at < at + length - delay).length));
    return most > quota ? [`${most} in ${length / 1000} s to ${conversation}`] : [];
  }));
}
