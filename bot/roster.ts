// The rosters of Teams teams as a source of roles: people of our own tenant, guests left out.
import type { Store } from '../store/store.ts';
import type { Rosters } from './connector.ts';
import { openMembership, type Membership, type MembershipPorts } from './membership.ts';

export interface Teams {
  readonly members: Membership;
  /** What people call the team; its id while that cannot be read. */
  name(team: string): Promise<string>;
}

export interface TeamsPorts extends MembershipPorts {
  readonly rosters: Rosters;
  readonly store: Store;
  /** Ours, in lower case. */
  readonly tenant: string;
  /** The address for teams nobody has written in yet. */
  readonly serviceUrl: () => string;
}

export function openTeams({ rosters, store, tenant, serviceUrl, ...ports }: TeamsPorts): Teams {
  const names = new Map<string, string>();
  // A team's id is that of its first channel.
  const placeOf = async (team: string) => ({ conversation: team, serviceUrl: (await store.conversation(team))?.serviceUrl ?? serviceUrl() });
  return {
    members: openMembership('team', async (team) => {
      const members = await rosters.members(await placeOf(team));
      return new Map(members.filter((member) => member.tenant === tenant && !member.guest).map(({ id, name }) => [id, name]));
    }, ports),
    async name(team) {
      const known = names.get(team);
      if (known !== undefined) return known;
      const name = await rosters.teamName(await placeOf(team)).catch(() => '');
      if (name !== '') names.set(team, name);
      return name || team;
    },
  };
}
