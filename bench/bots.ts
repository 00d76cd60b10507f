// The bots that are measured, each started once and kept for all rounds; between its bursts it idles.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { openSqlite } from '../store/sqlite.ts';
import { cache } from './cache.ts';
import { startChild, type Child } from './child.ts';
import { fillOld, fillWork } from './fill.ts';
import type { Reading } from './meter.ts';
import type { Addresses } from './teams.ts';

export interface Bot {
  readonly port: number;
  /** What the process has used so far. */
  read(): Promise<Reading>;
  stop(): Promise<void>;
}

const listening = z.object({ port: z.number() });
const metered = z.object({ reading: z.object({ cpu: z.number(), memory: z.number() }) });
const flags = ['--import', join(import.meta.dirname, 'meter.ts')];

async function start(script: string, given: readonly string[], core: number | undefined, after = (): void => undefined): Promise<Bot> {
  const child: Child = startChild(join(import.meta.dirname, 'bots', script), given, { core, flags });
  const { port } = listening.parse(await child.ask());
  return {
    port,
    read: async () => metered.parse(await child.ask('meter')).reading,
    async stop() {
      await child.stop();
      after();
    },
  };
}

export const stockBot = (does: 'echo' | 'dialog', jwt: boolean, addresses: Addresses, core?: number): Promise<Bot> =>
  start('stock.ts', [does, jwt ? 'signed' : 'unsigned', JSON.stringify(addresses)], core);

export const agentsBot = (folder: string, core?: number): Promise<Bot> => start('agents.ts', [folder], core);

/** Our bot with so many old tickets in its store, and as many new ones as there will be claims. */
export async function ourBot({ tickets, claims, addresses, core }: { readonly tickets: number; readonly claims: number; readonly addresses: Addresses; readonly core?: number | undefined }): Promise<Bot> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'support.sqlite');
  copyFileSync(await oldStore(tickets), file);
  const driver = openSqlite(file);
  await fillWork(driver, { claims, serviceUrl: addresses.serviceUrl, now: Date.now() });
  await driver.close();
  return start('ours.ts', [folder, JSON.stringify(addresses)], core, () => rmSync(folder, { recursive: true, force: true }));
}

/** A store with old tickets only, made once. */
async function oldStore(tickets: number): Promise<string> {
  const file = join(cache, `tickets-${tickets}.sqlite`);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const half = `${file}.${process.pid}`;
  const driver = openSqlite(half);
  await fillOld(driver, tickets, Date.now());
  await driver.close();
  renameSync(half, file);
  return file;
}
