// Who a person is and which roles they hold right now, by all that a role can come from.
import type { Store } from '../store/store.ts';
import { roleOf, tierOf, type Appointment, type HeldRole, type RoleSource } from '../support/given-role.ts';
import { roles as allRoles, type Person, type PersonRef, type Role } from '../support/person.ts';
import type { RoleBook, RoleEntry } from '../support/role-change.ts';
import type { SupportConfig } from './config.ts';
import { following } from './following.ts';
import type { Membership } from './membership.ts';
import { roleSetting, rolesIn } from './role-book.ts';
import { rolePlans, supportTiers, type RolePlan } from './role-plan.ts';
import type { Teams } from './roster.ts';

/** `whole` is false while a source cannot be read: there may be more. */
export interface Members {
  readonly people: readonly PersonRef[];
  readonly whole: boolean;
}

export interface Directory {
  /** The person of this Entra object id, with the roles held at this moment; `name` when it is known already. */
  person(id: string, name?: string): Promise<Person>;
  /** Everyone who holds a role; nobody for `user`, which everyone does. */
  members(role: Role): Promise<Members>;
  /** Every role with where its people come from. */
  held(): Promise<readonly HeldRole[]>;
  /** People one may report a problem for: everyone known by name but this person. */
  colleagues(except: string): Promise<readonly PersonRef[]>;
  /** Support tiers that somebody works, lowest first. */
  readonly tiers: readonly number[];
}

/** What lies outside the bot. A source that is not there cannot be read. */
export interface Outside {
  readonly teams?: Teams;
  readonly groups?: Membership;
}

/** Object ids with the names their source gives, which may be empty. */
type Ids = ReadonlyMap<string, string>;
type From = { readonly kind: 'roster'; readonly team: string } | { readonly kind: 'group'; readonly group: string };

/** A role as it stands. `named` in the file or in Teams; of `outside`, `ids` is undefined while that source cannot be read. */
interface Standing {
  readonly plan: RolePlan;
  readonly gives: readonly Role[];
  readonly named: Ids;
  readonly outside: readonly { readonly from: From; readonly ids: Ids | undefined }[];
}

/**
 * @param known gives names to people who have not spoken yet
 * @param namedBy what names people in the configuration: its file, or in local mode the cast, where there is no file that could contradict Teams
 */
export function configuredDirectory(
  { roles }: Pick<SupportConfig, 'roles'>, store: Store, known: Ids,
  { teams, groups }: Outside = {}, namedBy: 'file' | 'cast' = 'file',
): Directory {
  const plans = rolePlans(roles);
  const someOutside = plans.some(({ teams: rosters, groups: entra }) => rosters.length + entra.length > 0);
  const refOf = async (id: string, named = ''): Promise<PersonRef> => ({ id, name: (await store.person(id))?.name ?? (known.get(id) || named || id) });
  const refsOf = (ids: Ids) => Promise.all([...ids].map(([id, name]) => refOf(id, name)));

  /** As far as the configuration and what was changed in Teams say it. */
  const inside = following(store, roleSetting, (setting): { readonly book: RoleBook; readonly all: readonly Standing[] } => {
    const { book } = rolesIn(setting);
    return { book, all: plans.map((plan) => ({ plan, gives: rolesWith(plan, plans), named: namedIn(plan, book), outside: [] })) };
  });

  /** The sources are asked side by side. */
  async function stand(): Promise<{ readonly all: readonly Standing[]; readonly book: RoleBook }> {
    if (!someOutside) return inside();
    const [{ book, all }, outside] = await Promise.all([inside(), Promise.all(plans.map(readOutside))]);
    return { book, all: all.map((one, at) => ({ ...one, outside: outside[at] ?? [] })) };
  }

  async function readOutside(plan: RolePlan): Promise<Standing['outside']> {
    return Promise.all([
      ...plan.teams.map(async (team) => ({ from: { kind: 'roster', team }, ids: await teams?.members(team) } as const)),
      ...plan.groups.map(async (group) => ({ from: { kind: 'group', group }, ids: await groups?.(group) } as const)),
    ]);
  }

  async function heldRole({ plan, outside }: Standing, all: readonly Standing[], book: RoleBook): Promise<HeldRole> {
    const changed = async (wanted: RoleEntry['state']) => Promise.all(Object.entries(book[plan.role] ?? {}).filter(([, { state }]) => state === wanted)
      .map(async ([id, { name, by, at }]): Promise<Appointment> => ({ ...await refOf(id, name), by, at })));
    const granted = await changed('granted');
    const revoked = (await changed('revoked')).filter(({ id }) => plan.people?.includes(id));
    const file = plan.people?.filter((id) => !revoked.some((one) => one.id === id)) ?? [];
    const sources: RoleSource[] = [];
    if (plan.people && !plan.asEscalationTeam) sources.push({ kind: namedBy, people: await Promise.all(file.map((id) => refOf(id))) });
    if (plan.people && granted.length > 0) sources.push({ kind: 'teams', people: granted });
    for (const { from, ids } of outside) {
      const people = ids && { people: await refsOf(ids) };
      sources.push(from.kind === 'roster' ? { ...from, team: await teams?.name(from.team) ?? from.team, ...people } : { ...from, ...people });
    }
    if (plan.asEscalationTeam) {
      const team = all.filter((one) => one.plan.role === 'escalation-team');
      sources.push({ kind: 'escalation-team', ...(team.every(isWhole) && { people: await refsOf(readable(team)) }) });
    }
    return { role: plan.role, open: plan.people !== undefined, sources, revoked: namedBy === 'file' ? revoked : [] };
  }

  return {
    tiers: supportTiers(roles),
    async person(id, name) {
      const { all } = await stand();
      const has = all.filter(({ named, outside }) => named.has(id) || outside.some(({ ids }) => ids?.has(id)));
      const perhaps = all.filter((one) => !has.includes(one) && !isWhole(one));
      const rolesBy = (standings: readonly Standing[]) => allRoles.filter((role) => standings.some(({ gives }) => gives.includes(role)));
      const unread = rolesBy(perhaps);
      return {
        ...name === undefined ? await refOf(id) : { id, name }, roles: rolesBy(has), tiers: has.flatMap(({ plan }) => tierOf(plan.role) ?? []), ...(unread.length > 0 && { unread }),
      };
    },
    async members(role) {
      const from = (await stand()).all.filter(({ gives }) => gives.includes(role));
      return { people: await refsOf(readable(from)), whole: from.every(isWhole) };
    },
    async held() {
      const { all, book } = await stand();
      return Promise.all(all.map((one) => heldRole(one, all, book)));
    },
    async colleagues(except) {
      return Promise.all([...known.keys()].filter((id) => id !== except).map((id) => refOf(id)));
    },
  };
}

/** The escalation team is staff as well, and designated where nobody else is said to be. */
function rolesWith({ role }: RolePlan, plans: readonly RolePlan[]): readonly Role[] {
  if (role !== 'escalation-team') return [roleOf(role)];
  return ['staff', role, ...plans.some(({ asEscalationTeam }) => asEscalationTeam) ? ['designated'] as const : []];
}

/** What was changed in Teams counts before the file, where people may be named at all. */
function namedIn({ role, people }: RolePlan, book: RoleBook): Ids {
  const changed = Object.entries(people ? book[role] ?? {} : {});
  const ids = new Map((people ?? []).map((id) => [id, '']));
  for (const [id, { state, name }] of changed) {
    if (state === 'granted') ids.set(id, name);
    else ids.delete(id);
  }
  return ids;
}

function readable(standings: readonly Standing[]): Ids {
  return new Map(standings.flatMap(({ named, outside }) => [...outside.flatMap(({ ids }) => [...ids ?? []]), ...named]));
}

function isWhole({ outside }: Standing): boolean {
  return outside.every(({ ids }) => ids !== undefined);
}
