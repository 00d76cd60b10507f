// The life of an elevation: requested → approved → active → ended → rotating → closed, and the ways out of it.
import type { Category } from './category.ts';
import type { Device } from './device.ts';
import { tell, toChannel, toPerson, type Effect } from './effect.ts';
import type { AccessMinutes, Elevation, ElevationState, EndOfAccess } from './elevation-record.ts';
import { become, refuse, type Outcome, type RefusalReason, type Step } from './outcome.ts';
import { refOf, type Person } from './person.ts';
import { actionsOf, type PlannedAction } from './planned-action.ts';
import { may, noRight } from './rights.ts';
import { isOpenTicket, type Ticket } from './ticket.ts';

export * from './elevation-record.ts';

/** So often may the password of one access be shown: enough for anyone who works, too few for a machine. */
export const revealLimit = 20;

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
  /** The devices could not be read just now; `device` is what was known of it before, if anything. */
  readonly deviceUnread?: boolean;
  readonly heldBy: string | undefined;
  readonly approvers: number;
  /** There may be more approvers, who could not be read just now. */
  readonly approversUnread?: boolean;
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
  if (facts.approvers < policy.quorum) return refuse(facts.approversUnread ? 'membership-unknown' : 'no-approver');
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
  const no = refusalFor(was, event);
  if (no) return refuse(no, { name: was.requester.name });

  switch (event.kind) {
    case 'elevation/approve': {
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

    case 'elevation/deny':
      if (state.kind !== 'requested') return alreadyDecided(was);
      if (now >= state.decideBy) return refuse('decision-over', { name: was.requester.name });
      if (event.reason.trim() === '') return refuse('reason-needed');
      return step(was, event, now, { kind: 'denied', by: refOf(event.by), reason: event.reason, at: now },
        tell(toPerson(was.requester), 'elevation-denied', { id: was.id, device: was.device.name, name: event.by.name, words: event.reason }));

    case 'elevation/cancel':
      if (state.kind !== 'requested' && state.kind !== 'approved') return refuse('elevation-not-open');
      return step(was, event, now, { kind: 'cancelled', by: refOf(event.by), at: now });

    case 'elevation/reveal': {
      if (state.kind !== 'approved' && state.kind !== 'active') return refuse('elevation-not-active');
      if (now >= (state.kind === 'active' ? state.until : state.revealBy)) return refuse('reveal-over');
      if (!facts.ticket || !isOpenTicket(facts.ticket)) return refuse('ticket-ended', { id: was.ticket });
      if (facts.deviceUnread) return refuse('devices-unread');
      if (!facts.device) return refuse('device-unknown', { device: was.device.name });
      if (facts.device.ring === 'Test') return refuse('test-ring', { device: was.device.name });
      if (state.kind === 'active') {
        if (state.reveals >= revealLimit) return refuse('reveal-limit', { limit: String(revealLimit) });
        return step(was, event, now, { ...state, reveals: state.reveals + 1 });
      }
      const until = now + was.minutes * 60_000;
      return step(was, event, now, { kind: 'active', approvals: state.approvals, revealedAt: now, reveals: 1, until },
        ...tellUsers(was, facts, 'access-started', { minutes: String(was.minutes) }),
        { do: 'timer', kind: 'elevation/expire', at: until });
    }

    case 'elevation/done':
      if (state.kind !== 'active') return refuse('elevation-not-active');
      if (event.actionsTaken.trim() === '') return refuse('text-needed');
      return end(was, state, event, 'done', facts, policy, now);

    case 'elevation/revoke': {
      if (state.kind !== 'active' && state.kind !== 'approved') return refuse('elevation-not-active');
      if (event.reason.trim() === '') return refuse('reason-needed');
      const telling = tell(toPerson(was.requester), 'elevation-revoked', { id: was.id, device: was.device.name, name: event.by.name, words: event.reason });
      if (state.kind === 'active') return end(was, state, event, 'revoked', facts, policy, now, telling);
      return step(was, event, now, { kind: 'revoked', by: refOf(event.by), reason: event.reason, at: now }, telling);
    }

    case 'elevation/ticket-ended':
      if (state.kind === 'active') return end(was, state, event, 'ticket-ended', facts, policy, now, tellOver(was));
      if (state.kind !== 'requested' && state.kind !== 'approved') return refuse('elevation-not-open');
      return step(was, event, now, { kind: 'cancelled', at: now },
        tell(toPerson(was.requester), 'elevation-cancelled', { id: was.id, ticket: was.ticket }));

    case 'elevation/expire': {
      if (state.kind !== 'requested' && state.kind !== 'approved' && state.kind !== 'active') return refuse('elevation-not-open');
      if (now < (state.kind === 'requested' ? state.decideBy : state.kind === 'approved' ? state.revealBy : state.until)) return refuse('not-yet');
      if (state.kind === 'active') return end(was, state, event, 'window-over', facts, policy, now, tellOver(was));
      return step(was, event, now, { kind: 'expired', undecided: state.kind === 'requested', at: now },
        tell(toPerson(was.requester), 'elevation-expired', { id: was.id, device: was.device.name }));
    }

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

/** What stands in the way in any state: rights first, then whose it is. What no person does, nothing stands in the way of. */
function refusalFor(was: Elevation, event: ElevationEvent): RefusalReason | undefined {
  if (!('by' in event)) return undefined;
  const own = event.by.id === was.requester.id;
  const deciding = event.kind === 'elevation/approve' || event.kind === 'elevation/deny';
  if (deciding || event.kind === 'elevation/revoke') return !may(event.by, event.kind) ? noRight(event.by, event.kind) : deciding && own ? 'self-approval' : undefined;
  return !may(event.by, event.kind) ? noRight(event.by, event.kind, 'not-designated') : own ? undefined : 'not-the-requester';
}

function end(
  was: Elevation, state: Extract<ElevationState, { kind: 'active' }>, event: ElevationEvent, why: EndOfAccess,
  facts: ElevationFacts, policy: ElevationPolicy, now: number, ...effects: readonly Effect[]
): ElevationOutcome {
  const { approvals, revealedAt, reveals } = state;
  const actionsTaken = 'actionsTaken' in event && { actionsTaken: event.actionsTaken };
  return step(was, event, now, { kind: 'ended', why, endedAt: now, approvals, revealedAt, reveals, ...actionsTaken },
    ...effects,
    ...tellUsers(was, facts, 'access-ended'),
    { do: 'rotate', device: was.device.id },
    { do: 'timer', kind: 'elevation/rotation-overdue', at: now + policy.rotateWithin });
}

/** The requester hears of an end that somebody or something else brought: a session signed in as administrator outlives the password. */
function tellOver(was: Elevation): Effect {
  return tell(toPerson(was.requester), 'elevation-over', { id: was.id, device: was.device.name });
}

/** The person with the problem is told, and the person whose device it is, should that be another. */
function tellUsers(was: Elevation, facts: ElevationFacts, text: 'access-started' | 'access-ended', data: Readonly<Record<string, string>> = {}): Effect[] {
  const users = new Set([was.affected.id, facts.device?.user || was.affected.id]);
  return [...users].map((id) => tell(`person:${id}`, text, { device: was.device.name, name: was.requester.name, id: was.ticket, ...data }));
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
