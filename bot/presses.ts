// The verb table: what a press on a card says, read from the inputs, as the event of a rule.
import * as z from 'zod';
import { coverages, transferRoutes } from '../support/escalation.ts';
import type { Person } from '../support/person.ts';
import { routes } from '../support/routing.ts';
import { severities } from '../support/severity.ts';
import { scores } from '../support/ticket.ts';
import { limits } from '../cards/form.ts';
import { typed } from '../dialogs/typed.ts';
import type { AnyEvent } from './lives.ts';

/** Absent and too long are the reader's to mend, so text is never refused here: it is trimmed and cut, and the rule asks for what is missing. */
const text = (longest: number) => z.string().catch('').transform((words) => typed(words).slice(0, longest).toWellFormed());
const noInputs = z.object({});
/** People write a ticket's number in their own way: `T-1042`, `t 1042`, `1042`. */
const ticketNumber = (words: string) => words.toUpperCase().replace(/^T?[\s-]*(?=\d+$)/, 'T-');

/** A verb's inputs and the event they make. */
function press<Inputs extends z.ZodObject>(inputs: Inputs, event: (by: Person, given: z.output<Inputs>) => AnyEvent) {
  return (by: Person, data: unknown): AnyEvent | undefined => {
    const given = inputs.safeParse(data);
    return given.success ? event(by, given.data) : undefined;
  };
}

/** Undefined: an input is not one of its choices, which no card of ours sends. */
export const presses = {
  'ticket/claim': press(noInputs, (by) => ({ kind: 'ticket/claim', by })),
  'ticket/assign': press(z.object({ assignee: z.string().trim().max(100).catch('') }), (by, { assignee }) => ({ kind: 'ticket/assign', by, assignee })),
  'ticket/ask': press(z.object({ question: text(limits.question) }), (by, { question }) => ({ kind: 'ticket/ask', by, question })),
  'ticket/reply': press(z.object({ reply: text(limits.reply) }), (by, { reply }) => ({ kind: 'ticket/reply', by, reply })),
  'ticket/comment': press(z.object({ question: text(limits.question) }), (by, { question: comment }) => ({ kind: 'ticket/comment', by, comment, internal: false })),
  'ticket/number': press(z.object({ externalNumber: text(limits.caseNumber) }), (by, { externalNumber }) => ({ kind: 'ticket/number', by, externalNumber })),
  'ticket/hand-off': press(z.object({ tier: z.coerce.number().int().catch(0), note: text(limits.note) }), (by, { tier, note }) =>
    ({ kind: 'ticket/hand-off', by, tier, note })),
  'ticket/regrade': press(z.object({ severity: z.enum(severities), reason: text(limits.reason) }), (by, { severity, reason }) =>
    ({ kind: 'ticket/regrade', by, severity, reason })),
  'ticket/route': press(z.object({ route: z.enum(routes), contact: text(limits.contact), caseNumber: text(limits.caseNumber) }), (by, given) =>
    ({ kind: 'ticket/route', by, ...given })),
  'ticket/duplicate': press(z.object({ of: text(limits.caseNumber).transform(ticketNumber) }), (by, { of }) => ({ kind: 'ticket/duplicate', by, of })),
  'ticket/separate': press(noInputs, (by) => ({ kind: 'ticket/separate', by })),
  'ticket/leave': press(noInputs, (by) => ({ kind: 'ticket/leave', by })),
  'ticket/resolve': press(z.object({ resolution: text(limits.resolution) }), (by, { resolution }) => ({ kind: 'ticket/resolve', by, resolution })),
  'ticket/withdraw': press(noInputs, (by) => ({ kind: 'ticket/withdraw', by })),
  'ticket/reopen': press(z.object({ reason: text(limits.reason) }), (by, { reason }) => ({ kind: 'ticket/reopen', by, reason })),
  'ticket/rate': press(z.object({ rating: z.coerce.number().pipe(z.literal(scores)), comment: text(limits.reason) }), (by, { rating, comment }) =>
    ({ kind: 'ticket/rate', by, rating, comment })),
  'elevation/looking': press(noInputs, (by) => ({ kind: 'elevation/looking', by })),
  'elevation/approve': press(z.object({ note: text(limits.note) }), (by, { note }) => ({ kind: 'elevation/approve', by, note })),
  'elevation/deny': press(z.object({ reason: text(limits.reason) }), (by, { reason }) => ({ kind: 'elevation/deny', by, reason })),
  'elevation/cancel': press(noInputs, (by) => ({ kind: 'elevation/cancel', by })),
  'elevation/extend': press(z.object({ reason: text(limits.reason) }), (by, { reason }) => ({ kind: 'elevation/extend', by, reason })),
  'elevation/break-glass': press(z.object({ reason: text(limits.reason), confirm: z.stringbool().catch(false) }), (by, given) =>
    ({ kind: 'elevation/break-glass', by, ...given })),
  'elevation/review': press(z.object({ note: text(limits.note) }), (by, { note }) => ({ kind: 'elevation/review', by, note })),
  'elevation/done': press(z.object({ actionsTaken: text(limits.actionsTaken) }), (by, { actionsTaken }) => ({ kind: 'elevation/done', by, actionsTaken })),
  // Where more time is asked for, its card has the reason of a denial too, and no card may use an input's name twice.
  'elevation/revoke': press(z.object({ reason: text(limits.reason), revokeReason: text(limits.reason) }), (by, { reason, revokeReason }) =>
    ({ kind: 'elevation/revoke', by, reason: revokeReason || reason })),
  'escalation/file': press(
    z.object({ contact: text(limits.contact), commitment: z.stringbool().catch(false), coverage: z.enum([...coverages, '']).catch('') }),
    (by, given) => ({ kind: 'escalation/file', by, ...given })),
  'escalation/decline': press(z.object({ reason: text(limits.reason) }), (by, { reason }) => ({ kind: 'escalation/decline', by, reason })),
  'escalation/regrade': press(z.object({ severity: z.enum(severities), reason: text(limits.reason) }), (by, { severity, reason }) =>
    ({ kind: 'escalation/regrade', by, severity, reason })),
  'escalation/accept': press(noInputs, (by) => ({ kind: 'escalation/accept', by })),
  'escalation/ask': press(z.object({ question: text(limits.question) }), (by, { question }) => ({ kind: 'escalation/ask', by, question })),
  'escalation/answer': press(z.object({ answer: text(limits.answer) }), (by, { answer }) => ({ kind: 'escalation/answer', by, answer })),
  'escalation/update': press(z.object({ note: text(limits.note) }), (by, { note }) => ({ kind: 'escalation/update', by, note })),
  'escalation/transfer': press(z.object({ to: z.enum(transferRoutes), reason: text(limits.reason) }), (by, { to, reason }) =>
    ({ kind: 'escalation/transfer', by, to, reason })),
  'escalation/mitigate': press(z.object({ note: text(limits.note) }), (by, { note }) => ({ kind: 'escalation/mitigate', by, note })),
  'escalation/resolve': press(z.object({ note: text(limits.note) }), (by, { note }) => ({ kind: 'escalation/resolve', by, note })),
  'escalation/reactivate': press(z.object({ reason: text(limits.reason) }), (by, { reason }) => ({ kind: 'escalation/reactivate', by, reason })),
  'alert/acknowledge': press(noInputs, (by) => ({ kind: 'alert/acknowledge', by })),
  'alert/clear': press(z.object({ note: text(limits.note) }), (by, { note }) => ({ kind: 'alert/clear', by, note })),
  'incident/confirm': press(noInputs, (by) => ({ kind: 'incident/confirm', by })),
  'incident/dismiss': press(z.object({ reason: text(limits.reason) }), (by, { reason }) => ({ kind: 'incident/dismiss', by, reason })),
  'incident/escalate': press(noInputs, (by) => ({ kind: 'incident/escalate', by })),
  'incident/resolve': press(z.object({ resolution: text(limits.resolution) }), (by, { resolution }) => ({ kind: 'incident/resolve', by, resolution })),
} as const;

export type Verb = keyof typeof presses;

export function isVerb(word: string): word is Verb {
  return Object.hasOwn(presses, word);
}
