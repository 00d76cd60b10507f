// What other systems can ask of the REST API: one table, from which requests are checked and the OpenAPI document is made.
import * as z from 'zod';
import { limits } from '../../cards/form.ts';
import { categories } from '../../support/category.ts';
import { effectsOnWork, reaches, severities } from '../../support/severity.ts';
import type { Scope } from './clients.ts';
import { attachmentView, ticketView } from './view.ts';

const words = (longest: number) => z.string().trim().min(1).max(longest);
const externalNumber = words(limits.caseNumber).describe('The number of the ticket in your system; shown on its card');

export const newTicket = z.strictObject({
  description: words(limits.description),
  category: z.enum(categories),
  reach: z.enum(reaches).describe('Who is affected'),
  effect: z.enum(effectsOnWork).describe('What work suffers; with the reach it decides the severity'),
  affected: z.strictObject({
    id: z.guid().toLowerCase().describe('Entra object id of the person who has the problem'),
    name: words(120).optional().describe('For a person whom the bot has not met'),
  }),
  device: words(limits.device).optional().describe('Id, name or serial number'),
  externalNumber: externalNumber.optional(),
});
export const ticketsAsked = z.strictObject({
  after: z.string().max(100).optional().describe('The `next` of the answer before: what changed since. Left out: from the beginning'),
  since: z.iso.datetime({ offset: true }).optional().describe('Instead of `after`: changed at or after this'),
  externalNumber: externalNumber.optional().describe('Only the tickets with this number; newest first, all at once'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const newComment = z.strictObject({ text: words(limits.answer), internal: z.boolean().default(false).describe('Not for the user; needs the scope internal-notes') });
export const newReply = z.strictObject({ text: words(limits.reply).describe('What the user said in your system') });
export const newNumber = z.strictObject({ externalNumber });
export const newSeverity = z.strictObject({ severity: z.enum(severities), reason: words(limits.reason) });
export const newResolution = z.strictObject({ text: words(limits.resolution).describe('The user reads it') });
export const newReopening = z.strictObject({ reason: words(limits.reason) });
export const ticketPage = z.object({
  tickets: z.array(ticketView),
  next: z.string().optional().describe('Ask `after` this next time. The last seconds come again, so that nothing is missed: compare versions'),
});

export const attachmentContent = attachmentView.extend({ content: z.base64().describe('The file itself') });

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `{id}` stands for a ticket's id, `{attachment}` for that of something attached to it. */
  readonly path: string;
  readonly scope: Scope;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly status: 200 | 201;
  readonly answer: z.ZodObject;
}

/** By their names in OpenAPI. */
export const operations = {
  createTicket: { method: 'POST', path: '/tickets', scope: 'tickets:write', summary: 'Reports a problem for somebody', body: newTicket, status: 201, answer: ticketView },
  listTickets: { method: 'GET', path: '/tickets', scope: 'tickets:read', summary: 'Tickets in the order of their last change', query: ticketsAsked, status: 200, answer: ticketPage },
  getTicket: { method: 'GET', path: '/tickets/{id}', scope: 'tickets:read', summary: 'One ticket as it stands', status: 200, answer: ticketView },
  getAttachment: { method: 'GET', path: '/tickets/{id}/attachments/{attachment}', scope: 'attachments:read', summary: 'One file that the user attached', status: 200, answer: attachmentContent },
  commentTicket: { method: 'POST', path: '/tickets/{id}/comments', scope: 'tickets:write', summary: 'Tells the user, or with `internal` only staff', body: newComment, status: 200, answer: ticketView },
  replyTicket: { method: 'POST', path: '/tickets/{id}/replies', scope: 'tickets:write', summary: 'Answers for the user', body: newReply, status: 200, answer: ticketView },
  numberTicket: { method: 'PUT', path: '/tickets/{id}/external-number', scope: 'tickets:write', summary: 'Records the number in your system', body: newNumber, status: 200, answer: ticketView },
  regradeTicket: { method: 'PUT', path: '/tickets/{id}/severity', scope: 'tickets:write', summary: 'Changes the severity, with a reason', body: newSeverity, status: 200, answer: ticketView },
  resolveTicket: { method: 'POST', path: '/tickets/{id}/resolution', scope: 'tickets:write', summary: 'Resolves the ticket', body: newResolution, status: 200, answer: ticketView },
  reopenTicket: { method: 'POST', path: '/tickets/{id}/reopening', scope: 'tickets:write', summary: 'Opens a resolved or closed ticket again', body: newReopening, status: 200, answer: ticketView },
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationName = keyof typeof operations;
export const base = '/api/v1';

export interface Found {
  readonly name: OperationName;
  readonly id: string;
  /** The second part of the path that varies, where there is one. */
  readonly attachment?: string;
}

/** The operation at this path, or the methods that it has there instead. */
export function operationAt(method: string, path: string): Found | { readonly methods: readonly string[] } {
  const here = Object.entries(operations).flatMap(([name, operation]) => {
    const parts = matched(`${base}${operation.path}`, path);
    return parts ? [{ name: name as OperationName, id: parts['id'] ?? '', ...(parts['attachment'] !== undefined && { attachment: parts['attachment'] }), method: operation.method }] : [];
  });
  return here.find((one) => one.method === method) ?? { methods: here.map((one) => one.method) };
}

function matched(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const parts = path.split('/');
  const wanted = pattern.split('/').map((part) => ({ part, name: /^\{(\w+)\}$/.exec(part)?.[1] }));
  if (parts.length !== wanted.length || !wanted.every(({ part, name }, at) => name !== undefined || part === parts[at])) return undefined;
  return Object.fromEntries(wanted.flatMap(({ name }, at) => (name === undefined ? [] : [[name, parts[at] ?? '']])));
}
