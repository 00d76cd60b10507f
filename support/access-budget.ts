// The daily budget: how much access one person may be granted in a day, whoever approves it and on whichever device.
import { extensionMinutes, type Elevation } from './elevation-record.ts';
import { refuse } from './outcome.ts';

/** Milliseconds granted with one elevation. `from` is when access began, epoch ms; left out, it may begin at any moment, so it counts today. */
export interface Grant {
  readonly granted: number;
  readonly from?: number;
}

/** `dailyBudget` in milliseconds; a day begins at midnight in `zone`, an IANA name. */
export interface BudgetPolicy {
  readonly dailyBudget: number;
  readonly zone: string;
}

/** What is asked for counts as granted while it may be: two decisions at the same moment know nothing of each other. Undefined: it will not be used any more. */
export function grantOf({ state, minutes }: Elevation): Grant | undefined {
  if (state.kind === 'requested' || state.kind === 'approved') return { granted: minutes * 60_000 };
  if (!('revealedAt' in state)) return undefined;
  const { kind, extension, revealedAt: from } = state;
  const more = extension.kind === 'granted' || (extension.kind === 'asked' && kind === 'active') ? extensionMinutes : 0;
  return { granted: (minutes + more) * 60_000, from };
}

/** Why so many milliseconds more are too many today; undefined when they are not. */
export function overspent(grants: readonly Grant[], more: number, { dailyBudget, zone }: BudgetPolicy, now: number): ReturnType<typeof refuse> | undefined {
  const midnight = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).startOfDay();
  const today = grants.filter(({ from = now }) => from >= midnight.epochMilliseconds);
  const left = dailyBudget - today.reduce((sum, { granted }) => sum + granted, 0);
  if (more <= left) return undefined;
  const wait = String(midnight.add({ days: 1 }).startOfDay().epochMilliseconds - now);
  return left < 60_000 ? refuse('budget-spent', { wait }) : refuse('budget-short', { left: String(left), wait });
}
