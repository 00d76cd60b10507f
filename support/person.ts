// Who acts: a person by Entra object id, with the roles held at this very moment.

/** The roles of DESIGN's rights table, in its order. Everyone is a user; the others are held. */
export const roles = ['user', 'staff', 'designated', 'escalation-team', 'it-admin', 'operations'] as const;
export type Role = (typeof roles)[number];

export function isRole(word: string): word is Role {
  return roles.some((role) => role === word);
}

/** A person as records keep them: the object id is the identity, the name is only for reading. */
export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** A person at the press. `tiers` are the support tiers (1..n) the person works; empty for those who are no staff. */
export interface Person extends PersonRef {
  readonly roles: readonly Role[];
  readonly tiers: readonly number[];
  /** Another system, let in by its token: it holds no role, and may what the table of rights says of other systems. */
  readonly system?: true;
  /** Roles that this person may hold, but whose members could not all be read just now. Not held, therefore. */
  readonly unread?: readonly Role[];
}

export function holds(person: Person, role: Role): boolean {
  return !person.system && (role === 'user' || person.roles.includes(role));
}

/** The part of a person that a record may keep; roles are never kept, they are read anew at every press. */
export function refOf(person: PersonRef): PersonRef {
  return { id: person.id, name: person.name };
}
