// Deciding an elevation: approved, denied, cancelled, or left undecided until its time is over.
import { tell, toPerson } from './effect.ts';
import { step, type ElevationFacts, type ElevationOutcome, type ElevationPolicy, type EventOf, type StateOf } from './elevation-event.ts';
import type { Elevation } from './elevation-record.ts';
import { refuse } from './outcome.ts';
import { refOf } from './person.ts';
import { isOpenTicket } from './ticket.ts';

export function approve(
  was: Elevation, event: EventOf<'elevation/approve'>, facts: ElevationFacts, policy: ElevationPolicy, now: number,
): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'requested') return alreadyDecided(was);
  if (now >= state.decideBy) return refuse('decision-over', { name: was.requester.name });
  if (!facts.ticket || !isOpenTicket(facts.ticket)) return refuse('ticket-ended', { id: was.ticket });
  if (state.approvals.some((approval) => approval.by.id === event.by.id)) return refuse('already-decided', { name: event.by.name });
  const approvals = [...state.approvals, { by: refOf(event.by), at: now, ...(event.note && { note: event.note }) }];
  if (approvals.length < policy.quorum) return step(was, event, now, { ...state, approvals });
  const revealBy = now + policy.revealWithin;
  return step(was, event, now, { kind: 'approved', approvals, revealBy },
    tell(toPerson(was.requester), 'elevation-approved', { id: was.id, device: was.device.name, name: event.by.name }),
    { do: 'timer', kind: 'elevation/expire', at: revealBy });
}

export function deny(was: Elevation, event: EventOf<'elevation/deny'>, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'requested') return alreadyDecided(was);
  if (now >= state.decideBy) return refuse('decision-over', { name: was.requester.name });
  if (event.reason.trim() === '') return refuse('reason-needed');
  return step(was, event, now, { kind: 'denied', by: refOf(event.by), reason: event.reason, at: now },
    tell(toPerson(was.requester), 'elevation-denied', { id: was.id, device: was.device.name, name: event.by.name, words: event.reason }));
}

export function cancel(was: Elevation, event: EventOf<'elevation/cancel'>, now: number): ElevationOutcome {
  if (was.state.kind !== 'requested' && was.state.kind !== 'approved') return refuse('elevation-not-open');
  return step(was, event, now, { kind: 'cancelled', by: refOf(event.by), at: now });
}

/** The ticket ended before there was any access. */
export function cancelWithTicket(was: Elevation, event: EventOf<'elevation/ticket-ended'>, now: number): ElevationOutcome {
  if (was.state.kind !== 'requested' && was.state.kind !== 'approved') return refuse('elevation-not-open');
  return step(was, event, now, { kind: 'cancelled', at: now },
    tell(toPerson(was.requester), 'elevation-cancelled', { id: was.id, ticket: was.ticket }));
}

/** Nobody decided in time, or nobody used what was approved. */
export function lapse(was: Elevation, state: StateOf<'requested' | 'approved'>, event: EventOf<'elevation/expire'>, now: number): ElevationOutcome {
  if (now < (state.kind === 'requested' ? state.decideBy : state.revealBy)) return refuse('not-yet');
  return step(was, event, now, { kind: 'expired', undecided: state.kind === 'requested', at: now },
    tell(toPerson(was.requester), 'elevation-expired', { id: was.id, device: was.device.name }));
}

function alreadyDecided(was: Elevation): ElevationOutcome {
  const { state } = was;
  if (state.kind === 'denied') return refuse('already-decided', { name: state.by.name });
  if ('approvals' in state) return refuse('already-decided', { name: state.approvals.at(-1)?.by.name ?? '' });
  return refuse('elevation-not-open');
}
