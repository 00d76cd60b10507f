// What can be pressed on a ticket's card: by the state alone in a channel, by the reader's rights as well in a chat.
import { may, worksTier, type Act } from '../support/rights.ts';
import { destinations } from '../support/routing.ts';
import { assigneeOf, isOpenTicket, isTheirs, type Ticket } from '../support/ticket.ts';
import { ratesNow } from '../support/ticket-rating.ts';
import type { Around, CardContext } from './context.ts';
import { wordButtons, type WordButton } from './word-button.ts';

export type TicketView = 'user' | 'staff';
export type AroundTicket = Pick<Around, 'answerBy' | 'clock' | 'device' | 'duplicates' | 'elevations' | 'escalations' | 'routes' | 'tiers'>;

/** Such devices get neither elevation nor escalation. */
export function inTestRing({ device }: AroundTicket): boolean {
  return device?.ring === 'Test';
}

export function otherTiers(ticket: Ticket, around: AroundTicket): readonly number[] {
  return around.tiers.filter((tier) => tier !== ticket.tier);
}

/** In a chat no card is a dead end; in a channel nobody has asked for it, and the words are not for everybody there. `more`: there are other buttons. */
export function waysOn({ say, reader }: CardContext, view: TicketView, more: boolean): readonly WordButton[] {
  if (view === 'user') return wordButtons(say, 'my-requests');
  return reader && !more ? wordButtons(say, 'queue', 'help') : [];
}

/** Six at most in any state: a ticket is claimed before it is elevated, and escalated once it is claimed or sent to Operations. */
export function buttonsOf({ reader, now }: CardContext, ticket: Ticket, view: TicketView, around: AroundTicket) {
  const open = isOpenTicket(ticket);
  const claimed = assigneeOf(ticket) !== undefined;
  const ended = ticket.state.kind === 'resolved' || ticket.state.kind === 'closed';
  const user = view === 'user' && (!reader || isTheirs(ticket, reader));
  const theirs = view === 'staff' && open && (!reader || worksTier(reader, ticket.tier));
  const staff = theirs && ticket.state.kind !== 'duplicate';
  const worth = staff && !inTestRing(around);
  const forOperations = ticket.routed !== undefined && destinations[ticket.routed.route] === 'operations';
  const allowed = (act: Act): boolean => !reader || may(reader, act);
  return {
    reply: user && open,
    withdraw: user && open,
    reopen: user && ended,
    rate: user && ratesNow(ticket, now),
    claim: staff && !claimed && allowed('ticket/claim'),
    ask: staff && allowed('ticket/ask'),
    assign: staff && allowed('ticket/assign'),
    handOff: staff && allowed('ticket/hand-off') && otherTiers(ticket, around).length > 0,
    grade: staff && allowed('ticket/regrade'),
    resolve: staff && allowed('ticket/resolve'),
    leave: staff && ticket.incident !== undefined && allowed('ticket/leave'),
    separate: theirs && !staff && allowed('ticket/separate'),
    elevate: worth && claimed && (allowed('elevation/request') || allowed('elevation/break-glass')),
    attachments: view === 'staff' && (ticket.attachments ?? []).length > 0 && ticket.state.kind !== 'withdrawn' && allowed('ticket/attachments'),
    escalate: worth && (claimed || forOperations) && allowed('escalation/draft'),
  };
}
