// The part of the Bot Connector HTTP API that says who is where: members of a conversation, the team and its channels.

import type { Cast, CastPerson } from './cast.ts';
import { ok, refuse, type Call, type Reply, type Route } from './exchange.ts';
import type { Places } from './places.ts';
import type { RosterSwitch } from './roster-switch.ts';
import type { Standing } from './trial.ts';

export const noConversation = (): Reply => refuse(404, 'ConversationNotFound', 'Conversation not found.');

export function rosterRoutes(cast: Cast, places: Places, standings: RosterSwitch): readonly Route[] {
  const roster = (call: Call, answer: (people: readonly CastPerson[]) => Reply): Reply => {
    const address = places.find(call.params['conversation'] ?? '');
    if (!address) return noConversation();
    const { place } = address;
    return answer(places.members(place).filter((person) => place.kind === 'personal' || standings.of(person) !== 'gone'));
  };
  const account = (person: CastPerson): unknown => accountOf(cast, person, standings.of(person));
  const team = (call: Call, answer: () => Reply): Reply =>
    (call.params['team'] === cast.team.id ? answer() : refuse(404, 'NotFound', 'Team not found.'));

  return [
    {
      method: 'GET', path: 'v3/conversations/:conversation/members',
      run: (call) => roster(call, (people) => ok(people.map(account))),
    },
    {
      method: 'GET', path: 'v3/conversations/:conversation/pagedmembers',
      run: (call) => roster(call, (people) => pageOf(people.map(account), call.query)),
    },
    {
      method: 'GET', path: 'v3/conversations/:conversation/members/:member',
      run: (call) => roster(call, (people) => {
        const person = places.person(call.params['member'] ?? '');
        return person && people.includes(person) ? ok(account(person)) : refuse(404, 'MemberNotFoundInConversation', 'Member not found.');
      }),
    },
    {
      method: 'GET', path: 'v3/teams/:team',
      run: (call) => team(call, () => ok({
        id: cast.team.id, name: cast.team.name, aadGroupId: cast.team.aadGroupId, tenantId: cast.tenantId, type: 'standard',
        channelCount: cast.channels.length, memberCount: cast.people.filter(({ role }) => role !== 'user').length,
      })),
    },
    {
      method: 'GET', path: 'v3/teams/:team/conversations',
      run: (call) => team(call, () => ok({ conversations: cast.channels.map(({ id, name }) => ({ id, name, type: 'standard' })) })),
    },
  ];
}

const otherTenant = '5b0cf1f5-9d0c-4e2f-8a51-6f3d1b7c0a42';

function accountOf(cast: Cast, person: CastPerson, standing: Standing): Readonly<Record<string, unknown>> {
  const [givenName, surname] = person.name.split(' ');
  return {
    id: person.teamsId, name: person.name, givenName, surname, email: person.email, userPrincipalName: person.email,
    objectId: person.id, aadObjectId: person.id,
    tenantId: standing === 'stranger' ? otherTenant : cast.tenantId, userRole: standing === 'guest' ? 'guest' : 'user',
  };
}

/** `pageSize` is held to 50 to 500, as Teams does; the continuation token is where the next page starts. */
function pageOf(accounts: readonly unknown[], query: URLSearchParams): Reply {
  const size = Math.min(500, Math.max(50, Number(query.get('pageSize') ?? 200) || 200));
  const start = Number(query.get('continuationToken') ?? 0) || 0;
  const next = start + size;
  return ok({ members: accounts.slice(start, next), ...(next < accounts.length ? { continuationToken: String(next) } : {}) });
}
