// Opens a bot's data for a command that works beside the bot, or says what the one who called it can mend.
import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { subKey } from '../credentials/key.ts';
import type { Driver } from '../store/driver.ts';
import { openPostgres } from '../store/postgres.ts';
import { openSqlite } from '../store/sqlite.ts';
import { dataFolder, type DataFolder } from './data-folder.ts';
import { readDataSettings, type DataSettings } from './settings.ts';
import { SettingsFault } from './settings-fault.ts';

/** Something that the one who called can mend: said in a line, without a stack. */
export class Unready extends Error {}

export interface Beside {
  readonly settings: DataSettings;
  readonly folder: DataFolder;
  /** Seals the audit log. */
  readonly auditKey: Buffer;
}

/** Of the environment, as the bot reads it. Throws when there is no key: one made anew would call every checkpoint forged. */
export function besideTheBot(): Beside {
  const settings = settingsBeside();
  const folder = dataFolder(settings);
  if (folder.keyFile !== undefined && !existsSync(folder.keyFile)) throw new Unready(`VAULT_KEY is missing; allowed: the key that the bot runs with (there is no key file ${folder.keyFile} either)`);
  return { settings, folder, auditKey: subKey(keyOf(folder), 'audit').export() };
}

/** Wherever this bot remembers. */
export async function openBeside(beside: Beside): Promise<Driver> {
  return beside.settings.databaseUrl === undefined ? openSqlite(storeFileOf(beside)) : reach(beside.settings.databaseUrl);
}

/** Of the embedded store, which must be there. */
export function storeFileOf({ folder: { store }, settings: { dataDir } }: Beside): string {
  if (!existsSync(store)) throw new Unready(`DATA_DIR is ${JSON.stringify(dataDir)}; allowed: a folder with a bot's data, where ${store} is`);
  return store;
}

export async function reach(url: string): Promise<Driver> {
  return openPostgres(url).catch((cause: unknown) => {
    throw new Unready(cause instanceof Error ? cause.message : String(cause), { cause });
  });
}

/** All that needs no key. */
export function settingsBeside(): DataSettings {
  try {
    return readDataSettings();
  } catch (error) {
    throw error instanceof SettingsFault ? new Unready(error.message, { cause: error }) : error;
  }
}

function keyOf(folder: DataFolder): KeyObject {
  try {
    return folder.key();
  } catch (cause) {
    throw new Unready(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
