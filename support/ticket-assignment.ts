// Giving a ticket to a colleague: to whoever works its tier, or a higher one, which the ticket then moves to.
import { tell, toPerson, type Effect } from './effect.ts';
import { become, refuse } from './outcome.ts';
import { refOf, type Person } from './person.ts';
import { may, noRight, worksTier } from './rights.ts';
import type { TicketEvent, TicketFacts, TicketOutcome } from './ticket-event.ts';
import { assigneeOf, type Ticket } from './ticket-record.ts';

/** More would be a list to read, not a hint. */
const mostNamed = 8;

export function assign(was: Ticket, { by, kind }: Extract<TicketEvent, { kind: 'ticket/assign' }>, { assignee, colleagues }: TicketFacts, now: number): TicketOutcome {
  const tier = assignee && tierFor(assignee, was.tier);
  if (!assignee || tier === undefined) {
    const names = colleagues.slice(0, mostNamed).map(({ name }) => name).join(', ');
    return refuse(assignee ? noRight(assignee, kind, 'not-assignable') : 'not-assignable', { name: assignee?.name ?? '', tier: String(was.tier), names });
  }
  const before = assigneeOf(was);
  if (before?.id === assignee.id) return refuse('already-claimed', { name: assignee.name });
  const to = refOf(assignee);
  const state = was.state.kind === 'waiting-for-user' ? { ...was.state, assignee: to } : { kind: 'assigned' as const, assignee: to };
  const data = { id: was.id, name: by.name, assignee: to.name };
  return become<Ticket, Effect>(
    { ...was, tier, state, history: [...was.history, { at: now, what: kind, by: refOf(by), words: to.name }] },
    tell(toPerson(was.affected), 'ticket-claimed', { id: was.id, name: to.name }),
    // Who gave it to themselves, or away, knows.
    ...[to, ...before ? [before] : []].filter(({ id }) => id !== by.id).map((one) => tell(toPerson(one), 'ticket-assigned', data)),
    { do: 'bring', to: toPerson(to) },
  );
}

function tierFor(person: Person, tier: number): number | undefined {
  if (!may(person, 'ticket/claim')) return undefined;
  return worksTier(person, tier) ? tier : person.tiers.filter((theirs) => theirs > tier).toSorted((one, other) => one - other)[0];
}
