// Who may do what: the table of rights. Whatever is not in it, nobody may.
import type { RefusalReason } from './outcome.ts';
import { holds, type Person, type Role } from './person.ts';

const staff: readonly Role[] = ['staff', 'designated', 'escalation-team', 'it-admin'];
const everyone: readonly Role[] = ['user'];
/** Of these, the ones that the request's tiers name (see approval-tier.ts). */
const approvers: readonly Role[] = ['escalation-team', 'it-admin'];
const requesters: readonly Role[] = ['designated'];
const operations: readonly Role[] = ['operations'];

/**
 * Acts by the verb people press. Where the act belongs to one person (the user, the requester, the filer), the rule asks for
 * that as well: the table says who may at all, the record says whose it is.
 */
export const rights = {
  'ticket/report': everyone,
  'ticket/reply': everyone,
  'ticket/attach': everyone,
  'ticket/withdraw': everyone,
  'ticket/reopen': everyone,
  'ticket/rate': everyone,
  'ticket/attachments': staff,
  'ticket/comment': staff,
  'ticket/number': staff,
  'ticket/claim': staff,
  'ticket/assign': staff,
  'ticket/ask': staff,
  'ticket/hand-off': staff,
  'ticket/regrade': staff,
  'ticket/route': staff,
  'ticket/duplicate': staff,
  'ticket/separate': staff,
  'ticket/leave': staff,
  'ticket/resolve': staff,
  'elevation/request': requesters,
  'elevation/reveal': requesters,
  'elevation/revealed': requesters,
  'elevation/extend': requesters,
  'elevation/done': requesters,
  'elevation/cancel': requesters,
  'elevation/report': ['escalation-team', 'it-admin'],
  'elevation/looking': approvers,
  'elevation/approve': approvers,
  'elevation/deny': approvers,
  'elevation/break-glass': ['escalation-team', 'it-admin'],
  'elevation/review': ['escalation-team', 'it-admin'],
  'elevation/revoke': ['escalation-team', 'it-admin'],
  'escalation/draft': staff,
  'escalation/file': ['escalation-team', 'it-admin'],
  'escalation/file-a-b': ['it-admin'],
  'escalation/decline': ['it-admin'],
  'escalation/regrade': ['it-admin', 'operations'],
  'escalation/accept': operations,
  'escalation/ask': operations,
  'escalation/update': operations,
  'escalation/transfer': operations,
  'escalation/mitigate': operations,
  'escalation/resolve': operations,
  'escalation/answer': staff,
  'escalation/reactivate': staff,
  'alert/acknowledge': operations,
  'alert/clear': operations,
  'incident/confirm': ['it-admin'],
  'incident/dismiss': ['it-admin'],
  'incident/escalate': ['it-admin'],
  'incident/resolve': ['it-admin'],
  'stats/see': staff,
  'stats/see-people': ['escalation-team', 'it-admin'],
  'role/change': ['it-admin'],
  'setting/change': ['it-admin'],
  'channel/choose': ['it-admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Act = keyof typeof rights;

/** What other systems may do, each within the scopes of its token; they work tickets, and nothing else. */
export const systemActs: ReadonlySet<Act> = new Set([
  'ticket/report', 'ticket/reply', 'ticket/comment', 'ticket/number', 'ticket/regrade', 'ticket/resolve', 'ticket/reopen',
]);

export function may(person: Person, act: Act): boolean {
  return person.system ? systemActs.has(act) : rights[act].some((role) => holds(person, role));
}

/** Why not, once something was found missing: `otherwise`, unless a role that would do could not be looked up just now. */
export function noRight(person: Person, act: Act, otherwise: RefusalReason = 'not-allowed'): RefusalReason {
  return rights[act].some((role) => person.unread?.includes(role)) ? 'membership-unknown' : otherwise;
}

/** Staff work the tickets of their own tiers; the escalation team, the IT admin and other systems those of every tier. */
export function worksTier(person: Person, tier: number): boolean {
  return person.system === true || holds(person, 'escalation-team') || holds(person, 'it-admin') || person.tiers.includes(tier);
}
