// Entra groups as a source of roles, read through Microsoft Graph.
import * as z from 'zod';
import { GraphError, type Graph } from '../credentials/graph.ts';
import type { Groups } from './groups.ts';

const readMembers = 'GroupMember.Read.All';
const readUsers = 'User.Read.All';
/** A role that more people hold than this is none. */
const most = 5_000;
const page = 999;

const user = '#microsoft.graph.user';
/** Without the right to read users Graph names their ids and nothing else. */
const member = z.object({
  '@odata.type': z.string().nullish(),
  'id': z.guid().toLowerCase(),
  'displayName': z.string().nullish(),
  'userType': z.string().nullish(),
});

export function openEntraGroups(graph: Graph): Groups {
  return {
    async members(group) {
      const path = `/v1.0/groups/${encodeURIComponent(group)}/members`;
      const all = await graph.list(`${path}?$select=id,displayName,userType&$top=${page}`, member, readMembers, most);
      // A group in the group gives no role to its members, as in the service itself.
      const people = all.filter((one) => one['@odata.type'] === user);
      if (people.some(({ userType }) => (userType ?? '') === '')) {
        throw new GraphError(`GET ${path}: who is a guest is not told; the app registration needs the application permission ${readUsers}, with an administrator's consent`, { kind: 'forbidden' }, readUsers);
      }
      return new Map(people.filter(({ userType }) => userType === 'Member').map(({ id, displayName }) => [id, displayName ?? '']));
    },
  };
}
