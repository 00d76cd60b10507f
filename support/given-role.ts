// A role as it is given to people, and the sources from which those who hold it come.
import type { PersonRef, Role } from './person.ts';

/** Staff are given a tier. */
export type GivenRole = `staff-${number}` | Exclude<Role, 'user' | 'staff'>;

/** Somebody's role as an IT admin changed it in Teams; `at` is epoch milliseconds. */
export interface Appointment extends PersonRef {
  readonly by: PersonRef;
  readonly at: number;
}

/** `cast` are the people of the local Teams, whom no file names. `people` left out: they could not be read just now, and nobody holds the role from there until they can. */
export type RoleSource =
  | { readonly kind: 'file'; readonly people: readonly PersonRef[] }
  | { readonly kind: 'cast'; readonly people: readonly PersonRef[] }
  | { readonly kind: 'teams'; readonly people: readonly Appointment[] }
  | { readonly kind: 'roster'; readonly team: string; readonly people?: readonly PersonRef[] }
  | { readonly kind: 'group'; readonly group: string; readonly people?: readonly PersonRef[] }
  | { readonly kind: 'escalation-team'; readonly people?: readonly PersonRef[] };

/** `open`: people may be named, in the file and since then in Teams. `revoked`: named by the file all the same, which counts no more. */
export interface HeldRole {
  readonly role: GivenRole;
  readonly open: boolean;
  readonly sources: readonly RoleSource[];
  readonly revoked: readonly Appointment[];
}

export function roleOf(given: GivenRole): Exclude<Role, 'user'> {
  return isStaff(given) ? 'staff' : given;
}

/** The tier of support that goes with it. */
export function tierOf(given: GivenRole): number | undefined {
  return isStaff(given) ? Number(given.slice(given.indexOf('-') + 1)) : undefined;
}

function isStaff(given: GivenRole): given is `staff-${number}` {
  return given.startsWith('staff-');
}
