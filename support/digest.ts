// The morning digest: what IT admins should know when a day of support begins, and when that is.
import type { Agreement } from './agreement.ts';
import type { Elevation } from './elevation-record.ts';
import { escalationClock } from './escalation-clock.ts';
import type { Escalation } from './escalation-record.ts';
import type { Incident } from './incident-record.ts';
import type { ServiceClock } from './service-level.ts';
import type { Severity } from './severity.ts';
import type { SupportHours } from './support-hours.ts';
import { ticketClock } from './ticket-clock.ts';
import type { Ticket } from './ticket-record.ts';

/** What is open, the newest state of each. `elevated`: how often admin access began since the last digest. */
export interface OpenWork {
  readonly tickets: readonly Ticket[];
  readonly escalations: readonly Escalation[];
  readonly elevations: readonly Elevation[];
  readonly incidents: readonly Incident[];
  readonly elevated: number;
}

/** A promise that runs out today, or has run out; epoch ms. */
export interface DueToday {
  readonly id: string;
  readonly severity: Severity;
  readonly dueAt: number;
}

/** `due` are the first to run out; `overdue` and `unreviewed` are ids of elevations, `incidents` of those that are open. */
export interface Digest {
  readonly tickets: Readonly<Record<Severity, number>>;
  readonly escalations: Readonly<Record<Severity, number>>;
  readonly due: readonly DueToday[];
  readonly elevated: number;
  readonly overdue: readonly string[];
  readonly unreviewed: readonly string[];
  readonly incidents: readonly string[];
}

export interface DigestPolicy {
  readonly hours: SupportHours;
  readonly users: Agreement;
  readonly operations: Agreement;
}

export function digestOf({ tickets, escalations, elevations, incidents, elevated }: OpenWork, { hours, users, operations }: DigestPolicy, now: number): Digest {
  const midnight = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(hours.zone).add({ days: 1 }).startOfDay().epochMilliseconds;
  const owed = ({ id, severity }: Ticket | Escalation, clock: ServiceClock): readonly DueToday[] =>
    (clock.kind === 'running' && clock.dueAt < midnight ? [{ id, severity, dueAt: clock.dueAt }] : []);
  return {
    tickets: bySeverity(tickets),
    escalations: bySeverity(escalations),
    due: [
      ...tickets.flatMap((ticket) => owed(ticket, ticketClock(ticket, users))),
      ...escalations.flatMap((escalation) => owed(escalation, escalationClock(escalation, operations))),
    ].toSorted((one, other) => one.dueAt - other.dueAt),
    elevated,
    overdue: elevations.filter(({ state }) => state.kind === 'rotation-overdue').map(({ id }) => id),
    unreviewed: elevations.filter(({ breakGlass }) => breakGlass.kind === 'unreviewed').map(({ id }) => id),
    incidents: incidents.map(({ id }) => id),
  };
}

/** Then nobody is disturbed: a greeting that says nothing is noise. */
export function saysNothing({ tickets, escalations, due, elevated, overdue, unreviewed, incidents }: Digest): boolean {
  const open = [tickets, escalations].flatMap((one) => Object.values(one));
  return [...open, due.length, elevated, overdue.length, unreviewed.length, incidents.length].every((count) => count === 0);
}

/** Hours that begin in the night, as around the clock, have their morning then. */
const [nightEnds, morning] = ['06:00', '08:00'];
/** That many days in a row without support: nobody is ever there. */
const never = 400;

/** The first beginning of a day of support after this moment (epoch ms), holidays left out; undefined: there is none. */
export function nextMorning({ zone, days, from, holidays }: SupportHours, after: number): number | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate();
  for (let ahead = 0; ahead < never; ahead += 1) {
    const date = today.add({ days: ahead });
    const at = date.toZonedDateTime({ timeZone: zone, plainTime: from < nightEnds ? morning : from }).epochMilliseconds;
    if (at > after && days.includes(date.dayOfWeek) && !holidays.includes(date.toString())) return at;
  }
  return undefined;
}

function bySeverity(open: readonly { readonly severity: Severity }[]): Digest['tickets'] {
  const count = (severity: Severity) => open.filter((one) => one.severity === severity).length;
  return { A: count('A'), B: count('B'), C: count('C') };
}
