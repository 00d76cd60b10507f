// What a database engine must be able to do for the store; SQLite and PostgreSQL can.
import type { Statement, Value } from './statement.ts';

/**
 * How safe a write is when it resolves. `durable`, the default: it survives a power cut. `soon`: it survives the death of the process, and a power
 * cut once a later durable write has resolved; for what is only done again when it is lost.
 */
export type Pace = 'durable' | 'soon';

export interface Driver {
  /** Rows of the last acknowledged state, perhaps others' as well and not to be changed. `Row` is the caller's word for the columns it selects; whole numbers arrive as numbers. */
  read<Row>(sql: string, params: readonly Value[]): Promise<Row[]>;
  /**
   * One transaction, as safe as `pace` says when it resolves. Gives the rows that its statements return, one statement's after the other's. False: a
   * guard (`rows`) did not hold and nothing was written. Rejects on a fault, with nothing written; only when a connection breaks at the very commit
   * does nobody know, and the fault says so.
   */
  write<Row>(list: readonly Statement[], pace?: Pace): Promise<Row[] | false>;
  /** Finishes what was begun, then lets go. */
  close(): Promise<void>;
}

/** All that looking takes. */
export type Reader = Pick<Driver, 'read'>;
