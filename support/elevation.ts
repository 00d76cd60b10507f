// The life of an elevation: requested → approved → active → ended → rotating → closed, and the ways out of it.
import { barredFrom } from './approval-tier.ts';
import { done, endUnasked, reveal, revoke } from './elevation-access.ts';
import { breakGlass, remindOfReview, review } from './break-glass.ts';
import { approve, cancel, cancelWithTicket, deny, lapse, look, remind } from './elevation-decision.ts';
import type { ElevationEvent, ElevationFacts, ElevationOutcome, ElevationPolicy } from './elevation-event.ts';
import type { Elevation } from './elevation-record.ts';
import { approveExtension, denyExtension, extend, warn } from './elevation-extension.ts';
import { remindOfReport, report } from './elevation-report.ts';
import { rotated, rotationOverdue, rotationRequested } from './elevation-rotation.ts';
import { refuse, type RefusalReason } from './outcome.ts';
import { may, noRight } from './rights.ts';

export { askLimit, revealLimit } from './elevation-access.ts';
export type * from './elevation-event.ts';
export { spendsBudget } from './elevation-event.ts';
export * from './elevation-record.ts';
export * from './elevation-request.ts';

/** The one switch: rights and ownership first, then each event by the rule that knows it. */
export function advanceElevation(was: Elevation, event: ElevationEvent, facts: ElevationFacts, policy: ElevationPolicy, now: number): ElevationOutcome {
  const { state } = was;
  const no = refusalFor(was, event);
  if (no) return refuse(no, { name: was.requester.name });

  switch (event.kind) {
    case 'elevation/looking': return look(was, event, policy, now);
    case 'elevation/approve':
      return state.kind === 'active' ? approveExtension(was, state, event, facts, policy, now) : approve(was, event, facts, policy, now);
    case 'elevation/deny': return state.kind === 'active' ? denyExtension(was, state, event, now) : deny(was, event, now);
    case 'elevation/cancel': return cancel(was, event, now);
    case 'elevation/remind': return remind(was, event, policy, now);

    case 'elevation/reveal':
    case 'elevation/revealed': return reveal(was, event, facts, policy, now);
    case 'elevation/extend': return extend(was, event, facts, policy, now);
    case 'elevation/warn': return warn(was, now);
    case 'elevation/done': return state.kind === 'active' ? done(was, state, event, facts, policy, now) : report(was, event, now);
    case 'elevation/revoke': return revoke(was, event, facts, policy, now);

    case 'elevation/break-glass': return breakGlass(was, event, facts, policy, now);
    case 'elevation/review': return review(was, event, now);
    case 'elevation/remind-review': return remindOfReview(was, now);

    case 'elevation/ticket-ended':
      return state.kind === 'active' ? endUnasked(was, state, event, facts, policy, now) : cancelWithTicket(was, event, now);
    case 'elevation/expire':
      if (state.kind === 'requested' || state.kind === 'approved') return lapse(was, state, event, now);
      return state.kind === 'active' ? endUnasked(was, state, event, facts, policy, now) : refuse('elevation-not-open');

    case 'elevation/remind-report': return remindOfReport(was, now);
    case 'elevation/rotation-requested': return rotationRequested(was, event, now);
    case 'elevation/rotated': return rotated(was, event, now);
    case 'elevation/rotation-overdue': return rotationOverdue(was, event, policy, now);
  }
}

/** What stands in the way in any state: rights first, then whose it is. What no person does, nothing stands in the way of. */
function refusalFor(was: Elevation, event: ElevationEvent): RefusalReason | undefined {
  if (!('by' in event)) return undefined;
  const own = event.by.id === was.requester.id;
  // Whoever had the access may always say what was done with it; where they do not, the team may in their place.
  if (event.kind === 'elevation/done' && 'endedAt' in was.state) {
    return own || may(event.by, 'elevation/report') ? undefined : noRight(event.by, 'elevation/report', 'not-the-requester');
  }
  if (event.kind === 'elevation/looking' || event.kind === 'elevation/approve' || event.kind === 'elevation/deny') {
    return barredFrom(was.tiers, event.by, event.kind) ?? (own ? 'self-approval' : undefined);
  }
  if (event.kind === 'elevation/revoke') return may(event.by, event.kind) ? undefined : noRight(event.by, event.kind);
  if (event.kind === 'elevation/review') return !may(event.by, event.kind) ? noRight(event.by, event.kind) : own ? 'own-review' : undefined;
  if (event.kind === 'elevation/break-glass') return !may(event.by, event.kind) ? noRight(event.by, event.kind) : own ? undefined : 'not-the-requester';
  // Emergency access is used by whoever took it, for as long as they may take it.
  const emergency = was.breakGlass.kind !== 'none' && may(event.by, 'elevation/break-glass');
  return !emergency && !may(event.by, event.kind) ? noRight(event.by, event.kind, 'not-designated') : own ? undefined : 'not-the-requester';
}
