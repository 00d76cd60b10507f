// Group commit on PostgreSQL: what is written in the same tick, or while the group before it is under way, goes in one transaction.
import { Uncertain } from './postgres-transaction.ts';
import type { Statement } from './statement.ts';

interface Job {
  readonly list: readonly Statement[];
  readonly resolve: (written: boolean | Promise<boolean>) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Hardly ever is anything in a group refused. Then all of it is undone, and each job is done apart: what fails, is refused or waits for a lock leaves
 * the others alone.
 * @param together false: a guard did not hold and nothing was written
 * @param apart the same, for one that was in a group which failed
 */
export function groups(together: (list: readonly Statement[]) => Promise<boolean>, apart: (list: readonly Statement[]) => Promise<boolean>): (list: readonly Statement[]) => Promise<boolean> {
  let waiting: Job[] = [];
  let underWay = false;

  const write = async () => {
    const group = waiting;
    waiting = [];
    try {
      const written = await together(group.flatMap(({ list }) => list));
      for (const job of group) job.resolve(written || group.length > 1 && apart(job.list));
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
