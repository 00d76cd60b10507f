// What is true around a record at this moment: read from the store, the devices and the directory; judged by the rules, shown on cards.
import type { Around } from '../cards/context.ts';
import type { Among, AnySaved, Store } from '../store/store.ts';
import type { ApprovalTier, Approver, Approvers } from '../support/approval-tier.ts';
import type { Device } from '../support/device.ts';
import { freezes, type AlertFacts } from '../support/alert.ts';
import { grantOf, type Grant } from '../support/access-budget.ts';
import type { ElevationFacts, RequestFacts } from '../support/elevation.ts';
import type { EscalationFacts } from '../support/escalation.ts';
import { answerLimits } from '../support/escalation-answer.ts';
import { escalationClock } from '../support/escalation-clock.ts';
import { tierOf } from '../support/given-role.ts';
import type { PersonRef } from '../support/person.ts';
import type { Ticket, TicketEvent, TicketFacts } from '../support/ticket.ts';
import { ticketClock } from '../support/ticket-clock.ts';
import { answerBy } from '../support/ticket-silence.ts';
import { DevicesUnread, type Devices } from './devices.ts';
import type { Directory } from './directory.ts';
import { aroundIncidents, type AroundIncidents } from './incident-facts.ts';
import type { InForce } from './in-force.ts';
import type { Policy } from './policy.ts';

const nobody: Approvers = { people: [], whole: true };
const recent = 30 * 24 * 60 * 60 * 1000;
/** One is enough to freeze a device; a card that counts so many need not count on. */
const mostAlerts = 50;

/** More requests than anybody makes in a day. */
const mostGrants = 100;

/** What a rule is told, and the records that this was read from. */
export type Told<Facts> = Facts & { readonly among: Among };

export interface Facts extends Pick<AroundIncidents, 'forSuspicion' | 'forIncident'> {
  forTicket(ticket: Ticket, event: TicketEvent): Promise<Told<TicketFacts>>;
  /**
   * `device` is the one asked for; of the people whom `tiers` ask for, `requester` is none of the approvers. What the requester was granted is read only
   * where it is `judged`.
   */
  forElevation(ticket: string, device: string, requester: string, tiers: readonly ApprovalTier[], judged: { readonly grants: boolean }): Promise<Told<ElevationFacts>>;
  forElevationRequest(ticket: string, device: string, requester: string, tiers: readonly ApprovalTier[]): Promise<Told<RequestFacts>>;
  /** Those whom the tiers ask for, the requester left out. */
  approvers(requester: string, tiers: readonly ApprovalTier[]): Promise<Approvers>;
  forEscalation(ticket: string): Promise<Told<EscalationFacts>>;
  forAlert(device: string): Promise<AlertFacts>;
  /** All that the record's cards show besides the record itself. */
  around(record: AnySaved, now: number): Promise<Around>;
}

export function readFacts(store: Store, devices: Devices, directory: Directory, inForce: InForce): Facts {
  const ticketOf = async (id: string): Promise<Told<{ readonly ticket: Ticket | undefined }>> => {
    const ticket = await store.get('ticket', id);
    return { ticket: ticket?.body, among: ticket ? [ticket] : [] };
  };
  /** While devices cannot be read, what was known of this one: enough for a card, not for a decision. */
  const seen = async (id: string): Promise<{ readonly device: Device | undefined; readonly unread: boolean }> => {
    try {
      return { device: await devices.get(id), unread: false };
    } catch (error) {
      if (error instanceof DevicesUnread) return { device: error.known[0], unread: true };
      throw error;
    }
  };
  const deviceOf = async (id: string | undefined): Promise<Device | undefined> => (id === undefined ? undefined : (await seen(id)).device);
  const approvers = async (requester: string, tiers: readonly ApprovalTier[]): Promise<Approvers> => {
    const held = await Promise.all(tiers.map(async ({ role }) => ({ role, members: await directory.members(role) })));
    const people = new Map<string, Approver>();
    for (const { role, members } of held) {
      for (const one of members.people) people.set(one.id, { ...one, roles: [...people.get(one.id)?.roles ?? [], role] });
    }
    people.delete(requester);
    return { people: [...people.values()], whole: held.every(({ members }) => members.whole) };
  };

  const openAlerts = async (device: string) =>
    (await store.ofDevice(device, { kinds: ['alert'], open: true, limit: mostAlerts })).filter((saved) => saved.kind === 'alert' && freezes(saved.body)).length;

  /** Newest first: today's are among them, whatever their person asks for. */
  const grantsOf = async (person: string): Promise<readonly Grant[]> => {
    const requests = await store.requestsOf(person, { kinds: ['elevation'], limit: mostGrants });
    const grants = requests.flatMap((saved) => {
      const grant = saved.kind === 'elevation' && saved.body.requester.id === person ? grantOf(saved.body) : undefined;
      return grant ? [grant] : [];
    });
    // Requests that are cancelled again must not push out of sight what was granted: whatever may lie behind them is taken for all there is.
    const oldest = requests.length === mostGrants ? requests.at(-1) : undefined;
    return oldest ? [...grants, { granted: Infinity, from: oldest.updatedAt }] : grants;
  };

  async function forElevation(
    ticket: string, device: string, requester: string, tiers: readonly ApprovalTier[], judged: { readonly grants: boolean },
  ): Promise<Told<ElevationFacts>> {
    const [{ people, whole }, { device: known, unread }] = await Promise.all([approvers(requester, tiers), seen(device)]);
    return {
      ...await ticketOf(ticket),
      device: known,
      ...(unread && { deviceUnread: true }),
      heldBy: await store.holder(holdOn(device)),
      openAlerts: await openAlerts(device),
      grants: judged.grants ? await grantsOf(requester) : [],
      approvers: people,
      ...(!whole && { approversUnread: true }),
    };
  }

  /** Whoever works this tier or a higher one; those of the escalation team work every tier. */
  const colleaguesOf = async (tier: number): Promise<readonly PersonRef[]> => {
    const working = (await directory.held()).filter(({ role }) => role === 'escalation-team' || (tierOf(role) ?? 0) >= tier);
    const people = working.flatMap(({ sources }) => sources.flatMap((source) => source.people ?? []));
    return [...new Map(people.map((one) => [one.id, one])).values()];
  };

  const incidents = aroundIncidents(store, async (device) => (await deviceOf(device))?.ring);

  const followersOf = async (ticket: string): Promise<readonly Ticket[]> =>
    (await store.linked(ticket)).flatMap((other) => (other.kind === 'ticket' && other.body.state.kind === 'duplicate' ? [other.body] : []));

  return {
    async forTicket(was, event) {
      const of = event.kind === 'ticket/duplicate' ? event.of : was.state.kind === 'duplicate' ? was.state.of : undefined;
      const { ticket: main, among } = of === undefined ? { ticket: undefined, among: [] } : await ticketOf(of);
      const assigning = event.kind === 'ticket/assign';
      const assignee = assigning ? await directory.person(event.assignee) : undefined;
      const device = event.kind === 'ticket/route' ? await deviceOf(was.device?.id) : undefined;
      const incident = 'incident' in event ? event.incident : event.kind === 'ticket/reopen' ? was.incident?.id : undefined;
      const around = incident === undefined ? { among: [] } : await incidents.forTicketOf(incident, was);
      return {
        ...around,
        among: [...among, ...around.among],
        ...(main && { main }),
        followed: event.kind === 'ticket/duplicate' && (await followersOf(was.id)).length > 0,
        ...(assignee && { assignee }),
        colleagues: assigning ? await colleaguesOf(was.tier) : [],
        ...(device && { manufacturer: device.manufacturer }),
      };
    },
    approvers,
    forElevation,
    async forElevationRequest(ticket, device, requester, tiers) {
      const [around, { people }] = await Promise.all([forElevation(ticket, device, requester, tiers, { grants: true }), directory.members('it-admin')]);
      return { ...around, itAdmins: people };
    },
    async forEscalation(id) {
      const { ticket, among } = await ticketOf(id);
      return { ticket, device: await deviceOf(ticket?.device?.id), among };
    },
    forSuspicion: (about, since) => incidents.forSuspicion(about, since),
    forIncident: (incident, event) => incidents.forIncident(incident, event),
    forAlert: async (device) => ({ elevation: await store.holder(holdOn(device)) }),
    async around(record, now) {
      const ticket = record.kind === 'ticket' ? record.body : record.kind === 'alert' || record.kind === 'incident' ? undefined : (await ticketOf(record.body.ticket)).ticket;
      const [{ policy }, device, linked] = await Promise.all([
        inForce(),
        deviceOf(record.kind === 'elevation' || record.kind === 'alert' ? record.body.device.id : ticket?.device?.id),
        record.kind === 'ticket' ? store.linked(record.id) : [],
      ]);
      const base: Around = {
        ...owed(record, policy),
        ...(ticket && { ticket }),
        ...(device && { device }),
        elevations: linked.flatMap((other) => (other.kind === 'elevation' ? [other.body] : [])),
        duplicates: linked.flatMap((other) => (other.kind === 'ticket' && other.body.state.kind === 'duplicate' ? [other.id] : [])),
        routes: policy.ticket.routes,
        tiers: directory.tiers,
        escalations: linked.flatMap((other) => (other.kind === 'escalation' ? [other.body] : [])),
        approvers: nobody, recentOfDevice: 0, recentOfPerson: 0, openAlerts: 0,
      };
      if (record.kind !== 'elevation') return base;
      const { requester, device: wanted, tiers, state } = record.body;
      const listing = { kinds: ['elevation'], since: now - recent, limit: 50 } as const;
      const others = (records: readonly AnySaved[]) => records.filter(({ id }) => id !== record.id).length;
      return {
        ...base,
        approvers: state.kind === 'requested' ? await approvers(requester.id, tiers) : nobody,
        recentOfDevice: others(await store.ofDevice(wanted.id, listing)),
        recentOfPerson: others((await store.requestsOf(requester.id, listing)).filter((other) =>
          other.kind === 'elevation' && other.body.requester.id === requester.id)),
        openAlerts: await openAlerts(wanted.id),
      };
    },
  };
}

function owed(record: AnySaved, { ticket, escalation: { agreement } }: Policy): Pick<Around, 'clock' | 'answerBy'> {
  if (record.kind === 'ticket') {
    const until = answerBy(record.body, ticket);
    return { clock: ticketClock(record.body, ticket.agreement), ...(until !== undefined && { answerBy: until }) };
  }
  if (record.kind !== 'escalation') return { clock: { kind: 'stopped' } };
  const limits = answerLimits(record.body, agreement);
  return { clock: escalationClock(record.body, agreement), ...(limits && { answerBy: limits.told ? limits.closeAt : limits.answerBy }) };
}

/** The exclusive claim by which a device has one open elevation at most. */
export function holdOn(device: string): string {
  return `device:${device}`;
}
