// Where the bot remembers: in a file of its own, or in PostgreSQL together with other instances.
import type { Driver } from '../store/driver.ts';
import { openPostgres } from '../store/postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import { lockSqlite } from '../store/sqlite-lock.ts';
import type { DataFolder } from './data-folder.ts';
import { SettingsFault, type Settings } from './settings.ts';

/** Milliseconds to wait for a bot that is just stopping. */
const patience = 5_000;

export interface Database {
  readonly driver: Driver;
  /** Nobody else works on it as long as it is open: whatever is leased at the start was leased by a bot that died. */
  readonly alone: boolean;
}

/** Closing the driver lets the next bot in. Throws a SettingsFault when another bot works on the file, or PostgreSQL cannot be used. */
export async function openDatabase({ databaseUrl }: Pick<Settings, 'databaseUrl'>, { store: file }: Pick<DataFolder, 'store'>): Promise<Database> {
  if (databaseUrl !== undefined) return { driver: await reached(databaseUrl), alone: false };
  const release = lockSqlite(file, patience);
  if (!release) throw new SettingsFault([`DATA_DIR is taken: another bot works on ${file}; several need a PostgreSQL database (DATABASE_URL)`]);
  try {
    const driver = openSqlite(file);
    return { driver: { ...driver, close: () => driver.close().finally(release) }, alone: true };
  } catch (fault) {
    release();
    throw fault;
  }
}

async function reached(url: string): Promise<Driver> {
  return openPostgres(url).catch((fault: unknown) => {
    throw new SettingsFault([`DATABASE_URL is set; ${fault instanceof Error ? fault.message : String(fault)}`]);
  });
}
