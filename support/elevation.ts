// The life of an elevation: requested → approved → active → ended → rotating → closed, and the ways out of it.
import type { Category } from './category.ts';
import type { Device, DeviceRef } from './device.ts';
import { tell, toChannel, toPerson, type Effect, type HistoryLine, type Target } from './effect.ts';
import { become, refuse, type Outcome, type Step } from './outcome.ts';
import { refOf, type Person, type PersonRef } from './person.ts';
import { actionsOf, type PlannedAction } from './planned-action.ts';
import { may } from './rights.ts';
import { isOpenTicket, type Ticket } from './ticket.ts';

/** Minutes of access that may be asked for. */
export const accessMinutes = [30, 60, 120] as const;
export type AccessMinutes = (typeof accessMinutes)[number];

export interface Approval {
  readonly by: PersonRef;
  readonly at: number;
  readonly note?: string;
}

export type EndOfAccess = 'done' | 'window-over' | 'revoked' | 'ticket-ended';

/** How access was used, kept through the states after it. Times are epoch milliseconds. */
export interface Access {
  readonly approvals: readonly Approval[];
  readonly revealedAt: number;
  readonly reveals: number;
}

export type ElevationState =
  | { readonly kind: 'requested'; readonly decideBy: number; readonly approvals: readonly Approval[] }
  | { readonly kind: 'denied'; readonly by: PersonRef; readonly reason: string; readonly at: number }
  | { readonly kind: 'expired'; readonly undecided: boolean; readonly at: number }
  | { readonly kind: 'cancelled'; readonly by?: PersonRef; readonly at: number }
  | { readonly kind: 'revoked'; readonly by: PersonRef; readonly reason: string; readonly at: number }
  | { readonly kind: 'approved'; readonly approvals: readonly Approval[]; readonly revealBy: number }
  | ({ readonly kind: 'active'; readonly until: number } & Access)
  | ({ readonly kind: 'ended' | 'rotating' | 'rotation-overdue'; readonly why: EndOfAccess; readonly endedAt: number; readonly actionsTaken?: string } & Access)
  | ({ readonly kind: 'closed'; readonly why: EndOfAccess; readonly endedAt: number; readonly actionsTaken?: string; readonly rotatedAt: number } & Access);

/** `affected` is the person who uses the device and is told when access starts and ends. */
export interface Elevation {
  readonly id: string;
  readonly ticket: string;
  readonly requester: PersonRef;
  readonly reporter: PersonRef;
  readonly affected: PersonRef;
  readonly device: DeviceRef;
  readonly category: Category;
  readonly title: string;
  readonly plan: string;
  readonly actions: readonly PlannedAction[];
  readonly justification: string;
  readonly minutes: AccessMinutes;
  readonly requestedAt: number;
  readonly state: ElevationState;
  readonly history: readonly HistoryLine[];
}

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

/** Limits of an elevation (DESIGN §2, "Elevation limits"); durations in milliseconds, `quorum` in people. */
export interface ElevationPolicy {
  readonly quorum: number;
  readonly decideWithin: number;
  readonly revealWithin: number;
  readonly rotateWithin: number;
}

/** What is true around the elevation at this moment; read by the desk, judged here. `approvers` counts those who may decide, the requester left out. */
export interface ElevationFacts {
  readonly ticket: Ticket | undefined;
  readonly device: Device | undefined;
  readonly heldBy: string | undefined;
  readonly approvers: number;
}

export type ElevationEvent =
  | { readonly kind: 'elevation/approve'; readonly by: Person; readonly note: string }
  | { readonly kind: 'elevation/deny'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'elevation/cancel'; readonly by: Person }
  | { readonly kind: 'elevation/reveal'; readonly by: Person }
  | { readonly kind: 'elevation/done'; readonly by: Person; readonly actionsTaken: string }
  | { readonly kind: 'elevation/revoke'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'elevation/ticket-ended' }
  | { readonly kind: 'elevation/expire' }
  | { readonly kind: 'elevation/rotation-requested' }
  | { readonly kind: 'elevation/rotated' }
  | { readonly kind: 'elevation/rotation-overdue' };

export type ElevationOutcome = Outcome<Step<Elevation, Effect>>;

export function requestElevation(
  id: string, draft: ElevationDraft, by: Person, facts: ElevationFacts, policy: ElevationPolicy, now: number,
): ElevationOutcome {
  const { ticket, device } = facts;
  if (!may(by, 'elevation/request')) return refuse('not-designated');
  if (!ticket) return refuse('not-found', { id: draft.ticket });
  if (!isOpenTicket(ticket)) return refuse('ticket-ended', { id: ticket.id });
  if (!device) return refuse('device-unknown', { device: draft.device });
  if (device.ring === 'Test') return refuse('test-ring', { device: device.name });
  if (facts.heldBy) return refuse('device-busy', { device: device.name, id: facts.heldBy });
  if (draft.title.trim() === '' || draft.plan.trim() === '' || draft.actions.length === 0) return refuse('text-needed');
  const unsupported = actionsOf(draft.actions, 'not-supported');
  if (unsupported.length > 0) return refuse('not-supported', { actions: unsupported.join(' ') });
  if (actionsOf(draft.actions, 'not-recommended').length > 0 && draft.justification.trim() === '') return refuse('justification-needed');
  if (facts.approvers < policy.quorum) return refuse('no-approver');
  const decideBy = now + policy.decideWithin;
  return become<Elevation, Effect>({
    ...draft,
    id,
    requester: refOf(by),
    reporter: ticket.reporter,
    affected: ticket.affected,
    device: { id: device.id, name: device.name },
    requestedAt: now,
    state: { kind: 'requested', decideBy, approvals: [] },
    history: [{ at: now, what: 'elevation/request', by: refOf(by) }],
  }, { do: 'timer', kind: 'elevation/expire', at: decideBy }, { do: 'refresh', record: ticket.id });
}

export function advanceElevation(was: Elevation, event: ElevationEvent, facts: ElevationFacts, policy: ElevationPolicy, now: number): ElevationOutcome {
  const { state } = was;
  switch (event.kind) {
    case 'elevation/approve': {
      if (!may(event.by, event.kind)) return refuse('not-allowed');
      if (event.by.id === was.requester.id) return refuse('self-approval');
      if (state.kind !== 'requested') return alreadyDecided(was);
      if (now >= state.decideBy) return expire(was, now);
      if (state.approvals.some((approval) => approval.by.id === event.by.id)) return refuse('already-decided', { name: event.by.name });
      const approvals = [...state.approvals, { by: refOf(event.by), at: now, ...(event.note && { note: event.note }) }];
      if (approvals.length < policy.quorum) return step(was, event, now, { ...state, approvals });
      const revealBy = now + policy.revealWithin;
      return step(was, event, now, { kind: 'approved', approvals, revealBy },
        tell(toPerson(was.requester), 'elevation-approved', { id: was.id, device: was.device.name, name: event.by.name }),
        { do: 'timer', kind: 'elevation/expire', at: revealBy });
    }

    case 'elevation/deny':
      if (!may(event.by, event.kind)) return refuse('not-allowed');
      if (event.by.id === was.requester.id) return refuse('self-approval');
      if (state.kind !== 'requested') return alreadyDecided(was);
      if (event.reason.trim() === '') return refuse('reason-needed');
      return step(was, event, now, { kind: 'denied', by: refOf(event.by), reason: event.reason, at: now },
        tell(toPerson(was.requester), 'elevation-denied', { id: was.id, device: was.device.name, name: event.by.name, words: event.reason }));

    case 'elevation/cancel':
      if (event.by.id !== was.requester.id) return refuse('not-the-requester', { name: was.requester.name });
      if (state.kind !== 'requested' && state.kind !== 'approved') return refuse('elevation-not-open');
      return step(was, event, now, { kind: 'cancelled', by: refOf(event.by), at: now });

    case 'elevation/reveal': {
      if (event.by.id !== was.requester.id) return refuse('not-the-requester', { name: was.requester.name });
      if (!may(event.by, event.kind)) return refuse('not-designated');
      if (state.kind !== 'approved' && state.kind !== 'active') return refuse('elevation-not-active');
      if (facts.device?.ring === 'Test') return refuse('test-ring', { device: was.device.name });
      if (state.kind === 'active') {
        if (now >= state.until) return refuse('reveal-over');
        return step(was, event, now, { ...state, reveals: state.reveals + 1 });
      }
      if (now >= state.revealBy) return refuse('reveal-over');
      const until = now + was.minutes * 60_000;
      return step(was, event, now, { kind: 'active', approvals: state.approvals, revealedAt: now, reveals: 1, until },
        tell(toPerson(was.affected), 'access-started', { device: was.device.name, name: was.requester.name, minutes: String(was.minutes), id: was.ticket }),
        { do: 'timer', kind: 'elevation/expire', at: until });
    }

    case 'elevation/done':
      if (event.by.id !== was.requester.id) return refuse('not-the-requester', { name: was.requester.name });
      if (state.kind !== 'active') return refuse('elevation-not-active');
      if (event.actionsTaken.trim() === '') return refuse('text-needed');
      return end(was, event, now, 'done', policy, event.actionsTaken);

    case 'elevation/revoke':
      if (!may(event.by, event.kind)) return refuse('not-allowed');
      if (state.kind !== 'active' && state.kind !== 'approved') return refuse('elevation-not-active');
      if (event.reason.trim() === '') return refuse('reason-needed');
      return withTelling(
        state.kind === 'active'
          ? end(was, event, now, 'revoked', policy)
          : step(was, event, now, { kind: 'revoked', by: refOf(event.by), reason: event.reason, at: now }),
        tell(toPerson(was.requester), 'elevation-revoked', { id: was.id, device: was.device.name, name: event.by.name, words: event.reason }),
      );

    case 'elevation/ticket-ended':
      if (state.kind === 'active') return end(was, event, now, 'ticket-ended', policy);
      if (state.kind !== 'requested' && state.kind !== 'approved') return refuse('elevation-not-open');
      return step(was, event, now, { kind: 'cancelled', at: now },
        tell(toPerson(was.requester), 'elevation-cancelled', { id: was.id, ticket: was.ticket }));

    case 'elevation/expire':
      return expire(was, now, policy);

    case 'elevation/rotation-requested':
      return state.kind === 'ended' ? step(was, event, now, { ...state, kind: 'rotating' }) : refuse('elevation-not-active');

    case 'elevation/rotated':
      if (state.kind !== 'ended' && state.kind !== 'rotating' && state.kind !== 'rotation-overdue') return refuse('elevation-not-active');
      return step(was, event, now, { ...state, kind: 'closed', rotatedAt: now });

    case 'elevation/rotation-overdue':
      if (state.kind !== 'ended' && state.kind !== 'rotating') return refuse('elevation-not-active');
      if (now < state.endedAt + policy.rotateWithin) return refuse('not-yet');
      return step(was, event, now, { ...state, kind: 'rotation-overdue' },
        tell(toChannel('it-admin'), 'rotation-overdue', { id: was.id, device: was.device.name }));
  }
}

/** True until nothing about it can happen any more; its device is held for as long. */
export function isOpenElevation(elevation: Elevation): boolean {
  return !['denied', 'expired', 'cancelled', 'revoked', 'closed'].includes(elevation.state.kind);
}

export function elevationTargets(elevation: Elevation): readonly Target[] {
  return [toChannel('escalation'), toPerson(elevation.requester)];
}

function expire(was: Elevation, now: number, policy?: ElevationPolicy): ElevationOutcome {
  const { state } = was;
  const due = state.kind === 'requested' ? state.decideBy : state.kind === 'approved' ? state.revealBy : state.kind === 'active' ? state.until : undefined;
  if (due === undefined) return refuse('elevation-not-open');
  if (now < due) return refuse('not-yet');
  const event = { kind: 'elevation/expire' } as const;
  if (state.kind === 'active' && policy) return end(was, event, now, 'window-over', policy);
  return step(was, event, now, { kind: 'expired', undecided: state.kind === 'requested', at: now },
    tell(toPerson(was.requester), 'elevation-expired', { id: was.id, device: was.device.name }));
}

function end(was: Elevation, event: ElevationEvent, now: number, why: EndOfAccess, policy: ElevationPolicy, actionsTaken?: string): ElevationOutcome {
  if (was.state.kind !== 'active') return refuse('elevation-not-active');
  const { approvals, revealedAt, reveals } = was.state;
  return step(was, event, now, { kind: 'ended', why, endedAt: now, approvals, revealedAt, reveals, ...(actionsTaken && { actionsTaken }) },
    tell(toPerson(was.affected), 'access-ended', { device: was.device.name, name: was.requester.name, id: was.ticket }),
    { do: 'rotate', device: was.device.id },
    { do: 'timer', kind: 'elevation/rotation-overdue', at: now + policy.rotateWithin });
}

function alreadyDecided(was: Elevation): ElevationOutcome {
  const { state } = was;
  if (state.kind === 'denied') return refuse('already-decided', { name: state.by.name });
  if ('approvals' in state) return refuse('already-decided', { name: state.approvals.at(-1)?.by.name ?? '' });
  return refuse('elevation-not-open');
}

function step(was: Elevation, event: ElevationEvent, now: number, state: ElevationState, ...effects: readonly Effect[]): ElevationOutcome {
  const by = 'by' in event ? { by: refOf(event.by) } : {};
  const words = 'reason' in event ? { words: event.reason } : 'actionsTaken' in event ? { words: event.actionsTaken } : {};
  return become<Elevation, Effect>({ ...was, state, history: [...was.history, { at: now, what: event.kind, ...by, ...words }] },
    ...effects, { do: 'refresh', record: was.ticket });
}

function withTelling(outcome: ElevationOutcome, telling: Effect): ElevationOutcome {
  return outcome.ok ? { ok: true, value: { ...outcome.value, effects: [...outcome.value.effects, telling] } } : outcome;
}
