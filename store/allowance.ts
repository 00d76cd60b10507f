// What may be sent, to whom: a name that instances share, and how much Teams takes there.

/** The most sends in any stretch of each length; left out: as many as there are. */
export interface Quota {
  readonly second?: number;
  readonly twoSeconds?: number;
  readonly halfMinute?: number;
  readonly hour?: number;
}

export interface Allowance {
  /** A conversation's id, or what stands for many. */
  readonly name: string;
  readonly quota: Quota;
}
