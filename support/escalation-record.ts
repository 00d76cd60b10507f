// An escalation as it is remembered: who drafted it, how bad it is, and where it stands.
import type { Category, FocusArea } from './category.ts';
import { toChannel, toPerson, type HistoryLine, type Target } from './effect.ts';
import type { PersonRef } from './person.ts';
import type { Route } from './routing.ts';
import type { Severity } from './severity.ts';

export const requestTypes = ['incident', 'information', 'change'] as const;
export type RequestType = (typeof requestTypes)[number];

/** Hours the customer commits to be reachable: around the clock, or in admin support hours. Sev A is always around the clock. */
export const coverages = ['24x7', 'support-hours'] as const;
export type Coverage = (typeof coverages)[number];

/** Who filed it with Operations, whom to reach, and for A and B the commitment that was confirmed. */
export interface Filing {
  readonly by: PersonRef;
  readonly contact: string;
  readonly coverage: Coverage;
  readonly at: number;
}

/** Where Operations sends what is none of the managed service's; security stays with Operations. */
export const transferRoutes = ['provider', 'hardware', 'microsoft'] as const satisfies readonly Route[];
export type TransferRoute = (typeof transferRoutes)[number];

/** `closed`: for good after it was resolved; for want of an answer, it may still be reactivated for a while. */
export type EscalationState =
  | { readonly kind: 'handed-off'; readonly focus: FocusArea; readonly adminContact: string; readonly reminders: number; readonly remindAt: number }
  | { readonly kind: 'proposed' }
  | { readonly kind: 'declined'; readonly by: PersonRef; readonly reason: string; readonly at: number }
  | { readonly kind: 'filed'; readonly filing: Filing }
  | { readonly kind: 'accepted'; readonly filing: Filing; readonly by: PersonRef }
  | { readonly kind: 'awaiting-answer'; readonly filing: Filing; readonly by: PersonRef; readonly question: string }
  | { readonly kind: 'mitigated'; readonly filing: Filing; readonly by: PersonRef; readonly note: string }
  | { readonly kind: 'resolved'; readonly filing: Filing; readonly by: PersonRef; readonly note: string; readonly at: number }
  | { readonly kind: 'transferred'; readonly filing: Filing; readonly by: PersonRef; readonly to: TransferRoute; readonly reason: string }
  | { readonly kind: 'closed'; readonly because: 'resolved' | 'unanswered'; readonly filing: Filing; readonly at: number };

/** `filer` drafted it; `contact` is free text: name and how to reach. Times are epoch milliseconds. */
export interface Escalation {
  readonly id: string;
  readonly ticket: string;
  /** The major incident that was handed over by it. */
  readonly incident?: string;
  readonly filer: PersonRef;
  readonly category: Category;
  readonly title: string;
  readonly description: string;
  readonly contact: string;
  readonly requestType: RequestType;
  readonly severity: Severity;
  readonly draftedAt: number;
  readonly state: EscalationState;
  readonly history: readonly HistoryLine[];
}

/** What the escalation dialog ends with. */
export interface EscalationDraft {
  readonly ticket: string;
  readonly incident?: string;
  readonly category: Category;
  readonly title: string;
  readonly description: string;
  readonly contact: string;
  readonly requestType: RequestType;
  readonly severity: Severity;
}

/** True while somebody may still work on it; what is resolved only waits to be reactivated or closed. */
export function isOpenEscalation({ state: { kind } }: Escalation): boolean {
  return kind !== 'declined' && kind !== 'resolved' && kind !== 'transferred' && kind !== 'closed';
}

export function escalationTargets({ state, filer }: Escalation): readonly Target[] {
  const channel = state.kind === 'handed-off' ? 'it-admin' : state.kind === 'proposed' ? 'escalation' : 'filing' in state ? 'operations' : undefined;
  return [...(channel ? [toChannel(channel)] : []), toPerson(filer)];
}
