// An escalation whose filer does not answer Operations: one step down once the answer is overdue, mitigated and closed when none comes at all.
import { tell, toPerson } from './effect.ts';
import { answerLimits } from './escalation-answer.ts';
import { reactivateWithin, step, type EscalationOutcome, type EscalationPolicy } from './escalation-event.ts';
import type { Escalation } from './escalation-record.ts';
import { refuse } from './outcome.ts';
import type { Severity } from './severity.ts';

const oneLower: Readonly<Record<Severity, Severity>> = { A: 'B', B: 'C', C: 'C' };
/** Once for each question: down by one level; a Sev C has none below it and is only recalled. */
export function unanswered(was: Escalation, policy: EscalationPolicy, now: number): EscalationOutcome {
  const limits = answerLimits(was, policy.agreement);
  if (!limits || limits.told) return refuse('not-waiting');
  if (now < limits.answerBy) return refuse('not-yet');
  const severity = oneLower[was.severity];
  const closeAt = answerLimits({ ...was, severity }, policy.agreement)?.closeAt ?? now;
  const data = { id: was.id, words: limits.state.question, severity, left: String(Math.max(0, closeAt - now)) };
  return step(was, { severity }, { at: now, what: 'escalation/unanswered', severity }, policy,
    tell(toPerson(was.filer), severity === was.severity ? 'escalation-unanswered' : 'escalation-lowered', data));
}

export function unresponsive(was: Escalation, policy: EscalationPolicy, now: number): EscalationOutcome {
  const limits = answerLimits(was, policy.agreement);
  if (!limits) return refuse('not-waiting');
  if (now < limits.closeAt) return refuse('not-yet');
  const { filing, question } = limits.state;
  return step(was, { state: { kind: 'closed', because: 'unanswered', filing, at: now } }, { at: now, what: 'escalation/unresponsive' }, policy,
    tell(toPerson(was.filer), 'escalation-unresponsive', { id: was.id, words: question, left: String(reactivateWithin) }));
}
