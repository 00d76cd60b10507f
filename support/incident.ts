// The life of a major incident: suspected → confirmed → escalated → resolved, dismissed by an IT admin, or lapsed when nobody decides.
import type { AdminContacts } from './admin-contact.ts';
import { focusOf, type Category } from './category.ts';
import { tell, toChannel, type Effect, type HistoryLine } from './effect.ts';
import type { Escalation } from './escalation-record.ts';
import { isConfirmed, isOpenIncident, peopleOf, reportOf, type Incident, type IncidentState, type Report } from './incident-record.ts';
import { become, refuse, type Outcome, type Step } from './outcome.ts';
import { refOf, type Person, type PersonRef } from './person.ts';
import { may, noRight } from './rights.ts';
import type { Subject } from './subject.ts';
import type { Ticket } from './ticket-record.ts';

export * from './incident-record.ts';

/** So many distinct people within `window` (ms) make an incident; one that nobody has decided lapses `lapseAfter` (ms) later. */
export interface IncidentPolicy {
  readonly window: number;
  readonly threshold: number;
  readonly lapseAfter: number;
  readonly adminContacts: AdminContacts;
}

/** What is true around a suspicion: the open incident about the same, the tickets about it of late (the newest first), those in open incidents, and what was made of the last one. */
export interface SuspicionFacts {
  readonly open: string | undefined;
  readonly alike: readonly Ticket[];
  readonly taken: ReadonlySet<string>;
  readonly last: Incident | undefined;
}

/** `carrier` is the ticket that an escalation can be drafted on; `escalation` is the one that it was handed over as. */
export interface IncidentFacts {
  readonly carrier: string | undefined;
  readonly escalation: Escalation | undefined;
}

export type IncidentEvent =
  | { readonly kind: 'incident/confirm'; readonly by: Person }
  | { readonly kind: 'incident/dismiss'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'incident/escalate'; readonly by: Person }
  | { readonly kind: 'incident/resolve'; readonly by: Person; readonly resolution: string }
  | { readonly kind: 'incident/join'; readonly report: Report }
  | { readonly kind: 'incident/leave'; readonly ticket: string }
  | { readonly kind: 'incident/escalated'; readonly escalation: string }
  | { readonly kind: 'incident/not-escalated' }
  | { readonly kind: 'incident/escalation-ended' }
  | { readonly kind: 'incident/lapse' };

export type IncidentOutcome = Outcome<Step<Incident, Effect>>;

/** What was dismissed is suspected again within the window only when it has grown so many times. */
const considerably = 2;

export function suspectIncident(
  id: string, about: { readonly category: Category; readonly subject: Subject }, facts: SuspicionFacts, policy: IncidentPolicy, now: number,
): IncidentOutcome {
  if (facts.open !== undefined) return refuse('incident-open', { id: facts.open });
  const counted = facts.alike.filter((ticket) => counts(ticket, facts.taken)).map(reportOf).toReversed().toSorted((one, other) => one.at - other.at);
  const reports = sinceMany(counted, policy);
  if (reports.length === 0 || isQuiet(facts.last, peopleOf(reports), policy, now)) return refuse('nothing-new');
  const suspected: Incident = {
    id, category: about.category, subject: about.subject, reports, suspectedAt: now, state: { kind: 'suspected' }, history: [{ at: now, what: 'incident/suspect' }],
  };
  return become<Incident, Effect>(suspected, inform(reports), { do: 'timer', kind: 'incident/lapse', at: now + policy.lapseAfter });
}

/** From the first on with which so many people report within the window: it counts when they did, not when they are looked at. */
function sinceMany(reports: readonly Report[], { window, threshold }: IncidentPolicy): readonly Report[] {
  const begin = reports.findIndex((first) => peopleOf(reports.filter(({ at }) => at >= first.at && at < first.at + window)) >= threshold);
  return begin === -1 ? [] : reports.slice(begin);
}

/** Neither what was taken back, nor what is or was part of an incident already, nor what staff found to belong to none. */
function counts({ id, state, incident, history }: Ticket, taken: ReadonlySet<string>): boolean {
  return state.kind !== 'withdrawn' && !incident && !taken.has(id) && !history.some(({ what }) => what === 'ticket/leave');
}

function isQuiet(last: Incident | undefined, people: number, { window }: IncidentPolicy, now: number): boolean {
  return last?.state.kind === 'dismissed' && now < last.state.at + window && people < considerably * last.state.people;
}

export function advanceIncident(was: Incident, event: IncidentEvent, facts: IncidentFacts, policy: IncidentPolicy, now: number): IncidentOutcome {
  return 'by' in event ? pressed(was, event, facts, policy, now) : happened(was, event, facts, policy, now);
}

type Pressed = Extract<IncidentEvent, { readonly by: Person }>;

function pressed(was: Incident, event: Pressed, facts: IncidentFacts, policy: IncidentPolicy, now: number): IncidentOutcome {
  const { state } = was;
  if (!may(event.by, event.kind)) return refuse(noRight(event.by, event.kind));
  if (!isOpenIncident(was)) return refuse('incident-ended', { id: was.id });
  const by = refOf(event.by);

  switch (event.kind) {
    case 'incident/confirm':
      if (isConfirmed(state.kind)) return refuse('incident-confirmed', { id: was.id });
      return step(was, { kind: 'confirmed', by, at: now }, { at: now, what: event.kind, by }, ...known(was, by));

    case 'incident/dismiss':
      if (state.kind === 'escalating' || state.kind === 'escalated') return refuse('incident-escalated', { id: was.id });
      if (event.reason.trim() === '') return refuse('reason-needed');
      return step(was, { kind: 'dismissed', by, reason: event.reason, people: peopleOf(was.reports), at: now },
        { at: now, what: event.kind, by, words: event.reason }, inform(was.reports));

    case 'incident/escalate': {
      if (state.kind === 'escalating' || state.kind === 'escalated') return refuse('incident-escalated', { id: was.id });
      const focus = focusOf(was.category);
      if (!policy.adminContacts[focus]) return refuse('admin-contact-missing', { focus });
      if (facts.carrier === undefined) return refuse('incident-no-ticket', { id: was.id });
      return step(was, { kind: 'escalating', by, at: now }, { at: now, what: event.kind, by },
        { do: 'draft-escalation' }, ...(state.kind === 'suspected' ? known(was, by) : []));
    }

    case 'incident/resolve':
      if (event.resolution.trim() === '') return refuse('text-needed');
      return resolve(was, event.kind, by, event.resolution, now);
  }
}

function happened(was: Incident, event: Exclude<IncidentEvent, Pressed>, facts: IncidentFacts, policy: IncidentPolicy, now: number): IncidentOutcome {
  const { state } = was;
  switch (event.kind) {
    case 'incident/join': {
      if (!isOpenIncident(was)) return refuse('incident-ended', { id: was.id });
      if (was.reports.some(({ ticket }) => ticket === event.report.ticket)) return refuse('nothing-new');
      return become<Incident, Effect>({ ...was, reports: [...was.reports, event.report] }, inform([event.report]));
    }

    case 'incident/leave': {
      const reports = was.reports.filter(({ ticket }) => ticket !== event.ticket);
      if (!isOpenIncident(was) || reports.length === was.reports.length) return refuse('nothing-new');
      const left = state.kind === 'suspected' && reports.length === 0 ? { kind: 'lapsed', at: now } as const : state;
      return step({ ...was, reports }, left, { at: now, what: event.kind, words: event.ticket });
    }

    case 'incident/escalated':
      if (state.kind !== 'escalating') return refuse('nothing-new');
      return step(was, { ...state, kind: 'escalated', escalation: event.escalation }, { at: now, what: event.kind, words: event.escalation });

    case 'incident/not-escalated':
      if (state.kind !== 'escalating') return refuse('nothing-new');
      return step(was, { ...state, kind: 'confirmed' }, { at: now, what: event.kind }, tell(toChannel('it-admin'), 'incident-not-escalated', { id: was.id }));

    case 'incident/escalation-ended': {
      if (state.kind !== 'escalated' || !facts.escalation) return refuse('nothing-new');
      const { escalation, ...confirmed } = state;
      const solved = solutionOf(facts.escalation);
      if (solved === 'open') return refuse('nothing-new');
      if (solved) return resolve(was, event.kind, solved.by, solved.resolution, now);
      return step(was, { ...confirmed, kind: 'confirmed' }, { at: now, what: 'incident/escalation-lost', words: escalation },
        tell(toChannel('it-admin'), 'incident-escalation-lost', { id: was.id, escalation }));
    }

    case 'incident/lapse':
      if (state.kind !== 'suspected') return refuse('nothing-new');
      if (now < was.suspectedAt + policy.lapseAfter) return refuse('not-yet');
      return step(was, { kind: 'lapsed', at: now }, { at: now, what: event.kind }, inform(was.reports));
  }
}

function resolve(was: Incident, what: string, by: PersonRef, resolution: string, now: number): IncidentOutcome {
  return step(was, { kind: 'resolved', by, resolution, at: now }, { at: now, what, by, words: resolution }, inform(was.reports));
}

/** Who solved it and how; undefined: it ended without. */
function solutionOf({ state, history }: Escalation): { readonly by: PersonRef; readonly resolution: string } | 'open' | undefined {
  switch (state.kind) {
    case 'resolved': return { by: state.by, resolution: state.note };
    case 'closed': {
      const line = history.findLast(({ what }) => what === 'escalation/resolve');
      return state.because === 'resolved' && line?.by && line.words !== undefined ? { by: line.by, resolution: line.words } : undefined;
    }
    case 'declined':
    case 'transferred': return undefined;
    case 'handed-off':
    case 'proposed':
    case 'filed':
    case 'accepted':
    case 'awaiting-answer':
    case 'mitigated': return 'open';
  }
}

/** Staff hear that it is one, its tickets learn it, and by them their users. */
function known(was: Incident, by: PersonRef): readonly Effect[] {
  const data = { id: was.id, name: by.name, subject: was.subject.name, category: was.category, count: String(peopleOf(was.reports)) };
  return [tell(toChannel('support'), 'incident-confirmed', data), inform(was.reports)];
}

function inform(reports: readonly Report[]): Effect {
  return { do: 'inform-tickets', tickets: reports.map(({ ticket }) => ticket) };
}

function step(was: Incident, state: IncidentState, line: HistoryLine, ...effects: readonly Effect[]): IncidentOutcome {
  return become<Incident, Effect>({ ...was, state, history: [...was.history, line] }, ...effects);
}
