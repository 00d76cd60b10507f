// Emergency access: where nobody can approve, the requester's own recorded act, told to everyone passed over and reviewed by somebody else.
import { overspent } from './access-budget.ts';
import type { ApproverRole } from './approval-tier.ts';
import { tell, toChannel, type Crowd, type Effect } from './effect.ts';
import { barred } from './elevation-bar.ts';
import { step, type ElevationFacts, type ElevationOutcome, type ElevationPolicy, type EventOf } from './elevation-event.ts';
import type { BreakGlass, Elevation, ElevationState } from './elevation-record.ts';
import { become, refuse, type RefusalReason } from './outcome.ts';
import { refOf, type Person } from './person.ts';
import { may, noRight } from './rights.ts';
import { isOpenTicket } from './ticket.ts';

/** Everyone whom a tier asks for. */
const crowdOf = { 'escalation-team': 'escalation-team', 'it-admin': 'it-admins' } as const satisfies Readonly<Record<ApproverRole, Crowd>>;

const hour = 60 * 60_000;
const remindAtLeastEvery = 24 * hour;

/** Said by whoever takes it: why nobody could be asked, and that this is meant. */
export interface Breaking {
  readonly reason: string;
  readonly confirm: boolean;
}

/** Why this person may not take emergency access, or did not say what it takes. */
export function barredFromBreaking(by: Person, { reason, confirm }: Breaking): RefusalReason | undefined {
  if (!may(by, 'elevation/break-glass')) return noRight(by, 'elevation/break-glass');
  if (reason.trim() === '') return 'reason-needed';
  return confirm ? undefined : 'confirm-needed';
}

/** Access as after an approval, marked, and what follows from it. @param by the requester */
export function broken(
  { id, device, tiers }: Pick<Elevation, 'id' | 'device' | 'tiers'>, by: Person, { reason }: Breaking, policy: ElevationPolicy, now: number,
): { readonly breakGlass: BreakGlass; readonly revealBy: number; readonly effects: readonly Effect[] } {
  const revealBy = now + policy.revealWithin;
  // By then access is over, whenever it begins.
  const remindAt = revealBy + policy.cap;
  const data = { id, device: device.name, name: by.name, words: reason };
  return {
    breakGlass: { kind: 'unreviewed', reason, at: now, reminders: 0, remindAt },
    revealBy,
    effects: [
      ...tiers.map(({ role }) => ({ ...tell(crowdOf[role], 'glass-broken', data), except: by.id })),
      tell(toChannel('it-admin'), 'glass-broken', data),
      { do: 'timer', kind: 'elevation/expire', at: revealBy },
      { do: 'timer', kind: 'elevation/remind-review', at: remindAt },
    ],
  };
}

/** On a request that waits for a decision. */
export function breakGlass(was: Elevation, event: EventOf<'elevation/break-glass'>, facts: ElevationFacts, policy: ElevationPolicy, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'requested') return refuse('elevation-not-open');
  if (now >= state.decideBy) return refuse('decision-over', { name: was.requester.name });
  const missing = barredFromBreaking(event.by, event);
  if (missing) return refuse(missing);
  if (!facts.ticket || !isOpenTicket(facts.ticket)) return refuse('ticket-ended', { id: was.ticket });
  const no = barred(was.device, facts) ?? overspent(facts.grants, 0, policy, now);
  if (no) return no;
  const { breakGlass: glass, revealBy, effects } = broken(was, event.by, event, policy, now);
  return step({ ...was, breakGlass: glass }, event, now, { kind: 'approved', approvals: state.approvals, revealBy }, ...effects);
}

export function review(was: Elevation, event: EventOf<'elevation/review'>, now: number): ElevationOutcome {
  const { breakGlass: glass, state } = was;
  if (glass.kind === 'none') return refuse('no-review');
  if (glass.kind === 'reviewed') return refuse('already-reviewed', { name: glass.by.name });
  if (!isOver(state)) return refuse('review-early');
  if (event.note.trim() === '') return refuse('text-needed');
  const { reason, at } = glass;
  return step({ ...was, breakGlass: { kind: 'reviewed', reason, at, by: refOf(event.by), note: event.note, reviewedAt: now } }, event, now, state);
}

/** Goes on until somebody has reviewed it: after twice as long each time, daily in the end. Reminders leave no line of history. */
export function remindOfReview(was: Elevation, now: number): ElevationOutcome {
  const { breakGlass: glass } = was;
  if (glass.kind !== 'unreviewed') return refuse('elevation-not-open');
  if (now < glass.remindAt) return refuse('not-yet');
  const reminders = glass.reminders + 1;
  const remindAt = now + Math.min(hour * 2 ** (reminders - 1), remindAtLeastEvery);
  return become<Elevation, Effect>({ ...was, breakGlass: { ...glass, reminders, remindAt } },
    tell(toChannel('it-admin'), 'review-missing', { id: was.id, device: was.device.name, name: was.requester.name, since: String(now - glass.at) }),
    { do: 'timer', kind: 'elevation/remind-review', at: remindAt });
}

function isOver({ kind }: ElevationState): boolean {
  return kind !== 'requested' && kind !== 'approved' && kind !== 'active';
}
