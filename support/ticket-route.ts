// Sending a ticket to whoever can solve it: outside the house with a contact and a case number, security with a word to its contact.
import { tell, toChannel, type Effect } from './effect.ts';
import { become, refuse } from './outcome.ts';
import { refOf } from './person.ts';
import { knownContact, needsCaseNumber } from './routing.ts';
import type { TicketEvent, TicketFacts, TicketOutcome, TicketPolicy } from './ticket-event.ts';
import { firstLine, type Ticket } from './ticket-record.ts';

/** What is left empty is what it was on the same route, else what the organisation has said. */
export function route(
  was: Ticket, { kind, by, route: to, ...given }: Extract<TicketEvent, { kind: 'ticket/route' }>, { manufacturer }: TicketFacts, { routes }: TicketPolicy, now: number,
): TicketOutcome {
  const before = was.routed?.route === to ? was.routed : undefined;
  const outside = needsCaseNumber(to);
  const contact = given.contact.trim() || before?.contact || knownContact(to, routes, manufacturer) || '';
  const caseNumber = given.caseNumber.trim() || before?.caseNumber || '';
  if (outside && contact === '') return refuse('contact-needed');
  if (outside && caseNumber === '') return refuse('case-number-needed');
  const routed = { route: to, ...(contact && { contact }), ...(caseNumber && { caseNumber }) };
  const words = [to, contact, caseNumber].filter(Boolean).join(' · ');
  const { security } = routes;
  const told: readonly Effect[] = to === 'security' && before === undefined
    ? [tell(security.person === undefined ? toChannel('it-admin') : `person:${security.person}`, 'ticket-security', {
      id: was.id, name: by.name, title: firstLine(was), contact: security.name,
    })] : [];
  return become<Ticket, Effect>({ ...was, routed, history: [...was.history, { at: now, what: kind, by: refOf(by), words, internal: true }] }, ...told);
}
