// Major incidents off the turn: a ticket is compared with those of late, those of an incident learn how it stands, and it is handed over.
import { limits } from '../cards/form.ts';
import { clip } from '../cards/render.ts';
import type { Store } from '../store/store.ts';
import { todoQueued } from '../store/todos.ts';
import { peopleOf, reportOf, suggestedSeverity, type Incident, type IncidentState } from '../support/incident.ts';
import { focusOf } from '../support/category.ts';
import { toChannel } from '../support/effect.ts';
import type { EscalationDraft } from '../support/escalation.ts';
import { isOpenTicket } from '../support/ticket.ts';
import type { IncidentKind } from '../support/ticket-incident.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Directory } from './directory.ts';
import type { Facts } from './facts.ts';
import type { InForce } from './in-force.ts';
import type { Work } from './runner.ts';
import type { Speech } from './speech.ts';

/** So many at a time: a to-do must be done within its lease. */
const atOnce = 50;
/** So many tickets are named to Operations; the others are counted. */
const mostNamed = 20;

/** What its tickets have to learn of an incident in this state, one after the other. */
const news: Readonly<Record<IncidentState['kind'], readonly IncidentKind[]>> = {
  suspected: ['ticket/join'],
  confirmed: ['ticket/join', 'ticket/incident-confirmed'],
  escalating: ['ticket/join', 'ticket/incident-confirmed'],
  escalated: ['ticket/join', 'ticket/incident-confirmed'],
  resolved: ['ticket/join', 'ticket/incident-resolved'],
  dismissed: ['ticket/incident-freed'],
  lapsed: ['ticket/incident-freed'],
};

export interface IncidentsPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly facts: Facts;
  readonly inForce: InForce;
  readonly directory: Directory;
  readonly speech: Speech;
}

/** The to-dos that the rules of incidents leave; each may be done again without doing anything twice. */
export function openIncidents({ store, clock, desk, facts, inForce, directory, speech }: IncidentsPorts): Readonly<Record<string, Work>> {
  /** A ticket is part of one incident only: the other one was faster. One that was taken back is part of none. */
  async function inform(ticket: string, id: string, state: IncidentState): Promise<void> {
    for (const kind of news[state.kind]) await desk.happen('ticket', ticket, { kind, incident: id });
    const body = (await store.get('ticket', ticket))?.body;
    const elsewhere = body?.incident !== undefined && body.incident.id !== id;
    if (elsewhere || body?.state.kind === 'withdrawn') await desk.happen('incident', id, { kind: 'incident/leave', ticket });
  }

  /** In the language of Operations. Whom they can reach is the admin contact of its area. */
  async function draftOf({ id, category, subject, reports }: Incident, ticket: string): Promise<EscalationDraft> {
    const say = await speech.forTarget(toChannel('operations'));
    const said = { id, subject: subject.name, category: say(`category.${category}`), count: peopleOf(reports) };
    const named = reports.slice(0, mostNamed).map((report) => `${report.ticket} · ${report.person.name} · ${report.title}`);
    const more = reports.length > mostNamed ? [say('incident.more', { count: reports.length - mostNamed })] : [];
    const { adminContacts } = (await inForce()).policy.incident;
    return {
      ticket, incident: id, category, contact: adminContacts[focusOf(category)]?.name ?? '', requestType: 'incident', severity: suggestedSeverity({ reports }),
      title: clip(say('incident.escalation-title', said), limits.title), description: clip([say('incident.escalation', said), ...named, ...more].join('\n'), limits.description),
    };
  }

  return {
    async 'compare'({ record = '' }) {
      const ticket = (await store.get('ticket', record))?.body;
      if (!ticket || ticket.incident || !isOpenTicket(ticket)) return { kind: 'done' };
      for (const subject of ticket.subjects ?? []) {
        const suspected = await desk.suspectIncident({ category: ticket.category, subject }, ticket);
        if (suspected.ok) break;
        const { reason, data: { id = '' } } = suspected.refusal;
        if (reason !== 'incident-open') continue;
        const joined = await desk.happen('incident', id, { kind: 'incident/join', report: reportOf(ticket) });
        if (!joined.ok && joined.refusal.reason === 'incident-ended') return { kind: 'later', why: `${id} has just ended` };
        // It was counted when it was solved already, and is open again.
        const incident = joined.ok ? undefined : await store.get('incident', id);
        if (incident) await inform(ticket.id, id, incident.body.state);
        break;
      }
      return { kind: 'done' };
    },

    async 'inform-tickets'(todo) {
      const { record: id = '' } = todo;
      const { tickets } = todo.body as { readonly tickets: readonly string[] };
      const incident = await store.get('incident', id);
      if (!incident) return { kind: 'done' };
      for (const ticket of tickets.slice(0, atOnce)) await inform(ticket, id, incident.body.state);
      const rest = tickets.slice(atOnce);
      return { kind: 'done', also: rest.length === 0 ? [] : [todoQueued({ key: todo.key, kind: todo.kind, record: id, body: { tickets: rest }, dueAt: clock.now() })] };
    },

    async 'leave-incident'({ record: ticket = '', body }) {
      const { incident } = body as { readonly incident: string };
      await desk.happen('incident', incident, { kind: 'incident/leave', ticket });
      return { kind: 'done' };
    },

    async 'draft-escalation'({ record: id = '' }) {
      const incident = (await store.get('incident', id))?.body;
      if (incident?.state.kind !== 'escalating') return { kind: 'done' };
      const by = await directory.person(incident.state.by.id, incident.state.by.name);
      const { carrier } = await facts.forIncident(incident, { kind: 'incident/escalate', by });
      if (carrier !== undefined) {
        const drafted = await desk.draftEscalation(await draftOf(incident, carrier), by, { key: `${id} ${incident.state.at}`, person: by.id });
        if (drafted.ok) {
          await desk.happen('incident', id, { kind: 'incident/escalated', escalation: drafted.value.id });
          // Done again after a crash, the escalation may have ended before the incident knew of it.
          await desk.happen('incident', id, { kind: 'incident/escalation-ended' });
          return { kind: 'done' };
        }
        if (drafted.refusal.reason === 'membership-unknown') return { kind: 'later', why: 'it cannot be read who may escalate' };
      }
      await desk.happen('incident', id, { kind: 'incident/not-escalated' });
      return { kind: 'done' };
    },

    async 'follow-escalation'({ body }) {
      const { incident } = body as { readonly incident: string };
      await desk.happen('incident', incident, { kind: 'incident/escalation-ended' });
      return { kind: 'done' };
    },
  };
}
