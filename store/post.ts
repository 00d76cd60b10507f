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
