// A request for admin access: what must be true before anybody is asked to decide it.
import { missing, tiersAt } from './approval-tier.ts';
import type { Category } from './category.ts';
import type { Effect } from './effect.ts';
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
}

export function requestElevation(
  id: string, draft: ElevationDraft, by: Person, facts: RequestFacts, policy: ElevationPolicy, now: number,
): ElevationOutcome {
  const { ticket, device } = facts;
  if (!may(by, 'elevation/request')) return refuse(noRight(by, 'elevation/request', 'not-designated'));
  if (!ticket) return refuse('not-found', { id: draft.ticket });
  if (!isOpenTicket(ticket)) return refuse('ticket-ended', { id: ticket.id });
  if (facts.deviceUnread) return refuse('devices-unread');
  if (!device) return refuse('device-unknown', { device: draft.device });
  if (device.ring === 'Test') return refuse('test-ring', { device: device.name });
  if (facts.heldBy) return refuse('device-busy', { device: device.name, id: facts.heldBy });
  if (draft.title.trim() === '' || draft.plan.trim() === '' || draft.actions.length === 0) return refuse('text-needed');
  const unsupported = actionsOf(draft.actions, 'not-supported');
  if (unsupported.length > 0) return refuse('not-supported', { actions: unsupported.join(' ') });
  if (actionsOf(draft.actions, 'not-recommended').length > 0 && draft.justification.trim() === '') return refuse('justification-needed');
  const { tiers, outOfHours } = tiersAt(policy.approval, now);
  const wanting = missing(tiers, facts.approvers).map(({ role }) => role);
  if (wanting.length > 0 && facts.approversUnread) return refuse('membership-unknown');
  if (wanting.length > 0) return refuse('no-approver', { roles: wanting.join(' '), names: facts.itAdmins.map(({ name }) => name).join(', ') });
  const decideBy = now + policy.decideWithin;
  const remindAt = now + policy.remindAfter;
  return become<Elevation, Effect>({
    ...draft,
    id,
    requester: refOf(by),
    reporter: ticket.reporter,
    affected: ticket.affected,
    device: { id: device.id, name: device.name },
    requestedAt: now,
    tiers,
    outOfHours,
    state: { kind: 'requested', decideBy, approvals: [], reminders: 0, remindAt },
    history: [{ at: now, what: 'elevation/request', by: refOf(by) }],
  }, { do: 'timer', kind: 'elevation/expire', at: decideBy }, { do: 'timer', kind: 'elevation/remind', at: remindAt }, { do: 'refresh', record: ticket.id });
}
