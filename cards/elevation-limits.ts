// The limits of admin access in words and in a form: who must approve, and how long each step may take.
import type { Say } from '../locales/say.ts';
import { approverRoles, type ApprovalTier } from '../support/approval-tier.ts';
import { elevationTimes, type ElevationLimits, type ElevationTime } from '../support/elevation-limits.ts';
import type { Asked } from './asked.ts';
import { choices } from './form.ts';
import { counted, hoursLine } from './promises.ts';
import type { SettingLine } from './setting-lines.ts';

/** In which unit a time is asked for: what is short in minutes. */
const unitOf = {
  decideWithin: 'hours', remindAfter: 'minutes', lookingFor: 'minutes', revealWithin: 'minutes', cap: 'hours', dailyBudget: 'hours', rotateWithin: 'hours',
} as const satisfies Readonly<Record<ElevationTime, 'hours' | 'minutes'>>;

/** When the approvers are there. Hours of their own are kept as they are: the form does not ask for them. */
export const approverHours = ['always', 'support-hours', 'own'] as const;

export function limitLines(say: Say, { tiers, hours, outOfHours, ...times }: ElevationLimits): readonly SettingLine[] {
  return [
    { label: say('setting.approval'), text: tiersIn(say, tiers) },
    { label: say('setting.approver-hours'), text: typeof hours === 'object' ? hoursLine(say, hours) : say(`setting.approver-hours.${hours ?? 'always'}`) },
    ...outOfHours ? [{ label: say('setting.approval-outside'), text: tiersIn(say, outOfHours.tiers) }] : [],
    ...elevationTimes.map((name) => ({ label: say(`setting.${name}`), text: counted(say, Temporal.Duration.from(times[name]).total('milliseconds')) })),
  ];
}

export function limitFields(say: Say, { tiers, hours, outOfHours, ...times }: ElevationLimits): readonly Asked[] {
  return [
    ...tierFields(say, 'approvals', tiers),
    {
      id: 'approver-hours', kind: 'choice', label: 'setting.approver-hours', value: typeof hours === 'object' ? 'own' : hours ?? 'always',
      choices: [
        ...choices(['always', 'support-hours'] as const, (one) => say(`setting.approver-hours.${one}`)),
        ...typeof hours === 'object' ? [{ title: hoursLine(say, hours), value: 'own' }] : [],
      ],
    },
    ...tierFields(say, 'approvals-outside', outOfHours?.tiers ?? []),
    ...elevationTimes.map((name): Asked => ({
      id: name, kind: 'number', label: { key: `setting.field.${unitOf[name]}`, data: { what: say(`setting.${name}`) } },
      value: String(Number(Temporal.Duration.from(times[name]).total(unitOf[name]).toFixed(4))),
    })),
  ];
}

function tierFields(say: Say, input: 'approvals' | 'approvals-outside', tiers: readonly ApprovalTier[]): readonly Asked[] {
  return approverRoles.map((role) => ({
    id: `${input}-${role}`, kind: 'number', label: { key: `setting.field.${input}`, data: { role: say(`role.${role}`) } },
    value: String(tiers.find((tier) => tier.role === role)?.quorum ?? 0),
  }));
}

function tiersIn(say: Say, tiers: readonly ApprovalTier[]): string {
  return say.list(tiers.map(({ role, quorum }) => say('setting.approvals', { role: say(`role.${role}`), count: quorum })));
}
