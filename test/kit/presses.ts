// One press of every kind on a ticket, an elevation, an escalation, an alert and an incident, with all that it asks for.
import type { AlertEvent } from '../../support/alert.ts';
import type { Attachment } from '../../support/attachment.ts';
import type { ElevationEvent } from '../../support/elevation.ts';
import type { EscalationEvent } from '../../support/escalation.ts';
import type { IncidentEvent } from '../../support/incident.ts';
import type { Person } from '../../support/person.ts';
import type { TicketEvent } from '../../support/ticket.ts';

/** What a person does, and not the clock or the bot. */
type Pressed<Event> = Extract<Event, { readonly by: Person }>;
type Presses<Event extends { readonly kind: string }> = { readonly [Kind in Event['kind']]: (by: Person) => Event & { readonly kind: Kind } };

export type TicketPress = Pressed<TicketEvent>;
export type ElevationPress = Pressed<ElevationEvent>;
export type EscalationPress = Pressed<EscalationEvent>;
export type AlertPress = Pressed<AlertEvent>;
export type IncidentPress = Pressed<IncidentEvent>;

const screenshot: Attachment = { id: 'file-1', name: 'screenshot.png', type: 'image/png', size: 219_000, digest: '0f3a' };

export const ticketPresses: Presses<TicketPress> = {
  'ticket/claim': (by) => ({ kind: 'ticket/claim', by }),
  'ticket/assign': (by) => ({ kind: 'ticket/assign', by, assignee: 'sora' }),
  'ticket/ask': (by) => ({ kind: 'ticket/ask', by, question: 'Does it happen on the docking station?' }),
  'ticket/reply': (by) => ({ kind: 'ticket/reply', by, reply: 'Yes, only there' }),
  'ticket/attach': (by) => ({ kind: 'ticket/attach', by, files: [screenshot] }),
  'ticket/comment': (by) => ({ kind: 'ticket/comment', by, comment: 'A technician is on the way', internal: false }),
  'ticket/number': (by) => ({ kind: 'ticket/number', by, externalNumber: 'INC0012345' }),
  'ticket/hand-off': (by) => ({ kind: 'ticket/hand-off', by, tier: 2, note: 'Needs the print server' }),
  'ticket/regrade': (by) => ({ kind: 'ticket/regrade', by, severity: 'B', reason: 'The whole floor has it' }),
  'ticket/route': (by) => ({ kind: 'ticket/route', by, route: 'hardware', contact: 'HP support', caseNumber: '5012' }),
  'ticket/duplicate': (by) => ({ kind: 'ticket/duplicate', by, of: 'T-1001' }),
  'ticket/separate': (by) => ({ kind: 'ticket/separate', by }),
  'ticket/leave': (by) => ({ kind: 'ticket/leave', by }),
  'ticket/resolve': (by) => ({ kind: 'ticket/resolve', by, resolution: 'New driver' }),
  'ticket/withdraw': (by) => ({ kind: 'ticket/withdraw', by }),
  'ticket/reopen': (by) => ({ kind: 'ticket/reopen', by, reason: 'Blank pages again' }),
  'ticket/rate': (by) => ({ kind: 'ticket/rate', by, rating: 5, comment: 'Quick and kind' }),
};

export const elevationPresses: Presses<ElevationPress> = {
  'elevation/looking': (by) => ({ kind: 'elevation/looking', by }),
  'elevation/approve': (by) => ({ kind: 'elevation/approve', by, note: '' }),
  'elevation/deny': (by) => ({ kind: 'elevation/deny', by, reason: 'Use the troubleshooter first' }),
  'elevation/cancel': (by) => ({ kind: 'elevation/cancel', by }),
  'elevation/reveal': (by) => ({ kind: 'elevation/reveal', by }),
  'elevation/revealed': (by) => ({ kind: 'elevation/revealed', by }),
  'elevation/extend': (by) => ({ kind: 'elevation/extend', by, reason: 'The installer is still running' }),
  'elevation/break-glass': (by) => ({ kind: 'elevation/break-glass', by, reason: 'Production is down and nobody answers', confirm: true }),
  'elevation/review': (by) => ({ kind: 'elevation/review', by, note: 'Called everybody first, did what was planned' }),
  'elevation/done': (by) => ({ kind: 'elevation/done', by, actionsTaken: 'Driver replaced' }),
  'elevation/revoke': (by) => ({ kind: 'elevation/revoke', by, reason: 'The device is needed' }),
};

export const escalationPresses: Presses<EscalationPress> = {
  'escalation/file': (by) => ({ kind: 'escalation/file', by, contact: 'Dana Weiss, +1 555 0199', commitment: true, coverage: 'support-hours' }),
  'escalation/decline': (by) => ({ kind: 'escalation/decline', by, reason: 'Known and being worked on' }),
  'escalation/regrade': (by) => ({ kind: 'escalation/regrade', by, severity: 'A', reason: 'Every site has it' }),
  'escalation/accept': (by) => ({ kind: 'escalation/accept', by }),
  'escalation/ask': (by) => ({ kind: 'escalation/ask', by, question: 'Since when?' }),
  'escalation/answer': (by) => ({ kind: 'escalation/answer', by, answer: 'Since eight' }),
  'escalation/update': (by) => ({ kind: 'escalation/update', by, note: 'Rolling back' }),
  'escalation/transfer': (by) => ({ kind: 'escalation/transfer', by, to: 'hardware', reason: 'The printer is broken' }),
  'escalation/mitigate': (by) => ({ kind: 'escalation/mitigate', by, note: 'Traffic moved' }),
  'escalation/resolve': (by) => ({ kind: 'escalation/resolve', by, note: 'Policy rolled back' }),
  'escalation/reactivate': (by) => ({ kind: 'escalation/reactivate', by, reason: 'It is back' }),
};

export const alertPresses: Presses<AlertPress> = {
  'alert/acknowledge': (by) => ({ kind: 'alert/acknowledge', by }),
  'alert/clear': (by) => ({ kind: 'alert/clear', by, note: 'A test of our own' }),
};

export const incidentPresses: Presses<IncidentPress> = {
  'incident/confirm': (by) => ({ kind: 'incident/confirm', by }),
  'incident/dismiss': (by) => ({ kind: 'incident/dismiss', by, reason: 'Three causes, not one' }),
  'incident/escalate': (by) => ({ kind: 'incident/escalate', by }),
  'incident/resolve': (by) => ({ kind: 'incident/resolve', by, resolution: 'The update was taken back' }),
};
