// A request for admin access: what must be true before anybody is asked to decide it.
import { overspent } from './access-budget.ts';
import { missing, tiersAt } from './approval-tier.ts';
import { barredFromBreaking, broken, type Breaking } from './break-glass.ts';
import type { Category } from './category.ts';
import type { Effect } from './effect.ts';
import { barred } from './elevation-bar.ts';
import type { ElevationOutcome, ElevationPolicy, RequestFacts } from './elevation-event.ts';
import type { AccessMinutes, Elevation } from './elevation-record.ts';
import { become, refuse } from './outcome.ts';
import { refOf, type Person } from './person.ts';
import { actionsOf, type PlannedAction } from './planned-action.ts';
import { may, noRight } from './rights.ts';
import { isOpenTicket } from './ticket.ts';

/** What the elevation dialog ends with. */
export interface ElevationDraft {
  readonly ticket: string;
  readonly device: string;
  readonly category: Category;
  readonly title: string;
  readonly plan: string;
  readonly actions: readonly PlannedAction[];
  readonly justification: string;
  readonly minutes: AccessMinutes;
  /** Asks nobody: emergency access. */
  readonly breakGlass?: Breaking;
}

export function requestElevation(
  id: string, draft: ElevationDraft, by: Person, facts: RequestFacts, policy: ElevationPolicy, now: number,
): ElevationOutcome {
  const { ticket, device } = facts;
  const { breakGlass: breaking, ...asked } = draft;
  const noBreaking = breaking && barredFromBreaking(by, breaking);
  if (noBreaking) return refuse(noBreaking);
  if (!breaking && !may(by, 'elevation/request')) {
    return refuse(may(by, 'elevation/break-glass') ? 'break-glass-only' : noRight(by, 'elevation/request', 'not-designated'));
  }
  if (!ticket) return refuse('not-found', { id: draft.ticket });
  if (!isOpenTicket(ticket)) return refuse('ticket-ended', { id: ticket.id });
  if (ticket.state.kind === 'duplicate') return refuse('is-duplicate', { main: ticket.state.of });
  const no = barred(device ?? { id: draft.device, name: draft.device }, facts);
  if (no || !device) return no ?? refuse('device-unknown', { device: draft.device });
  if (facts.heldBy) return refuse('device-busy', { device: device.name, id: facts.heldBy });
  if (draft.title.trim() === '' || draft.plan.trim() === '' || draft.actions.length === 0) return refuse('text-needed');
  const unsupported = actionsOf(draft.actions, 'not-supported');
  if (unsupported.length > 0) return refuse('not-supported', { actions: unsupported.join(' ') });
  if (actionsOf(draft.actions, 'not-recommended').length > 0 && draft.justification.trim() === '') return refuse('justification-needed');
  const asking = draft.minutes * 60_000;
  if (asking > policy.cap) return refuse('cap-reached', { cap: String(policy.cap) });
  const spent = overspent(facts.grants, asking, policy, now);
  if (spent) return spent;
  const { tiers, outOfHours } = tiersAt(policy.approval, now);
  const wanting = breaking ? [] : missing(tiers, facts.approvers).map(({ role }) => role);
  if (wanting.length > 0 && facts.approversUnread) return refuse('membership-unknown');
  if (wanting.length > 0) return refuse('no-approver', { roles: wanting.join(' '), names: facts.itAdmins.map(({ name }) => name).join(', ') });
  const request = {
    ...asked,
    id,
    requester: refOf(by),
    reporter: ticket.reporter,
    affected: ticket.affected,
    device: { id: device.id, name: device.name },
    requestedAt: now,
    tiers,
    outOfHours,
    history: [{ at: now, what: 'elevation/request', by: refOf(by) }],
  };
  const refresh: Effect = { do: 'refresh', record: ticket.id };
  if (!breaking) {
    const decideBy = now + policy.decideWithin;
    const remindAt = now + policy.remindAfter;
    return become<Elevation, Effect>({ ...request, breakGlass: { kind: 'none' }, state: { kind: 'requested', decideBy, approvals: [], reminders: 0, remindAt } },
      { do: 'timer', kind: 'elevation/expire', at: decideBy }, { do: 'timer', kind: 'elevation/remind', at: remindAt }, refresh);
  }
  const { breakGlass, revealBy, effects } = broken(request, by, breaking, policy, now);
  const history = [...request.history, { at: now, what: 'elevation/break-glass', by: refOf(by), words: breaking.reason }];
  return become<Elevation, Effect>({ ...request, history, breakGlass, state: { kind: 'approved', approvals: [], revealBy } }, ...effects, refresh);
}
