// What can happen to an elevation, what is true around it at that moment, and the limits it is held to.
import type { Grant } from './access-budget.ts';
import type { ApprovalPolicy, Approver } from './approval-tier.ts';
import type { Device } from './device.ts';
import type { Effect } from './effect.ts';
import type { Elevation, ElevationState } from './elevation-record.ts';
import { become, type Outcome, type Step } from './outcome.ts';
import { refOf, type Person, type PersonRef } from './person.ts';
import type { Ticket } from './ticket.ts';
import type { Viewer } from './viewer.ts';

/** Limits of an elevation (DESIGN §2, "Elevation limits"); durations in milliseconds. */
export interface ElevationPolicy {
  readonly approval: ApprovalPolicy;
  readonly decideWithin: number;
  /** From the request to the first reminder; each one after it waits twice as long. */
  readonly remindAfter: number;
  /** So long is somebody on it who said so; then another may take over. */
  readonly lookingFor: number;
  readonly revealWithin: number;
  /** The longest that access may run from the first reveal, extended or not. */
  readonly cap: number;
  readonly dailyBudget: number;
  /** Where a day of the budget begins, an IANA name. */
  readonly zone: string;
  readonly rotateWithin: number;
}

/** What is true around the elevation at this moment; read by the desk, judged here. `approvers` are those who may decide, the requester left out. */
export interface ElevationFacts {
  readonly ticket: Ticket | undefined;
  readonly device: Device | undefined;
  /** The devices could not be read just now; `device` is what was known of it before, if anything. */
  readonly deviceUnread?: boolean;
  readonly heldBy: string | undefined;
  /** Open threat alerts of the device that freeze it. */
  readonly openAlerts: number;
  /** What the requester was granted of late, this elevation included; read where it is judged, else empty. */
  readonly grants: readonly Grant[];
  readonly approvers: readonly Approver[];
  /** There may be more approvers, who could not be read just now. */
  readonly approversUnread?: boolean;
}

/** `itAdmins` are whom to ask where nobody can decide. */
export interface RequestFacts extends ElevationFacts {
  readonly itAdmins: readonly PersonRef[];
}

export type ElevationEvent =
  | { readonly kind: 'elevation/looking'; readonly by: Person }
  | { readonly kind: 'elevation/approve'; readonly by: Person; readonly note: string }
  | { readonly kind: 'elevation/deny'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'elevation/cancel'; readonly by: Person }
  | { readonly kind: 'elevation/reveal' | 'elevation/revealed'; readonly by: Person; readonly from?: Viewer }
  | { readonly kind: 'elevation/extend'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'elevation/done'; readonly by: Person; readonly actionsTaken: string }
  | { readonly kind: 'elevation/revoke'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'elevation/break-glass'; readonly by: Person; readonly reason: string; readonly confirm: boolean }
  | { readonly kind: 'elevation/review'; readonly by: Person; readonly note: string }
  | { readonly kind: 'elevation/ticket-ended' }
  | { readonly kind: 'elevation/remind' }
  | { readonly kind: 'elevation/warn' }
  | { readonly kind: 'elevation/expire' }
  | { readonly kind: 'elevation/remind-report' }
  | { readonly kind: 'elevation/remind-review' }
  | { readonly kind: 'elevation/rotation-requested' }
  | { readonly kind: 'elevation/rotated' }
  | { readonly kind: 'elevation/rotation-overdue' };

/** Whether what the requester was granted of late is judged: only then need it be read. */
export function spendsBudget({ kind }: ElevationEvent): boolean {
  return kind === 'elevation/approve' || kind === 'elevation/extend' || kind === 'elevation/break-glass' || kind === 'elevation/reveal' || kind === 'elevation/revealed';
}

export type ElevationOutcome = Outcome<Step<Elevation, Effect>>;

export type EventOf<Kind extends ElevationEvent['kind']> = Extract<ElevationEvent, { readonly kind: Kind }>;
export type StateOf<Kind extends ElevationState['kind']> = Extract<ElevationState, { readonly kind: Kind }>;

/** Writes down what happened: the new state, a line of history with the words somebody gave, and the ticket's cards, which show it too. */
export function step(was: Elevation, event: ElevationEvent, now: number, state: ElevationState, ...effects: readonly Effect[]): ElevationOutcome {
  const by = 'by' in event ? { by: refOf(event.by) } : {};
  const words = 'reason' in event ? { words: event.reason } : 'actionsTaken' in event ? { words: event.actionsTaken }
    : event.kind === 'elevation/review' ? { words: event.note } : 'from' in event ? { words: event.from } : {};
  return become<Elevation, Effect>({ ...was, state, history: [...was.history, { at: now, what: event.kind, ...by, ...words }] },
    ...effects, { do: 'refresh', record: was.ticket });
}
