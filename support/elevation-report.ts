// What was done with an access that is over: asked for once a day until somebody says it, because closing takes it.
import { tell, toChannel, toPerson, type Effect } from './effect.ts';
import { step, type ElevationOutcome, type EventOf } from './elevation-event.ts';
import type { Elevation, Report } from './elevation-record.ts';
import { become, refuse } from './outcome.ts';
import { refOf } from './person.ts';

const day = 24 * 60 * 60_000;
/** From this reminder on, the team is told as well: whoever had the access may have left. */
const tellTeamFrom = 3;

/** Access that ended without a word about it. @param now epoch ms, from which the first reminder is counted */
export function missingReport(reminders: number, now: number): { readonly report: Extract<Report, { readonly kind: 'missing' }>; readonly asking: readonly Effect[] } {
  return { report: { kind: 'missing', reminders }, asking: [{ do: 'timer', kind: 'elevation/remind-report', at: now + day }] };
}

export function givenBy({ by, actionsTaken }: EventOf<'elevation/done'>, now: number): Extract<Report, { readonly kind: 'given' }> {
  return { kind: 'given', actionsTaken, by: refOf(by), at: now };
}

/** Said after the end. With it an elevation closes whose password was changed before. */
export function report(was: Elevation, event: EventOf<'elevation/done'>, now: number): ElevationOutcome {
  const { state } = was;
  if (!('endedAt' in state)) return refuse('elevation-not-active');
  if (state.report.kind === 'given') return refuse('already-reported', { name: state.report.by.name });
  if (event.actionsTaken.trim() === '') return refuse('text-needed');
  const given = givenBy(event, now);
  return step(was, event, now, state.kind === 'unreported' ? { ...state, kind: 'closed', report: given } : { ...state, report: given });
}

/** Reminders leave no line of history: what is repeated is no news. */
export function remindOfReport(was: Elevation, now: number): ElevationOutcome {
  const { state } = was;
  if (!('endedAt' in state) || state.kind === 'closed' || state.report.kind === 'given') return refuse('elevation-not-open');
  if (now < state.endedAt + day * (state.report.reminders + 1)) return refuse('not-yet');
  const { report: missing, asking } = missingReport(state.report.reminders + 1, now);
  const data = { id: was.id, device: was.device.name, name: was.requester.name };
  return become<Elevation, Effect>({ ...was, state: { ...state, report: missing } },
    tell(toPerson(was.requester), 'report-missing', data),
    ...missing.reminders < tellTeamFrom ? [] : [tell(toChannel('escalation'), 'report-missing-of', data)],
    ...asking);
}
