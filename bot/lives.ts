// The kinds of record side by side: how each goes on, what it is found by, where its cards hang.
import { holdOn, type Facts } from './facts.ts';
import { incidentHold } from './incident-facts.ts';
import type { InForce } from './in-force.ts';
import type { Among, Facets, Kind, RecordOf, Saved } from '../store/store.ts';
import { advanceAlert, alertTargets, isOpenAlert, type Alert, type AlertEvent } from '../support/alert.ts';
import type { Effect, Target } from '../support/effect.ts';
import { advanceElevation, elevationTargets, holdsDevice, isOpenElevation, spendsBudget, type Elevation, type ElevationEvent } from '../support/elevation.ts';
import { advanceEscalation, escalationTargets, isOpenEscalation, type Escalation, type EscalationEvent } from '../support/escalation.ts';
import { advanceIncident, incidentSignal, incidentTargets, isOpenIncident, type Incident, type IncidentEvent } from '../support/incident.ts';
import type { Outcome, Step } from '../support/outcome.ts';
import { elevationMilestones, ticketMilestones, type Milestone } from '../support/milestone.ts';
import { newWords } from '../support/search-word.ts';
import { advanceTicket, assigneeOf, isOpenTicket, ticketTargets, type Ticket, type TicketEvent } from '../support/ticket.ts';

export interface Events {
  readonly ticket: TicketEvent;
  readonly elevation: ElevationEvent;
  readonly escalation: EscalationEvent;
  readonly alert: AlertEvent;
  readonly incident: IncidentEvent;
}
export type EventOf<K extends Kind> = Events[K];
export type AnyEvent = Events[Kind];

/** What a rule says, and the records that it was told of. */
export interface Ruling<K extends Kind> {
  readonly outcome: Outcome<Step<RecordOf<K>, Effect>>;
  readonly among: Among;
}

/** A kind of record: its rule with the facts it needs, its facets, its targets. */
export interface Life<K extends Kind> {
  advance(was: Saved<K>, event: EventOf<K>, now: number): Promise<Ruling<K>>;
  facets(record: RecordOf<K>): Facets;
  targets(record: RecordOf<K>): readonly Target[];
  /** What it has reached by this step, for the numbers. */
  milestones?(record: RecordOf<K>, was: RecordOf<K> | undefined): readonly Milestone[];
  /** What it is found by besides, from this step on; left out, it is found by nothing else. */
  words?(record: RecordOf<K>, was: RecordOf<K> | undefined): readonly string[];
}
export type Lives = { readonly [K in Kind]: Life<K> };

export function livesUnder(inForce: InForce, facts: Facts): Lives {
  return {
    ticket: {
      async advance({ body }, event, now) {
        const around = await facts.forTicket(body, event);
        return { outcome: advanceTicket(body, event, around, (await inForce()).policy.ticket, now), among: around.among };
      },
      facets: ticketFacets,
      targets: ticketTargets,
      words: newWords,
      milestones: ticketMilestones,
    },
    elevation: {
      async advance({ body }, event, now) {
        const around = await facts.forElevation(body.ticket, body.device.id, body.requester.id, body.tiers, { grants: spendsBudget(event) });
        return { outcome: advanceElevation(body, event, around, (await inForce()).policy.elevation, now), among: around.among };
      },
      facets: elevationFacets,
      targets: elevationTargets,
      milestones: elevationMilestones,
    },
    escalation: {
      advance: async ({ body }, event, now) => ({ outcome: advanceEscalation(body, event, (await inForce()).policy.escalation, now), among: [] }),
      facets: escalationFacets,
      targets: escalationTargets,
    },
    alert: {
      advance: async ({ body }, event, now) => ({ outcome: advanceAlert(body, event, await facts.forAlert(body.device.id), now), among: [] }),
      facets: alertFacets,
      targets: alertTargets,
    },
    incident: {
      async advance({ body }, event, now) {
        const around = await facts.forIncident(body, event);
        return { outcome: advanceIncident(body, event, around, (await inForce()).policy.incident, now), among: [] };
      },
      facets: incidentFacets,
      targets: incidentTargets,
    },
  };
}

function ticketFacets(ticket: Ticket): Facets {
  const assignee = assigneeOf(ticket);
  return {
    state: ticket.state.kind,
    open: isOpenTicket(ticket),
    people: [
      { person: ticket.reporter.id, part: 'reporter' },
      { person: ticket.affected.id, part: 'affected' },
      ...(assignee ? [{ person: assignee.id, part: 'assignee' }] : []),
    ],
    ...(ticket.state.kind === 'duplicate' && { parent: ticket.state.of }),
    ...(ticket.device && { device: ticket.device.id }),
    tier: ticket.tier,
    holds: [],
  };
}

function elevationFacets(elevation: Elevation): Facets {
  return {
    state: elevation.state.kind,
    open: isOpenElevation(elevation),
    people: [{ person: elevation.requester.id, part: 'requester' }],
    parent: elevation.ticket,
    device: elevation.device.id,
    holds: holdsDevice(elevation) ? [holdOn(elevation.device.id)] : [],
  };
}

function escalationFacets(escalation: Escalation): Facets {
  return {
    state: escalation.state.kind,
    open: isOpenEscalation(escalation),
    people: [{ person: escalation.filer.id, part: 'filer' }],
    parent: escalation.ticket,
    holds: [],
  };
}

function alertFacets(alert: Alert): Facets {
  return { state: alert.state.kind, open: isOpenAlert(alert), people: [], parent: threatKey(alert.threat.id), device: alert.device.id, holds: [] };
}

/** Of one signal there is one open incident at most. */
function incidentFacets(incident: Incident): Facets {
  const signal = incidentSignal(incident);
  const open = isOpenIncident(incident);
  return { state: incident.state.kind, open, people: [], parent: signal, holds: open ? [incidentHold(signal)] : [] };
}

/** By this the alerts of one threat are found, one for each of its devices. */
export function threatKey(threat: string): string {
  return `threat:${threat}`;
}

/** The kind that a record id tells of: T- ticket, E- elevation, X- escalation, A- alert, I- incident. */
export function kindOf(id: string): Kind | undefined {
  const kinds: Readonly<Record<string, Kind>> = { T: 'ticket', E: 'elevation', X: 'escalation', A: 'alert', I: 'incident' };
  return /^[TEXAI]-\d+$/.test(id) ? kinds[id.charAt(0)] : undefined;
}
