// Connections to PostgreSQL: how many there are, how long they may take, and what is tried again when one breaks.
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, Pool, type PoolClient } from 'pg';
import { answered, type Query } from './postgres-batch.ts';
import { placeholders } from './statement.ts';

/** Milliseconds. The runner looks every 15 s, on a connection that is still there. */
const connecting = { idleTimeoutMillis: 60_000, connectionTimeoutMillis: 5_000 };
/** Milliseconds. What takes longer than a turn may is given up: who is not the first to wait for a lock waits twice, and Teams for 15 s. */
const limits = {
  lock_timeout: 7_000, statement_timeout: 20_000,
  // Of an instance that froze between its statements and its commit: those who wait for its locks should still get them.
  idle_in_transaction_session_timeout: 5_000,
};
/**
 * A plan is kept with its connection: one that was made while no to-do waited would go on reading all that wait now, and all that were ever done. Each
 * question has its index; what has none is so dear then that the server would compile it first.
 */
const planning = { enable_seqscan: 'off', jit: 'off' };
/** Milliseconds to try again for when the server restarts, or two transactions were in each other's way. */
const patience = 5_000;
const beat = 50;

/** @param own its size, and how long it waits for a lock where that is other than usual */
export function poolOf(connectionString: string, { max, ...own }: { readonly max: number; readonly lock_timeout?: number }): Pool {
  const pool = new Pool({
    connectionString, max, keepAlive: true, application_name: 'managed-desktop-support', ...connecting,
    async onConnect(client) {
      const int8 = 20;
      client.setTypeParser(int8, Number);
      // Whoever is using it is told by the query that fails.
      client.on('error', () => undefined);
      await answered(client, [setUp({ ...limits, ...own })]);
    },
  });
  // An idle connection that breaks is replaced at the next use, which says so if it cannot be.
  pool.on('error', () => undefined);
  return pool;
}

/**
 * Said once the connection stands and not in its first message, in which a pooler between takes little, and the address may have said what it wants.
 * How to plan may be decided otherwise for this connection, role or database.
 */
function setUp(times: Readonly<Record<string, number>>): Query {
  const given = [...Object.entries(times).map(([name, value]) => [name, String(value)] as const), ...Object.entries(planning)];
  return {
    sql: `select set_config(name, given.value, false) from (values ${placeholders(given.length, 2).map((row) => `(${row})`).join(', ')}) as given (name, value)
      join pg_settings using (name) where name like '%timeout' or source in ('default', 'configuration file')`,
    params: given.flat(),
  };
}

/** A constraint, a conflict with another transaction, a lock that was not to be had in time. */
const harmless = /^(23|40|55P03$)/;

/** Gives the connection back, or lets it go: after most faults nobody knows in what state it is. */
export async function using<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: unknown;
  try {
    return await work(client);
  } catch (error) {
    fault = error;
    throw error;
  } finally {
    client.release(fault !== undefined && !(fault instanceof DatabaseError && harmless.test(fault.code ?? '')));
  }
}

/**
 * The same again for five seconds, as long as it fails with what passes by itself and has surely not been done. `locks`: one that was not to be had in
 * time counts among it.
 */
export async function persistently<T>(attempt: () => Promise<T>, { locks = false } = {}): Promise<T> {
  let over: AbortSignal | undefined;
  for (;;) {
    try {
      return await attempt();
    } catch (fault) {
      over ??= AbortSignal.timeout(patience);
      if (over.aborted || !(passes(fault) || locks && isOfLock(fault))) throw fault;
    }
    await pause(beat);
  }
}

/** Serialization failure, deadlock, shutdown, crash, start-up, too many connections, a plan from before a migration; then what the network says. */
const passing = new Set([
  '40001', '40P01', '57P01', '57P02', '57P03', '53300', '0A000',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN',
]);

/** A lock was not to be had in time; nothing was written. */
export const isOfLock = (fault: unknown): boolean => fault instanceof DatabaseError && fault.code === '55P03';

function passes(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  return ('code' in fault && typeof fault.code === 'string' && passing.has(fault.code)) || /^Connection terminated|not queryable/.test(fault.message);
}
