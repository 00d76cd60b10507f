// What the user thinks of the support, asked at the end: once, and open to second thoughts until a week after the ticket was closed.
import { become, refuse } from './outcome.ts';
import { refOf } from './person.ts';
import type { TicketEvent, TicketOutcome } from './ticket-event.ts';
import type { Ticket } from './ticket-record.ts';

/** Milliseconds. */
export const rateWithin = 7 * 24 * 60 * 60_000;

export function rate(was: Ticket, { kind, by, rating: score, comment }: Extract<TicketEvent, { kind: 'ticket/rate' }>, now: number): TicketOutcome {
  if (!ratesNow(was, now)) return refuse('rating-over');
  const rating = { score, comment, by: refOf(by), at: now };
  const words = comment === '' ? `${score}/5` : `${score}/5 – ${comment}`;
  return become({ ...was, rating, history: [...was.history, { at: now, what: kind, by: rating.by, words }] });
}

export function ratesNow({ state }: Ticket, now: number): boolean {
  return state.kind === 'resolved' || (state.kind === 'closed' && now < state.at + rateWithin);
}
