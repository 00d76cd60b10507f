// Using an approved elevation: the password is shown, access runs, and something ends it.
import { overspent } from './access-budget.ts';
import { tell, toChannel, toPerson, type Effect } from './effect.ts';
import { givenBy, missingReport } from './elevation-report.ts';
import { barred } from './elevation-bar.ts';
import { step, type ElevationEvent, type ElevationFacts, type ElevationOutcome, type ElevationPolicy, type EventOf, type StateOf } from './elevation-event.ts';
import type { Elevation, EndOfAccess } from './elevation-record.ts';
import { refuse } from './outcome.ts';
import { refOf } from './person.ts';
import { isOpenTicket } from './ticket.ts';

/** So often may the password of one access be shown: enough for anyone who works, too few for a machine. */
export const revealLimit = 20;
/** So often may it be asked for, shown or not: a vault that fails is asked again by people, and not without end by a machine. */
export const askLimit = 60;

/** Milliseconds before the end at which the requester is warned. */
export const warnBefore = 10 * 60_000;

/**
 * The password is asked for, then the vault is opened, then it is shown: asked first, so that no vault is opened that the audit knows nothing of;
 * and access begins only with what could be shown.
 */
export function reveal(
  was: Elevation, event: EventOf<'elevation/reveal' | 'elevation/revealed'>, facts: ElevationFacts, policy: ElevationPolicy, now: number,
): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'approved' && state.kind !== 'active') return refuse('elevation-not-active');
  if (now >= (state.kind === 'active' ? state.until : state.revealBy)) return refuse('reveal-over');
  if (!facts.ticket || !isOpenTicket(facts.ticket)) return refuse('ticket-ended', { id: was.ticket });
  // The budget once more where access begins: emergency access is taken without anybody who would have judged it after the request.
  const no = barred(was.device, facts) ?? (state.kind === 'approved' ? overspent(facts.grants, 0, policy, now) : undefined);
  if (no) return no;
  if (state.kind === 'active' && state.reveals >= revealLimit) return refuse('reveal-limit', { limit: String(revealLimit) });
  if (event.kind === 'elevation/reveal') {
    const asked = was.history.filter(({ what }) => what === event.kind).length;
    return asked < askLimit ? step(was, event, now, state) : refuse('ask-limit', { limit: String(askLimit) });
  }
  if (state.kind === 'active') return step(was, event, now, { ...state, reveals: state.reveals + 1 });
  const until = now + was.minutes * 60_000;
  return step(was, event, now, { kind: 'active', approvals: state.approvals, revealedAt: now, reveals: 1, extension: { kind: 'none' }, until },
    ...tellUsers(was, facts, 'access-started', { left: String(until - now) }),
    ...windowTimers(until));
}

export function done(
  was: Elevation, state: StateOf<'active'>, event: EventOf<'elevation/done'>, facts: ElevationFacts, policy: ElevationPolicy, now: number,
): ElevationOutcome {
  if (event.actionsTaken.trim() === '') return refuse('text-needed');
  return end(was, state, event, 'done', facts, policy, now);
}

export function revoke(was: Elevation, event: EventOf<'elevation/revoke'>, facts: ElevationFacts, policy: ElevationPolicy, now: number): ElevationOutcome {
  const { state } = was;
  if (state.kind !== 'active' && state.kind !== 'approved') return refuse('elevation-not-active');
  if (event.reason.trim() === '') return refuse('reason-needed');
  const data = { id: was.id, device: was.device.name, name: event.by.name, words: event.reason };
  const tellings = [
    tell(toPerson(was.requester), 'elevation-revoked', data),
    tell(toChannel('it-admin'), 'access-revoked', { ...data, requester: was.requester.name }),
  ];
  if (state.kind === 'active') return end(was, state, event, 'revoked', facts, policy, now, ...tellings);
  return step(was, event, now, { kind: 'revoked', by: refOf(event.by), reason: event.reason, at: now }, ...tellings);
}

/** The window is over, or the ticket is: neither of them the requester's own act, so the requester is told. */
export function endUnasked(
  was: Elevation, state: StateOf<'active'>, event: EventOf<'elevation/expire' | 'elevation/ticket-ended'>,
  facts: ElevationFacts, policy: ElevationPolicy, now: number,
): ElevationOutcome {
  if (event.kind === 'elevation/expire' && now < state.until) return refuse('not-yet');
  return end(was, state, event, event.kind === 'elevation/expire' ? 'window-over' : 'ticket-ended', facts, policy, now, tellOver(was));
}

function end(
  was: Elevation, state: StateOf<'active'>, event: ElevationEvent, why: EndOfAccess,
  facts: ElevationFacts, policy: ElevationPolicy, now: number, ...effects: readonly Effect[]
): ElevationOutcome {
  const { approvals, revealedAt, reveals, extension } = state;
  const { report, asking } = event.kind === 'elevation/done' ? { report: givenBy(event, now), asking: [] } : missingReport(0, now);
  return step(was, event, now, { kind: 'ended', why, endedAt: now, report, approvals, revealedAt, reveals, extension },
    ...effects,
    ...asking,
    ...tellUsers(was, facts, 'access-ended'),
    { do: 'rotate', device: was.device.id },
    { do: 'timer', kind: 'elevation/rotation-overdue', at: now + policy.rotateWithin });
}

/** The requester hears of an end that somebody or something else brought: a session signed in as administrator outlives the password. */
function tellOver(was: Elevation): Effect {
  return tell(toPerson(was.requester), 'elevation-over', { id: was.id, device: was.device.name });
}

/** The end of a window and the warning before it; they replace those set before. @param until epoch ms */
export function windowTimers(until: number): readonly Effect[] {
  return [{ do: 'timer', kind: 'elevation/warn', at: until - warnBefore }, { do: 'timer', kind: 'elevation/expire', at: until }];
}

/** The person with the problem is told, and the person whose device it is, should that be another. */
export function tellUsers(was: Elevation, facts: ElevationFacts, text: 'access-started' | 'access-extended' | 'access-ended', data: Readonly<Record<string, string>> = {}): Effect[] {
  const users = new Set([was.affected.id, facts.device?.user || was.affected.id]);
  return [...users].map((id) => tell(`person:${id}`, text, { device: was.device.name, name: was.requester.name, id: was.ticket, ...data }));
}
