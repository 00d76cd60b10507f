// The password after access: asked to change, changed and proved, or overdue.
import { tell, toChannel } from './effect.ts';
import { step, type ElevationOutcome, type ElevationPolicy, type EventOf } from './elevation-event.ts';
import type { Elevation } from './elevation-record.ts';
import { refuse } from './outcome.ts';

export function rotationRequested(was: Elevation, event: EventOf<'elevation/rotation-requested'>, now: number): ElevationOutcome {
  return was.state.kind === 'ended' ? step(was, event, now, { ...was.state, kind: 'rotating' }) : refuse('elevation-not-active');
}

export function rotated(was: Elevation, event: EventOf<'elevation/rotated'>, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'ended' && state.kind !== 'rotating' && state.kind !== 'rotation-overdue') return refuse('elevation-not-active');
  return step(was, event, now, { ...state, kind: 'closed', rotatedAt: now });
}

export function rotationOverdue(was: Elevation, event: EventOf<'elevation/rotation-overdue'>, policy: ElevationPolicy, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'ended' && state.kind !== 'rotating') return refuse('elevation-not-active');
  if (now < state.endedAt + policy.rotateWithin) return refuse('not-yet');
  return step(was, event, now, { ...state, kind: 'rotation-overdue' },
    tell(toChannel('it-admin'), 'rotation-overdue', { id: was.id, device: was.device.name }));
}
