// What the user adds to an open ticket, in words or as files: it answers whoever waits for it, and reaches whoever works on it.
import { attachmentLimits, namedWithSize } from './attachment.ts';
import { tell, toPerson, type Effect } from './effect.ts';
import { become, refuse } from './outcome.ts';
import { refOf } from './person.ts';
import type { TicketEvent, TicketFacts, TicketOutcome } from './ticket-event.ts';
import { assigneeOf, type Ticket } from './ticket-record.ts';

export function reply(was: Ticket, { kind, by, reply: words }: Extract<TicketEvent, { kind: 'ticket/reply' }>, facts: TicketFacts, now: number): TicketOutcome {
  if (words.trim() === '') return refuse('text-needed');
  const { state, told } = answered(was, facts, 'ticket-replied', { id: was.id, name: by.name, words });
  return become({ ...was, state, history: [...was.history, { at: now, what: kind, by: refOf(by), words }] }, ...told);
}

export function attach(was: Ticket, { kind, by, files }: Extract<TicketEvent, { kind: 'ticket/attach' }>, facts: TicketFacts, now: number): TicketOutcome {
  const { attachments: before = [] } = was;
  const attachments = [...before, ...files.filter(({ id }) => !before.some((one) => one.id === id))];
  if (attachments.length === before.length) return refuse('nothing-new');
  if (attachments.length > attachmentLimits.perTicket) return refuse('attachments-full', { id: was.id, most: String(attachmentLimits.perTicket), left: String(attachmentLimits.perTicket - before.length) });
  const words = namedWithSize(attachments.slice(before.length));
  const { state, told } = answered(was, facts, 'ticket-attached', { id: was.id, name: by.name, words });
  return become({ ...was, attachments, state, history: [...was.history, { at: now, what: kind, by: refOf(by), words }] }, ...told);
}

/** A duplicate waits for nobody; what is added to it is for whoever works on the ticket that it follows. */
function answered(was: Ticket, { main }: TicketFacts, text: 'ticket-replied' | 'ticket-attached', data: Readonly<Record<string, string>>) {
  const assignee = assigneeOf(was);
  const follows = was.state.kind === 'duplicate';
  const worker = follows ? main && assigneeOf(main) : assignee;
  const state: Ticket['state'] = follows ? was.state : assignee ? { kind: 'assigned', assignee } : { kind: 'new' };
  const told: readonly Effect[] = worker ? [tell(toPerson(worker), follows && text === 'ticket-replied' ? 'ticket-commented' : text, data)] : [];
  return { state, told };
}
