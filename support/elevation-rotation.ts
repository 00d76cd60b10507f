// The password after access: asked to change, changed and proved, or overdue with an alarm that comes again.
import { tell, toChannel } from './effect.ts';
import { step, type ElevationOutcome, type ElevationPolicy, type EventOf } from './elevation-event.ts';
import type { Elevation } from './elevation-record.ts';
import { refuse } from './outcome.ts';

/** Alarms come after twice as long each time, but at least once in so many milliseconds. */
const alarmAtLeastEvery = 24 * 60 * 60_000;

export function rotationRequested(was: Elevation, event: EventOf<'elevation/rotation-requested'>, now: number): ElevationOutcome {
  return was.state.kind === 'ended' ? step(was, event, now, { ...was.state, kind: 'rotating' }) : refuse('elevation-not-active');
}

/** Closes an elevation of which is known what was done with it. */
export function rotated(was: Elevation, event: EventOf<'elevation/rotated'>, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'ended' && state.kind !== 'rotating' && state.kind !== 'rotation-overdue') return refuse('elevation-not-active');
  const { approvals, revealedAt, reveals, extension, why, endedAt, report } = state;
  const access = { approvals, revealedAt, reveals, extension, why, endedAt, rotatedAt: now };
  return step(was, event, now, report.kind === 'given' ? { kind: 'closed', ...access, report } : { kind: 'unreported', ...access, report });
}

export function rotationOverdue(was: Elevation, event: EventOf<'elevation/rotation-overdue'>, policy: ElevationPolicy, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'ended' && state.kind !== 'rotating' && state.kind !== 'rotation-overdue') return refuse('elevation-not-active');
  if (now < (state.kind === 'rotation-overdue' ? state.alarmAt : state.endedAt + policy.rotateWithin)) return refuse('not-yet');
  const alarms = state.kind === 'rotation-overdue' ? state.alarms + 1 : 1;
  const alarmAt = now + Math.min(policy.rotateWithin * 2 ** (alarms - 1), alarmAtLeastEvery);
  return step(was, event, now, { ...state, kind: 'rotation-overdue', alarms, alarmAt },
    tell(toChannel('it-admin'), 'rotation-overdue', { id: was.id, device: was.device.name, since: String(now - state.endedAt) }),
    { do: 'timer', kind: 'elevation/rotation-overdue', at: alarmAt });
}
