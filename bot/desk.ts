// The desk: read → rule → commit, again if someone was faster. The only place where records change.
import { milestoneReached } from '../store/milestones.ts';
import { wordsNoted } from '../store/words.ts';
import type { Among, AnySaved, AuditLine, Change, Kind, Lease, RecordOf, Saved, Store } from '../store/store.ts';
import type { Statement } from '../store/statement.ts';
import { tiersAt } from '../support/approval-tier.ts';
import type { Effect } from '../support/effect.ts';
import { raiseAlert, type ThreatAlert, type ThreatenedDevice } from '../support/alert.ts';
import type { Category } from '../support/category.ts';
import { requestElevation, type ElevationDraft } from '../support/elevation.ts';
import { draftEscalation, type EscalationDraft } from '../support/escalation.ts';
import { suspectIncident } from '../support/incident.ts';
import { refuse, type Outcome, type Step } from '../support/outcome.ts';
import type { Person } from '../support/person.ts';
import type { Subject } from '../support/subject.ts';
import { openTicket, type Ticket, type TicketDraft } from '../support/ticket.ts';
import type { Announce } from './api/webhooks.ts';
import type { Clock } from './clock.ts';
import { todosOf } from './effects.ts';
import type { Facts } from './facts.ts';
import type { InForce } from './in-force.ts';
import { kindOf, type EventOf, type Life, type Lives, type Ruling } from './lives.ts';
import type { Runner } from './runner.ts';

/** Losing this often against others in a row is a fault, not bad luck. */
const patience = 100;
/** In the audit, whoever acts without being a person. */
const system = 'system';

/** Who presses what, once: the same press delivered twice has one effect. */
export interface Once {
  readonly key: string;
  readonly person: string;
}

export interface Desk {
  report(draft: TicketDraft, by: Person, once: Once, also?: Also): Promise<Outcome<Saved<'ticket'>>>;
  requestElevation(draft: ElevationDraft, by: Person, once: Once, also?: Also): Promise<Outcome<Saved<'elevation'>>>;
  draftEscalation(draft: EscalationDraft, by: Person, once: Once, also?: Also): Promise<Outcome<Saved<'escalation'>>>;
  /** Once for each threat and device, by nobody: an alert that is there already is given as it stands. */
  raiseAlert(threat: ThreatAlert, device: ThreatenedDevice): Promise<Outcome<Saved<'alert'>>>;
  /** By nobody, once for this ticket: when many report the same as it does. Refused with the incident about it that is open already, or because there are too few. */
  suspectIncident(about: { readonly category: Category; readonly subject: Subject }, ticket: Ticket): Promise<Outcome<Saved<'incident'>>>;
  /**
   * Lets an event happen to a record. Refusals of people are audited. `once` left out: the event is of the clock or of the bot itself.
   * `read`: the record as the caller has just read it; `also`: more to write in the same commit.
   */
  happen<K extends Kind>(kind: K, id: string, event: EventOf<K>, once?: Once, more?: { readonly read?: Saved<K>; readonly also?: Also }): Promise<Outcome<Saved<K>>>;
  /** Audits a refusal before any rule was asked. Words of ours and the id of a record only: nothing that was sent is kept. */
  refused(by: Person, action: string, reason: string, record?: string): Promise<void>;
}

type Draft = NonNullable<Change['draft']>;

/** More to write in the same commit, such as where the card of a new record hangs already. */
export type Also = (id: string) => readonly Statement[];

export interface DeskPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly lives: Lives;
  readonly facts: Facts;
  readonly inForce: InForce;
  /** Other systems that are told of it; none by default. */
  readonly announce?: Announce;
  /** Told of each step once it is committed; what it throws is nobody's. */
  readonly witness?: (was: AnySaved | undefined, saved: AnySaved) => void;
  /** Does what is to be done after each commit; undefined before it runs: it looks around when it begins. */
  readonly runner: () => Pick<Runner, 'along' | 'wake'> | undefined;
}

export function openDesk({ store, clock, lives, facts, inForce, announce, witness, runner }: DeskPorts): Desk {
  async function commit<K extends Kind>(
    life: Life<K>, kind: K, id: string, was: Saved<K> | undefined, step: Step<RecordOf<K>, Effect>, among: Among, audit: AuditLine, draft?: Draft, also?: Also,
  ): Promise<Saved<K> | false> {
    const version = (was?.version ?? 0) + 1;
    const reached = life.milestones?.(step.next, was?.body).map((milestone) => milestoneReached(id, audit.at, milestone)) ?? [];
    const change: Change<K> = {
      kind, id, was, among,
      next: step.next,
      facets: life.facets(step.next),
      ...(draft && { draft }),
      audit,
      todos: [
        ...step.effects.flatMap((effect, at) => todosOf(effect, id, version, at, audit.at)),
        ...announce?.(kind, id, version, audit.at) ?? [],
      ],
      hangs: life.targets(step.next),
      refresh: [id, ...step.effects.flatMap((effect) => (effect.do === 'refresh' ? [effect.record] : []))],
      also: [...wordsNoted(id, was?.createdAt ?? audit.at, life.words?.(step.next, was?.body) ?? []), ...reached, ...also?.(id) ?? []],
    };
    const commit = (lease?: Lease) => store.commit(change, lease);
    const running = runner();
    const done = await (running?.along(commit) ?? commit());
    if (!done) return false;
    // Of what `also` queues, such as files to attach, the commit knows nothing; nor does a runner of one that it began and looked around during.
    if (also || !running) runner()?.wake();
    witness?.(was as AnySaved | undefined, done.saved as AnySaved);
    return done.saved;
  }

  /** Of an id, only one that could be a record's: the audit keeps nothing that somebody made up. */
  async function refused(by: Person, action: string, reason: string, record?: string): Promise<void> {
    const about = record !== undefined && kindOf(record) !== undefined && { record };
    await store.note({ at: clock.now(), actor: by.id, action, detail: { refused: reason }, ...about });
  }

  async function open<K extends Kind>(
    kind: K, by: Person | undefined, once: Once, detail: object, begin: (id: string, now: number) => Promise<Ruling<K>>, also?: Also,
  ): Promise<Outcome<Saved<K>>> {
    const action = { ticket: 'ticket/report', elevation: 'elevation/request', escalation: 'escalation/draft', alert: 'alert/raise', incident: 'incident/suspect' }[kind];
    const draft = draftOf(action, once);
    let id: string | undefined;
    for (let tries = 0; tries < patience; tries += 1) {
      const before = await store.byDraft(draft.id, draft.person);
      const same = before && await store.get(kind, before.id);
      if (same) return { ok: true, value: same };
      const now = clock.now();
      // A number is drawn only for what the rule accepts: the first answer is asked under a name nobody sees.
      const { outcome } = await begin(id ?? `${kind}-to-be`, now);
      if (!outcome.ok) {
        if (by) await refused(by, action, outcome.refusal.reason);
        return outcome;
      }
      id ??= await store.nextId(kind);
      const { outcome: begun, among } = await begin(id, now);
      if (!begun.ok) continue;
      const saved = await commit(lives[kind], kind, id, undefined, begun.value, among, { at: now, actor: by?.id ?? system, action, detail }, draft, also);
      if (saved) return { ok: true, value: saved };
    }
    throw new Error(`${kind} of ${once.person} could not be opened: someone was faster ${patience} times`);
  }

  return {
    refused,
    report: (draft, by, once, also) =>
      open('ticket', by, once, { category: draft.category, affected: draft.affected.id }, async (id, now) =>
        ({ outcome: openTicket(id, draft, by, (await inForce()).policy.ticket, now), among: [] }), also),

    requestElevation: (draft, by, once, also) =>
      open('elevation', by, once, { ticket: draft.ticket, device: draft.device, minutes: draft.minutes, actions: draft.actions, ...(draft.breakGlass && { breakGlass: draft.breakGlass.reason }) }, async (id, now) => {
        const { policy } = await inForce();
        const { tiers } = tiersAt(policy.elevation.approval, now);
        const around = await facts.forElevationRequest(draft.ticket, draft.device, by.id, tiers);
        return { outcome: requestElevation(id, draft, by, around, policy.elevation, now), among: around.among };
      }, also),

    draftEscalation: (draft, by, once, also) =>
      open('escalation', by, once, { ticket: draft.ticket, severity: draft.severity, requestType: draft.requestType }, async (id, now) => {
        const around = await facts.forEscalation(draft.ticket);
        return { outcome: draftEscalation(id, draft, by, around, (await inForce()).policy.escalation, now), among: around.among };
      }, also),

    raiseAlert: (threat, device) =>
      open('alert', undefined, { key: `${threat.id} ${device.id}`, person: system }, { threat: threat.id, device: device.id, severity: threat.severity },
        async (id, now) => ({ outcome: raiseAlert(id, threat, device, await facts.forAlert(device.id), (await inForce()).policy.alert, now), among: [] })),

    suspectIncident: (about, ticket) =>
      open('incident', undefined, { key: `${ticket.id} ${about.subject.kind} ${about.subject.name}`, person: system }, { ticket: ticket.id, category: about.category, subject: about.subject },
        async (id, now) => {
          const policy = (await inForce()).policy.incident;
          return { outcome: suspectIncident(id, about, await facts.forSuspicion(about, ticket.openedAt - policy.window), policy, now), among: [] };
        }),

    async happen(kind, id, event, once, { read, also } = {}) {
      const draft = once && draftOf(`${id} ${event.kind}`, once);
      for (let tries = 0; tries < patience; tries += 1) {
        const was = tries === 0 && read ? read : await store.get(kind, id);
        if (!was) {
          if ('by' in event) await refused(event.by, event.kind, 'not-found', id);
          return refuse('not-found', { id });
        }
        const now = clock.now();
        const { outcome, among } = await lives[kind].advance(was, event, now);
        // The draft guards the commit; so it is asked for only where a press delivered again would be refused, or was too late.
        if (draft && (!outcome.ok || tries > 0) && await store.byDraft(draft.id, draft.person)) return { ok: true, value: await store.get(kind, id) ?? was };
        if (!outcome.ok) {
          if ('by' in event) await refused(event.by, event.kind, outcome.refusal.reason, id);
          return outcome;
        }
        const actor = 'by' in event ? event.by.id : 'system';
        const saved = await commit(lives[kind], kind, id, was, outcome.value, among, { at: now, actor, action: event.kind, detail: detailOf(event) }, draft, also);
        if (saved) return { ok: true, value: saved };
      }
      throw new Error(`${event.kind} on ${id} found someone faster ${patience} times`);
    },
  };
}

/** A key is the caller's, often a client's own: the same one for another act is another press. */
function draftOf(act: string, { key, person }: Once): Draft {
  return { id: draftKey(act, key), person };
}

/** By which the store knows the press, or the record that was made by it. */
export function draftKey(act: string, key: string): string {
  return `${act} ${key}`;
}

/** The event as the audit keeps it: all of it but the person, who is the actor. */
function detailOf(event: object): object {
  return Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'kind' && key !== 'by'));
}
