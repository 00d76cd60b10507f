// Deciding an elevation: approved tier by tier, denied, cancelled, or left undecided until its time is over; who is on it, and reminders.
import { overspent } from './access-budget.ts';
import { approverChannel, furthers, missing, rolesAmong, type ApprovalTier } from './approval-tier.ts';
import { tell, toChannel, toPerson, type Effect } from './effect.ts';
import { frozen } from './elevation-bar.ts';
import { step, type ElevationFacts, type ElevationOutcome, type ElevationPolicy, type EventOf, type StateOf } from './elevation-event.ts';
import type { Approval, Elevation } from './elevation-record.ts';
import { become, refuse, type Outcome } from './outcome.ts';
import { refOf } from './person.ts';
import { isOpenTicket } from './ticket.ts';

export function approve(
  was: Elevation, event: EventOf<'elevation/approve'>, facts: ElevationFacts, policy: ElevationPolicy, now: number,
): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'requested') return alreadyDecided(was);
  if (now >= state.decideBy) return refuse('decision-over', { name: was.requester.name });
  if (!facts.ticket || !isOpenTicket(facts.ticket)) return refuse('ticket-ended', { id: was.ticket });
  const no = frozen(was.device, facts) ?? overspent(facts.grants, 0, policy, now);
  if (no) return no;
  const counted = withApproval(was, state.approvals, event, now);
  if (!counted.ok) return counted;
  const approvals = counted.value;
  if (missing(was.tiers, approvals).length > 0) {
    const { looking, ...rest } = state;
    return step(was, event, now, { ...rest, approvals, ...(looking && looking.by.id !== event.by.id && { looking }) });
  }
  const revealBy = now + policy.revealWithin;
  return step(was, event, now, { kind: 'approved', approvals, revealBy },
    tell(toPerson(was.requester), 'elevation-approved', { id: was.id, device: was.device.name, name: event.by.name }),
    { do: 'timer', kind: 'elevation/expire', at: revealBy });
}

/** One more approval where it counts: everybody once, and only towards a tier that still wants one. */
export function withApproval({ tiers }: Elevation, given: readonly Approval[], { by, note }: EventOf<'elevation/approve'>, now: number): Outcome<readonly Approval[]> {
  if (given.some((approval) => approval.by.id === by.id)) return refuse('already-decided', { name: by.name });
  const approval = { by: refOf(by), at: now, roles: rolesAmong(tiers, by), ...(note && { note }) };
  if (!furthers(tiers, given, approval)) return refuse('tier-complete', { roles: rolesOf(missing(tiers, given)) });
  return { ok: true, value: [...given, approval] };
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

/** Says who is on it. Whoever said so before keeps it for a while, then it may be taken over; approving and denying stay open to everybody. */
export function look(was: Elevation, event: EventOf<'elevation/looking'>, policy: ElevationPolicy, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'requested') return alreadyDecided(was);
  if (now >= state.decideBy) return refuse('decision-over', { name: was.requester.name });
  const { looking } = state;
  if (looking && looking.by.id !== event.by.id && now < looking.until) return refuse('looked-at', { name: looking.by.name, from: String(looking.until) });
  const looks = step(was, event, now, { ...state, looking: { by: refOf(event.by), at: now, until: now + policy.lookingFor } });
  // To say again that one is on it is no news.
  return looks.ok && looking?.by.id === event.by.id ? become<Elevation, Effect>({ ...looks.value.next, history: was.history }, ...looks.value.effects) : looks;
}

/** Reminds those whose approval is missing, each time after twice as long; whoever said to be on it is named. */
export function remind(was: Elevation, event: EventOf<'elevation/remind'>, policy: ElevationPolicy, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'requested' || now >= state.decideBy) return refuse('elevation-not-open');
  if (now < state.remindAt) return refuse('not-yet');
  const reminders = state.reminders + 1;
  const remindAt = now + policy.remindAfter * 2 ** reminders;
  const data = { id: was.id, device: was.device.name, name: was.requester.name, left: String(state.decideBy - now) };
  const reminder = state.looking
    ? { text: 'elevation-looked-at', data: { ...data, looking: state.looking.by.name, since: String(now - state.looking.at) } } as const
    : { text: 'elevation-undecided', data } as const;
  return step(was, event, now, { ...state, reminders, remindAt },
    ...missing(was.tiers, state.approvals).map(({ role }): Effect => ({ do: 'remind', while: state.kind, to: toChannel(approverChannel[role]), ...reminder })),
    { do: 'timer', kind: 'elevation/remind', at: remindAt });
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

/** Roles as a refusal names them. */
function rolesOf(tiers: readonly ApprovalTier[]): string {
  return tiers.map(({ role }) => role).join(' ');
}

function alreadyDecided(was: Elevation): ElevationOutcome {
  const { state } = was;
  if (state.kind === 'denied') return refuse('already-decided', { name: state.by.name });
  if ('approvals' in state) return refuse('already-decided', { name: state.approvals.at(-1)?.by.name ?? '' });
  return refuse('elevation-not-open');
}
