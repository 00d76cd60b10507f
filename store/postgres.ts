// The driver for many machines: PostgreSQL through pg, with the SQL texts of the embedded one.
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, Pool, type PoolClient } from 'pg';
import type { Driver, Pace } from './driver.ts';
import { bringUpToDate } from './postgres-schema.ts';
import { atOnce, guarded, type Query } from './postgres-transaction.ts';
import type { Statement, Value } from './statement.ts';

const connections = 10;
/** Milliseconds. What takes longer than a turn may is given up; the client's own limit is for a server that is gone without a word. */
const limits = {
  // The runner looks every 15 s, on a connection that is still there.
  idleTimeoutMillis: 60_000,
  connectionTimeoutMillis: 5_000, lock_timeout: 10_000, statement_timeout: 20_000, query_timeout: 25_000,
  // Of an instance that froze between its statements and its commit: it must not hold its locks for ever.
  idle_in_transaction_session_timeout: 10_000,
};
/** Milliseconds to try again for when the server restarts, or two transactions were in each other's way. */
const patience = 5_000;
const beat = 50;

/**
 * Opens the database and brings it up to date, unless it is already: then the role needs to own nothing. Any number may open it at once.
 * Rejects when it cannot be reached for five seconds, was made by a newer version, or has to be changed by a role that may not. Faults never
 * show the password. A write rejects although it may have been written when its connection breaks at the very commit.
 */
export async function openPostgres(url: string): Promise<Driver> {
  const pool = poolOf(url);
  try {
    await persistently(() => using(pool, bringUpToDate));
  } catch (cause) {
    await pool.end();
    throw new Error(`the database ${nameOf(url)} cannot be used: ${reasonOf(cause)}`, { cause });
  }

  const query = preparer();
  let closed = false;
  const underWay = new Set<Promise<unknown>>();
  function begin<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    if (closed) return Promise.reject(new Error('The database was closed'));
    const done = persistently(() => using(pool, work)).finally(() => underWay.delete(done));
    underWay.add(done);
    return done;
  }
  let ofThisTick: Promise<unknown>[] = [];

  return {
    // The one place where the columns a caller selected become the row type it named.
    read: <Row>(sql: string, params: readonly Value[]) => begin(async (client) => (await client.query(query({ sql, params }))).rows as Row[]),

    write(list, pace = 'durable') {
      const queries = list.map(query);
      const done = begin((client) => list.some(({ rows }) => rows !== undefined)
        ? guarded(client, queries, list.map(({ rows }) => rows), pace)
        : atOnce(client, queries, pace).then(() => true));
      if (ofThisTick.push(done) === 1) setImmediate(() => ofThisTick = []);
      return done;
    },

    async update<Row>(sql: string, params: readonly Value[], pace?: Pace) {
      await Promise.allSettled(ofThisTick);
      return begin(async (client) => (await atOnce(client, [query({ sql, params })], pace)).flatMap(({ rows }) => rows as Row[]));
    },

    async close() {
      closed = true;
      await Promise.allSettled(underWay);
      await pool.end();
    },
  };
}

function poolOf(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: connections, keepAlive: true, pipeline: true, application_name: 'managed-desktop-support', ...limits });
  pool.on('connect', (client) => {
    const int8 = 20;
    client.setTypeParser(int8, Number);
    // Whoever is using it is told by the query that fails.
    client.on('error', () => undefined);
  });
  // An idle connection that breaks is replaced at the next use, which says so if it cannot be.
  pool.on('error', () => undefined);
  return pool;
}

/** Gives the connection back, or lets it go: after a fault nobody knows in what state it is. */
async function using<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: unknown;
  try {
    return await work(client);
  } catch (error) {
    fault = error;
    throw error;
  } finally {
    client.release(fault !== undefined && !(fault instanceof DatabaseError && fault.code?.startsWith('23')));
  }
}

/** Each text is prepared once on every connection; the texts are written in this program, so they are few. */
function preparer(): (statement: Pick<Statement, 'sql' | 'params'>) => Query {
  const names = new Map<string, string>();
  return ({ sql: text, params }) => {
    const name = names.get(text) ?? `text-${names.size}`;
    names.set(text, name);
    return { name, text, values: params.map(storable) };
  };
}

/** PostgreSQL keeps no U+0000. Whatever is JSON escapes it anyway; somebody's name may hold one. */
export function storable<T>(value: T): T | string {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\u{FFFD}') : value;
}

async function persistently<T>(attempt: () => Promise<T>): Promise<T> {
  let over: AbortSignal | undefined;
  for (;;) {
    try {
      return await attempt();
    } catch (fault) {
      over ??= AbortSignal.timeout(patience);
      if (over.aborted || !passes(fault)) throw fault;
    }
    await pause(beat);
  }
}

/** Serialization failure, deadlock, shutdown, crash, start-up, too many connections, a plan from before a migration; then what the network says. */
const passing = new Set([
  '40001', '40P01', '57P01', '57P02', '57P03', '53300', '0A000',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN',
]);

/** Whether the same may well succeed in a moment, and has surely not been done. */
function passes(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  return ('code' in fault && typeof fault.code === 'string' && passing.has(fault.code)) || /^Connection terminated|not queryable/.test(fault.message);
}

function nameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${pathname.slice(1)} at ${hostname || 'this machine'}${port && `:${port}`}`;
}

/** Nothing listens on several addresses at once: then the reason is one level down. */
function reasonOf(fault: unknown): string {
  if (fault instanceof AggregateError) return fault.errors.map(reasonOf).join('; ');
  return fault instanceof Error ? fault.message : String(fault);
}
