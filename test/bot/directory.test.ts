// The directory: which roles a person holds at this moment, from every source there is, and none from a source that cannot be read.
import assert from 'node:assert/strict';
import { configSchema } from '../../bot/config.ts';
import { configuredDirectory, type Directory, type Outside } from '../../bot/directory.ts';
import type { Membership } from '../../bot/membership.ts';
import type { RoleBook } from '../../support/role-change.ts';
import { nineOClock } from '../kit/people.ts';
import { ids, openOffice, organisation, type Name, type Office } from './office.ts';

const desk = '19:desk@thread.tacv2';
const group = '00000000-0000-4000-8000-0000000000aa';
const among = (members: Readonly<Record<string, readonly Name[]>>): Membership => async (id) => {
  const found = members[id];
  return found && new Map(found.map((name) => [ids[name], name]));
};
const teamsWith = (members: Readonly<Record<string, readonly Name[]>>): Outside => ({ teams: { members: among(members), name: async () => 'Desk' } });

describe('the directory', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  const directoryOf = (roles: object, outside: Outside = {}): Directory =>
    configuredDirectory(configSchema.parse({ ...organisation, roles: { ...organisation.roles, ...roles } }), office.store, new Map(), outside);
  const rolesOf = async (directory: Directory, name: Name) => {
    const { roles, tiers, unread = [] } = await directory.person(ids[name]);
    return { roles: roles.join(' '), tiers, unread: unread.join(' ') };
  };
  const changed = async (book: RoleBook) =>
    assert.ok(await office.store.saveSetting('roles', { book, drafts: [] }, 0, { at: nineOClock, actor: ids.dana, action: 'role/grant', detail: {} }));
  const entry = (state: 'granted' | 'revoked') => ({ state, name: 'Somebody', by: { id: ids.dana, name: 'Dana' }, at: nineOClock });

  it('knows people named in the file, members of a team and members of a group, together', async () => {
    const directory = directoryOf(
      { support: [{ tier: 1, people: [ids.ana], team: desk, group }, { tier: 2, team: desk }] },
      { ...teamsWith({ [desk]: ['ben'] }), groups: among({ [group]: ['minji'] }) },
    );
    assert.deepEqual(await rolesOf(directory, 'ana'), { roles: 'staff designated', tiers: [1], unread: '' });
    assert.deepEqual(await rolesOf(directory, 'ben'), { roles: 'staff designated', tiers: [1, 2], unread: '' });
    assert.deepEqual(await rolesOf(directory, 'minji'), { roles: 'staff', tiers: [1], unread: '' });
    assert.deepEqual((await directory.members('staff')).people.map(({ id }) => id).toSorted(), [ids.ana, ids.ben, ids.minji, ids.chris, ids.sora].toSorted());
  });

  it('gives nobody a role from a source that cannot be read, and says which they may hold', async () => {
    const directory = directoryOf({ escalationTeam: { people: [ids.chris], team: desk } }, teamsWith({}));
    assert.deepEqual(await rolesOf(directory, 'chris'), { roles: 'staff designated escalation-team', tiers: [2], unread: '' });
    assert.deepEqual(await rolesOf(directory, 'minji'), { roles: '', tiers: [], unread: 'staff escalation-team' });
    assert.deepEqual(await directory.members('escalation-team'), { people: [{ id: ids.chris, name: ids.chris }], whole: false });
  });

  it('counts the escalation team as staff, and as designated where nobody is said to be', async () => {
    const directory = directoryOf({ elevation: undefined, escalationTeam: { people: [ids.sora] } });
    assert.deepEqual(await rolesOf(directory, 'sora'), { roles: 'staff designated escalation-team', tiers: [2], unread: '' });
    assert.deepEqual(await rolesOf(directory, 'ana'), { roles: 'staff', tiers: [1], unread: '' });
  });

  it('heeds what was granted and revoked in Teams, at once', async () => {
    const directory = directoryOf({ elevation: undefined });
    await changed({ 'staff-1': { [ids.ana]: entry('revoked'), [ids.minji]: entry('granted') }, 'designated': { [ids.ben]: entry('granted') } });
    assert.deepEqual(await rolesOf(directory, 'ana'), { roles: '', tiers: [], unread: '' });
    assert.deepEqual(await rolesOf(directory, 'minji'), { roles: 'staff', tiers: [1], unread: '' });
    assert.deepEqual((await rolesOf(directory, 'ben')).roles, 'staff designated');
  });

  it('heeds no grant where the file lets nobody be named', async () => {
    const directory = directoryOf({ operations: { team: desk } }, teamsWith({ [desk]: [] }));
    await changed({ operations: { [ids.omar]: entry('granted') } });
    assert.deepEqual(await rolesOf(directory, 'omar'), { roles: '', tiers: [], unread: '' });
  });

  it('says where each role comes from', async () => {
    const directory = directoryOf(
      { support: [{ tier: 1, people: [ids.ana, ids.ben] }], elevation: undefined, operations: { people: [], team: desk, group } },
      { ...teamsWith({ [desk]: ['omar'] }) },
    );
    await changed({ 'staff-1': { [ids.ben]: entry('revoked'), [ids.minji]: entry('granted') } });
    const held = await directory.held();
    assert.deepEqual(held.map(({ role, open, sources, revoked }) =>
      [role, open, sources.map((source) => `${source.kind}: ${source.people?.length ?? 'unread'}`).join(', '), revoked.map(({ id }) => id)]), [
      ['staff-1', true, 'file: 1, teams: 1', [ids.ben]],
      ['designated', true, 'escalation-team: 2', []],
      ['escalation-team', true, 'file: 2', []],
      ['it-admin', true, 'file: 1', []],
      ['operations', true, 'file: 0, roster: 1, group: unread', []],
    ]);
  });

  it('would rather know nobody than guess at a setting that it cannot read', async () => {
    assert.ok(await office.store.saveSetting('roles', { book: { king: {} }, drafts: [] }, 0, { at: 1, actor: 'system', action: 'x', detail: {} }));
    await assert.rejects(office.directory.person(ids.chris));
  });
});
