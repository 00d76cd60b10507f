// The service level of an escalation: which lines of its history move a clock, and who is told when one runs out.
import type { Agreement } from './agreement.ts';
import { toChannel, type Effect, type HistoryLine } from './effect.ts';
import type { EscalationEvent, EscalationOutcome } from './escalation-event.ts';
import type { Escalation } from './escalation-record.ts';
import { become } from './outcome.ts';
import { alarmOf, alarmTimers, tellAlarm } from './service-alarm.ts';
import { clockOf, type Mark, type ServiceClock } from './service-level.ts';
import { isWorse, type Severity } from './severity.ts';

/**
 * Accepting is the first response, any word of Operations after that an update; after mitigation nothing is promised. A raise hands it to the IT
 * admin: until that one files it again, nothing is owed (see `marksOf`).
 */
const moves: Readonly<Record<EscalationEvent['kind'] | 'escalation/draft', Mark['is'] | undefined>> = {
  'escalation/draft': undefined,
  'escalation/file': 'opened',
  'escalation/decline': 'over',
  'escalation/regrade': 'graded',
  'escalation/accept': 'response',
  'escalation/ask': 'question',
  'escalation/answer': 'answer',
  'escalation/update': 'news',
  'escalation/transfer': 'over',
  'escalation/mitigate': 'over',
  'escalation/resolve': 'over',
  'escalation/reactivate': 'opened',
  'escalation/remind': undefined,
  'escalation/warn': 'warned',
  'escalation/breach': 'breached',
  'escalation/unanswered': 'graded',
  'escalation/unresponsive': 'over',
  'escalation/close': 'over',
};
const moved = new Map<string, Mark['is'] | undefined>(Object.entries(moves));

export function escalationClock(escalation: Escalation, agreement: Agreement): ServiceClock {
  const { state } = escalation;
  return clockOf(marksOf(escalation), agreement, 'filing' in state ? state.filing.coverage : undefined);
}

function marksOf({ history, severity: now }: Escalation): readonly Mark[] {
  let severity: Severity = history.find((line) => line.severity)?.severity ?? now;
  return history.flatMap(({ at, what, severity: graded = severity }: HistoryLine): readonly Mark[] => {
    const raised = isWorse(graded, severity);
    severity = graded;
    const is = moved.get(what);
    if (!is) return [];
    if (is === 'graded' && raised) return [{ is: 'over', at }];
    return [is === 'opened' || is === 'graded' ? { is, at, severity: graded } : { is, at }];
  });
}

/** Timers for what a step has moved. */
export function escalationAlarms(was: Escalation | undefined, next: Escalation, agreement: Agreement): readonly Effect[] {
  return alarmTimers('escalation', was && escalationClock(was, agreement), escalationClock(next, agreement));
}

/** Operations is warned; a breach the IT admins hear of as well, for they answer for the agreement. */
export function escalationAlarm(was: Escalation, kind: 'escalation/warn' | 'escalation/breach', agreement: Agreement, now: number): EscalationOutcome {
  const alarm = alarmOf(escalationClock(was, agreement), kind === 'escalation/warn' ? 'warn' : 'breach', now);
  if (!alarm.ok) return alarm;
  const told = kind === 'escalation/warn' ? [toChannel('operations')] : [toChannel('operations'), 'it-admins' as const];
  return become({ ...was, history: [...was.history, { at: now, what: kind }] }, ...told.map((to) => tellAlarm(to, alarm.value, was)));
}
