// The rule for roles given and taken in Teams: by an IT admin, never to be able to decide on oneself, never the last IT admin.
import { tell, toChannel, toPerson, type Effect } from './effect.ts';
import { roleOf, type Appointment, type GivenRole, type HeldRole, type RoleSource } from './given-role.ts';
import { become, refuse, type Outcome, type Step } from './outcome.ts';
import { refOf, type Person, type PersonRef } from './person.ts';
import { may, noRight } from './rights.ts';

/**
 * What was changed in Teams, by role and then by object id. It counts before what the file names; where it is silent, the file counts.
 * What was taken is remembered too, so that a file which gives it back is noticed.
 */
export type RoleBook = Readonly<Partial<Record<GivenRole, Readonly<Record<string, RoleEntry>>>>>;
export interface RoleEntry extends Omit<Appointment, 'id'> {
  readonly state: 'granted' | 'revoked';
}

export interface RoleChange {
  readonly kind: 'role/grant' | 'role/revoke';
  readonly by: Person;
  readonly role: GivenRole;
  readonly whom: PersonRef;
}

/** The escalation team and the staff it is part of, in people. */
export interface Share {
  readonly team: number;
  readonly staff: number;
}

/** @param held every role of the organisation with all that could be read of it */
export function changeRole(was: RoleBook, event: RoleChange, held: readonly HeldRole[], now: number): Outcome<Step<RoleBook, Effect>> {
  const { by, role, whom } = event;
  const grants = event.kind === 'role/grant';
  if (!may(by, 'role/change')) return refuse(noRight(by, 'role/change'));
  const found = held.find((one) => one.role === role);
  if (!found) return refuse('role-unknown');
  if (!found.open) return elsewhere(found.sources[0], whom);
  if (grants && by.id === whom.id && isTrusted(role)) return refuse('own-role');
  const from = found.sources.filter(({ people }) => people?.some(({ id }) => id === whom.id));
  if (grants && from.length > 0) return refuse('role-held', { name: whom.name });
  if (!grants) {
    if (from.length === 0) return refuse('role-not-held', { name: whom.name });
    const outside = from.find(({ kind }) => kind !== 'file' && kind !== 'cast' && kind !== 'teams');
    if (outside) return elsewhere(outside, whom);
    if (role === 'it-admin' && holdersOf(held, role).size === 1) return refuse('last-it-admin', { name: whom.name });
  }

  const entry: RoleEntry = { state: grants ? 'granted' : 'revoked', name: whom.name, by: refOf(by), at: now };
  const next: RoleBook = { ...was, [role]: { ...was[role], [whom.id]: entry } };
  const told = by.id === whom.id ? [] : [tell(toPerson(whom), grants ? 'role-granted' : 'role-revoked', { role, name: by.name })];
  return become<RoleBook, Effect>(next, ...told, ...warning(held, event));
}

/** Undefined while some of them cannot be read: half a number would be wrong. */
export function shareOf(held: readonly HeldRole[], change?: RoleChange): Share | undefined {
  const counted = held.filter(({ role }) => role === 'escalation-team' || roleOf(role) === 'staff');
  if (counted.some(({ sources }) => sources.some(({ people }) => !people))) return undefined;
  const people = counted.map(({ role }): [GivenRole, Set<string>] => [role, after(holdersOf(held, role), role, change)]);
  return { team: new Map(people).get('escalation-team')?.size ?? 0, staff: new Set(people.flatMap(([, ids]) => [...ids])).size };
}

/** The service asks that the team be kept smaller than the staff and gives no number; at most half of the staff is this project's own. */
export function isTooLarge({ team, staff }: Share): boolean {
  return team * 2 > staff;
}

/** Whoever holds one of these could let themselves into devices, alone or with one other: nobody gives them to themselves. */
function isTrusted(role: GivenRole): boolean {
  return role === 'escalation-team' || role === 'designated';
}

function holdersOf(held: readonly HeldRole[], role: GivenRole): Set<string> {
  return new Set(held.filter((one) => one.role === role).flatMap(({ sources }) => sources.flatMap(({ people = [] }) => people.map(({ id }) => id))));
}

function after(holders: Set<string>, role: GivenRole, change: RoleChange | undefined): Set<string> {
  if (change?.role !== role) return holders;
  return change.kind === 'role/grant' ? new Set([...holders, change.whom.id]) : new Set([...holders].filter((id) => id !== change.whom.id));
}

/** Only of what this change brought about: a team that was too large already is shown on the card. */
function warning(held: readonly HeldRole[], change: RoleChange): readonly Effect[] {
  const [was, is] = [shareOf(held), shareOf(held, change)];
  if (!was || !is || !isTooLarge(is) || is.team * was.staff <= was.team * is.staff) return [];
  return [tell(toChannel('it-admin'), 'escalation-team-large', { team: String(is.team), staff: String(is.staff), name: change.by.name })];
}

function elsewhere(source: RoleSource | undefined, { name }: PersonRef): Outcome<Step<RoleBook, Effect>> {
  switch (source?.kind) {
    case 'roster': return refuse('role-from-roster', { name, team: source.team });
    case 'group': return refuse('role-from-group', { name, group: source.group });
    case 'escalation-team': return refuse('role-from-escalation-team', { name });
    case 'file':
    case 'cast':
    case 'teams':
    case undefined: return refuse('role-unknown');
  }
}
