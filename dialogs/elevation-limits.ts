// Reads the form of the limits of admin access. Ends with the limits, or with what is wrong in the form.
import { z } from 'zod';
import { approverHours } from '../cards/elevation-limits.ts';
import type { FaultName } from '../cards/form.ts';
import type { ApprovalTier } from '../support/approval-tier.ts';
import type { ElevationLimits } from '../support/elevation-limits.ts';
import { choice, meaning, needed, read, type Reading } from './form.ts';
import { hours, minutes } from './span.ts';

/** As the configuration file has it, nine of a role at most; none, and the role is not asked. */
const quorum = meaning((words) => (/^\d$/.test(words) ? Number(words) : undefined), 'not-a-count').transform((count = 0) => count);

const limits = z.object({
  'approvals-escalation-team': quorum, 'approvals-it-admin': quorum, 'approvals-outside-escalation-team': quorum, 'approvals-outside-it-admin': quorum,
  'approver-hours': needed(choice(approverHours)),
  'decideWithin': hours, 'remindAfter': minutes, 'lookingFor': minutes, 'revealWithin': minutes, 'cap': hours, 'dailyBudget': hours, 'rotateWithin': hours,
});

/** @param kept hours of the approvers' own, which stay where they are chosen again */
export function readElevationLimits(posted: unknown, kept: ElevationLimits['hours']): Reading<ElevationLimits> {
  const whole = limits.transform((typed, context): ElevationLimits => {
    const {
      'approvals-escalation-team': team, 'approvals-it-admin': admins, 'approvals-outside-escalation-team': teamOutside, 'approvals-outside-it-admin': adminsOutside,
      'approver-hours': there, ...times
    } = typed;
    const wrong = (input: string, message: FaultName): void => context.addIssue({ code: 'custom', message, path: [input] });
    const [tiers, outside] = [tiersOf(team, admins), tiersOf(teamOutside, adminsOutside)];
    const own = there === 'own' && typeof kept === 'object' ? kept : undefined;
    if (tiers.length === 0) wrong('approvals-escalation-team', 'no-approval');
    if (there !== 'always' && outside.length === 0) wrong('approvals-outside-escalation-team', 'no-approval');
    if (there === 'own' && !own) wrong('approver-hours', 'not-a-choice');
    return { tiers, ...times, ...there !== 'always' && { hours: own ?? 'support-hours', outOfHours: { tiers: outside } } };
  });
  return read(whole, posted);
}

function tiersOf(team: number, admins: number): readonly ApprovalTier[] {
  const tiers: readonly ApprovalTier[] = [{ role: 'escalation-team', quorum: team }, { role: 'it-admin', quorum: admins }];
  return tiers.filter(({ quorum: wanted }) => wanted > 0);
}
