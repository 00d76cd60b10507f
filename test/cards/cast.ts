// People, a device and records that the card tests show; the same names as in the local Teams.
import { approverRoles, type Approvers } from '../../support/approval-tier.ts';
import type { Device } from '../../support/device.ts';
import type { Elevation } from '../../support/elevation.ts';
import type { Escalation } from '../../support/escalation.ts';
import { holds, refOf, type Person } from '../../support/person.ts';
import type { ServiceClock } from '../../support/service-level.ts';
import type { Ticket } from '../../support/ticket.ts';

export const minji: Person = { id: 'minji', name: 'Minji Kim', roles: [], tiers: [] };
export const luis: Person = { id: 'luis', name: 'Luis Romero', roles: [], tiers: [] };
export const ana: Person = { id: 'ana', name: 'Ana García', roles: ['staff', 'designated'], tiers: [1] };
export const ben: Person = { id: 'ben', name: 'Ben Carter', roles: ['staff'], tiers: [1] };
export const chris: Person = { id: 'chris', name: 'Chris Okafor', roles: ['staff', 'escalation-team', 'designated'], tiers: [2] };
export const sora: Person = { id: 'sora', name: 'Sora Lee', roles: ['staff', 'escalation-team', 'designated'], tiers: [2] };
export const dana: Person = { id: 'dana', name: 'Dana Weiss', roles: ['it-admin'], tiers: [] };
export const omar: Person = { id: 'omar', name: 'Omar Haddad', roles: ['operations'], tiers: [] };

export const nine = Date.UTC(2026, 0, 12, 9);
export const minutes = (count: number): number => count * 60_000;

export const laptop: Device = {
  id: 'device-minji', name: 'MMD-KR-0417', serial: '5CG1234XYZ', manufacturer: 'HP', model: 'EliteBook 840 G9', ring: 'Broad', user: 'minji', hardware: 'ok',
};

/** These people as approvers, by the roles they hold. */
export function approversOf(...people: readonly Person[]): Approvers {
  return { people: people.map((one) => ({ ...refOf(one), roles: approverRoles.filter((role) => holds(one, role)) })), whole: true };
}

export const ticket: Ticket = {
  id: 'T-1042',
  reporter: refOf(minji),
  affected: refOf(minji),
  description: 'Excel closes when I print the monthly report.\nIt began after the update of last night; the printer on floor 3 works for others.',
  category: 'microsoft-365-apps',
  device: { id: laptop.id, name: laptop.name },
  reach: 'one',
  effect: 'impaired',
  severity: 'C',
  tier: 1,
  suggested: 'provider',
  openedAt: nine,
  state: { kind: 'assigned', assignee: refOf(ben) },
  history: [
    { at: nine, what: 'ticket/report', by: refOf(minji) },
    { at: nine + minutes(4), what: 'ticket/claim', by: refOf(ben) },
  ],
};

export const stopped: ServiceClock = { kind: 'stopped' };
/** Eight hours after nine, and warned of two hours before. */
export const running = { kind: 'running', promised: 'initial', warnAt: nine + minutes(360), dueAt: nine + minutes(480), told: 'nothing' } as const satisfies ServiceClock;

export const elevation: Elevation = {
  id: 'E-17',
  ticket: ticket.id,
  requester: refOf(ana),
  reporter: ticket.reporter,
  affected: ticket.affected,
  device: { id: laptop.id, name: laptop.name },
  category: ticket.category,
  title: 'Repair the Office installation',
  plan: 'Start the Office repair from an elevated command line, then print a test page with Ms Kim.',
  actions: ['command-line', 'built-in-troubleshooter'],
  justification: '',
  minutes: 60,
  requestedAt: nine + minutes(10),
  breakGlass: { kind: 'none' },
  tiers: [{ role: 'escalation-team', quorum: 1 }],
  outOfHours: false,
  state: { kind: 'requested', decideBy: nine + minutes(10 + 480), approvals: [], reminders: 0, remindAt: nine + minutes(10 + 15) },
  history: [{ at: nine + minutes(10), what: 'elevation/request', by: refOf(ana) }],
};

export const escalation: Escalation = {
  id: 'X-33',
  ticket: ticket.id,
  filer: refOf(ben),
  category: ticket.category,
  title: 'Excel 2601 closes on printing',
  description: 'Since build 2601 Excel closes when a report with external data is printed. Repair and a new profile did not help.',
  contact: 'Ben Carter, ben.carter@contoso.example, +1 425 555 0143',
  requestType: 'incident',
  severity: 'C',
  draftedAt: nine + minutes(40),
  state: { kind: 'proposed' },
  history: [{ at: nine + minutes(40), what: 'escalation/draft', by: refOf(ben) }],
};
