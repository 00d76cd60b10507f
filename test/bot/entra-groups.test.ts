// Entra groups as a source of roles: the people in the group itself, to the last page, guests left out, and nobody while that is in doubt.
import assert from 'node:assert/strict';
import { openEntraGroups } from '../../bot/entra-groups.ts';
import type { Groups } from '../../bot/groups.ts';
import { GraphError } from '../../credentials/graph.ts';
import { graphOn, openFakeGraph, type FakeGraph, type GraphTrouble } from '../kit/fake-graph.ts';

const group = 'a0000000-0000-4000-8000-000000000001';
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

describe('the people of an Entra group', () => {
  let graph: FakeGraph;
  let groups: Groups;
  beforeEach(async () => {
    graph = await openFakeGraph();
    groups = openEntraGroups(graphOn(graph));
  });
  afterEach(() => graph.close());

  it('are all in it, page after page, by id and name', async () => {
    graph.groups.set(group, [1, 2, 3, 4, 5].map((n) => ({ id: id(n), displayName: `Person ${n}` })));
    assert.deepEqual([...await groups.members(group)], [1, 2, 3, 4, 5].map((n) => [id(n), `Person ${n}`]));
  });

  it('are no guests, no groups within it, no devices, and no applications', async () => {
    graph.groups.set(group, [
      { id: id(1), displayName: 'Ana' }, { id: id(2), userType: 'Guest' }, { id: id(3), kind: 'group' }, { id: id(4), kind: 'device' }, { id: id(5), kind: 'servicePrincipal' },
    ]);
    assert.deepEqual([...await groups.members(group)], [[id(1), 'Ana']]);
  });

  it('are unknown while it is not told who is a guest, and the permission is named', async () => {
    graph.groups.set(group, [{ id: id(1) }]);
    graph.granted.delete('User.Read.All');
    await assert.rejects(groups.members(group), (error) => error instanceof GraphError && error.permission === 'User.Read.All');
  });

  it('are unknown when the last page cannot be read, when there is no such group, and without the permission', async () => {
    await assert.rejects(groups.members(group), GraphError);
    graph.groups.set(group, [1, 2, 3].map((n) => ({ id: id(n) })));
    graph.granted.delete('GroupMember.Read.All');
    await assert.rejects(groups.members(group), /GroupMember\.Read\.All/);
    graph.granted.add('GroupMember.Read.All');
    graph.strayTo = 'http://127.0.0.2:9';
    await assert.rejects(groups.members(group), /the next page is on another host/);
  });

  const troubles: readonly GraphTrouble[] = [
    { status: 401 }, { status: 403 }, { status: 404 }, { status: 429, retryAfter: '30' }, { status: 500 }, { status: 503 }, { mood: 'hang' }, { mood: 'reset' }, { mood: 'garbled' },
    { mood: 'cut-off' },
  ];
  for (const trouble of troubles) {
    it(`are unknown, not none, while Graph answers ${JSON.stringify(trouble)}`, async () => {
      graph.groups.set(group, [{ id: id(1) }]);
      graph.trouble = trouble;
      await assert.rejects(groups.members(group), GraphError);
      graph.trouble = undefined;
      assert.equal((await groups.members(group)).size, 1);
    });
  }
});
