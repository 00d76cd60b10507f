// Group commit on PostgreSQL: what is written in the same tick, or while the group before it is under way, goes in one transaction.
import type { Answer } from './postgres-batch.ts';
import { Uncertain } from './postgres-transaction.ts';
import type { Statement } from './statement.ts';

/** An answer to each statement; undefined: a guard did not hold and nothing was written. */
type Answered = readonly Answer[] | undefined;
type Write = (list: readonly Statement[]) => Promise<Answered>;

interface Job {
  readonly list: readonly Statement[];
  readonly resolve: (answers: Answered | Promise<Answered>) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Hardly ever is anything in a group refused. Then all of it is undone, and each job is done apart: what fails, is refused or waits for a lock leaves
 * the others alone.
 * @param apart for one that was in a group which failed
 */
export function groups(together: Write, apart: Write): Write {
  let waiting: Job[] = [];
  let underWay = false;

  const write = async () => {
    const group = waiting;
    waiting = [];
    try {
      const answers = await together(group.flatMap(({ list }) => list));
      let from = 0;
      for (const { list, resolve } of group) {
        if (answers) resolve(answers.slice(from, from += list.length));
        else resolve(group.length > 1 ? apart(list) : undefined);
      }
    } catch (fault) {
      for (const job of group) {
        if (fault instanceof Uncertain) job.reject(fault);
        else job.resolve(apart(job.list));
      }
    }
    underWay = waiting.length > 0;
    if (underWay) setImmediate(() => void write());
  };

  return (list) => new Promise((resolve, reject) => {
    waiting.push({ list, resolve, reject });
    if (underWay) return;
    underWay = true;
    setImmediate(() => void write());
  });
}
