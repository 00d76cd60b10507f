// More time while access runs: the warning before the end, and one extension that is approved as freshly as the request was.
import { overspent } from './access-budget.ts';
import { approverChannel, missing } from './approval-tier.ts';
import { tell, toChannel, toPerson, type Effect } from './effect.ts';
import { tellUsers, warnBefore, windowTimers } from './elevation-access.ts';
import { barred } from './elevation-bar.ts';
import { withApproval } from './elevation-decision.ts';
import { step, type ElevationFacts, type ElevationOutcome, type ElevationPolicy, type EventOf, type StateOf } from './elevation-event.ts';
import { extensionMinutes, type Elevation } from './elevation-record.ts';
import { become, refuse } from './outcome.ts';
import { refOf } from './person.ts';
import { isOpenTicket } from './ticket.ts';

const extension = extensionMinutes * 60_000;

export function extend(was: Elevation, event: EventOf<'elevation/extend'>, facts: ElevationFacts, policy: ElevationPolicy, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'active' || now >= state.until) return refuse('elevation-not-active');
  if (state.extension.kind !== 'none') return refuse('extension-used');
  if (event.reason.trim() === '') return refuse('reason-needed');
  const no = barredFromMore(was, state, facts, policy) ?? overspent(facts.grants, extension, policy, now);
  if (no) return no;
  const wanting = missing(was.tiers, facts.approvers).map(({ role }) => role);
  if (wanting.length > 0) return facts.approversUnread ? refuse('membership-unknown') : refuse('nobody-to-extend', { roles: wanting.join(' ') });
  return step(was, event, now, { ...state, extension: { kind: 'asked', reason: event.reason, at: now, approvals: [] } },
    ...was.tiers.map(({ role }) => tell(toChannel(approverChannel[role]), 'extension-asked', { ...named(was), name: was.requester.name, left: String(state.until - now), words: event.reason })));
}

export function approveExtension(
  was: Elevation, state: StateOf<'active'>, event: EventOf<'elevation/approve'>, facts: ElevationFacts, policy: ElevationPolicy, now: number,
): ElevationOutcome {
  const { extension: asked } = state;
  if (asked.kind !== 'asked') return decidedAlready(state);
  if (now >= state.until) return refuse('elevation-not-active');
  // What was asked for is among the grants.
  const no = barredFromMore(was, state, facts, policy) ?? overspent(facts.grants, 0, policy, now);
  if (no) return no;
  const counted = withApproval(was, asked.approvals, event, now);
  if (!counted.ok) return counted;
  const approvals = counted.value;
  if (missing(was.tiers, approvals).length > 0) return step(was, event, now, { ...state, extension: { ...asked, approvals } });
  const until = state.until + extension;
  return step(was, event, now, { ...state, until, extension: { kind: 'granted', reason: asked.reason, at: now, approvals } },
    tell(toPerson(was.requester), 'extension-granted', { ...named(was), name: event.by.name, left: String(until - now) }),
    ...tellUsers(was, facts, 'access-extended', { left: String(until - now) }),
    ...windowTimers(until));
}

export function denyExtension(was: Elevation, state: StateOf<'active'>, event: EventOf<'elevation/deny'>, now: number): ElevationOutcome {
  if (state.extension.kind !== 'asked') return decidedAlready(state);
  if (now >= state.until) return refuse('elevation-not-active');
  if (event.reason.trim() === '') return refuse('reason-needed');
  return step(was, event, now, { ...state, extension: { kind: 'denied', by: refOf(event.by), reason: event.reason, at: now } },
    tell(toPerson(was.requester), 'extension-denied', { ...named(was), name: event.by.name, left: String(state.until - now), words: event.reason }));
}

/** The requester hears in time that access ends; the card comes along, for the extension is asked for there. It is no step of the record's life. */
export function warn(was: Elevation, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'active' || now >= state.until) return refuse('elevation-not-active');
  if (now < state.until - warnBefore) return refuse('not-yet');
  const left = String(state.until - now);
  const text = state.extension.kind === 'none' ? 'access-ending' : 'access-ending-for-good';
  return become<Elevation, Effect>(was,
    { do: 'remind', while: 'active', to: toPerson(was.requester), text, data: { ...named(was), left } },
    { do: 'bring', to: toPerson(was.requester) });
}

/** What may have come up since the request, and what no approval can give. */
function barredFromMore(was: Elevation, state: StateOf<'active'>, facts: ElevationFacts, policy: ElevationPolicy): ReturnType<typeof refuse> | undefined {
  if (!facts.ticket || !isOpenTicket(facts.ticket)) return refuse('ticket-ended', { id: was.ticket });
  if (state.until + extension > state.revealedAt + policy.cap) return refuse('cap-reached', { cap: String(policy.cap) });
  return barred(was.device, facts);
}

function decidedAlready({ approvals, extension: decided }: StateOf<'active'>): ElevationOutcome {
  if (decided.kind === 'denied') return refuse('already-decided', { name: decided.by.name });
  const by = decided.kind === 'none' ? approvals : decided.approvals;
  return refuse('already-decided', { name: by.at(-1)?.by.name ?? '' });
}

function named({ id, device }: Elevation): Readonly<Record<string, string>> {
  return { id, device: device.name };
}
