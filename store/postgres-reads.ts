// Reads of the same tick go to PostgreSQL together, and of those that ask the same only one.
import { DatabaseError } from 'pg';
import { openAsked } from './asked.ts';
import type { Driver } from './driver.ts';
import type { Answer, Query } from './postgres-batch.ts';
import type { Value } from './statement.ts';

interface Question extends Query {
  readonly rows: Promise<Answer['rows']>;
  readonly tell: (rows: Answer['rows'] | Promise<Answer['rows']>) => void;
  readonly fail: (fault: unknown) => void;
}

/** @param look answers each of them, or rejects */
export function reads(look: (queries: readonly Query[]) => Promise<readonly Answer[]>): Driver['read'] {
  let waiting: Question[] = [];
  const asked = openAsked<Question>();

  const send = async () => {
    const together = waiting;
    waiting = [];
    asked.forget();
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

  const ask = (sql: string, params: readonly Value[]): Question => {
    const { promise: rows, resolve: tell, reject: fail } = Promise.withResolvers<Answer['rows']>();
    const one = { sql, params, rows, tell, fail };
    if (waiting.push(one) === 1) setImmediate(() => void send());
    return one;
  };

  // The one place where the columns a caller selected become the row type it named.
  return <Row>(sql: string, params: readonly Value[]) => asked.once(sql, params, () => ask(sql, params)).rows as Promise<Row[]>;
}
