// Tickets about the same thing: a duplicate follows one main ticket and is resolved with it. One step only, never a chain.
import { tell, toPerson, type Effect, type HistoryLine } from './effect.ts';
import { become, refuse } from './outcome.ts';
import { refOf } from './person.ts';
import type { MainKind, TicketEvent, TicketFacts, TicketOutcome, TicketPolicy } from './ticket-event.ts';
import { isOpenTicket, type Ticket, type TicketState } from './ticket-record.ts';
import { resolutionLeaves } from './ticket-silence.ts';

export function follow(was: Ticket, { kind, by, of }: Extract<TicketEvent, { kind: 'ticket/duplicate' }>, { main, followed }: TicketFacts, now: number): TicketOutcome {
  if (!main || main.id === was.id || !isOpenTicket(main)) return refuse('main-unknown', { id: of });
  if (main.state.kind === 'duplicate') return refuse('main-is-duplicate', { id: main.id, main: main.state.of });
  if (followed) return refuse('has-duplicates', { id: was.id });
  return become<Ticket, Effect>(
    stepped(was, { kind: 'duplicate', of: main.id }, { at: now, what: kind, by: refOf(by), words: main.id, internal: true }),
    tell(toPerson(was.affected), 'ticket-follows', { id: was.id }),
    { do: 'refresh', record: main.id },
  );
}

export function separate(was: Ticket, { kind, by }: Extract<TicketEvent, { kind: 'ticket/separate' }>, now: number): TicketOutcome {
  if (was.state.kind !== 'duplicate') return refuse('no-duplicate');
  return become(stepped(was, { kind: 'new' }, { at: now, what: kind, by: refOf(by), internal: true }), { do: 'refresh', record: was.state.of });
}

/** The main ticket has ended. Resolved, its resolution is that of the duplicate too; ended in any other way, it has solved nothing here. */
export function mainEnded(was: Ticket, kind: MainKind, { main }: TicketFacts, policy: TicketPolicy, now: number): TicketOutcome {
  if (was.state.kind !== 'duplicate') return refuse('no-duplicate');
  if (!main || isOpenTicket(main)) return refuse('not-waiting');
  const solved = main.state.kind === 'resolved' && 'resolution' in main.state ? main.state : undefined;
  if (kind === 'ticket/main-lost') {
    return solved ? refuse('not-waiting') : become<Ticket, Effect>(stepped(was, { kind: 'new' }, { at: now, what: kind, internal: true }));
  }
  if (!solved) return refuse('not-waiting');
  return become(
    stepped(was, { ...solved, at: now }, { at: now, what: kind, by: solved.by, words: solved.resolution }),
    tell(toPerson(was.affected), 'ticket-resolved', { id: was.id, words: solved.resolution }),
    ...resolutionLeaves(was, policy, now),
  );
}

function stepped(was: Ticket, state: TicketState, line: HistoryLine): Ticket {
  return { ...was, state, history: [...was.history, line] };
}
