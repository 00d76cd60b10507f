// What is promised for each severity: how soon somebody responds, how often there is news, and in which hours that time counts.
import type { Coverage } from './escalation-record.ts';
import type { Severity } from './severity.ts';
import { roundTheClock, type SupportHours } from './support-hours.ts';

/** Milliseconds of time that counts. `as-filed`: around the clock where that was chosen at filing, else in support hours. */
export interface Level {
  readonly initial: number;
  readonly update: number;
  readonly coverage: Coverage | 'as-filed';
}

export interface Agreement {
  readonly hours: SupportHours;
  readonly levels: Readonly<Record<Severity, Level>>;
}

const hour = 60 * 60 * 1000;
const weekdays = [1, 2, 3, 4, 5];

/** Operations works Sev A around the clock and C in support hours; for B the customer chooses (admin support page, "Severity"). */
export function withOperations(hours: SupportHours, promised: Readonly<Record<Severity, Omit<Level, 'coverage'>>>): Agreement {
  const { A, B, C } = promised;
  return { hours, levels: { A: { ...A, coverage: '24x7' }, B: { ...B, coverage: 'as-filed' }, C: { ...C, coverage: 'support-hours' } } };
}

const inHours = (initial: number, update: number) => ({ initial: initial * hour, update: update * hour });

/**
 * With Operations, as published: business hours of the US West Coast (admin support page of June 2021); later whole days from Monday to Friday
 * (September 2021), with longer update intervals from June 2023 on. The later page names no zone: the earlier one's is kept.
 */
export const operationsAgreements = {
  'managed-desktop-2021': withOperations({ zone: 'America/Los_Angeles', days: weekdays, from: '09:00', to: '17:00', holidays: [] },
    { A: inHours(1, 1), B: inHours(4, 12), C: inHours(8, 24) }),
  'managed-desktop-2023': withOperations({ zone: 'America/Los_Angeles', days: weekdays, from: '00:00', to: '24:00', holidays: [] },
    { A: inHours(1, 8), B: inHours(4, 24), C: inHours(8, 48) }),
} as const satisfies Readonly<Record<string, Agreement>>;

/** Hours in which time counts for a severity. @param chosen the coverage chosen at filing, where there was a choice */
export function hoursFor({ hours, levels }: Agreement, severity: Severity, chosen: Coverage = 'support-hours'): SupportHours {
  const { coverage } = levels[severity];
  return (coverage === 'as-filed' ? chosen : coverage) === '24x7' ? roundTheClock : hours;
}
