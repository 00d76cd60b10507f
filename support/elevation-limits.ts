// What an IT admin sets of admin access: who must approve it, and how long each of its steps may take.
import type { ApprovalTier } from './approval-tier.ts';
import type { SupportHours } from './support-hours.ts';

export const elevationTimes = ['decideWithin', 'remindAfter', 'lookingFor', 'revealWithin', 'cap', 'dailyBudget', 'rotateWithin'] as const;
export type ElevationTime = (typeof elevationTimes)[number];

/** As the configuration file writes it; times are ISO 8601 durations. `hours` and `outOfHours` come together, or the approvers are always there. */
export interface ElevationLimits extends Readonly<Record<ElevationTime, string>> {
  readonly tiers: readonly ApprovalTier[];
  readonly hours?: 'support-hours' | SupportHours;
  readonly outOfHours?: { readonly tiers: readonly ApprovalTier[] };
}
