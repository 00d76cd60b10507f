// Where the bot remembers: in a file of its own, or in PostgreSQL together with other instances.
import type { Driver } from '../store/driver.ts';
import { openStore } from '../store/open.ts';
import { openPostgres } from '../store/postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import { lockSqlite } from '../store/sqlite-lock.ts';
import type { Store } from '../store/store.ts';
import type { DataFolder } from './data-folder.ts';
import type { Settings } from './settings.ts';
import { SettingsFault } from './settings-fault.ts';

/** Milliseconds to wait for a bot that is just stopping. */
const patience = 5_000;

export interface Database {
  readonly store: Store;
  /** Nobody else works on it as long as it is open: whatever is leased at the start was leased by a bot that died. */
  readonly alone: boolean;
}

/**
 * Closing the store lets the next bot in. Throws a SettingsFault when another bot works on the file, PostgreSQL cannot be used, or the audit log was
 * sealed with another key: an instance with a key of its own would spoil the log of all.
 */
export async function openDatabase({ databaseUrl }: Pick<Settings, 'databaseUrl'>, { store: file }: Pick<DataFolder, 'store'>, auditKey: Buffer, watched = (driver: Driver): Driver => driver): Promise<Database> {
  const store = openStore({ driver: watched(databaseUrl === undefined ? openAlone(file) : await reached(databaseUrl)), auditKey });
  if (!await store.isSealedByUs()) {
    await store.close();
    throw new SettingsFault(['VAULT_KEY is not the key that the audit log of this bot was sealed with; allowed: the same key as ever, in every instance']);
  }
  return { store, alone: databaseUrl === undefined };
}

function openAlone(file: string): Driver {
  const release = lockSqlite(file, patience);
  if (!release) throw new SettingsFault([`DATA_DIR is taken: another bot works on ${file}; several need a PostgreSQL database (DATABASE_URL)`]);
  try {
    const driver = openSqlite(file);
    return { ...driver, close: () => driver.close().finally(release) };
  } catch (fault) {
    release();
    throw fault;
  }
}

async function reached(url: string): Promise<Driver> {
  return openPostgres(url, { mustWrite: true }).catch((fault: unknown) => {
    throw new SettingsFault([`DATABASE_URL is set; ${fault instanceof Error ? fault.message : String(fault)}`]);
  });
}
