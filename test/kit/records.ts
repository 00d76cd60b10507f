// A ticket, an elevation, an escalation, an alert and an incident in any state of their lives: Minji's laptop, worked by Ana.
import { operationsAgreements } from '../../support/agreement.ts';
import type { Alert, AlertPolicy, AlertState, ThreatAlert } from '../../support/alert.ts';
import type { ApprovalTier } from '../../support/approval-tier.ts';
import type { Device } from '../../support/device.ts';
import type { HistoryLine } from '../../support/effect.ts';
import type { Elevation, ElevationPolicy, ElevationState, RequestFacts } from '../../support/elevation.ts';
import type { Escalation, EscalationDraft, EscalationPolicy, EscalationState } from '../../support/escalation.ts';
import type { Incident, IncidentPolicy, IncidentState, Report } from '../../support/incident.ts';
import { refOf, type Person } from '../../support/person.ts';
import { roundTheClock } from '../../support/support-hours.ts';
import type { Ticket, TicketFacts, TicketPolicy, TicketState } from '../../support/ticket.ts';
import { frozen } from './outcome.ts';
import { ana, ben, chris, dana, hour, minji, minute, nineOClock, omar, sora } from './people.ts';

/** One example of each case of a union of states; leaving one out is an error of types. */
type Examples<State extends { readonly kind: string }> = { readonly [Kind in State['kind']]: State & { readonly kind: Kind } };

export const laptop: Device = frozen({
  id: 'laptop', name: 'MD-SEL-0142', serial: '0F3K7BC24113PA', manufacturer: 'Microsoft', model: 'Surface Laptop 5',
  ring: 'Broad', user: minji.id, hardware: 'ok',
});

/** So many of the escalation team, and nobody else. */
export function oneTier(quorum: number): readonly ApprovalTier[] {
  return [{ role: 'escalation-team', quorum }];
}

/** Support is there around the clock, so that hours are hours; the tables of service levels know others. */
const agreed = frozen({ hours: roundTheClock, levels: operationsAgreements['managed-desktop-2023'].levels });

export const ticketPolicy: TicketPolicy = frozen({
  tiers: [1, 2], closeAfter: 72 * hour, keepAttachments: 2160 * hour, agreement: agreed, unanswered: { remindAfter: 48 * hour, resolveAfter: 120 * hour },
  applications: [{ name: 'Outlook', also: ['아웃룩'] }, { name: 'Contoso ERP', also: [] }],
  routes: {
    vendors: [{ name: 'HP Care', manufacturer: 'HP', contact: '+1 555 0142' }], microsoft: { plan: 'Unified', contact: '+1 555 0143' },
    security: { name: 'Sid, security', person: 'sid' },
  },
});
export const elevationPolicy: ElevationPolicy = frozen({
  approval: { tiers: oneTier(1) }, decideWithin: 8 * hour, remindAfter: 15 * minute, lookingFor: 10 * minute, revealWithin: 30 * minute,
  cap: 3 * hour, dailyBudget: 8 * hour, zone: 'UTC', rotateWithin: hour,
});
export const escalationPolicy: EscalationPolicy = frozen({
  adminContacts: {
    'app-packaging': { name: 'Pat, packaging' }, 'devices': { name: 'Dee, devices', person: 'dee' }, 'security': { name: 'Sid, security' },
    'it-help-desk': { name: 'Hal, help desk', person: 'hal' }, 'other': { name: 'Olga, other' },
  },
  remindAfter: 10 * minute,
  agreement: agreed,
});

export const ticketStates: Examples<TicketState> = {
  'new': { kind: 'new' },
  'assigned': { kind: 'assigned', assignee: refOf(ana) },
  'waiting-for-user': { kind: 'waiting-for-user', assignee: refOf(ana), question: 'Does it happen on the docking station?' },
  'duplicate': { kind: 'duplicate', of: 'T-1001' },
  'resolved': { kind: 'resolved', by: refOf(ana), resolution: 'New driver', at: nineOClock },
  'closed': { kind: 'closed', at: nineOClock },
  'withdrawn': { kind: 'withdrawn', at: nineOClock },
};

const reported = { at: nineOClock, what: 'ticket/report', by: refOf(minji) };
const claimed = { at: nineOClock, what: 'ticket/claim', by: refOf(ana) };
const solved = { at: nineOClock, what: 'ticket/resolve', by: refOf(ana), words: 'New driver' };

/** How each state came about, all of it at nine. */
const ticketHistories: Readonly<Record<TicketState['kind'], readonly HistoryLine[]>> = {
  'new': [reported],
  'assigned': [reported, claimed],
  'waiting-for-user': [reported, claimed, { at: nineOClock, what: 'ticket/ask', by: refOf(ana), words: 'Does it happen on the docking station?' }],
  'duplicate': [reported, { at: nineOClock, what: 'ticket/duplicate', by: refOf(ana), words: 'T-1001', internal: true }],
  'resolved': [reported, claimed, solved],
  'closed': [reported, claimed, solved, { at: nineOClock, what: 'ticket/close' }],
  'withdrawn': [reported, { at: nineOClock, what: 'ticket/withdraw', by: refOf(minji) }],
};

export function ticketIn(state: TicketState['kind'], change: Partial<Ticket> = {}): Ticket {
  return frozen({
    id: 'T-1042', reporter: refOf(minji), affected: refOf(minji), description: 'The printer prints nothing but blank pages',
    category: 'infrastructure', device: { id: laptop.id, name: laptop.name }, reach: 'one', effect: 'impaired', severity: 'C', tier: 1,
    suggested: 'provider', openedAt: nineOClock, state: ticketStates[state],
    history: ticketHistories[state],
    ...change,
  });
}

/** The ticket that the duplicate follows, and whom a ticket is given to: nothing stands in the way of any event. */
export function aroundTicket(change: Partial<TicketFacts> = {}): TicketFacts {
  return frozen({ main: ticketIn('assigned', { id: 'T-1001' }), followed: false, assignee: sora, colleagues: [ana, ben, chris].map(refOf), manufacturer: laptop.manufacturer, ...change });
}

const access = { approvals: [{ by: refOf(chris), at: nineOClock, roles: ['escalation-team'] }], revealedAt: nineOClock, reveals: 1, extension: { kind: 'none' } } as const;
const report = { kind: 'given', actionsTaken: 'Driver replaced', by: refOf(ana), at: nineOClock } as const;
const ended = { why: 'done', endedAt: nineOClock, report, ...access } as const;

/** Everything happened at nine: deadlines count from there. */
export const elevationStates: Examples<ElevationState> = {
  'requested': { kind: 'requested', decideBy: nineOClock + elevationPolicy.decideWithin, approvals: [], reminders: 0, remindAt: nineOClock + elevationPolicy.remindAfter },
  'denied': { kind: 'denied', by: refOf(chris), reason: 'Use the troubleshooter', at: nineOClock },
  'expired': { kind: 'expired', undecided: true, at: nineOClock },
  'cancelled': { kind: 'cancelled', by: refOf(ana), at: nineOClock },
  'revoked': { kind: 'revoked', by: refOf(chris), reason: 'Not needed any more', at: nineOClock },
  'approved': { kind: 'approved', approvals: access.approvals, revealBy: nineOClock + elevationPolicy.revealWithin },
  'active': { kind: 'active', until: nineOClock + hour, ...access },
  'ended': { kind: 'ended', ...ended },
  'rotating': { kind: 'rotating', ...ended },
  'rotation-overdue': { kind: 'rotation-overdue', alarms: 1, alarmAt: nineOClock + hour, ...ended },
  'unreported': { kind: 'unreported', rotatedAt: nineOClock, ...ended, why: 'window-over', report: { kind: 'missing', reminders: 0 } },
  'closed': { kind: 'closed', rotatedAt: nineOClock, ...ended },
};

export function elevationIn(state: ElevationState['kind'], change: Partial<Elevation> = {}): Elevation {
  return frozen({
    id: 'E-17', ticket: 'T-1042', requester: refOf(ana), reporter: refOf(minji), affected: refOf(minji),
    device: { id: laptop.id, name: laptop.name }, category: 'infrastructure', title: 'Update the printer driver', plan: 'Scan for changes in Device Manager',
    actions: ['device-manager'], justification: '', minutes: 60, requestedAt: nineOClock, breakGlass: { kind: 'none' }, tiers: oneTier(1), outOfHours: false,
    state: elevationStates[state],
    history: [{ at: nineOClock, what: 'elevation/request', by: refOf(ana) }],
    ...change,
  });
}

/** What surrounds an elevation when nothing stands in its way. */
export function around(change: Partial<RequestFacts> = {}): RequestFacts {
  return frozen({
    ticket: ticketIn('assigned'), device: laptop, heldBy: undefined, openAlerts: 0, grants: [],
    approvers: [chris, sora].map((one) => ({ ...refOf(one), roles: ['escalation-team'] })), itAdmins: [refOf(dana)], ...change,
  });
}

const filing = { by: refOf(dana), contact: 'Ana García, +1 555 0100', coverage: 'support-hours', at: nineOClock } as const;
const accepted = { filing, by: refOf(omar) };

export const escalationStates: Examples<EscalationState> = {
  'handed-off': { kind: 'handed-off', focus: 'it-help-desk', adminContact: 'Hal, help desk', reminders: 0, remindAt: nineOClock },
  'proposed': { kind: 'proposed' },
  'declined': { kind: 'declined', by: refOf(dana), reason: 'Known and being worked on', at: nineOClock },
  'filed': { kind: 'filed', filing },
  'accepted': { kind: 'accepted', ...accepted },
  'awaiting-answer': { kind: 'awaiting-answer', ...accepted, question: 'Since when?' },
  'mitigated': { kind: 'mitigated', ...accepted, note: 'Traffic moved' },
  'resolved': { kind: 'resolved', ...accepted, note: 'Policy rolled back', at: nineOClock },
  'transferred': { kind: 'transferred', ...accepted, to: 'hardware', reason: 'The printer is broken' },
  'closed': { kind: 'closed', because: 'resolved', filing, at: nineOClock },
};

export const escalationDraft: EscalationDraft = frozen({
  ticket: 'T-1042', category: 'infrastructure', title: 'A printing policy blocks every printer', description: 'Since this morning, all of floor 3',
  contact: 'Ana García, +1 555 0100', requestType: 'incident', severity: 'C',
});

const line = (what: string, by: Person): HistoryLine => ({ at: nineOClock, what, by: refOf(by) });
const drafted = [line('escalation/draft', ana)];
const filed: readonly HistoryLine[] = [...drafted, { ...line('escalation/file', dana), severity: 'C' }];
const takenOn = [...filed, line('escalation/accept', omar)];
const resolved = [...takenOn, line('escalation/resolve', omar)];

/** How each state came about, all of it at nine. */
const escalationHistories: Readonly<Record<EscalationState['kind'], readonly HistoryLine[]>> = {
  'handed-off': drafted,
  'proposed': drafted,
  'declined': [...drafted, line('escalation/decline', dana)],
  'filed': filed,
  'accepted': takenOn,
  'awaiting-answer': [...takenOn, line('escalation/ask', omar)],
  'mitigated': [...takenOn, line('escalation/mitigate', omar)],
  'resolved': resolved,
  'transferred': [...takenOn, line('escalation/transfer', omar)],
  'closed': [...resolved, { at: nineOClock, what: 'escalation/close' }],
};

/** Severity C, but B in the IT admin's hands. */
export function escalationIn(state: EscalationState['kind'], change: Partial<Escalation> = {}): Escalation {
  return frozen({
    ...escalationDraft, id: 'X-33', filer: refOf(ana), severity: state === 'handed-off' ? 'B' : 'C', draftedAt: nineOClock, state: escalationStates[state],
    history: escalationHistories[state],
    ...change,
  });
}

export const alertPolicy: AlertPolicy = frozen({ contact: { name: 'Sid, security', person: 'sid' } });

export const alertStates: { readonly [Name in 'open' | 'acknowledged' | 'cleared' | 'cleared-at-source']: AlertState } = {
  'open': { kind: 'open' },
  'acknowledged': { kind: 'acknowledged', by: refOf(omar), at: nineOClock },
  'cleared': { kind: 'cleared', why: 'operations', by: refOf(omar), note: 'A test of our own', at: nineOClock },
  'cleared-at-source': { kind: 'cleared', why: 'source', at: nineOClock },
};

export function threat(change: Partial<ThreatAlert> = {}): ThreatAlert {
  return frozen({
    id: 'da-1', title: 'Suspicious PowerShell command line', category: 'Execution', severity: 'medium', resolved: false,
    createdAt: nineOClock, updatedAt: nineOClock, link: 'https://security.example/alerts/da-1', ...change,
  });
}

/** Its source has said so much as of nine o'clock. */
export function alertIn(state: keyof typeof alertStates, change: Partial<Alert> = {}): Alert {
  return frozen({
    id: 'A-7', threat: threat({ resolved: state === 'cleared-at-source' }), device: { id: laptop.id, name: laptop.name, entraDeviceId: 'entra-laptop', defenderId: 'mde-laptop' },
    contact: alertPolicy.contact, raisedAt: nineOClock, state: alertStates[state], history: [{ at: nineOClock, what: 'alert/raise' }], ...change,
  });
}

export const incidentPolicy: IncidentPolicy = frozen({ window: hour, threshold: 3, lapseAfter: 24 * hour, adminContacts: escalationPolicy.adminContacts });

const handedOver = { by: refOf(dana), at: nineOClock };
export const incidentStates: Examples<IncidentState> = {
  'suspected': { kind: 'suspected' },
  'confirmed': { kind: 'confirmed', ...handedOver },
  'escalating': { kind: 'escalating', ...handedOver },
  'escalated': { kind: 'escalated', ...handedOver, escalation: 'X-33' },
  'resolved': { kind: 'resolved', by: refOf(dana), resolution: 'The update was taken back', at: nineOClock },
  'dismissed': { kind: 'dismissed', by: refOf(dana), reason: 'Three causes, not one', people: 3, at: nineOClock },
  'lapsed': { kind: 'lapsed', at: nineOClock },
};

export function incidentReport(ticket: string, by: Person, change: Partial<Report> = {}): Report {
  return frozen({ ticket, person: refOf(by), reach: 'one', effect: 'impaired', title: 'Outlook does not open', at: nineOClock, ...change });
}

/** Minji, Ben and Omar cannot use Outlook. */
export function incidentIn(state: IncidentState['kind'], change: Partial<Incident> = {}): Incident {
  return frozen({
    id: 'I-3', category: 'microsoft-365-apps', subject: { kind: 'application', name: 'Outlook' },
    reports: [incidentReport('T-1042', minji), incidentReport('T-1043', ben), incidentReport('T-1044', omar)], suspectedAt: nineOClock,
    state: incidentStates[state], history: [{ at: nineOClock, what: 'incident/suspect' }], ...change,
  });
}
