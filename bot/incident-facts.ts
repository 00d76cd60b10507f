// What is true around major incidents: who reports the same of late, which ticket an escalation can be drafted on, and what a ticket is to learn.
import type { Among, Saved, Store } from '../store/store.ts';
import type { Category } from '../support/category.ts';
import type { Ring } from '../support/device.ts';
import type { Incident, IncidentEvent, IncidentFacts, SuspicionFacts } from '../support/incident.ts';
import { signalOf, type Subject } from '../support/subject.ts';
import { isOpenTicket, type Ticket, type TicketFacts } from '../support/ticket.ts';
import { openRecords } from './open-records.ts';

/** So many tickets about one thing are looked at: enough for any threshold. */
const mostAlike = 500;

export interface AroundIncidents {
  /** @param since epoch ms: tickets opened before do not count */
  forSuspicion(about: { readonly category: Category; readonly subject: Subject }, since: number): Promise<SuspicionFacts>;
  forIncident(incident: Incident, event: IncidentEvent): Promise<IncidentFacts>;
  /** For a ticket that learns of this incident; with the other tickets of its person, so that two at once do not both tell them. */
  forTicketOf(id: string, ticket: Ticket): Promise<Pick<TicketFacts, 'incident' | 'siblings'> & { readonly among: Among }>;
}

/** @param ringOf of a device by its id */
export function aroundIncidents(store: Store, ringOf: (device: string) => Promise<Ring | undefined>): AroundIncidents {
  const ticketsOf = async (ids: readonly string[]): Promise<readonly Saved<'ticket'>[]> =>
    (await Promise.all(ids.map((id) => store.get('ticket', id)))).filter((saved) => saved !== undefined);

  /** Of all open incidents, which are few. */
  async function taken(): Promise<ReadonlySet<string>> {
    const tickets = new Set<string>();
    for await (const { body } of openRecords(store, 'incident')) for (const { ticket } of body.reports) tickets.add(ticket);
    return tickets;
  }

  /** The first on which an escalation can be drafted. */
  async function carrierOf({ reports }: Incident): Promise<string | undefined> {
    for (const { ticket: id } of reports) {
      const ticket = (await store.get('ticket', id))?.body;
      if (!ticket || !isOpenTicket(ticket) || ticket.state.kind === 'duplicate') continue;
      if (!ticket.device || await ringOf(ticket.device.id) !== 'Test') return id;
    }
    return undefined;
  }

  return {
    async forSuspicion({ category, subject }, since) {
      const signal = signalOf(category, subject);
      const open = await store.holder(incidentHold(signal));
      if (open !== undefined) return { open, alike: [], taken: new Set(), last: undefined };
      const alike = await ticketsOf(await store.withWord(signal, mostAlike, since));
      const incidents = (await store.linked(signal)).flatMap((one) => (one.kind === 'incident' ? [one.body] : []));
      return { open, alike: alike.map(({ body }) => body), taken: await taken(), last: incidents.at(-1) };
    },

    async forIncident(incident, event) {
      const { state } = incident;
      const escalation = event.kind === 'incident/escalation-ended' && state.kind === 'escalated' ? await store.get('escalation', state.escalation) : undefined;
      return { carrier: event.kind === 'incident/escalate' ? await carrierOf(incident) : undefined, escalation: escalation?.body };
    },

    async forTicketOf(id, { id: ticket, affected }) {
      const incident = (await store.get('incident', id))?.body;
      if (!incident) return { among: [] };
      const others = incident.reports.filter((one) => one.person.id === affected.id && one.ticket !== ticket);
      const siblings = await ticketsOf(others.map((one) => one.ticket));
      return { incident, siblings: siblings.map(({ body }) => body), among: siblings };
    },
  };
}

/** The exclusive claim by which the open incident of a signal is found. */
export function incidentHold(signal: string): string {
  return `incident:${signal}`;
}
