// The driver for many machines: PostgreSQL through pg, with the SQL texts of the embedded one.
import { setImmediate as tick } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Driver, Pace } from './driver.ts';
import { answered } from './postgres-batch.ts';
import { groups } from './postgres-group.ts';
import { isOfLock, persistently, poolOf, using } from './postgres-pool.ts';
import { reads } from './postgres-reads.ts';
import { refuseReadOnly } from './postgres-rights.ts';
import { bringUpToDate } from './postgres-schema.ts';
import { transaction } from './postgres-transaction.ts';
import { returns, type Statement } from './statement.ts';

/** Reads have connections of their own, and what is written apart has: it may wait for a lock, and many may wait for the same one. */
const [reading, patient] = [{ max: 4 }, { max: 6 }];
/**
 * Two more for groups, one of each pace, and two for claims and for who was in a group that failed. They have many locks, and wait few milliseconds for
 * one: it may be one of another instance that waits for them, and PostgreSQL looks for a deadlock only after a second in which nobody gets what they have.
 */
const hasty = { max: 2, lock_timeout: 50 };

/**
 * Opens the database and brings it up to date, unless it is already: then the role needs to own nothing. Any number may open it at once.
 * Rejects when it cannot be reached for five seconds, was made by a newer version, or has to be changed by a role that may not; with `mustWrite` also
 * when it takes no writes, of this role. Faults never show the password. A write rejects although it may have been written when its connection breaks
 * at the very commit.
 */
export async function openPostgres(url: string, { mustWrite = false } = {}): Promise<Driver> {
  const pools = { read: poolOf(url, reading), apart: poolOf(url, patient), group: poolOf(url, hasty), claim: poolOf(url, hasty) };
  const end = () => Promise.all(Object.values(pools).map((pool) => pool.end()));
  try {
    await persistently(() => using(pools.apart, async (client) => {
      await bringUpToDate(client);
      if (mustWrite) await refuseReadOnly(client);
    }));
  } catch (cause) {
    await end();
    throw new Error(`the database ${nameOf(url)} cannot be used: ${reasonOf(cause)}`, { cause });
  }

  const underWay = new Set<Promise<unknown>>();
  function begun<T>(work: Promise<T>): Promise<T> {
    const done = work.finally(() => underWay.delete(done));
    underWay.add(done);
    return done;
  }
  const writing = (on: Pool, list: readonly Statement[], pace: Pace) => using(on, (client) => transaction(client, list, pace));
  const patiently = (list: readonly Statement[], pace: Pace) => persistently(() => writing(pools.apart, list, pace));
  // Most of a group that failed have no lock to wait for, and must not stand behind those that have.
  const apart = (list: readonly Statement[], pace: Pace) => begun(persistently(() => writing(pools.claim, list, pace))
    .catch((fault: unknown) => isOfLock(fault) ? patiently(list, pace) : Promise.reject(fault)));
  const look = reads((queries) => begun(persistently(() => using(pools.read, (client) => answered(client, queries)))));
  const claimed = (list: readonly Statement[], pace: Pace) => begun(persistently(() => writing(pools.claim, list, pace), { locks: true }));
  const grouped = (pace: Pace) => groups(
    (list) => begun(writing(pools.group, list, pace)),
    (list) => apart(list, pace),
  );
  const writes = { durable: grouped('durable'), soon: grouped('soon') };

  let closed = false;
  const tooLate = () => Promise.reject(new Error('The database was closed'));

  return {
    read: (sql, params) => closed ? tooLate() : look(sql, params),

    async write<Row>(list: readonly Statement[], pace: Pace = 'durable') {
      if (closed) return tooLate();
      // A claim or a number of its own locks what others want as well: in a group it would keep them waiting for all of it.
      const alone = list.length === 1 && list.some(returns);
      const answers = await (alone ? claimed(list, pace) : writes[pace](list));
      return answers ? answers.flatMap(({ rows }) => rows as Row[]) : false;
    },

    async close() {
      closed = true;
      // What waits for its turn begins within a tick of what it waits for.
      do {
        await Promise.allSettled(underWay);
        await tick();
      } while (underWay.size > 0);
      await end();
    },
  };
}

function nameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${pathname.slice(1)} at ${hostname || 'this machine'}${port && `:${port}`}`;
}

/** Nothing listens on several addresses at once: then the reason is one level down. */
function reasonOf(fault: unknown): string {
  if (fault instanceof AggregateError) return fault.errors.map(reasonOf).join('; ');
  // The driver speaks of its own types when it has none.
  if (fault instanceof Error && fault.message.endsWith('client password must be a string')) return 'it asks for a password; allowed: in PGPASSWORD, in ~/.pgpass or in the address';
  return fault instanceof Error ? fault.message : String(fault);
}
