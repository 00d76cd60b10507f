// A database driver whose process dies at one of its write transactions: of what was begun then, the database has all or nothing.
import type { Driver } from '../../store/driver.ts';

export interface Death {
  /** Of the process's writes, counted from 1. */
  readonly at: number;
  /** Before: it was never asked of the database. After: it is there, and nobody was told. */
  readonly when: 'before' | 'after';
}

/** @param die must not return to what it interrupts */
export function mortal(driver: Driver, death: Death, die: () => void): Driver {
  let writes = 0;
  async function within<Answer>(write: () => Promise<Answer>): Promise<Answer> {
    const mine = writes += 1;
    if (death.at === mine && death.when === 'before') die();
    const answer = await write();
    if (death.at === mine && death.when === 'after') die();
    return answer;
  }
  return {
    read: (sql, params) => driver.read(sql, params),
    write: (list, pace) => within(() => driver.write(list, pace)),
    close: () => driver.close(),
  };
}
