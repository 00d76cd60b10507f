// Who decides an elevation, tier by tier: who has approved, who still can, and who is on it.
import type { Say } from '../locales/say.ts';
import { progress, type Approver, type ApproverRole, type Approvers, type Deciding } from '../support/approval-tier.ts';
import type { Approval, Elevation, Looking } from '../support/elevation.ts';
import { plain, timeOfDay } from './render.ts';

/** More names than these are told by their number: a team may be large, and a card has its limit. */
const mostNames = 8;

interface Line {
  readonly text: string;
}

/** Lines while a decision is waited for; none afterwards. The approvers are those who may decide, as they are now. */
export function decisionLines(say: Say, { tiers, outOfHours, state }: Elevation, { people, whole }: Approvers): readonly Line[] {
  if (state.kind !== 'requested') return [];
  const open = people.filter(({ id }) => !state.approvals.some(({ by }) => by.id === id));
  return [...tierLines(say, { tiers, outOfHours }, { people: open, whole }, state.approvals), ...state.looking ? [lookingLine(say, state.looking)] : []];
}

/** Of the approvers, those who have not approved yet. */
export function tierLines(
  say: Say, { tiers, outOfHours }: Deciding,
  { people, whole }: Approvers, approvals: readonly Approval[] = [],
): readonly Line[] {
  const lines = progress(tiers, approvals).map(({ role, quorum, by }) => {
    const data = { role: say(`role.${role}`), given: by.length, quorum, approved: names(say, by.map((approval) => approval.by.name)) };
    const able = names(say, ofRole(people, role));
    if (by.length === quorum) return say('approval-tier.reached', data);
    if (able === '') return say(whole ? 'approval-tier.open-to-nobody' : 'approval-tier.open-to-unread', data);
    return by.length === 0 ? say.count('approval-tier.open', quorum, { ...data, names: able }) : say('approval-tier.begun', { ...data, names: able });
  });
  return [...outOfHours ? [say('approval-tier.out-of-hours')] : [], ...lines].map((text) => ({ text }));
}

function lookingLine(say: Say, { by, at, until }: Looking): Line {
  return { text: say('elevation.looking', { name: plain(by.name), since: timeOfDay(at), from: timeOfDay(until) }) };
}

function ofRole(people: readonly Approver[], role: ApproverRole): readonly string[] {
  return people.filter(({ roles }) => roles.includes(role)).map(({ name }) => name);
}

function names(say: Say, all: readonly string[]): string {
  const some = all.slice(0, mostNames).map(plain);
  return all.length > mostNames ? say.count('approval-tier.and-others', all.length - mostNames, { names: some.join(', ') }) : say.list(some);
}
