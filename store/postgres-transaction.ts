// How a list of statements becomes one transaction of PostgreSQL in as few round trips as can be: all of it is on its way before the first answer.
import { DatabaseError, type PoolClient, type QueryResult } from 'pg';
import type { Pace } from './driver.ts';
import type { Value } from './statement.ts';

export interface Query {
  /** The same for the same text: it is prepared under it. */
  readonly name: string;
  readonly text: string;
  readonly values: Value[];
}

/** The connection broke when the server may have committed already: to ask again could be to do it twice. */
class Uncertain extends Error {
  constructor(cause: unknown) {
    super('The connection broke at the commit: nobody knows whether it was written', { cause });
  }
}

/** In one round trip: after a fault in it, the commit at its end is a rollback. */
export async function atOnce(client: PoolClient, queries: readonly Query[], pace: Pace = 'durable'): Promise<QueryResult[]> {
  const alone = queries.length === 1 && pace === 'durable';
  const answers = await Promise.allSettled((alone ? queries : [beginning(pace), ...queries, 'commit']).map((query) => client.query(query)));
  const results = answers.map((answer) => {
    if (answer.status === 'rejected') throw certain(answer.reason);
    return answer.value;
  });
  return alone ? results : results.slice(1, -1);
}

/**
 * In two round trips: the second says commit or rollback. `guards` are the numbers of rows that the queries must affect, undefined for any. As in
 * SQLite, the first guard that does not hold ends the list: what comes behind it, faults too, has not happened.
 */
export async function guarded(client: PoolClient, queries: readonly Query[], guards: readonly (number | undefined)[], pace: Pace): Promise<boolean> {
  const answers = await Promise.allSettled([beginning(pace), ...queries].map((query) => client.query(query)));
  const bad = answers.find((answer, at) => answer.status === 'rejected' || (guards[at - 1] ?? answer.value.rowCount) !== answer.value.rowCount);
  if (bad) {
    // A connection that is gone rolls back by itself.
    await client.query('rollback').catch(() => undefined);
    if (bad.status === 'rejected') throw bad.reason;
    return false;
  }
  await client.query('commit').catch((fault: unknown) => {
    throw certain(fault);
  });
  return true;
}

const beginning = (pace: Pace): string => (pace === 'soon' ? 'begin; set local synchronous_commit = off' : 'begin');

/** What the server itself refuses it has not written; a broken connection says nothing. */
function certain(fault: unknown): unknown {
  return fault instanceof DatabaseError ? fault : new Uncertain(fault);
}
