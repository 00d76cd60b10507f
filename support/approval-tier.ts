// Who must approve an elevation: tiers that must all be reached, each by so many people of one role.
import type { Channel } from './effect.ts';
import { holds, type Person, type PersonRef } from './person.ts';
import type { RefusalReason } from './outcome.ts';
import { may, type Act } from './rights.ts';
import { isWithin, type SupportHours } from './support-hours.ts';

/** The roles that a tier can ask for. */
export const approverRoles = ['escalation-team', 'it-admin'] as const;
export type ApproverRole = (typeof approverRoles)[number];

/** Where the people of a role decide, and are reminded. */
export const approverChannel = { 'escalation-team': 'escalation', 'it-admin': 'it-admin' } as const satisfies Readonly<Record<ApproverRole, Channel>>;

/** `quorum` is how many distinct people of the role have to approve. No two tiers of a list ask for the same role. */
export interface ApprovalTier {
  readonly role: ApproverRole;
  readonly quorum: number;
}

/** `outside` is who decides what was asked for outside the approvers' hours; left out, those hours have no end. */
export interface ApprovalPolicy {
  readonly tiers: readonly ApprovalTier[];
  readonly outside?: { readonly hours: SupportHours; readonly tiers: readonly ApprovalTier[] };
}

/** The tiers of one request, and whether they are those for a time at which the usual approvers are away. */
export interface Deciding {
  readonly tiers: readonly ApprovalTier[];
  readonly outOfHours: boolean;
}

/** Somebody with the roles by which they count; whoever holds two counts in one tier at most. */
export interface Approver extends PersonRef {
  readonly roles: readonly ApproverRole[];
}

/** `whole` is false while the members of a role cannot all be read: there may be more. */
export interface Approvers {
  readonly people: readonly Approver[];
  readonly whole: boolean;
}

interface WithRoles {
  readonly roles: readonly ApproverRole[];
}

/** The tiers of a request made at this moment (epoch ms). */
export function tiersAt({ tiers, outside }: ApprovalPolicy, at: number): Deciding {
  return outside && !isWithin(outside.hours, at) ? { tiers: outside.tiers, outOfHours: true } : { tiers, outOfHours: false };
}

/** The roles by which this person may decide; none, and they may not. */
export function rolesAmong(tiers: readonly ApprovalTier[], person: Person): readonly ApproverRole[] {
  return tiers.map(({ role }) => role).filter((role) => holds(person, role));
}

/** Why this person may not decide where these tiers do; undefined when they may. An IT admin may only where a tier says so. */
export function barredFrom(tiers: readonly ApprovalTier[], person: Person, act: Act): RefusalReason | undefined {
  if (may(person, act) && rolesAmong(tiers, person).length > 0) return undefined;
  return tiers.some(({ role }) => person.unread?.includes(role)) ? 'membership-unknown' : 'not-allowed';
}

/**
 * Each tier with those who count in it, in their order, never more than its quorum. Whoever has only one place to count takes it first;
 * whoever holds both roles fills what is left, so that no order of pressing wastes an approval.
 */
export function progress<One extends WithRoles>(tiers: readonly ApprovalTier[], given: readonly One[]): readonly (ApprovalTier & { readonly by: readonly One[] })[] {
  const places = tiers.map((tier) => ({ ...tier, by: [] as One[] }));
  const room = (one: One) => places.filter(({ role }) => one.roles.includes(role));
  for (const one of given.toSorted((a, b) => room(a).length - room(b).length)) {
    room(one).find(({ by, quorum }) => by.length < quorum)?.by.push(one);
  }
  return places;
}

/** The tiers that still want an approval. */
export function missing(tiers: readonly ApprovalTier[], given: readonly WithRoles[]): readonly ApprovalTier[] {
  return progress(tiers, given).filter(({ by, quorum }) => by.length < quorum);
}

/** Whether one more approval would bring the decision nearer. */
export function furthers(tiers: readonly ApprovalTier[], given: readonly WithRoles[], more: WithRoles): boolean {
  const counted = (all: readonly WithRoles[]) => progress(tiers, all).reduce((sum, { by }) => sum + by.length, 0);
  return counted([...given, more]) > counted(given);
}
