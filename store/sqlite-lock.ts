// Lets one bot at a time work on an embedded store: a lock that dies with its process, however that ends.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const busy = 5;

/** Whoever only looks needs no lock. Gives what releases it; undefined: another holds it, still after `patience` milliseconds. */
export function lockSqlite(file: string, patience: number): (() => void) | undefined {
  const path = `${file}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', 0o600));
  const lock = new DatabaseSync(path, { timeout: patience });
  try {
    lock.exec('begin exclusive');
    return () => lock.close();
  } catch (fault) {
    lock.close();
    if (fault instanceof Error && 'errcode' in fault && fault.errcode === busy) return undefined;
    throw fault;
  }
}
