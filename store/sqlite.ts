// The embedded driver: one SQLite file through node:sqlite, with group commit.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Driver } from './driver.ts';
import { migrations } from './schema.ts';
import type { Statement, Value } from './statement.ts';

/** Milliseconds to wait for another process that holds the write lock. */
const patience = 5000;

const pragmas = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma recursive_triggers = 1;
  pragma foreign_keys = 0;
  pragma temp_store = memory;
`;

const appendOnly = ['audit', 'audit_checkpoint'].flatMap((table) => ['update', 'delete'].map((act) => `
  create trigger if not exists ${table}_no_${act} before ${act} on ${table}
  begin select raise(abort, '${table} is append-only'); end;
`)).join('');

/** A transaction waiting for its tick to end. `run` writes and says what to tell its caller once it is durable, or undefined to undo. */
interface Job {
  readonly run: () => (() => void) | undefined;
  readonly refuse: () => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Opens the file, made on first use and readable by its owner only, and brings it up to date.
 * Throws when the file was made by a newer version, or stays locked by another process for five seconds.
 */
export function openSqlite(file: string): Driver {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
  const db = new DatabaseSync(file, { timeout: patience });
  try {
    db.exec(pragmas);
    migrate(db, file);
  } catch (fault) {
    db.close();
    throw fault;
  }

  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = prepared.get(sql);
    if (!statement) prepared.set(sql, statement = db.prepare(sql.replaceAll(/\$(\d+)/g, '?$1')));
    return statement;
  };
  // The one place where the columns a caller selected become the row type it named.
  const all = <Row>(sql: string, params: readonly Value[]) => prepare(sql).all(...params) as Row[];

  let waiting: Job[] = [];
  const join = (job: Job) => {
    if (waiting.push(job) === 1) setImmediate(flush);
  };
  const flush = () => {
    const group = waiting;
    waiting = [];
    if (group.length > 0) commitTogether(db, group);
  };

  return {
    read: async (sql, params) => all(sql, params),
    write: (list) => new Promise((resolve, reject) => join({
      run: () => holds(prepare, list) ? () => resolve(true) : undefined,
      refuse: () => resolve(false),
      reject,
    })),
    update: <Row>(sql: string, params: readonly Value[]) => new Promise<Row[]>((resolve, reject) => join({
      run: () => {
        const rows = all<Row>(sql, params);
        return () => resolve(rows);
      },
      refuse: () => reject(new Error('An update without a guard was refused')),
      reject,
    })),
    close: async () => {
      flush();
      db.close();
    },
  };
}

function holds(prepare: (sql: string) => StatementSync, list: readonly Statement[]): boolean {
  for (const { sql, params, rows } of list) {
    const { changes } = prepare(sql).run(...params);
    if (rows !== undefined && changes !== rows) return false;
  }
  return true;
}

/** One BEGIN and one fdatasync for the whole group, a savepoint for each job: what fails or is refused leaves the others alone. */
function commitTogether(db: DatabaseSync, group: readonly Job[]): void {
  const told: (() => void)[] = [];
  const alone = group.length === 1;
  try {
    db.exec('begin immediate');
    for (const job of group) {
      if (!alone) db.exec('savepoint job');
      let tell: (() => void) | undefined;
      try {
        tell = job.run() ?? job.refuse;
        if (tell === job.refuse) db.exec(alone ? 'rollback' : 'rollback to job');
      } catch (fault) {
        // A full disk ends the whole transaction, not just this job's part of it.
        if (!db.isTransaction) throw fault;
        db.exec(alone ? 'rollback' : 'rollback to job');
        tell = () => job.reject(fault);
      }
      if (!alone) db.exec('release job');
      told.push(tell);
    }
    if (db.isTransaction) db.exec('commit');
  } catch (fault) {
    if (db.isTransaction) db.exec('rollback');
    for (const job of group) job.reject(new Error('Nothing of this group was written', { cause: fault }));
    return;
  }
  for (const tell of told) tell();
}

function migrate(db: DatabaseSync, file: string): void {
  db.exec('begin immediate');
  try {
    db.exec('create table if not exists migration (version bigint primary key)');
    const version = Number(db.prepare('select coalesce(max(version), 0) as version from migration').get()?.['version']);
    if (version > migrations.length) {
      throw new Error(`${file} was made by a newer version of this program (schema ${version}, this one knows ${migrations.length})`);
    }
    migrations.slice(version).forEach((sql, done) => {
      db.exec(sql);
      db.prepare('insert into migration (version) values (?)').run(version + done + 1);
    });
    db.exec(appendOnly);
    db.exec('commit');
  } catch (fault) {
    if (db.isTransaction) db.exec('rollback');
    throw fault;
  }
}
