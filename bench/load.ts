// The load, in a process of its own: plays Teams to every bot, one burst or one paced stretch at a time.
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { openTeams, type Addresses } from './teams.ts';
import { turnKinds, type TurnName } from './turns.ts';

export interface Stretch {
  readonly port: number;
  readonly turn: TurnName;
  /** Number of the first turn, and how many. */
  readonly from: number;
  readonly count: number;
  /** A token for each turn, or one for all as Teams does it. */
  readonly tokens: 'one' | 'each';
  /** So many at once, or so many a second whatever becomes of the others. */
  readonly pace: { readonly atOnce: number } | { readonly perSecond: number };
}

/** Milliseconds. `seconds` until the last answer, and until the bot had sent the last request of its own. */
export interface Stretched {
  readonly p50: number;
  readonly p99: number;
  readonly seconds: number;
  readonly sends: number;
}

export type Report = { readonly addresses: Addresses } | { readonly stretched: Stretched } | { readonly fault: string };

const teams = await openTeams();
const common = teams.authorization();

async function one(agent: Agent, port: number, body: string, authorization: string, wanted: string): Promise<number> {
  const begun = performance.now();
  const sending = request({
    agent, port, host: '127.0.0.1', method: 'POST', path: '/api/messages',
    headers: { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  });
  sending.end(body);
  const [response] = await once(sending, 'response').catch((fault: unknown) => {
    // The bot closed a connection that had been idle for long just when it was used again, as it may.
    if (sending.reusedSocket) return [];
    throw fault;
  }) as [IncomingMessage?];
  if (!response) return one(agent, port, body, authorization, wanted);
  const said = await text(response);
  if (response.statusCode === undefined || response.statusCode >= 300 || !said.includes(wanted)) {
    throw new Error(`a turn was answered with ${response.statusCode} ${said.slice(0, 300)}`);
  }
  return performance.now() - begun;
}

async function stretch({ port, turn, from, count, tokens, pace }: Stretch): Promise<Stretched> {
  const { activity, answer, sends } = turnKinds[turn];
  const ready = Array.from({ length: count }, (_, at) => ({
    body: JSON.stringify(activity(from + at, teams.serviceUrl)), authorization: tokens === 'each' ? teams.authorization() : common,
  }));
  // Its own connections: a bot closes those that nobody used since the last stretch.
  const agent = new Agent({ keepAlive: true });
  const before = teams.sent();
  const begun = performance.now();
  const times: number[] = [];
  const turnAt = async (at: number): Promise<void> => {
    const made = ready[at];
    if (made) times.push(await one(agent, port, made.body, made.authorization, answer));
  };
  if ('atOnce' in pace) {
    let next = 0;
    await Promise.all(Array.from({ length: pace.atOnce }, async () => {
      while (next < count) await turnAt(next++);
    }));
  } else {
    const all: Promise<void>[] = [];
    for (let at = 0; at < count; at += 1) {
      await pause(Math.max(0, begun + (at * 1000) / pace.perSecond - performance.now()));
      all.push(turnAt(at));
    }
    await Promise.all(all);
  }
  await teams.quiet(before, count * sends);
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  times.sort((slow, fast) => slow - fast);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), seconds, sends: teams.sent() - before };
}

const report = (what: Report): void => {
  process.send?.(what);
};
process.on('message', (asked: Stretch) => {
  stretch(asked).then((stretched) => report({ stretched }), (error: unknown) => report({ fault: String(error) }));
});
process.on('disconnect', () => process.exit(0));
report({ addresses: { serviceUrl: teams.serviceUrl, metadata: teams.metadata, tokenUrl: teams.tokenUrl } });
