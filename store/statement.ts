// One SQL statement as data: a transaction is a list of them, so that every engine can run it without talking back and forth.

/** What may be bound and what comes back: text, a whole number (epoch milliseconds among them), the bytes of a file, or nothing. Booleans travel as 0 and 1. */
export type Value = string | number | Uint8Array | null;

export interface Statement {
  /** Portable SQL with `$1` placeholders; a parameter used in arithmetic is written `cast($n as bigint)`. */
  readonly sql: string;
  readonly params: readonly Value[];
  /** The guard: how many rows must be affected. Any other number rolls the whole list back and its answer is false. */
  readonly rows?: number;
  /** It changes nothing and is there for the lock it takes: left out where transactions never run side by side. */
  readonly lock?: true;
}

/** Whether it gives rows back. */
export function returns({ sql }: Pick<Statement, 'sql'>): boolean {
  return sql.includes('returning');
}

/** A text for each number of rows, made once: whoever compiles it knows it again. */
export function perCount(make: (count: number) => string): (count: number) => string {
  const made: string[] = [];
  return (count) => made[count] ??= make(count);
}

/** `$1, $2` for each of so many rows, the first of them from `$first` on. */
export function placeholders(rows: number, columns: number, first = 1): readonly string[] {
  return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (__, column) => `$${first + row * columns + column}`).join(', '));
}
