// A record as other systems see it: the same shape in the REST API and in webhooks. Never a password, and no internal note unless it was asked for.
import * as z from 'zod';
import type { AnySaved, Saved } from '../../store/store.ts';
import type { Attachment } from '../../support/attachment.ts';
import { categories } from '../../support/category.ts';
import type { HistoryLine } from '../../support/effect.ts';
import { peopleOf } from '../../support/incident-record.ts';
import { routes } from '../../support/routing.ts';
import { effectsOnWork, reaches, severities } from '../../support/severity.ts';
import { assigneeOf } from '../../support/ticket.ts';
import { kindOf } from '../lives.ts';

const time = z.iso.datetime().describe('UTC');
export const personView = z.object({
  id: z.string().describe('Entra object id, or client:<name> for another system'),
  name: z.string(),
});
const lineView = z.object({
  at: time,
  what: z.string().describe('The event, such as ticket/claim'),
  by: personView.optional().describe('Left out: the clock, or the bot itself'),
  words: z.string().optional(),
  internal: z.literal(true).optional().describe('A note that the user does not see'),
});

export const recordView = z.object({
  id: z.string().describe('Such as T-1001, E-1, X-1, A-1 or I-1'),
  kind: z.string(),
  version: z.int().min(1).describe('One more with each event'),
  state: z.string(),
  open: z.boolean().describe('Whether anybody still has something to do about it'),
  createdAt: time,
  updatedAt: time,
  ticket: z.string().optional().describe('The ticket that it belongs to'),
  title: z.string().optional(),
  device: z.string().optional().describe('The id of the device'),
  people: z.array(z.object({ id: z.string(), part: z.string() })).describe('Whose it is: reporter, affected, assignee, requester, filer'),
  history: z.array(lineView).describe('Oldest first; of a long talk the newest lines, webhooks and the audit log have them all'),
});
export type RecordView = z.infer<typeof recordView>;

export const attachmentView = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().describe('By its content, such as image/png'),
  size: z.int().describe('Bytes'),
  sha256: z.string().describe('Of the content, in hex'),
});

export const ticketView = recordView.extend({
  description: z.string(),
  category: z.enum(categories),
  reach: z.enum(reaches),
  effect: z.enum(effectsOnWork),
  severity: z.enum(severities),
  tier: z.int(),
  reporter: personView,
  affected: personView,
  assignee: personView.optional(),
  deviceName: z.string().optional(),
  externalNumber: z.string().optional().describe('Its number in another system'),
  incident: z.string().optional().describe('The major incident that it is part of, once that is confirmed'),
  attachments: z.array(attachmentView).optional().describe('What the user sent with it, the first first; left out: nothing'),
  question: z.string().optional().describe('What the user is asked, while the ticket waits for the answer'),
  resolution: z.string().optional(),
  route: z.object({ to: z.enum(routes), contact: z.string().optional(), caseNumber: z.string().optional() }).optional(),
});
export type TicketView = z.infer<typeof ticketView>;

const incidentView = recordView.extend({
  category: z.enum(categories),
  subject: z.object({ kind: z.enum(['application', 'model']), name: z.string() }),
  affected: z.int().describe('How many people report it'),
  tickets: z.array(z.string()),
});

/** @param internalNotes shows the lines that the user does not see, too */
export function viewOf(record: AnySaved, internalNotes: boolean): RecordView | TicketView | z.infer<typeof incidentView> {
  if (record.kind === 'ticket') return viewOfTicket(record, internalNotes);
  return record.kind === 'incident' ? viewOfIncident(record, internalNotes) : base(record, internalNotes);
}

export function viewOfTicket(record: Saved<'ticket'>, internalNotes: boolean): TicketView {
  const { description, category, reach, effect, severity, tier, reporter, affected, device, routed, externalNumber, attachments, incident, state } = record.body;
  const assignee = assigneeOf(record.body);
  return {
    ...base(record, internalNotes),
    description, category, reach, effect, severity, tier, reporter, affected,
    ...(assignee && { assignee }),
    ...(device && { deviceName: device.name }),
    ...(externalNumber !== undefined && { externalNumber }),
    ...(incident?.confirmed && { incident: incident.id }),
    ...(attachments && { attachments: attachments.map(viewOfAttachment) }),
    ...('question' in state && { question: state.question }),
    ...('resolution' in state && { resolution: state.resolution }),
    ...(routed && internalNotes && { route: { to: routed.route, ...(routed.contact && { contact: routed.contact }), ...(routed.caseNumber && { caseNumber: routed.caseNumber }) } }),
  };
}

function viewOfIncident(record: Saved<'incident'>, internalNotes: boolean): z.infer<typeof incidentView> {
  const { category, subject, reports } = record.body;
  return { ...base(record, internalNotes), category, subject, affected: peopleOf(reports), tickets: reports.map(({ ticket }) => ticket) };
}

export function viewOfAttachment({ id, name, type, size, digest }: Attachment): z.infer<typeof attachmentView> {
  return { id, name, type, size, sha256: digest };
}

function base({ id, kind, version, facets, body, createdAt, updatedAt }: AnySaved, internalNotes: boolean): RecordView {
  const { state, open, parent, device, people } = facets;
  return {
    id, kind, version, state, open, createdAt: stamp(createdAt), updatedAt: stamp(updatedAt),
    ...(parent !== undefined && kindOf(parent) === 'ticket' && { ticket: parent }),
    ...('title' in body && { title: body.title }),
    ...(device !== undefined && { device }),
    people: people.map(({ person, part }) => ({ id: person, part })),
    history: body.history.filter(({ internal }) => internalNotes || !internal).map(lineOf),
  };
}

function lineOf({ at, what, by, words, internal }: HistoryLine): z.infer<typeof lineView> {
  return { at: stamp(at), what, ...(by && { by }), ...(words !== undefined && { words }), ...(internal && { internal }) };
}

/** Epoch milliseconds as other systems read them. */
export function stamp(at: number): string {
  return new Date(at).toISOString();
}
