// The stores that our bot is measured on: filled with old tickets once for each size, and copied for each bot.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver } from '../store/driver.ts';
import { openPostgres } from '../store/postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import { startPostgres } from '../test/kit/postgres.ts';
import { cache } from './cache.ts';
import { fillOld } from './fill.ts';

export type Engine = 'sqlite' | 'postgres';

/** A store of one bot's own. */
export interface Ground {
  /** The bot's data folder. */
  readonly folder: string;
  /** The address of its database; empty: the store is a file in the folder. */
  readonly database: string;
  open(): Promise<Driver>;
  readonly remove: () => void;
}

export interface Stores {
  lay(tickets: number): Promise<Ground>;
  stop(): Promise<void>;
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'bench-'));
const removed = (folder: string) => () => rmSync(folder, { recursive: true, force: true });

/** Files; those with old tickets only are kept in the cache of this clone. */
export const sqliteStores: Stores = {
  async lay(tickets) {
    const folder = newFolder();
    const file = join(folder, 'support.sqlite');
    copyFileSync(await oldFile(tickets), file);
    return { folder, database: '', open: async () => openSqlite(file), remove: removed(folder) };
  },
  stop: () => Promise.resolve(),
};

async function oldFile(tickets: number): Promise<string> {
  const file = join(cache, `tickets-${tickets}.sqlite`);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const half = `${file}.${process.pid}`;
  await filled(openSqlite(half), tickets);
  renameSync(half, file);
  return file;
}

/** Databases of a server of the benchmark's own, which waits for its disk. Undefined, and said why, where the machine has no PostgreSQL. */
export async function postgresStores(tell: (what: string) => void): Promise<Stores | undefined> {
  const cluster = await startPostgres({ safe: true });
  if (typeof cluster === 'string') {
    tell(`PostgreSQL is left out: ${cluster}`);
    return undefined;
  }
  const old = new Set<string>();
  let made = 0;
  return {
    async lay(tickets) {
      const name = `tickets-${tickets}`;
      if (!old.has(name)) {
        await filled(await openPostgres(await cluster.make(name)), tickets);
        await cluster.sql('analyze', name);
        old.add(name);
      }
      const own = `bench-${made += 1}`;
      await cluster.sql(`create database "${own}" template "${name}"`);
      const [folder, database] = [newFolder(), cluster.url(own)];
      return { folder, database, open: () => openPostgres(database), remove: removed(folder) };
    },
    stop: () => cluster.stop(),
  };
}

async function filled(driver: Driver, tickets: number): Promise<void> {
  await fillOld(driver, tickets, Date.now());
  await driver.close();
}
