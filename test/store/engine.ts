// What the contract needs to know of a database engine under test.
import type { Driver } from '../../store/driver.ts';

/** A database of its own, empty at first, that can be opened any number of times and outlives its connections. */
export interface Place {
  open(): Driver | Promise<Driver>;
  /** Does what the store never would: runs SQL past the append-only triggers. */
  tamper(sql: string): void | Promise<void>;
  remove(): void | Promise<void>;
}

export interface Engine {
  readonly name: string;
  /** Makes places possible, or skips the tests and says why. */
  prepare?(context: Mocha.Context): Promise<void>;
  place(): Place;
}
