// Something to do off the turn: as it is queued, leased and given up.

/** Something to do off the turn. Due later, it is a timer. */
export interface NewTodo {
  /** Says what it is about; a newer to-do of the same key takes the place of the older. A post's is `postKey(record, target)`. */
  readonly key: string;
  readonly kind: string;
  readonly record?: string;
  /** Whom or where it is for. */
  readonly target?: string;
  /** Plain JSON for whoever does it. */
  readonly body?: object;
  readonly dueAt: number;
  /** Since when it waits, which is also its place in line; left out, `dueAt`. */
  readonly since?: number;
  /** The version it is about; left out in a commit, the version committed. The highest wanted under a key stays. */
  readonly wanted?: number;
}

/** A to-do under lease. */
export interface Todo {
  readonly key: string;
  readonly kind: string;
  readonly record: string | undefined;
  readonly target: string | undefined;
  readonly body: object;
  readonly dueAt: number;
  readonly since: number;
  readonly wanted: number;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  /** One more each time the key is queued again. */
  readonly revision: number;
  readonly leasedBy: string;
  readonly leasedUntil: number;
}
export interface DeadTodo extends Pick<Todo, 'key' | 'kind' | 'record' | 'target' | 'since' | 'attempts'> {
  readonly deadAt: number;
  readonly fault: string;
}

export interface Lease {
  /** The instance that does the work. */
  readonly by: string;
  /** Decides what is due: the movable clock. */
  readonly now: number;
  /** Decides leases: the machine's clock. */
  readonly machine: number;
  /** Milliseconds. */
  readonly lease: number;
}
export interface Claim extends Lease {
  readonly limit: number;
}
