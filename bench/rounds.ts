// Rounds: everything is measured once in each, in turn, so that what else the machine does falls on all alike. What counts is the median.
import * as z from 'zod';
import type { Bot } from './bots.ts';
import type { Child } from './child.ts';
import type { Stretch } from './load.ts';
import type { TurnName } from './turns.ts';

/** One line of the table: a bot, and the turns it is given. */
export interface Subject {
  readonly name: string;
  readonly bot: Bot;
  readonly turn: TurnName;
  readonly tokens: Stretch['tokens'];
  readonly pace: Stretch['pace'];
  readonly count: number;
}

/** `cpu` microseconds a turn; `turns` a second; `p50` and `p99` milliseconds; `memory` MB. */
export interface Measured {
  readonly cpu: number;
  readonly turns: number;
  readonly p50: number;
  readonly p99: number;
  readonly memory: number;
}

const stretched = z.union([
  z.object({ stretched: z.object({ p50: z.number(), p99: z.number(), seconds: z.number(), sends: z.number() }) }),
  z.object({ fault: z.string() }),
]);

/** @param warmUp turns before the first round, which are not counted */
export async function measure(load: Child, subjects: readonly Subject[], { rounds, warmUp, tell }: { readonly rounds: number; readonly warmUp: number; readonly tell: (what: string) => void }): Promise<ReadonlyMap<string, Measured>> {
  const next = new Map<string, number>();

  async function run({ name, bot, turn, tokens, pace }: Subject, count: number): Promise<Measured> {
    // Turns of a kind go on where the same bot's last ones ended: no ticket is claimed twice.
    const line = `${bot.port} ${turn}`;
    const from = next.get(line) ?? 0;
    next.set(line, from + count);
    const before = await bot.read();
    const said = stretched.parse(await load.ask({ port: bot.port, turn, from, count, tokens, pace } satisfies Stretch));
    if ('fault' in said) throw new Error(`${name}: ${said.fault}`);
    const after = await bot.read();
    const { p50, p99, seconds } = said.stretched;
    return { cpu: (after.cpu - before.cpu) / count, turns: count / seconds, p50, p99, memory: after.memory / 1e6 };
  }

  for (const subject of subjects) {
    tell(`warming up: ${subject.name}`);
    if ('atOnce' in subject.pace) await run(subject, warmUp);
  }
  const all = new Map<string, Measured[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const subject of subjects) {
      tell(`round ${round} of ${rounds}: ${subject.name}`);
      all.get(subject.name)?.push(await run(subject, subject.count));
    }
  }
  return new Map([...all].map(([name, found]) => [name, medians(found)]));
}

/** Turns of this kind that the bot will be given in all. */
export function turnsFor(turn: TurnName, subjects: readonly Pick<Subject, 'turn' | 'count'>[], { rounds, warmUp }: { readonly rounds: number; readonly warmUp: number }): number {
  return subjects.filter((one) => one.turn === turn).reduce((sum, { count }) => sum + warmUp + rounds * count, 0);
}

function medians(found: readonly Measured[]): Measured {
  const median = (of: (one: Measured) => number): number => {
    const values = found.map(of).toSorted((one, other) => one - other);
    return values[Math.floor(values.length / 2)] ?? Number.NaN;
  };
  return { cpu: median(({ cpu }) => cpu), turns: median(({ turns }) => turns), p50: median(({ p50 }) => p50), p99: median(({ p99 }) => p99), memory: median(({ memory }) => memory) };
}
