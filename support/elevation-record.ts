// An elevation as it is remembered: who asked, for which device, and where it stands.
import type { Category } from './category.ts';
import type { DeviceRef } from './device.ts';
import { toChannel, toPerson, type HistoryLine, type Target } from './effect.ts';
import type { PersonRef } from './person.ts';
import type { PlannedAction } from './planned-action.ts';

/** Minutes of access that may be asked for. */
export const accessMinutes = [30, 60, 120] as const;
export type AccessMinutes = (typeof accessMinutes)[number];

export interface Approval {
  readonly by: PersonRef;
  readonly at: number;
  readonly note?: string;
}

export type EndOfAccess = 'done' | 'window-over' | 'revoked' | 'ticket-ended';

/** How access was used, kept through the states after it. Times are epoch milliseconds. */
export interface Access {
  readonly approvals: readonly Approval[];
  readonly revealedAt: number;
  readonly reveals: number;
}

export type ElevationState =
  | { readonly kind: 'requested'; readonly decideBy: number; readonly approvals: readonly Approval[] }
  | { readonly kind: 'denied'; readonly by: PersonRef; readonly reason: string; readonly at: number }
  | { readonly kind: 'expired'; readonly undecided: boolean; readonly at: number }
  | { readonly kind: 'cancelled'; readonly by?: PersonRef; readonly at: number }
  | { readonly kind: 'revoked'; readonly by: PersonRef; readonly reason: string; readonly at: number }
  | { readonly kind: 'approved'; readonly approvals: readonly Approval[]; readonly revealBy: number }
  | ({ readonly kind: 'active'; readonly until: number } & Access)
  | ({ readonly kind: 'ended' | 'rotating' | 'rotation-overdue'; readonly why: EndOfAccess; readonly endedAt: number; readonly actionsTaken?: string } & Access)
  | ({ readonly kind: 'closed'; readonly why: EndOfAccess; readonly endedAt: number; readonly actionsTaken?: string; readonly rotatedAt: number } & Access);

/** `affected` is the person who uses the device and is told when access starts and ends. */
export interface Elevation {
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
  readonly state: ElevationState;
  readonly history: readonly HistoryLine[];
}

/** True until nothing about it can happen any more; its device is held for as long. */
export function isOpenElevation(elevation: Elevation): boolean {
  return !['denied', 'expired', 'cancelled', 'revoked', 'closed'].includes(elevation.state.kind);
}

export function elevationTargets(elevation: Elevation): readonly Target[] {
  return [toChannel('escalation'), toPerson(elevation.requester)];
}
