// Where a fleet of bots works: a folder and a key of their own, and a database that is made for them.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetEnv } from './fleet.ts';
import { sharedPostgres, type Cluster } from './postgres.ts';

export interface Room {
  readonly env: FleetEnv;
  /** So many bots can share the store: two stand for any number. */
  readonly bots: 1 | 2;
  readonly remove: () => void;
}

/** @param cluster undefined: SQLite, in the folder */
export async function openRoom(cluster?: Cluster): Promise<Room> {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  return {
    env: { DATA_DIR: folder, VAULT_KEY: randomBytes(32).toString('base64'), ...(cluster && { DATABASE_URL: await cluster.make() }) },
    bots: cluster ? 2 : 1,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** For commands: of the engine that is named, `sqlite` or `postgres`. Throws when there is no PostgreSQL. */
export async function clusterOf(engine: string): Promise<Cluster | undefined> {
  if (engine === 'sqlite') return undefined;
  if (engine !== 'postgres') throw new Error(`${JSON.stringify(engine)} is no engine; sqlite, postgres`);
  const cluster = await sharedPostgres();
  if (typeof cluster === 'string') throw new Error(cluster);
  return cluster;
}
