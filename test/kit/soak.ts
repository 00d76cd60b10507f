// Turns of every kind at a steady pace, with signed tokens, and what the bot holds in memory after each round of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { startOptions } from '../../bench/bots.ts';
import { startChild } from '../../bench/child.ts';
import { fillWork } from '../../bench/fill.ts';
import type { Stretch } from '../../bench/load.ts';
import { openSqlite } from '../../store/sqlite.ts';

export interface SoakOptions {
  /** Rounds of a stretch of each kind of turn, and the turns of a stretch. */
  readonly rounds: number;
  readonly turns: number;
  readonly perSecond: number;
  /** Rounds from one reading to the next; each collects by force, and a bot that is used is never helped so. */
  readonly every?: number;
  readonly note?: (line: string) => void;
}

export interface Soaked {
  /** Bytes at each reading: held by the heap after a collection. */
  readonly held: readonly number[];
  /** Bytes: the most that was resident at any moment. */
  readonly resident: number;
  /** Milliseconds; the worst round's. */
  readonly p99: number;
}

const bench = join(import.meta.dirname, '../../bench');
const kinds = ['card action', 'dialog', 'my requests'] as const;
const addresses = z.object({ addresses: z.object({ serviceUrl: z.string(), metadata: z.string(), tokenUrl: z.string() }) });
const listening = z.object({ port: z.number() });
const stretched = z.object({ stretched: z.object({ p99: z.number() }) });
const heap = z.object({ heap: z.object({ held: z.number(), resident: z.number() }) });

/** Rejects when a turn is answered wrongly, or does not lead to what it must send. */
export async function soak({ rounds, turns, perSecond, every = 1, note = () => undefined }: SoakOptions): Promise<Soaked> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  const load = startChild(join(bench, 'load.ts'), [], {});
  const { addresses: teams } = addresses.parse(await load.ask());
  const driver = openSqlite(join(folder, 'support.sqlite'));
  await fillWork(driver, { claims: rounds * turns, serviceUrl: teams.serviceUrl, now: Date.now() });
  await driver.close();
  const bot = startChild(join(bench, 'bots/ours.ts'), [folder, JSON.stringify(teams)], { flags: [...startOptions(), '--import', join(import.meta.dirname, 'heap-meter.ts')] });
  const held: number[] = [];
  let resident = 0;
  let p99 = 0;
  try {
    const { port } = listening.parse(await bot.ask());
    for (let round = 0; round < rounds; round += 1) {
      for (const turn of kinds) {
        const answer = await load.ask({ port, turn, from: round * turns, count: turns, tokens: 'one', pace: { perSecond } } satisfies Stretch);
        p99 = Math.max(p99, stretched.parse(answer).stretched.p99);
      }
      if ((round + 1) % every !== 0) continue;
      const { heap: now } = heap.parse(await bot.ask('heap'));
      held.push(now.held);
      resident = now.resident;
      note(`${round + 1} of ${rounds}: ${megabytes(now.held)} MB held, ${megabytes(now.resident)} MB resident at most, p99 ${Math.round(p99)} ms`);
    }
    return { held, resident, p99 };
  } finally {
    await bot.stop();
    await load.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes by which the last third is above the second: the first one fills caches. */
export function growthOf(held: readonly number[]): number {
  const third = Math.floor(held.length / 3);
  const mean = (part: readonly number[]) => part.reduce((sum, one) => sum + one, 0) / part.length;
  return mean(held.slice(-third)) - mean(held.slice(third, 2 * third));
}

export function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
