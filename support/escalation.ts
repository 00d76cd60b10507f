// The life of an escalation to Operations: filed → accepted ⇄ awaiting-answer → mitigated → resolved → closed, and the ways out of it.
import { tell, toChannel, toPerson, type HistoryLine } from './effect.ts';
import { escalationAlarm } from './escalation-clock.ts';
import { coverageFor, regrade, remind } from './escalation-hand-off.ts';
import { reactivateWithin, step, tellFiler, contactFor, type EscalationEvent, type EscalationOutcome, type EscalationPolicy, type EscalationTimer } from './escalation-event.ts';
import type { Escalation, EscalationState, Filing } from './escalation-record.ts';
import { unanswered, unresponsive } from './escalation-silence.ts';
import { focusOf } from './category.ts';
import { refuse } from './outcome.ts';
import { holds, refOf } from './person.ts';
import { may, noRight, type Act } from './rights.ts';

export type * from './escalation-event.ts';
export { draftEscalation, severityFor } from './escalation-hand-off.ts';
export { reactivateWithin } from './escalation-event.ts';
export * from './escalation-record.ts';

/** The one switch: rights and ownership first, then each event. */
export function advanceEscalation(was: Escalation, event: EscalationEvent, policy: EscalationPolicy, now: number): EscalationOutcome {
  return 'by' in event ? pressed(was, event, policy, now) : timed(was, event.kind, policy, now);
}

function timed(was: Escalation, kind: EscalationTimer, policy: EscalationPolicy, now: number): EscalationOutcome {
  switch (kind) {
    case 'escalation/remind': return remind(was, policy, now);
    case 'escalation/warn':
    case 'escalation/breach': return escalationAlarm(was, kind, policy.agreement, now);
    case 'escalation/unanswered': return unanswered(was, policy, now);
    case 'escalation/unresponsive': return unresponsive(was, policy, now);
    case 'escalation/close': return close(was, policy, now);
  }
}

function pressed(was: Escalation, event: Exclude<EscalationEvent, { readonly kind: EscalationTimer }>, policy: EscalationPolicy, now: number): EscalationOutcome {
  const { state } = was;
  const act: Act = event.kind === 'escalation/file' && was.severity !== 'C' ? 'escalation/file-a-b' : event.kind;
  if (!may(event.by, act)) return refuse(noRight(event.by, act, act === 'escalation/file-a-b' ? 'it-admin-only' : 'not-allowed'), { severity: was.severity });
  const by = refOf(event.by);
  const line = (words?: string): HistoryLine => ({ at: now, what: event.kind, by, ...(words !== undefined && { words }) });
  const become = (next: EscalationState, words?: string, ...effects: Parameters<typeof step>[4][]): EscalationOutcome =>
    step(was, { state: next }, line(words), policy, ...effects);

  switch (event.kind) {
    case 'escalation/file': {
      if (state.kind !== 'handed-off' && state.kind !== 'proposed') return refuse('escalation-not-open');
      if (!contactFor(was, policy)) return refuse('admin-contact-missing', { focus: focusOf(was.category) });
      if (event.contact.trim() === '') return refuse('contact-needed');
      if (was.severity !== 'C' && !event.commitment) return refuse('commitment-needed');
      const coverage = coverageFor(was.severity, event.coverage);
      if (coverage === '') return refuse('coverage-needed');
      const filing: Filing = { by, contact: event.contact, coverage, at: now };
      return step(was, { state: { kind: 'filed', filing } }, { ...line(), severity: was.severity }, policy, tellFiler(was, event.by, 'escalation-filed'));
    }

    case 'escalation/decline':
      if (state.kind !== 'handed-off' && state.kind !== 'proposed') return refuse('escalation-not-open');
      if (event.reason.trim() === '') return refuse('reason-needed');
      return become({ kind: 'declined', by, reason: event.reason, at: now }, event.reason, tellFiler(was, event.by, 'escalation-declined', event.reason));

    case 'escalation/regrade':
      return regrade(was, event, policy, now);

    case 'escalation/accept':
      if (state.kind !== 'filed') return refuse('escalation-not-open');
      return become({ kind: 'accepted', filing: state.filing, by }, undefined, tellFiler(was, event.by, 'escalation-accepted'));

    case 'escalation/ask':
      if (state.kind !== 'accepted') return refuse('escalation-not-open');
      if (event.question.trim() === '') return refuse('text-needed');
      return become({ ...state, kind: 'awaiting-answer', question: event.question }, event.question,
        tellFiler(was, event.by, 'escalation-asked', event.question));

    case 'escalation/answer':
      if (event.by.id !== was.filer.id && !holds(event.by, 'it-admin')) return refuse('not-the-filer', { name: was.filer.name });
      if (state.kind !== 'awaiting-answer') return refuse('not-waiting');
      if (event.answer.trim() === '') return refuse('text-needed');
      return become({ kind: 'accepted', filing: state.filing, by: state.by }, event.answer,
        tell(toPerson(state.by), 'escalation-answered', { id: was.id, name: event.by.name, words: event.answer }));

    case 'escalation/update':
      if (state.kind !== 'accepted' && state.kind !== 'awaiting-answer') return refuse('escalation-not-open');
      if (event.note.trim() === '') return refuse('text-needed');
      return become(state, event.note, tellFiler(was, event.by, 'escalation-updated', event.note));

    case 'escalation/transfer': {
      if (state.kind !== 'filed' && state.kind !== 'accepted' && state.kind !== 'awaiting-answer') return refuse('escalation-not-open');
      const { to, reason } = event;
      if (reason.trim() === '') return refuse('reason-needed');
      return become({ kind: 'transferred', filing: state.filing, by, to, reason }, reason,
        tell(toPerson(was.filer), 'escalation-transferred', { id: was.id, name: by.name, words: reason, route: to, ticket: was.ticket }),
        { do: 'reroute', ticket: was.ticket, route: to, by, reason });
    }

    case 'escalation/mitigate':
      if (state.kind !== 'accepted' && state.kind !== 'awaiting-answer') return refuse('escalation-not-open');
      if (event.note.trim() === '') return refuse('text-needed');
      return become({ kind: 'mitigated', filing: state.filing, by, note: event.note }, event.note,
        tellFiler(was, event.by, 'escalation-mitigated', event.note));

    case 'escalation/resolve':
      if (state.kind !== 'accepted' && state.kind !== 'awaiting-answer' && state.kind !== 'mitigated') return refuse('escalation-not-open');
      if (event.note.trim() === '') return refuse('text-needed');
      return become({ kind: 'resolved', filing: state.filing, by, note: event.note, at: now }, event.note,
        tellFiler(was, event.by, 'escalation-resolved', event.note), { do: 'timer', kind: 'escalation/close', at: now + reactivateWithin });

    case 'escalation/reactivate':
      if (event.by.id !== was.filer.id && !holds(event.by, 'it-admin')) return refuse('not-the-filer', { name: was.filer.name });
      if (state.kind !== 'resolved' && state.kind !== 'closed') return refuse('escalation-not-open');
      if (!mayReactivate(state, now)) return refuse('reactivation-over');
      if (event.reason.trim() === '') return refuse('reason-needed');
      return step(was, { state: { kind: 'filed', filing: state.filing } }, { ...line(event.reason), severity: was.severity }, policy,
        tell(toChannel('operations'), 'escalation-reactivated', { id: was.id, name: by.name, words: event.reason }));
  }
}

/** Operations has it again, as if filed anew: whoever is there now accepts it. @param now epoch ms */
export function mayReactivate(state: EscalationState, now: number): boolean {
  return (state.kind === 'resolved' || (state.kind === 'closed' && state.because === 'unanswered')) && now < state.at + reactivateWithin;
}

function close(was: Escalation, policy: EscalationPolicy, now: number): EscalationOutcome {
  const { state } = was;
  if (state.kind !== 'resolved') return refuse('escalation-not-open');
  if (mayReactivate(state, now)) return refuse('not-yet');
  return step(was, { state: { kind: 'closed', because: 'resolved', filing: state.filing, at: now } }, { at: now, what: 'escalation/close' }, policy);
}
