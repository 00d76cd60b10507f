// Reads of the same tick go to PostgreSQL together, and of those that ask the same only one.
import { DatabaseError } from 'pg';
import type { Driver } from './driver.ts';
import type { Answer, Query } from './postgres-batch.ts';
import type { Value } from './statement.ts';

interface Asked extends Query {
  readonly rows: Promise<Answer['rows']>;
  readonly tell: (rows: Answer['rows'] | Promise<Answer['rows']>) => void;
  readonly fail: (fault: unknown) => void;
}

/** @param look answers each of them, or rejects */
export function reads(look: (queries: readonly Query[]) => Promise<readonly Answer[]>): Driver['read'] {
  let asked: Asked[] = [];
  let known = new Map<string, Map<string, Asked>>();

  const send = async () => {
    const together = asked;
    asked = [];
    // A new one: what a cleared map held stays in memory for as long as what it holds next.
    known = new Map();
    try {
      for (const [at, { rows }] of (await look(together)).entries()) together[at]?.tell(rows);
    } catch (fault) {
      // One that cannot be answered, or takes too long, must not take the others with it.
      const apart = together.length > 1 && fault instanceof DatabaseError;
      for (const one of together) {
        if (apart) one.tell(look([one]).then(([answer]) => answer?.rows ?? []));
        else one.fail(fault);
      }
    }
  };

  const ask = (sql: string, params: readonly Value[]): Asked => {
    const { promise: rows, resolve: tell, reject: fail } = Promise.withResolvers<Answer['rows']>();
    const one = { sql, params, rows, tell, fail };
    if (asked.push(one) === 1) setImmediate(() => void send());
    return one;
  };

  return <Row>(sql: string, params: readonly Value[]) => {
    const alike = known.get(sql) ?? new Map<string, Asked>();
    known.set(sql, alike);
    const key = JSON.stringify(params);
    const one = alike.get(key) ?? ask(sql, params);
    alike.set(key, one);
    // The one place where the columns a caller selected become the row type it named.
    return one.rows as Promise<Row[]>;
  };
}
