// What becomes of a promise that nobody keeps: timers that warn and tell of a breach, and look again when they are due.
import { tell, type Effect, type Target } from './effect.ts';
import { refuse, type Outcome } from './outcome.ts';
import type { Promised, ServiceClock } from './service-level.ts';
import type { Severity } from './severity.ts';

/** `left`: milliseconds until it is due; 0 for a breach. */
export interface Alarm {
  readonly promised: Promised;
  readonly left: number;
}

/** `not-yet` before its time; overtaken by a word, a pause, a regrade or an earlier alarm, it is nothing to tell any more. */
export function alarmOf(clock: ServiceClock, which: 'warn' | 'breach', now: number): Outcome<Alarm> {
  if (clock.kind !== 'running' || clock.told === 'breached') return refuse('not-waiting');
  const { promised, warnAt, dueAt, told } = clock;
  if (which === 'breach') return now < dueAt ? refuse('not-yet') : { ok: true, value: { promised, left: 0 } };
  if (told === 'warned' || now >= dueAt) return refuse('not-waiting');
  return now < warnAt ? refuse('not-yet') : { ok: true, value: { promised, left: dueAt - now } };
}

/** Timers for a clock that an event has moved. One that has stopped or paused leaves its old ones, which will find nothing to tell. */
export function alarmTimers(kind: 'ticket' | 'escalation', was: ServiceClock | undefined, next: ServiceClock): readonly Effect[] {
  if (next.kind !== 'running') return [];
  if (was?.kind === 'running' && was.promised === next.promised && was.warnAt === next.warnAt && was.dueAt === next.dueAt) return [];
  return [{ do: 'timer', kind: `${kind}/warn`, at: next.warnAt }, { do: 'timer', kind: `${kind}/breach`, at: next.dueAt }];
}

export function tellAlarm(to: Target | 'it-admins', { promised, left }: Alarm, { id, severity }: { readonly id: string; readonly severity: Severity }): Effect {
  const data = { id, severity, promised };
  return left > 0 ? tell(to, 'promise-near', { ...data, left: String(left) }) : tell(to, 'promise-missed', data);
}
