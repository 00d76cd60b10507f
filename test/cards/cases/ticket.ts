// The ticket card in the states that users and staff see.
import type { TicketView } from '../../../cards/ticket-buttons.ts';
import { ticketCard, ticketData } from '../../../cards/ticket.ts';
import type { Elevation } from '../../../support/elevation.ts';
import type { Person } from '../../../support/person.ts';
import { refOf } from '../../../support/person.ts';
import type { ServiceClock } from '../../../support/service-level.ts';
import type { Ticket, TicketState } from '../../../support/ticket.ts';
import { ticketPolicy } from '../../kit/records.ts';
import type { CardCase } from '../case.ts';
import { ana, ben, chris, elevation, escalation, laptop, minji, minutes, nine, running, stopped, ticket } from '../cast.ts';

const around = { clock: running, device: laptop, duplicates: [], elevations: [elevation], escalations: [escalation], routes: ticketPolicy.routes, tiers: [1, 2] };
const active = {
  ...elevation,
  state: { kind: 'active', until: nine + minutes(80), approvals: [{ by: refOf(chris), at: nine + minutes(15), roles: ['escalation-team'] }], revealedAt: nine + minutes(20), reveals: 1, extension: { kind: 'none' } },
} as const;

function shown(view: TicketView, state: TicketState, change: Partial<Ticket> = {}, reader?: Person, elevations: readonly Elevation[] = [active], clock: ServiceClock = stopped): CardCase['states'][string] {
  return (context) => ticketCard(reader ? { ...context, reader } : context, { ...ticket, state, ...change }, 3, view, { ...around, elevations, clock, ...(state.kind === 'waiting-for-user' && { answerBy: nine + minutes(7200) }) });
}

const near: ServiceClock = { ...running, promised: 'update', warnAt: nine + minutes(40), dueAt: nine + minutes(60) };
const late: ServiceClock = { ...running, warnAt: nine + minutes(30), dueAt: nine + minutes(40), told: 'breached' };

const asked = { kind: 'waiting-for-user', assignee: refOf(ben), question: 'Does it close with *every* printer, or only with the one on floor 3?' } as const satisfies TicketState;
const resolved: TicketState = { kind: 'resolved', by: refOf(ben), resolution: 'The printer driver was replaced.\nPlease restart Excel once.', at: nine + minutes(90) };

const attached: Partial<Ticket> = {
  attachments: [
    { id: 'file-1', name: 'screenshot.png', type: 'image/png', size: 219_000, digest: '0f3a' },
    { id: 'file-2', name: '인쇄 오류.log', type: 'text/plain', size: 3_100, digest: '77b1' },
  ],
  history: [...ticket.history, { at: nine + minutes(5), what: 'ticket/attach', by: refOf(minji), words: 'screenshot.png (214 KB), 인쇄 오류.log (3 KB)' }],
};

export const card: CardCase = {
  name: 'ticket',
  data: (context) => ticketData(context, { ...ticket, ...attached }, 3, 'staff', around),
  states: {
    'staff-new': shown('staff', { kind: 'new' }, { history: ticket.history.slice(0, 1) }, undefined, [], running),
    'staff-incident': shown('staff', { kind: 'new' }, { incident: { id: 'I-3', confirmed: false } }, ben, [], running),
    'staff-overdue': shown('staff', { kind: 'new' }, { history: ticket.history.slice(0, 1) }, undefined, [], late),
    'staff-assigned': shown('staff', ticket.state, {}, undefined, [active], near),
    'staff-attached': shown('staff', ticket.state, attached, ben, [active], near),
    'staff-waiting': shown('staff', asked, {}, ben, [active], { kind: 'paused', promised: 'update' }),
    'staff-designated': shown('staff', { kind: 'assigned', assignee: refOf(ana) }, {
      routed: { route: 'hardware', contact: 'HP support', caseNumber: '5012345678' },
      history: [
        ...ticket.history,
        { at: nine + minutes(6), what: 'ticket/hand-off', by: refOf(ben), words: 'Needs somebody who knows printers', internal: true },
        { at: nine + minutes(8), what: 'ticket/claim', by: refOf(ana) },
        { at: nine + minutes(9), what: 'ticket/route', by: refOf(ana), words: 'hardware', internal: true },
      ],
    }, ana),
    'user-new': shown('user', { kind: 'new' }, { description: 'No Wi-Fi', history: ticket.history.slice(0, 1) }, minji, [], running),
    'user-incident': shown('user', { kind: 'new' }, { description: 'Outlook does not open', incident: { id: 'I-3', confirmed: true } }, minji, [], running),
    'user-overdue': shown('user', { kind: 'new' }, { description: 'No Wi-Fi', history: ticket.history.slice(0, 1) }, minji, [], late),
    'user-attached': shown('user', ticket.state, attached, minji),
    'user-waiting': shown('user', asked, {}, minji),
    'user-resolved': shown('user', resolved, {}, minji, []),
    'user-unanswered': shown('user', { kind: 'resolved', unanswered: asked.question, at: nine + minutes(90) }, {}, minji, []),
    'user-withdrawn': shown('user', { kind: 'withdrawn', at: nine + minutes(30) }, {}, minji, []),
  },
};
