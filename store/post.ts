// A card that hangs somewhere in Teams.

/** Where a card hangs. `target` says for whom, such as `channel:escalation` or `person:<object id>`. */
export interface Post {
  readonly record: string;
  readonly target: string;
  readonly conversation: string;
  readonly activity: string;
  /** The version it was hung with; it shows the newest by now. */
  readonly version: number;
  readonly at: number;
}

/** With how its conversation is reached, as far as anybody was heard from there. */
export interface Hanging extends Post {
  readonly serviceUrl: string | null;
  /** Since when nothing can be sent there. */
  readonly parkedAt: number | null;
}
