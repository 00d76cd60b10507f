// The JSON shapes by which trials and tests make trouble: faults, rosters, threat alerts, and what the bot did wrong. Types only, no code.

import type { Instant } from './wire.ts';

/** `POST faults` replaces the fault in force; `DELETE faults` ends it. It meets what the bot sends to the Connector. */
export interface Fault {
  /** Answered instead of the real answer. */
  readonly status?: number;
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number;
  /** Milliseconds to wait first. */
  readonly hang?: number;
  /** Cut the connection without an answer. */
  readonly reset?: true;
  /** Carry the request out before failing: an ambiguous outcome. */
  readonly accepted?: true;
  /** How many requests it meets; absent: all until deleted. */
  readonly count?: number;
  /** Which requests it meets; absent: all. */
  readonly match?: 'POST' | 'PUT' | 'DELETE' | 'GET';
}

/** `POST roster`: what rosters say of somebody from then on, until the bot stops. Chats and channels stay as they are. */
export interface ChangeRoster {
  readonly person: string;
  readonly standing: Standing;
}

/** How somebody stands in the team; a `stranger` is of another tenant. */
export type Standing = 'member' | 'guest' | 'stranger' | 'gone';

/** `POST /local/alerts`: a threat alert on a device, by its name or id; severity high unless said. The answer is the alert. */
export interface RaiseAlert {
  readonly device: string;
  readonly severity?: LocalAlert['severity'];
  readonly title?: string;
}

/** `GET /local/alerts`, oldest first. `DELETE /local/alerts/:id` resolves one. */
export interface LocalAlerts {
  readonly alerts: readonly LocalAlert[];
}

/** `device` is its name; times are epoch milliseconds of the bot's clock. */
export interface LocalAlert {
  readonly id: string;
  readonly title: string;
  readonly severity: 'high' | 'medium' | 'low' | 'informational';
  readonly device: string;
  readonly resolved: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** `GET violations` → `{ violations }`: what the bot sent that Teams would refuse or show wrongly. `DELETE violations` forgets them. */
export interface Violations {
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly at: Instant;
  /** The request or invoke answer, for example `POST v3/conversations/…/activities`. */
  readonly where: string;
  /** JSON pointer into what was sent, and what is wrong with it; never the value, which may be secret. */
  readonly path: string;
  readonly problem: string;
}
