// What can happen to a ticket, and the limits it is held to.
import type { Agreement } from './agreement.ts';
import type { Attachment } from './attachment.ts';
import type { Effect } from './effect.ts';
import type { Incident } from './incident-record.ts';
import type { Outcome, Step } from './outcome.ts';
import type { Person, PersonRef } from './person.ts';
import type { Route, RoutePolicy } from './routing.ts';
import type { Severity } from './severity.ts';
import type { Application } from './subject.ts';
import type { IncidentKind } from './ticket-incident.ts';
import type { Score, Ticket } from './ticket-record.ts';

export type TicketEvent =
  | { readonly kind: 'ticket/claim'; readonly by: Person }
  | { readonly kind: 'ticket/assign'; readonly by: Person; readonly assignee: string }
  | { readonly kind: 'ticket/ask'; readonly by: Person; readonly question: string }
  | { readonly kind: 'ticket/reply'; readonly by: Person; readonly reply: string }
  | { readonly kind: 'ticket/attach'; readonly by: Person; readonly files: readonly Attachment[] }
  | { readonly kind: 'ticket/comment'; readonly by: Person; readonly comment: string; readonly internal: boolean }
  | { readonly kind: 'ticket/number'; readonly by: Person; readonly externalNumber: string }
  | { readonly kind: 'ticket/hand-off'; readonly by: Person; readonly tier: number; readonly note: string }
  | { readonly kind: 'ticket/regrade'; readonly by: Person; readonly severity: Severity; readonly reason: string }
  | { readonly kind: 'ticket/route'; readonly by: Person; readonly route: Route; readonly contact: string; readonly caseNumber: string }
  | { readonly kind: 'ticket/duplicate'; readonly by: Person; readonly of: string }
  | { readonly kind: 'ticket/separate'; readonly by: Person }
  | { readonly kind: 'ticket/leave'; readonly by: Person }
  | { readonly kind: 'ticket/resolve'; readonly by: Person; readonly resolution: string }
  | { readonly kind: 'ticket/withdraw'; readonly by: Person }
  | { readonly kind: 'ticket/reopen'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'ticket/rate'; readonly by: Person; readonly rating: Score; readonly comment: string }
  | { readonly kind: 'ticket/transfer'; readonly route: Route; readonly from: PersonRef; readonly escalation: string; readonly reason: string }
  | { readonly kind: MainKind }
  | { readonly kind: IncidentKind; readonly incident: string }
  | { readonly kind: TimedKind };

/** What becomes of a duplicate when the ticket that it follows is solved, or ends without being solved. */
export type MainKind = 'ticket/main-resolved' | 'ticket/main-lost';

/** What happens because time goes by. */
export type TimedKind = 'ticket/close' | 'ticket/warn' | 'ticket/breach' | 'ticket/unanswered' | 'ticket/unresponsive';

/**
 * Tiers that somebody works, lowest first; a resolved ticket closes `closeAfter` ms later (it may be reopened before and after), and what was
 * attached to it is kept `keepAttachments` ms more.
 * `unanswered`: milliseconds of support time after a question until the user is reminded of it, and until the ticket is resolved.
 */
export interface TicketPolicy {
  readonly tiers: readonly number[];
  readonly closeAfter: number;
  readonly keepAttachments: number;
  readonly agreement: Agreement;
  readonly unanswered: { readonly remindAfter: number; readonly resolveAfter: number };
  readonly routes: RoutePolicy;
  /** What is looked for in the words of a report. */
  readonly applications: readonly Application[];
}

/**
 * What is true around a ticket at this moment, as far as its event asks for it. `assignee` is the one it is to be given to, with the roles held now;
 * `colleagues` are those it could be given to; `main` is the ticket that it follows, or is to follow, and `followed` says that others follow this one.
 */
export interface TicketFacts {
  readonly assignee?: Person;
  readonly colleagues: readonly PersonRef[];
  readonly main?: Ticket;
  readonly followed: boolean;
  /** Who made its device. */
  readonly manufacturer?: string;
  /** The major incident that the event tells of, or that a reopened ticket was part of, and the other tickets in it of the same person. */
  readonly incident?: Incident;
  readonly siblings?: readonly Ticket[];
}

export type TicketOutcome = Outcome<Step<Ticket, Effect>>;
