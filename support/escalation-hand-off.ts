// The Sev C rule: what staff draft goes to Operations as a C alone; an A or B is handed to the IT admin, as is whatever gets that bad.
import { focusOf } from './category.ts';
import { tell, toPerson, type Effect, type HistoryLine } from './effect.ts';
import { contactFor, step, stepLeaves, type EscalationFacts, type EscalationOutcome, type EscalationPolicy, type EventOf } from './escalation-event.ts';
import { isOpenEscalation, type Coverage, type Escalation, type EscalationDraft, type Filing, type RequestType } from './escalation-record.ts';
import { become, refuse } from './outcome.ts';
import { holds, refOf, type Person } from './person.ts';
import { may, noRight } from './rights.ts';
import { isWorse, type Severity } from './severity.ts';
import { isOpenTicket } from './ticket-record.ts';

/** Requests for information and for a change are always Sev C (admin support page, "Request types"). */
export function severityFor(requestType: RequestType, severity: Severity): Severity {
  return requestType === 'incident' ? severity : 'C';
}

/** Only for Sev B is there a choice: A is worked around the clock, C in support hours (admin support page, "Severity"). */
export function coverageFor(severity: Severity, chosen: Coverage | ''): Coverage | '' {
  if (severity === 'B') return chosen;
  return severity === 'A' ? '24x7' : 'support-hours';
}

export function draftEscalation(
  id: string, draft: EscalationDraft, by: Person, facts: EscalationFacts, policy: EscalationPolicy, now: number,
): EscalationOutcome {
  if (!may(by, 'escalation/draft')) return refuse(noRight(by, 'escalation/draft'));
  if (!facts.ticket) return refuse('not-found', { id: draft.ticket });
  if (!isOpenTicket(facts.ticket)) return refuse('ticket-ended', { id: draft.ticket });
  if (facts.ticket.state.kind === 'duplicate') return refuse('is-duplicate', { main: facts.ticket.state.of });
  if (facts.device?.ring === 'Test') return refuse('test-ring', { device: facts.device.name });
  if (draft.title.trim() === '' || draft.description.trim() === '') return refuse('text-needed');
  if (draft.contact.trim() === '') return refuse('contact-needed');
  if (!contactFor(draft, policy)) return refuse('admin-contact-missing', { focus: focusOf(draft.category) });
  const severity = severityFor(draft.requestType, draft.severity);
  const drafted: HistoryLine = { at: now, what: 'escalation/draft', by: refOf(by) };
  const base: Omit<Escalation, 'state'> = { ...draft, id, severity, filer: refOf(by), draftedAt: now, history: [drafted] };
  if (severity !== 'C') return handOff(undefined, base, now, policy);
  if (!may(by, 'escalation/file')) return begin({ ...base, state: { kind: 'proposed' } }, policy);
  const filing: Filing = { by: refOf(by), contact: draft.contact, coverage: 'support-hours', at: now };
  return begin({ ...base, state: { kind: 'filed', filing }, history: [drafted, { ...drafted, what: 'escalation/file', severity }] }, policy);
}

function begin(next: Escalation, policy: EscalationPolicy): EscalationOutcome {
  return become(next, ...stepLeaves(undefined, next, policy));
}

/** Operations may only lower, and only what was filed; the IT admin may do both. A raise asks for a new commitment: the IT admin files it (again). */
export function regrade(was: Escalation, { kind, by, severity, reason }: EventOf<'escalation/regrade'>, policy: EscalationPolicy, now: number): EscalationOutcome {
  const { state } = was;
  if (!isOpenEscalation(was)) return refuse('escalation-not-open');
  if (!('filing' in state) && !holds(by, 'it-admin')) return refuse('escalation-not-open');
  if (severity === was.severity) return refuse('same-severity', { severity });
  if (severityFor(was.requestType, severity) !== severity) return refuse('severity-fixed');
  const raised = isWorse(severity, was.severity);
  if (raised && !holds(by, 'it-admin')) return refuse('operations-only-lower');
  if (reason.trim() === '') return refuse('reason-needed');
  const line: HistoryLine = { at: now, what: kind, by: refOf(by), words: reason, severity };
  if (raised && state.kind !== 'handed-off') return handOff(was, { ...was, severity, history: [...was.history, line] }, now, policy);
  const next = state.kind === 'handed-off' && severity === 'C' ? { kind: 'proposed' } as const : state;
  const news = by.id === was.filer.id ? [] : [tell(toPerson(was.filer), 'escalation-regraded', { id: was.id, name: by.name, severity, words: reason })];
  return step(was, { severity, state: next }, line, policy, ...news);
}

/** Refused where nobody is named for the focus area: then there is nobody to call either. */
function handOff(was: Escalation | undefined, base: Omit<Escalation, 'state'>, now: number, policy: EscalationPolicy): EscalationOutcome {
  const focus = focusOf(base.category);
  const adminContact = contactFor(base, policy)?.name;
  if (adminContact === undefined) return refuse('admin-contact-missing', { focus });
  const remindAt = now + policy.remindAfter;
  const next: Escalation = { ...base, state: { kind: 'handed-off', focus, adminContact, reminders: 0, remindAt } };
  const effects: readonly Effect[] = [
    tell(toPerson(base.filer), 'escalation-handed-off', { id: base.id, severity: base.severity, contact: adminContact }),
    { do: 'timer', kind: 'escalation/remind', at: remindAt },
  ];
  return become(next, ...effects, ...stepLeaves(was, next, policy));
}

/** An unfiled hand-off is repeated, less and less often, to every IT admin. */
export function remind(was: Escalation, policy: EscalationPolicy, now: number): EscalationOutcome {
  const { state } = was;
  if (state.kind !== 'handed-off') return refuse('escalation-not-open');
  if (now < state.remindAt) return refuse('not-yet');
  const reminders = state.reminders + 1;
  const remindAt = now + policy.remindAfter * 2 ** reminders;
  return become<Escalation, Effect>({ ...was, state: { ...state, reminders, remindAt } },
    tell('it-admins', 'escalation-reminder', { id: was.id, severity: was.severity, name: was.filer.name, contact: was.contact }),
    { do: 'timer', kind: 'escalation/remind', at: remindAt });
}
