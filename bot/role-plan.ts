// What the configuration says about each role: where its people come from.
import type { GivenRole } from '../support/given-role.ts';
import type { SupportConfig } from './config.ts';

/** `people` is undefined where nobody may be named, `[]` where nobody is named yet. Two entries of the same tier are one plan. */
export interface RolePlan {
  readonly role: GivenRole;
  readonly people: readonly string[] | undefined;
  readonly teams: readonly string[];
  readonly groups: readonly string[];
  /** Nobody is said to be designated: then the escalation team is. */
  readonly asEscalationTeam: boolean;
  /** Where this stands in the file, such as `roles.itAdmin`. */
  readonly path: string;
}

type Roles = SupportConfig['roles'];
type Entry = Roles['itAdmin'];

export function rolePlans({ support, escalationTeam, elevation, itAdmin, operations }: Roles): readonly RolePlan[] {
  return [
    ...supportTiers({ support }).map((tier) => plan(`staff-${tier}`, `roles.support (tier ${tier})`, support.filter((one) => one.tier === tier))),
    elevation ? plan('designated', 'roles.elevation', [elevation]) : { ...plan('designated', 'roles.elevation', [{ people: [] }]), asEscalationTeam: true },
    plan('escalation-team', 'roles.escalationTeam', [escalationTeam]),
    plan('it-admin', 'roles.itAdmin', [itAdmin]),
    plan('operations', 'roles.operations', [operations]),
  ];
}

/** Tiers that somebody works, lowest first. */
export function supportTiers({ support }: Pick<Roles, 'support'>): readonly number[] {
  return [...new Set(support.map(({ tier }) => tier))].sort((one, other) => one - other);
}

function plan(role: GivenRole, path: string, entries: readonly Entry[]): RolePlan {
  const named = entries.flatMap(({ people }) => people ?? []);
  return {
    role, path,
    people: entries.some(({ people }) => people) ? [...new Set(named)] : undefined,
    teams: [...new Set(entries.flatMap(({ team }) => team ?? []))],
    groups: [...new Set(entries.flatMap(({ group }) => group ?? []))],
    asEscalationTeam: false,
  };
}
