// What the buttons on the cards do, card by card: for everybody those that their roles may press.
import type { Key, Say } from '../locales/say.ts';
import { extensionMinutes } from '../support/elevation.ts';
import type { Person } from '../support/person.ts';
import { may, type Act } from '../support/rights.ts';

/** The card, what is done there, and the text that stands on the button; in the order in which people come across them. */
const buttons = [
  ['ticket', 'ticket/reply', 'ticket.reply'],
  ['ticket', 'ticket/withdraw', 'ticket.withdraw'],
  ['ticket', 'ticket/reopen', 'ticket.reopen'],
  ['ticket', 'ticket/rate', 'ticket.rate'],
  ['ticket', 'ticket/claim', 'ticket.claim'],
  ['ticket', 'ticket/assign', 'ticket.assign'],
  ['ticket', 'ticket/ask', 'ticket.ask'],
  ['ticket', 'ticket/comment', 'ticket.comment'],
  ['ticket', 'ticket/attachments', 'ticket.attachments'],
  ['ticket', 'ticket/hand-off', 'ticket.hand-off'],
  ['ticket', 'ticket/regrade', 'ticket.regrade'],
  ['ticket', 'ticket/route', 'ticket.send-route'],
  ['ticket', 'ticket/number', 'ticket.set-number'],
  ['ticket', 'ticket/duplicate', 'ticket.link'],
  ['ticket', 'ticket/separate', 'ticket.separate'],
  ['ticket', 'ticket/leave', 'ticket.leave'],
  ['ticket', 'elevation/request', 'ticket.elevate'],
  ['ticket', 'escalation/draft', 'ticket.escalate'],
  ['ticket', 'ticket/resolve', 'ticket.resolve'],
  ['elevation', 'elevation/reveal', 'elevation.reveal'],
  ['elevation', 'elevation/extend', 'elevation.extend'],
  ['elevation', 'elevation/done', 'elevation.done'],
  ['elevation', 'elevation/cancel', 'elevation.cancel'],
  ['elevation', 'elevation/break-glass', 'elevation.break-glass'],
  ['elevation', 'elevation/looking', 'approval.looking'],
  ['elevation', 'elevation/approve', 'approval.approve'],
  ['elevation', 'elevation/deny', 'approval.deny'],
  ['elevation', 'elevation/revoke', 'approval.revoke'],
  ['elevation', 'elevation/review', 'approval.review'],
  ['escalation', 'escalation/answer', 'escalation.answer'],
  ['escalation', 'escalation/reactivate', 'escalation.reactivate'],
  ['escalation', 'escalation/file', 'escalation.file'],
  ['escalation', 'escalation/decline', 'hand-off.decline'],
  ['escalation', 'escalation/accept', 'operations.accept'],
  ['escalation', 'escalation/ask', 'operations.ask'],
  ['escalation', 'escalation/update', 'operations.progress'],
  ['escalation', 'escalation/mitigate', 'operations.mitigate'],
  ['escalation', 'escalation/resolve', 'operations.resolve'],
  ['escalation', 'escalation/regrade', 'escalation.regrade'],
  ['escalation', 'escalation/transfer', 'operations.transfer'],
  ['alert', 'alert/acknowledge', 'alert.acknowledge'],
  ['alert', 'alert/clear', 'alert.clear'],
  ['incident', 'incident/confirm', 'incident.confirm'],
  ['incident', 'incident/escalate', 'incident.escalate'],
  ['incident', 'incident/resolve', 'incident.resolve'],
  ['incident', 'incident/dismiss', 'incident.dismiss'],
] as const satisfies readonly (readonly [card: string, act: Act, label: Key])[];

/** Acts whose button is explained. */
export const explained: ReadonlySet<string> = new Set(buttons.map(([, act]) => act));

export interface ButtonGuide {
  readonly title: string;
  readonly lines: readonly { readonly text: string }[];
}

/** Cards on which the reader may press nothing are left out. */
export function buttonGuide(say: Say, reader: Person): readonly ButtonGuide[] {
  const theirs = Map.groupBy(buttons.filter(([, act]) => may(reader, act)), ([card]) => card);
  const duration = say.duration(extensionMinutes * 60_000);
  return [...theirs].map(([card, some]) => ({
    title: say(`help.buttons.${card}`),
    lines: some.map(([, act, label]) => ({ text: say('help.button', { label: say(label, { duration }), means: say(`help.press.${act}`) }) })),
  }));
}
