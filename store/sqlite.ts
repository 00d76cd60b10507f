// The embedded driver: one SQLite file through node:sqlite, with group commit.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { openAsked } from './asked.ts';
import type { Driver, Pace } from './driver.ts';
import { migrations } from './schema.ts';
import { returns, type Statement, type Value } from './statement.ts';

/** Milliseconds to wait for another process that holds the write lock. */
const patience = 5000;

/** Pages that a turn reads are kept up to this many kilobytes; SQLite's own 2 MB hold the work of a few hundred tickets. */
const kept = 8_000;

const pragmas = `
  pragma cache_size = -${kept};
  pragma synchronous = full;
  pragma recursive_triggers = 1;
  pragma foreign_keys = 0;
  pragma temp_store = memory;
`;

const appendOnly = ['audit', 'audit_checkpoint'].flatMap((table) => ['update', 'delete'].map((act) => `
  create trigger if not exists ${table}_no_${act} before ${act} on ${table}
  begin select raise(abort, '${table} is append-only'); end;
`)).join('');

/** A transaction waiting for its group to be written. `run` writes and says what to tell its caller once it is durable, or undefined to undo. */
interface Job {
  readonly pace: Pace;
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
    writeAhead(db);
    db.exec(pragmas);
    migrate(db, file);
  } catch (fault) {
    db.close();
    throw fault;
  }

  const prepare = preparer(db);
  // The one place where the columns a caller selected become the row type it named.
  const all = <Row>(sql: string, params: readonly Value[]) => prepare(sql).all(...params) as Row[];
  /** What the statements return; undefined: a guard did not hold, and a part may be written. */
  const outcome = <Row>(list: readonly Statement[]): Row[] | undefined => {
    const given: Row[] = [];
    for (const statement of list) {
      const { sql, params, rows, lock } = statement;
      if (lock) continue;
      const returned = returns(statement) ? all<Row>(sql, params) : undefined;
      const affected = returned ? returned.length : prepare(sql).run(...params).changes;
      if (rows !== undefined && affected !== rows) return undefined;
      if (returned) given.push(...returned);
    }
    return given;
  };

  // What is read in one tick is read in one transaction, and once: to lock the file and let it go takes longer than to find a row.
  const asked = openAsked<unknown[]>();
  const look = <Row>(sql: string, params: readonly Value[]): Row[] => {
    if (!db.isTransaction) {
      prepare('begin').run();
      setImmediate(lookAway);
    }
    return asked.once(sql, params, () => all<Row>(sql, params)) as Row[];
  };
  const lookAway = () => {
    asked.forget();
    if (db.isOpen && db.isTransaction) prepare('commit').run();
  };

  const commit = committer(db, prepare);
  let waiting: Job[] = [];
  // A group stays open for one more round of the event loop: what arrives in it shares the way to the disk, and the pages both write are written once.
  const join = (job: Job) => {
    if (waiting.push(job) === 1) setImmediate(() => setImmediate(flush));
  };
  const flush = () => {
    const group = waiting;
    waiting = [];
    lookAway();
    if (group.length > 0) commit(group);
  };

  return {
    read: async (sql, params) => look(sql, params),
    write: <Row>(list: readonly Statement[], pace: Pace = 'durable') => new Promise<Row[] | false>((resolve, reject) => join({
      pace,
      run: () => {
        const given = outcome<Row>(list);
        return given && (() => resolve(given));
      },
      refuse: () => resolve(false),
      reject,
    })),
    close: async () => {
      flush();
      db.close();
    },
  };
}

type Prepare = (sql: string) => StatementSync;

/** Each SQL text is compiled once; the texts are written in this program, so they are few. A bare parameter as the limit would have it compiled at each use. */
function preparer(db: DatabaseSync): Prepare {
  const prepared = new Map<string, StatementSync>();
  const ours = (sql: string) => sql.replaceAll(/\blimit (\$\d+)/g, 'limit cast($1 as bigint)').replaceAll(/\$(\d+)/g, '?$1');
  return (sql) => {
    let statement = prepared.get(sql);
    if (!statement) prepared.set(sql, statement = db.prepare(ours(sql)));
    return statement;
  };
}

/**
 * One BEGIN and at most one fdatasync for the whole group. Hardly ever is anything in it refused; then the group is undone and done again with a
 * savepoint for each job: what fails or is refused leaves the others alone.
 */
function committer(db: DatabaseSync, prepare: Prepare): (group: readonly Job[]) => void {
  const say = (sql: string) => prepare(sql).run();
  let pace: Pace = 'durable';

  /** Undefined: a job did not go through, and may have written a part. */
  const runTogether = (group: readonly Job[]): (() => void)[] | undefined => {
    const told: (() => void)[] = [];
    for (const job of group) {
      try {
        const tell = job.run();
        if (!tell) return undefined;
        told.push(tell);
      } catch (fault) {
        // A full disk, for one, ends the whole transaction and not just this job's part of it.
        if (!db.isTransaction) throw fault;
        return undefined;
      }
    }
    return told;
  };

  const runApart = (group: readonly Job[]): (() => void)[] => group.map((job) => {
    say('savepoint job');
    try {
      const tell = job.run();
      if (!tell) say('rollback to job');
      return tell ?? job.refuse;
    } catch (fault) {
      if (!db.isTransaction) throw fault;
      say('rollback to job');
      return () => job.reject(fault);
    } finally {
      if (db.isTransaction) say('release job');
    }
  });

  const runAll = (group: readonly Job[]): (() => void)[] => {
    const told = runTogether(group);
    if (told) return told;
    say('rollback');
    say('begin immediate');
    return runApart(group);
  };

  return (group) => {
    try {
      const wish = group.some((job) => job.pace === 'durable') ? 'durable' : 'soon';
      if (wish !== pace) db.exec(`pragma synchronous = ${wish === 'durable' ? 'full' : 'normal'}`);
      pace = wish;
      say('begin immediate');
      const told = runAll(group);
      say('commit');
      for (const tell of told) tell();
    } catch (fault) {
      if (db.isOpen && db.isTransaction) say('rollback');
      for (const job of group) job.reject(new Error('Nothing of this group was written', { cause: fault }));
    }
  };
}

/** SQLite does not wait for its lock here when two processes make the same file, so we do. */
function writeAhead(db: DatabaseSync): void {
  const busy = 5;
  const pause = 10;
  for (let waited = 0; ; waited += pause) {
    try {
      db.exec('pragma journal_mode = wal');
      return;
    } catch (fault) {
      if (waited >= patience || !(fault instanceof Error && 'errcode' in fault && fault.errcode === busy)) throw fault;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
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
      db.exec(sql.replaceAll('/* by key */', 'without rowid'));
      db.prepare('insert into migration (version) values (?)').run(version + done + 1);
    });
    db.exec(appendOnly);
    db.exec('commit');
  } catch (fault) {
    if (db.isTransaction) db.exec('rollback');
    throw fault;
  }
}
