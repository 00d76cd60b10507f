// A vault in a file of its own, for trying the bot out: it makes the passwords itself and knows no real device.
import type { KeyObject } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { DeviceRef } from '../support/device.ts';
import { makePassword } from './password.ts';
import { seal, unseal } from './seal.ts';
import { Secret } from './secret.ts';
import type { Credential, Vault } from './vault.ts';

/** How long a password stays in force: two hours, in milliseconds. The vault has no timer; the bot asks for the rotation. */
export const passwordLife = 2 * 60 * 60 * 1000;

const account = 'mds-admin';

const schema = `
  create table if not exists entry (
    device text primary key,
    version integer not null,
    rotated_at integer not null,
    sealed blob not null
  ) strict;
  create table if not exists key_check (sealed blob not null) strict;`;

export interface LocalVaultOptions {
  /** The SQLite file, made when absent, in a folder that exists. */
  readonly path: string;
  /** The sub-key for the purpose `vault`. */
  readonly key: KeyObject;
  /** Epoch ms: dates the password of a device that is opened for the first time. */
  readonly now: () => number;
}

interface Entry {
  readonly version: number;
  readonly rotatedAt: number;
  readonly password: Secret;
}

/** Throws when the file was sealed with another key. */
export function openLocalVault({ path, key, now }: LocalVaultOptions): Vault {
  // SQLite gives its side files the mode of the main one, which it would make readable for everyone.
  closeSync(openSync(path, 'a', 0o600));
  const file = new DatabaseSync(path, { timeout: 5000 });
  try {
    // secure_delete: an old password is overwritten, not only unlinked.
    file.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;');
    file.exec(schema);
    within(file, () => checkKey(file, key, path));
  } catch (error) {
    file.close();
    throw error;
  }

  const select = file.prepare('select version, rotated_at, sealed from entry where device = ?');
  const upsert = file.prepare(`
    insert into entry (device, version, rotated_at, sealed) values (?, ?, ?, ?)
    on conflict (device) do update set version = excluded.version, rotated_at = excluded.rotated_at, sealed = excluded.sealed`);

  const find = (device: DeviceRef): Entry | undefined => {
    const row = select.get(device.id);
    return row === undefined ? undefined : readEntry(row, device, key);
  };

  const make = (device: DeviceRef, version: number, rotatedAt: number): Entry => {
    const password = makePassword();
    upsert.run(device.id, version, rotatedAt, seal(key, placeOf(device, version, rotatedAt), password.reveal()));
    return { version, rotatedAt, password };
  };

  return {
    async open(device): Promise<Credential> {
      const { password, rotatedAt } = find(device) ?? within(file, () => find(device) ?? make(device, 1, now()));
      return { account, password, expiresAt: rotatedAt + passwordLife };
    },

    async rotate(device, at) {
      within(file, () => make(device, (find(device)?.version ?? 0) + 1, at));
      // The log still holds the page with the old password; moving its content over and cutting it off ends that.
      file.exec('pragma wal_checkpoint(truncate)');
      return at;
    },

    async confirmRotation(device, since) {
      const entry = find(device);
      return entry !== undefined && entry.rotatedAt >= since;
    },

    async close() {
      file.close();
    },
  };
}

// Everything a row says in the clear is bound into its seal.
function placeOf(device: DeviceRef, version: number, rotatedAt: number): string {
  return JSON.stringify([device.id, version, rotatedAt, account]);
}

function readEntry(row: Record<string, SQLOutputValue>, device: DeviceRef, key: KeyObject): Entry {
  const version = Number(row['version']);
  const rotatedAt = Number(row['rotated_at']);
  try {
    return { version, rotatedAt, password: new Secret(unseal(key, placeOf(device, version, rotatedAt), bytesIn(row))) };
  } catch (cause) {
    throw new Error(`The vault's entry for device ${device.name} (${device.id}) was changed from outside`, { cause });
  }
}

// A vault remembers a sealed word from its first opening: a wrong key is told at the start and not at the first reveal.
function checkKey(file: DatabaseSync, key: KeyObject, path: string): void {
  const place = 'key-check';
  const row = file.prepare('select sealed from key_check').get();
  if (row === undefined) {
    file.prepare('insert into key_check (sealed) values (?)').run(seal(key, place, place));
    return;
  }
  try {
    unseal(key, place, bytesIn(row));
  } catch (cause) {
    throw new Error(`The vault ${path} was sealed with another key: start with the VAULT_KEY or the key file it was made with`, { cause });
  }
}

function bytesIn(row: Record<string, SQLOutputValue>): Uint8Array {
  const { sealed } = row;
  if (!(sealed instanceof Uint8Array)) throw new TypeError('A sealed value is not a blob');
  return sealed;
}

function within<T>(file: DatabaseSync, work: () => T): T {
  file.exec('begin immediate');
  try {
    const result = work();
    file.exec('commit');
    return result;
  } catch (error) {
    // A commit that fails may have rolled back already.
    if (file.isTransaction) file.exec('rollback');
    throw error;
  }
}
