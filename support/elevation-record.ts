// An elevation as it is remembered: who asked, for which device, and where it stands.
import { approverChannel, type ApproverRole, type Deciding } from './approval-tier.ts';
import type { Category } from './category.ts';
import type { DeviceRef } from './device.ts';
import { toChannel, toPerson, type Channel, type HistoryLine, type Target } from './effect.ts';
import type { PersonRef } from './person.ts';
import type { PlannedAction } from './planned-action.ts';

/** Minutes of access that may be asked for. */
export const accessMinutes = [30, 60, 120] as const;
export type AccessMinutes = (typeof accessMinutes)[number];

/** Minutes by which access may be extended, once. */
export const extensionMinutes = 60;

/** `roles` are those held at the press by which it counts. */
export interface Approval {
  readonly by: PersonRef;
  readonly roles: readonly ApproverRole[];
  readonly at: number;
  readonly note?: string;
}

/** Somebody said to be on it; others may say so from `until` on (epoch ms). A mark for the others, no lock. */
export interface Looking {
  readonly by: PersonRef;
  readonly at: number;
  readonly until: number;
}

/** Undecided. `reminders` were sent so far, and the next one is due at `remindAt`. */
export interface Requested {
  readonly kind: 'requested';
  readonly decideBy: number;
  readonly approvals: readonly Approval[];
  readonly looking?: Looking;
  readonly reminders: number;
  readonly remindAt: number;
}

/** Whether the approvers were passed over. Then somebody else has to review it; `reminders` were sent so far, the next one is due at `remindAt`. */
export type BreakGlass =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreviewed'; readonly reason: string; readonly at: number; readonly reminders: number; readonly remindAt: number }
  | { readonly kind: 'reviewed'; readonly reason: string; readonly at: number; readonly by: PersonRef; readonly note: string; readonly reviewedAt: number };

export type EndOfAccess = 'done' | 'window-over' | 'revoked' | 'ticket-ended';

/** More time, asked for once while access runs, and decided by the same tiers as the request. Undecided, access ends as it would have. */
export type Extension =
  | { readonly kind: 'none' }
  | { readonly kind: 'asked'; readonly reason: string; readonly at: number; readonly approvals: readonly Approval[] }
  | { readonly kind: 'granted'; readonly reason: string; readonly at: number; readonly approvals: readonly Approval[] }
  | { readonly kind: 'denied'; readonly by: PersonRef; readonly reason: string; readonly at: number };

/** How access was used, kept through the states after it. Times are epoch milliseconds. */
export interface Access {
  readonly approvals: readonly Approval[];
  readonly revealedAt: number;
  readonly reveals: number;
  readonly extension: Extension;
}

/** What was done with the access, in the words of whoever had it, or of the team in their place. `reminders` were sent for it so far. */
export type Report =
  | { readonly kind: 'missing'; readonly reminders: number }
  | { readonly kind: 'given'; readonly actionsTaken: string; readonly by: PersonRef; readonly at: number };
type ReportThatIs<Kind extends Report['kind']> = Extract<Report, { readonly kind: Kind }>;

export interface EndedAccess extends Access {
  readonly why: EndOfAccess;
  readonly endedAt: number;
  readonly report: Report;
}

export type ElevationState =
  | Requested
  | { readonly kind: 'denied'; readonly by: PersonRef; readonly reason: string; readonly at: number }
  | { readonly kind: 'expired'; readonly undecided: boolean; readonly at: number }
  | { readonly kind: 'cancelled'; readonly by?: PersonRef; readonly at: number }
  | { readonly kind: 'revoked'; readonly by: PersonRef; readonly reason: string; readonly at: number }
  | { readonly kind: 'approved'; readonly approvals: readonly Approval[]; readonly revealBy: number }
  | ({ readonly kind: 'active'; readonly until: number } & Access)
  | ({ readonly kind: 'ended' | 'rotating' } & EndedAccess)
  /** `alarms` were raised so far, and the next one is due at `alarmAt`. */
  | ({ readonly kind: 'rotation-overdue'; readonly alarms: number; readonly alarmAt: number } & EndedAccess)
  /** The password was changed; only what was done with the access is not known yet. */
  | ({ readonly kind: 'unreported'; readonly rotatedAt: number; readonly report: ReportThatIs<'missing'> } & EndedAccess)
  | ({ readonly kind: 'closed'; readonly rotatedAt: number; readonly report: ReportThatIs<'given'> } & EndedAccess);

/**
 * `affected` is the person who uses the device and is told when access starts and ends. Its tiers are those that the policy
 * had at the request.
 */
export interface Elevation extends Deciding {
  readonly id: string;
  readonly ticket: string;
  readonly requester: PersonRef;
  readonly reporter: PersonRef;
  readonly affected: PersonRef;
  readonly device: DeviceRef;
  readonly category: Category;
  readonly title: string;
  readonly plan: string;
  readonly actions: readonly PlannedAction[];
  readonly justification: string;
  readonly minutes: AccessMinutes;
  readonly requestedAt: number;
  readonly breakGlass: BreakGlass;
  readonly state: ElevationState;
  readonly history: readonly HistoryLine[];
}

/** True until nothing about it can happen any more. */
export function isOpenElevation(elevation: Elevation): boolean {
  return holdsDevice(elevation) || elevation.state.kind === 'unreported' || elevation.breakGlass.kind === 'unreviewed';
}

/** Access is over, and nobody has said yet what was done with it. */
export function wantsReport(state: ElevationState): boolean {
  return 'report' in state && state.report.kind === 'missing';
}

/** Until its password is known to nobody again, a device is for nobody else. */
export function holdsDevice({ state }: Elevation): boolean {
  return ['requested', 'approved', 'active', 'ended', 'rotating', 'rotation-overdue'].includes(state.kind);
}

/** The escalation channel follows every elevation, also those that others decide; the IT admins see emergency access, which they may review. */
export function elevationTargets(elevation: Elevation): readonly Target[] {
  const review: readonly Channel[] = elevation.breakGlass.kind === 'none' ? [] : ['it-admin'];
  const channels = new Set<Channel>(['escalation', ...elevation.tiers.map(({ role }) => approverChannel[role]), ...review]);
  return [...[...channels].map(toChannel), toPerson(elevation.requester)];
}
