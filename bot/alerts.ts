// The port to whatever raises threat alerts about devices.
import type { ThreatAlert } from '../support/alert.ts';
import type { DeviceKeys } from './devices.ts';

/** A threat, and every device it is about, by the keys that its source knows. */
export interface Sighting {
  readonly threat: ThreatAlert;
  readonly devices: readonly DeviceKeys[];
}

export interface Alerts {
  /** Milliseconds from one look to the next. Left out: it is told when there is something new. */
  readonly every?: number;
  /**
   * Threats about which something was said at or after `since`, epoch milliseconds by the source's own clock, so that no two clocks are compared; in any
   * order. Without it, at least those that are open. Rejects with AlertsUnread when they cannot be read to their end.
   */
  since(since: number | undefined): Promise<readonly Sighting[]>;
}

export class AlertsUnread extends Error {
  /** What the bot's own registration lacks. */
  readonly permission: string | undefined;
  /** Milliseconds for which it is of no use to ask again. */
  readonly after: number | undefined;
  constructor(cause: Error, { permission, after }: { readonly permission?: string; readonly after?: number } = {}) {
    super(`The threat alerts cannot be read: ${cause.message}`, { cause });
    this.permission = permission;
    this.after = after;
  }
}
