// What can happen to a ticket, and the limits it is held to.
import type { Agreement } from './agreement.ts';
import type { Effect } from './effect.ts';
import type { Outcome, Step } from './outcome.ts';
import type { Person, PersonRef } from './person.ts';
import type { Route } from './routing.ts';
import type { Severity } from './severity.ts';
import type { Ticket } from './ticket-record.ts';

export type TicketEvent =
  | { readonly kind: 'ticket/claim'; readonly by: Person }
  | { readonly kind: 'ticket/ask'; readonly by: Person; readonly question: string }
  | { readonly kind: 'ticket/reply'; readonly by: Person; readonly reply: string }
  | { readonly kind: 'ticket/comment'; readonly by: Person; readonly comment: string; readonly internal: boolean }
  | { readonly kind: 'ticket/number'; readonly by: Person; readonly externalNumber: string }
  | { readonly kind: 'ticket/hand-off'; readonly by: Person; readonly tier: number; readonly note: string }
  | { readonly kind: 'ticket/regrade'; readonly by: Person; readonly severity: Severity; readonly reason: string }
  | { readonly kind: 'ticket/route'; readonly by: Person; readonly route: Route; readonly contact: string; readonly caseNumber: string }
  | { readonly kind: 'ticket/resolve'; readonly by: Person; readonly resolution: string }
  | { readonly kind: 'ticket/withdraw'; readonly by: Person }
  | { readonly kind: 'ticket/reopen'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'ticket/transfer'; readonly route: Route; readonly from: PersonRef; readonly escalation: string; readonly reason: string }
  | { readonly kind: TimedKind };

/** What happens because time goes by. */
export type TimedKind = 'ticket/close' | 'ticket/warn' | 'ticket/breach' | 'ticket/unanswered' | 'ticket/unresponsive';

/**
 * Tiers that somebody works, lowest first; a resolved ticket closes `closeAfter` ms later (it may be reopened before and after).
 * `unanswered`: milliseconds of support time after a question until the user is reminded of it, and until the ticket is resolved.
 */
export interface TicketPolicy {
  readonly tiers: readonly number[];
  readonly closeAfter: number;
  readonly agreement: Agreement;
  readonly unanswered: { readonly remindAfter: number; readonly resolveAfter: number };
}

export type TicketOutcome = Outcome<Step<Ticket, Effect>>;
