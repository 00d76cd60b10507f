// When many reports are an incident, as an IT admin sets it.
import type { Application } from './subject.ts';

/** As the configuration file writes it; times are ISO 8601 durations. */
export interface IncidentLimits {
  readonly window: string;
  readonly threshold: number;
  readonly lapseAfter: string;
  readonly applications: readonly Application[];
}

/** Of people: one alone is no incident, and no more than so many tickets are looked at. */
export const thresholds = { least: 2, most: 500 } as const;
