// Who a person is and which roles they hold right now.
import type { SupportConfig } from './config.ts';
import { roles as allRoles, type Person, type PersonRef, type Role } from '../support/person.ts';
import type { Store } from '../store/store.ts';

export interface Directory {
  /** The person of this Entra object id, with the roles held at this moment. */
  person(id: string): Promise<Person>;
  /** Everyone who holds a role; nobody for `user`, which everyone does. */
  members(role: Role): Promise<readonly PersonRef[]>;
  /** People one may report a problem for: everyone known by name but this person. */
  colleagues(except: string): Promise<readonly PersonRef[]>;
  /** Support tiers that somebody works, lowest first. */
  readonly tiers: readonly number[];
}

/** Roles as the configuration names them; `known` gives names to people who have not spoken yet. */
export function configuredDirectory(config: SupportConfig, store: Store, known: ReadonlyMap<string, string>): Directory {
  const { roles } = config;
  const membersOf: Readonly<Record<Role, ReadonlySet<string>>> = {
    'user': new Set(),
    'staff': new Set([...roles.support.flatMap(({ people }) => people), ...roles.escalationTeam.people]),
    'designated': new Set((roles.elevation ?? roles.escalationTeam).people),
    'escalation-team': new Set(roles.escalationTeam.people),
    'it-admin': new Set(roles.itAdmin.people),
    'operations': new Set(roles.operations.people),
  };
  const nameOf = async (id: string) => (await store.person(id))?.name ?? known.get(id) ?? id;
  return {
    tiers: [...new Set(roles.support.map(({ tier }) => tier))].sort((one, other) => one - other),
    async person(id) {
      return {
        id,
        name: await nameOf(id),
        roles: allRoles.filter((role) => membersOf[role].has(id)),
        tiers: roles.support.filter(({ people }) => people.includes(id)).map(({ tier }) => tier),
      };
    },
    async colleagues(except) {
      const all = [...known.keys()].filter((id) => id !== except);
      return Promise.all(all.map(async (id) => ({ id, name: await nameOf(id) })));
    },
    async members(role) {
      return Promise.all([...membersOf[role]].map(async (id) => ({ id, name: await nameOf(id) })));
    },
  };
}
