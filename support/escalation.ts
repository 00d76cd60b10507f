// The life of an escalation to Operations, and the Sev C rule: no road leads an A or B from staff to Operations.
import type { Agreement } from './agreement.ts';
import { focusOf, type FocusArea } from './category.ts';
import type { Device } from './device.ts';
import { tell, toChannel, toPerson, type Effect, type HistoryLine, type Target } from './effect.ts';
import type { Coverage, Escalation, EscalationDraft, EscalationState, Filing, RequestType } from './escalation-record.ts';
import { become, refuse, type Outcome, type Step } from './outcome.ts';
import { holds, refOf, type Person } from './person.ts';
import { may, noRight, type Act } from './rights.ts';
import { isWorse, type Severity } from './severity.ts';
import { isOpenTicket, type Ticket } from './ticket.ts';

export * from './escalation-record.ts';

export interface EscalationFacts {
  readonly ticket: Ticket | undefined;
  readonly device: Device | undefined;
}

/** `adminContacts` by focus area; `remindAfter` (ms) doubles with every reminder of an unfiled hand-off; `agreement` is the one with Operations. */
export interface EscalationPolicy {
  readonly adminContacts: Readonly<Record<FocusArea, string>>;
  readonly remindAfter: number;
  readonly agreement: Agreement;
}

export type EscalationEvent =
  | { readonly kind: 'escalation/file'; readonly by: Person; readonly contact: string; readonly commitment: boolean; readonly coverage: Coverage | '' }
  | { readonly kind: 'escalation/decline'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'escalation/regrade'; readonly by: Person; readonly severity: Severity; readonly reason: string }
  | { readonly kind: 'escalation/accept'; readonly by: Person }
  | { readonly kind: 'escalation/ask'; readonly by: Person; readonly question: string }
  | { readonly kind: 'escalation/answer'; readonly by: Person; readonly answer: string }
  | { readonly kind: 'escalation/update'; readonly by: Person; readonly note: string }
  | { readonly kind: 'escalation/mitigate'; readonly by: Person; readonly note: string }
  | { readonly kind: 'escalation/resolve'; readonly by: Person; readonly note: string }
  | { readonly kind: 'escalation/remind' };

export type EscalationOutcome = Outcome<Step<Escalation, Effect>>;

/** Requests for information and for a change are always Sev C (admin support page, "Request types"). */
export function severityFor(requestType: RequestType, severity: Severity): Severity {
  return requestType === 'incident' ? severity : 'C';
}

/** Only for Sev B is there a choice: A is worked around the clock, C in support hours (admin support page, "Severity"). */
function coverageFor(severity: Severity, chosen: Coverage | ''): Coverage | '' {
  if (severity === 'B') return chosen;
  return severity === 'A' ? '24x7' : 'support-hours';
}

export function draftEscalation(
  id: string, draft: EscalationDraft, by: Person, facts: EscalationFacts, policy: EscalationPolicy, now: number,
): EscalationOutcome {
  if (!may(by, 'escalation/draft')) return refuse(noRight(by, 'escalation/draft'));
  if (!facts.ticket) return refuse('not-found', { id: draft.ticket });
  if (!isOpenTicket(facts.ticket)) return refuse('ticket-ended', { id: draft.ticket });
  if (facts.device?.ring === 'Test') return refuse('test-ring', { device: facts.device.name });
  if (draft.title.trim() === '' || draft.description.trim() === '') return refuse('text-needed');
  if (draft.contact.trim() === '') return refuse('contact-needed');
  const severity = severityFor(draft.requestType, draft.severity);
  const base: Omit<Escalation, 'state'> = {
    ...draft, id, severity, filer: refOf(by), draftedAt: now, history: [{ at: now, what: 'escalation/draft', by: refOf(by) }],
  };
  const refresh: Effect = { do: 'refresh', record: draft.ticket };
  if (severity !== 'C') return handOff(base, now, policy, refresh);
  if (!may(by, 'escalation/file')) return become<Escalation, Effect>({ ...base, state: { kind: 'proposed' } }, refresh);
  const filing: Filing = { by: refOf(by), contact: draft.contact, coverage: 'support-hours', at: now };
  return become<Escalation, Effect>({ ...base, state: { kind: 'filed', filing } }, refresh);
}

export function advanceEscalation(was: Escalation, event: EscalationEvent, policy: EscalationPolicy, now: number): EscalationOutcome {
  const { state } = was;
  if (event.kind === 'escalation/remind') return remind(was, policy, now);
  const act: Act = event.kind === 'escalation/file' && was.severity !== 'C' ? 'escalation/file-a-b' : event.kind;
  if (!may(event.by, act)) return refuse(noRight(event.by, act, act === 'escalation/file-a-b' ? 'it-admin-only' : 'not-allowed'), { severity: was.severity });

  switch (event.kind) {
    case 'escalation/file': {
      if (state.kind !== 'handed-off' && state.kind !== 'proposed') return refuse('escalation-not-open');
      if (event.contact.trim() === '') return refuse('contact-needed');
      if (was.severity !== 'C' && !event.commitment) return refuse('commitment-needed');
      const coverage = coverageFor(was.severity, event.coverage);
      if (coverage === '') return refuse('coverage-needed');
      const filing: Filing = { by: refOf(event.by), contact: event.contact, coverage, at: now };
      return step(was, event, now, { kind: 'filed', filing }, tellFiler(was, event, 'escalation-filed'));
    }

    case 'escalation/decline':
      if (state.kind !== 'handed-off' && state.kind !== 'proposed') return refuse('escalation-not-open');
      if (event.reason.trim() === '') return refuse('reason-needed');
      return step(was, event, now, { kind: 'declined', by: refOf(event.by), reason: event.reason, at: now },
        tellFiler(was, event, 'escalation-declined', event.reason));

    case 'escalation/regrade':
      return regrade(was, event, policy, now);

    case 'escalation/accept':
      if (state.kind !== 'filed') return refuse('escalation-not-open');
      return step(was, event, now, { kind: 'accepted', filing: state.filing, by: refOf(event.by) }, tellFiler(was, event, 'escalation-accepted'));

    case 'escalation/ask':
      if (state.kind !== 'accepted') return refuse('escalation-not-open');
      if (event.question.trim() === '') return refuse('text-needed');
      return step(was, event, now, { ...state, kind: 'awaiting-answer', question: event.question },
        tellFiler(was, event, 'escalation-asked', event.question));

    case 'escalation/answer':
      if (event.by.id !== was.filer.id && !holds(event.by, 'it-admin')) return refuse('not-the-filer', { name: was.filer.name });
      if (state.kind !== 'awaiting-answer') return refuse('not-waiting');
      if (event.answer.trim() === '') return refuse('text-needed');
      return step(was, event, now, { kind: 'accepted', filing: state.filing, by: state.by },
        tell(toPerson(state.by), 'escalation-answered', { id: was.id, name: event.by.name, words: event.answer }));

    case 'escalation/update':
      if (state.kind !== 'accepted' && state.kind !== 'awaiting-answer') return refuse('escalation-not-open');
      if (event.note.trim() === '') return refuse('text-needed');
      return step(was, event, now, state, tellFiler(was, event, 'escalation-updated', event.note));

    case 'escalation/mitigate':
      if (state.kind !== 'accepted' && state.kind !== 'awaiting-answer') return refuse('escalation-not-open');
      if (event.note.trim() === '') return refuse('text-needed');
      return step(was, event, now, { kind: 'mitigated', filing: state.filing, by: refOf(event.by), note: event.note },
        tellFiler(was, event, 'escalation-mitigated', event.note));

    case 'escalation/resolve':
      if (state.kind !== 'accepted' && state.kind !== 'awaiting-answer' && state.kind !== 'mitigated') return refuse('escalation-not-open');
      if (event.note.trim() === '') return refuse('text-needed');
      return step(was, event, now, { kind: 'resolved', filing: state.filing, by: refOf(event.by), note: event.note },
        tellFiler(was, event, 'escalation-resolved', event.note));
  }
}

export function isOpenEscalation(escalation: Escalation): boolean {
  return escalation.state.kind !== 'declined' && escalation.state.kind !== 'resolved';
}

export function escalationTargets(escalation: Escalation): readonly Target[] {
  const { state, filer } = escalation;
  const channel = state.kind === 'handed-off' ? 'it-admin' : state.kind === 'proposed' ? 'escalation' : 'filing' in state ? 'operations' : undefined;
  return [...(channel ? [toChannel(channel)] : []), toPerson(filer)];
}

function handOff(base: Omit<Escalation, 'state'>, now: number, policy: EscalationPolicy, ...effects: readonly Effect[]): EscalationOutcome {
  const focus = focusOf(base.category);
  const adminContact = policy.adminContacts[focus];
  const remindAt = now + policy.remindAfter;
  return become<Escalation, Effect>({ ...base, state: { kind: 'handed-off', focus, adminContact, reminders: 0, remindAt } }, ...effects,
    tell(toPerson(base.filer), 'escalation-handed-off', { id: base.id, severity: base.severity, contact: adminContact }),
    { do: 'timer', kind: 'escalation/remind', at: remindAt });
}

/** Operations may only lower, and only what was filed; the IT admin may do both. A raise asks for a new commitment: the IT admin files it (again). */
function regrade(was: Escalation, event: Extract<EscalationEvent, { kind: 'escalation/regrade' }>, policy: EscalationPolicy, now: number): EscalationOutcome {
  const { state } = was;
  if (!isOpenEscalation(was)) return refuse('escalation-not-open');
  if (!('filing' in state) && !holds(event.by, 'it-admin')) return refuse('escalation-not-open');
  if (event.severity === was.severity) return refuse('same-severity', { severity: was.severity });
  if (severityFor(was.requestType, event.severity) !== event.severity) return refuse('severity-fixed');
  const raised = isWorse(event.severity, was.severity);
  if (raised && !holds(event.by, 'it-admin')) return refuse('operations-only-lower');
  if (event.reason.trim() === '') return refuse('reason-needed');
  const graded = { ...was, severity: event.severity };
  if (raised && state.kind !== 'handed-off') {
    const line: HistoryLine = { at: now, what: event.kind, by: refOf(event.by), words: event.reason };
    return handOff({ ...graded, history: [...was.history, line] }, now, policy, { do: 'refresh', record: was.ticket });
  }
  if (state.kind === 'handed-off' && event.severity === 'C') return step(graded, event, now, { kind: 'proposed' });
  return step(graded, event, now, state);
}

function remind(was: Escalation, policy: EscalationPolicy, now: number): EscalationOutcome {
  const { state } = was;
  if (state.kind !== 'handed-off') return refuse('escalation-not-open');
  if (now < state.remindAt) return refuse('not-yet');
  const reminders = state.reminders + 1;
  const remindAt = now + policy.remindAfter * 2 ** reminders;
  return become<Escalation, Effect>({ ...was, state: { ...state, reminders, remindAt } },
    tell('it-admins', 'escalation-reminder', { id: was.id, severity: was.severity, name: was.filer.name, contact: was.contact }),
    { do: 'timer', kind: 'escalation/remind', at: remindAt });
}

function tellFiler(was: Escalation, event: { readonly by: Person }, text: Parameters<typeof tell>[1], words = ''): Effect {
  return tell(toPerson(was.filer), text, { id: was.id, name: event.by.name, words });
}

function step(was: Escalation, event: Exclude<EscalationEvent, { kind: 'escalation/remind' }>, now: number, state: EscalationState, ...effects: readonly Effect[]): EscalationOutcome {
  const words = wordsOf(event);
  const line: HistoryLine = { at: now, what: event.kind, by: refOf(event.by), ...(words && { words }) };
  return become<Escalation, Effect>({ ...was, state, history: [...was.history, line] }, ...effects, { do: 'refresh', record: was.ticket });
}

function wordsOf(event: Exclude<EscalationEvent, { kind: 'escalation/remind' }>): string {
  switch (event.kind) {
    case 'escalation/decline':
    case 'escalation/regrade': return event.reason;
    case 'escalation/ask': return event.question;
    case 'escalation/answer': return event.answer;
    case 'escalation/update':
    case 'escalation/mitigate':
    case 'escalation/resolve': return event.note;
    case 'escalation/file':
    case 'escalation/accept': return '';
  }
}
