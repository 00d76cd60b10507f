// A ticket's part in a major incident: it joins, its user learns that others have the same problem, and it is resolved with it or freed again.
import { tell, toPerson, type Effect, type HistoryLine } from './effect.ts';
import { isConfirmed, isOpenIncident, type Incident } from './incident-record.ts';
import { become, refuse } from './outcome.ts';
import { refOf } from './person.ts';
import type { TicketEvent, TicketFacts, TicketOutcome, TicketPolicy } from './ticket-event.ts';
import { isOpenTicket, type Ticket } from './ticket-record.ts';
import { resolutionLeaves } from './ticket-silence.ts';

export type IncidentKind = 'ticket/join' | 'ticket/incident-confirmed' | 'ticket/incident-freed' | 'ticket/incident-resolved';

/** Each asks the incident how it stands: what was overtaken is refused. */
export function withIncident(was: Ticket, { kind }: Extract<TicketEvent, { kind: IncidentKind }>, facts: TicketFacts, policy: TicketPolicy, now: number): TicketOutcome {
  const { incident, siblings = [] } = facts;
  if (!incident || !isOpenTicket(was)) return refuse('nothing-new');
  const { state } = incident;
  const tellOnce = (text: 'ticket-incident' | 'ticket-freed' | 'ticket-resolved', words = ''): readonly Effect[] =>
    (siblings.some((other) => heard(other, incident, kind)) ? [] : [tell(toPerson(was.affected), text, { id: was.id, ...(words !== '' && { words }) })]);

  if (kind === 'ticket/join') {
    const isPart = (isOpenIncident(incident) || state.kind === 'resolved') && incident.reports.some(({ ticket }) => ticket === was.id);
    if (!isPart || was.incident || joinedAt(was, incident) !== -1 || hasLeft(was.history)) return refuse('nothing-new');
    return stepped({ ...was, incident: { id: incident.id, confirmed: false } }, { at: now, what: kind, words: incident.id, internal: true });
  }
  if (was.incident?.id !== incident.id) return refuse('nothing-new');

  switch (kind) {
    case 'ticket/incident-confirmed':
      if (!isConfirmed(state.kind) || was.incident.confirmed) return refuse('nothing-new');
      return stepped({ ...was, incident: { id: incident.id, confirmed: true } }, { at: now, what: kind }, ...tellOnce('ticket-incident'));

    case 'ticket/incident-freed':
      if (state.kind !== 'dismissed' && state.kind !== 'lapsed') return refuse('nothing-new');
      return stepped(without(was), { at: now, what: kind, words: incident.id, internal: true }, ...(was.incident.confirmed ? tellOnce('ticket-freed') : []));

    case 'ticket/incident-resolved': {
      if (state.kind !== 'resolved') return refuse('nothing-new');
      const { by, resolution } = state;
      return stepped({ ...was, state: { kind: 'resolved', by, resolution, at: now } }, { at: now, what: kind, by, words: resolution },
        ...tellOnce('ticket-resolved', resolution), ...resolutionLeaves(was, policy, now));
    }
  }
}

/** Whoever was promised news of the incident hears that it is none of theirs. */
export function leave(was: Ticket, { kind, by }: Extract<TicketEvent, { kind: 'ticket/leave' }>, now: number): TicketOutcome {
  const { incident } = was;
  if (!incident) return refuse('no-incident');
  return stepped(without(was), { at: now, what: kind, by: refOf(by), words: incident.id, internal: true }, ...leavesIncident(was),
    ...(incident.confirmed ? [tell(toPerson(was.affected), 'ticket-freed', { id: was.id })] : []));
}

/** The incident counts no longer what was taken out of it, or taken back. */
export function leavesIncident({ incident }: Ticket): readonly Effect[] {
  return incident ? [{ do: 'leave-incident', incident: incident.id }] : [];
}

/** Open again, it is part of its incident only while that lasts: otherwise its user says that it is not over for them. */
export function reopened(was: Ticket, { incident }: TicketFacts): Ticket {
  return incident && isOpenIncident(incident) ? { ...was, incident: { id: incident.id, confirmed: isConfirmed(incident.state.kind) } } : without(was);
}

/** What others may report too, unless it has its incident, or staff found that it belongs to none. */
export function comparison({ subjects = [], incident, history }: Ticket): readonly Effect[] {
  return subjects.length === 0 || incident || hasLeft(history) ? [] : [{ do: 'compare' }];
}

function hasLeft(history: Ticket['history']): boolean {
  return history.some(({ what }) => what === 'ticket/leave');
}

/** The same person has it already from another ticket. */
function heard(other: Ticket, incident: Incident, kind: IncidentKind): boolean {
  const joined = joinedAt(other, incident);
  return joined !== -1 && other.history.slice(joined).some(({ what }) => what === kind);
}

/** Where in its history; a ticket joins an incident once. */
function joinedAt({ history }: Ticket, { id }: Incident): number {
  return history.findIndex(({ what, words }) => what === 'ticket/join' && words === id);
}

function without(was: Ticket): Ticket {
  const { incident: _, ...alone } = was;
  return alone;
}

function stepped(next: Ticket, line: HistoryLine, ...effects: readonly Effect[]): TicketOutcome {
  return become<Ticket, Effect>({ ...next, history: [...next.history, line] }, ...effects);
}
