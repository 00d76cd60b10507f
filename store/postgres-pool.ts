// Connections to PostgreSQL: how many there are, how long they may take, and what is tried again when one breaks.
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, Pool, type PoolClient, type PoolConfig } from 'pg';

/** Milliseconds. What takes longer than a turn may is given up. */
const limits = {
  // The runner looks every 15 s, on a connection that is still there.
  idleTimeoutMillis: 60_000,
  connectionTimeoutMillis: 5_000, lock_timeout: 10_000, statement_timeout: 20_000,
  // Of an instance that froze between its statements and its commit: it must not hold its locks for ever.
  idle_in_transaction_session_timeout: 10_000,
};
/** Milliseconds to try again for when the server restarts, or two transactions were in each other's way. */
const patience = 5_000;
const beat = 50;

/** @param own its size, and where its limits are other than the usual; a batch has a limit of its own, other queries may be given pg's */
export function poolOf(address: string, own: Pick<PoolConfig, 'max' | 'lock_timeout' | 'query_timeout'>): Pool {
  const pool = new Pool({ connectionString: planned(address), keepAlive: true, application_name: 'managed-desktop-support', ...limits, ...own });
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

/**
 * A plan is kept with its connection: one that was made while no to-do waited would go on reading all that wait now, and all that were ever done. Each
 * question has its index; what has none is so dear then that the server would compile it first. What the address itself sets comes later, and wins.
 */
function planned(address: string): string {
  const url = new URL(address);
  url.searchParams.set('options', `-c enable_seqscan=off -c jit=off ${url.searchParams.get('options') ?? ''}`);
  return url.href;
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

const isOfLock = (fault: unknown): boolean => fault instanceof DatabaseError && fault.code === '55P03';

function passes(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  return ('code' in fault && typeof fault.code === 'string' && passing.has(fault.code)) || /^Connection terminated|not queryable/.test(fault.message);
}
