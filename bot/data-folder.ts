// The data folder of a bot: where its databases lie, and the key they are sealed with.
import { createHash, type KeyObject } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { keyFrom, keyIn } from '../credentials/key.ts';
import type { Settings } from './settings.ts';

export interface DataFolder {
  readonly path: string;
  /** The store's SQLite file. */
  readonly store: string;
  readonly vault: string;
  /** Where the key lies when VAULT_KEY gives none: in the user's own state folder, never beside the data it opens. */
  readonly keyFile: string | undefined;
  /** Makes the key file at the first call. Throws when VAULT_KEY or the file holds no key. */
  key(): KeyObject;
}

export function dataFolder({ dataDir, vaultKey }: Pick<Settings, 'dataDir' | 'vaultKey'>): DataFolder {
  const path = resolve(dataDir);
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const keyFile = join(homedir(), '.local', 'state', 'managed-desktop-support', `${name}.key`);
  return {
    path,
    store: join(path, 'support.sqlite'),
    vault: join(path, 'vault.sqlite'),
    keyFile: vaultKey === undefined ? keyFile : undefined,
    key: () => (vaultKey === undefined ? keyIn(keyFile) : keyFrom(vaultKey)),
  };
}
