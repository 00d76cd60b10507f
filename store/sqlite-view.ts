// Looks into an embedded store as it is at one moment, without changing it, while others may write on; and keeps what it sees in another file.
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Reader } from './driver.ts';
import type { Value } from './statement.ts';

const patience = 5_000;
const batch = 500;
/** Bytes of files among them; in the other database's own words they are twice as long. */
const heaviest = 8 * 1024 * 1024;

export interface View extends Reader {
  /** All rows of a table, some hundred at a time; fewer where there are files in them. */
  rows(table: string): Iterable<readonly Readonly<Record<string, Value>>[]>;
  close(): void;
}

export function viewSqlite(file: string): View {
  const db = new DatabaseSync(file, { readOnly: true, timeout: patience });
  db.exec('begin');
  return {
    read: async <Row>(sql: string, params: readonly Value[]) => db.prepare(sql.replaceAll(/\$(\d+)/g, '?$1')).all(...params) as Row[],
    * rows(table) {
      let some: Record<string, Value>[] = [];
      let weight = 0;
      for (const row of db.prepare(`select * from ${table}`).iterate() as Iterable<Record<string, Value>>) {
        for (const value of Object.values(row)) if (value instanceof Uint8Array) weight += value.length;
        if (some.push(row) < batch && weight < heaviest) continue;
        yield some;
        some = [];
        weight = 0;
      }
      yield some;
    },
    close: () => db.close(),
  };
}

/**
 * Copies any SQLite file into another, readable by its owner only: whole, of one moment, and safe from a power cut when it returns. Nobody who
 * writes meanwhile waits for it. What was there under that name is replaced.
 */
export function copySqlite(from: string, to: string): void {
  const half = `${to}.part`;
  rmSync(half, { force: true });
  closeSync(openSync(half, 'wx', 0o600));
  const db = new DatabaseSync(from, { readOnly: true, timeout: patience });
  try {
    db.prepare('vacuum into ?').run(half);
  } catch (fault) {
    rmSync(half, { force: true });
    throw fault;
  } finally {
    db.close();
  }
  flush(half);
  renameSync(half, to);
  flush(dirname(to));
}

function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
