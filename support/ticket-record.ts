// A ticket as it is remembered: who has which problem, how bad it is, and where it stands.
import type { Attachment } from './attachment.ts';
import type { Category } from './category.ts';
import type { DeviceRef } from './device.ts';
import { toChannel, toPerson, type HistoryLine, type Target } from './effect.ts';
import type { PersonRef } from './person.ts';
import type { Route } from './routing.ts';
import type { EffectOnWork, Reach, Severity } from './severity.ts';
import type { Subject } from './subject.ts';

export type TicketState =
  | { readonly kind: 'new' }
  | { readonly kind: 'assigned'; readonly assignee: PersonRef }
  | { readonly kind: 'waiting-for-user'; readonly assignee: PersonRef; readonly question: string }
  | { readonly kind: 'duplicate'; readonly of: string }
  | { readonly kind: 'resolved'; readonly by: PersonRef; readonly resolution: string; readonly at: number }
  | { readonly kind: 'resolved'; readonly unanswered: string; readonly at: number }
  | { readonly kind: 'closed'; readonly at: number }
  | { readonly kind: 'withdrawn'; readonly at: number };

/** Where a ticket was sent; routes outside the house keep whom was called and the case number there. */
export interface Routed {
  readonly route: Route;
  readonly contact?: string;
  readonly caseNumber?: string;
}

/** From 1, very dissatisfied, to 5, very satisfied. */
export const scores = [1, 2, 3, 4, 5] as const;
export type Score = (typeof scores)[number];

/** What the user thought of the support at the end. */
export interface Rating {
  readonly score: Score;
  readonly comment: string;
  readonly by: PersonRef;
  readonly at: number;
}

/** `reporter` wrote it, `affected` has the problem (often the same person). Times are epoch milliseconds. */
export interface Ticket {
  readonly id: string;
  readonly reporter: PersonRef;
  readonly affected: PersonRef;
  readonly description: string;
  readonly category: Category;
  readonly device?: DeviceRef;
  /** What others may report too, as it was found when this was reported. */
  readonly subjects?: readonly Subject[];
  /** The major incident that it is part of, or was when it was resolved; confirmed, its user knows. */
  readonly incident?: { readonly id: string; readonly confirmed: boolean };
  readonly reach: Reach;
  readonly effect: EffectOnWork;
  readonly severity: Severity;
  readonly tier: number;
  readonly suggested: Route;
  readonly routed?: Routed;
  /** The ticket's number in another system, as people there know it. */
  readonly externalNumber?: string;
  readonly rating?: Rating;
  /** The first first; of tickets that had none, left out. */
  readonly attachments?: readonly Attachment[];
  readonly openedAt: number;
  readonly state: TicketState;
  readonly history: readonly HistoryLine[];
}

/** What the report dialog ends with. */
export interface TicketDraft {
  readonly description: string;
  readonly category: Category;
  readonly device?: DeviceRef & { readonly hardware: 'ok' | 'failing'; readonly model?: string };
  readonly reach: Reach;
  readonly effect: EffectOnWork;
  readonly affected: PersonRef;
  readonly externalNumber?: string;
}

/** True while somebody may still work on it, or on the one it follows; a resolved ticket only waits to be closed or reopened. */
export function isOpenTicket({ state: { kind } }: Ticket): boolean {
  return kind === 'new' || kind === 'assigned' || kind === 'waiting-for-user' || kind === 'duplicate';
}

export function assigneeOf(ticket: Ticket): PersonRef | undefined {
  return ticket.state.kind === 'assigned' || ticket.state.kind === 'waiting-for-user' ? ticket.state.assignee : undefined;
}

/** What a ticket is called in one line: tickets have no title of their own, so the first line of what was reported. */
export function firstLine({ description }: Pick<Ticket, 'description'>): string {
  return description.trim().split('\n')[0] ?? '';
}

export function isTheirs(ticket: Ticket, person: PersonRef): boolean {
  return ticket.affected.id === person.id || ticket.reporter.id === person.id;
}

export function ticketTargets(ticket: Ticket): readonly Target[] {
  const { affected, reporter } = ticket;
  return [toChannel('support'), toPerson(affected), ...affected.id === reporter.id ? [] : [toPerson(reporter)]];
}
