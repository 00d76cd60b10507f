// What is in force: changed by one instance, known to the next event of every other, and read once for each.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { configSchema } from '../../bot/config.ts';
import { bookSetting, namedIn, openInForce, sectionsIn } from '../../bot/in-force.ts';
import { isSame } from '../../support/setting.ts';
import { openOffice, organisation, type Office } from './office.ts';

describe('what is in force', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  const save = (value: object, expected: number) =>
    office.store.saveSetting(bookSetting, value, expected, { at: 1, actor: 'dana', action: 'setting/change', detail: {} });
  const by = { id: 'dana', name: 'Dana Weiss' };

  it('is the file’s until it is changed, and then the same for every instance at the next event', async () => {
    const instances = [openInForce(office.store, office.config), openInForce(office.store, office.config)];
    const initial = async () => Promise.all(instances.map(async (inForce) => (await inForce()).policy.ticket.agreement.levels.B.initial / 60_000));
    assert.deepEqual(await initial(), [240, 240]);
    const level = { initial: 'PT30M', update: 'PT8H', coverage: 'support-hours' };
    await save({ 'user-levels': { value: { A: level, B: level, C: level }, by, at: 1 } }, 0);
    assert.deepEqual(await initial(), [30, 30]);
    await save({}, 1);
    assert.deepEqual(await initial(), [240, 240]);
  });

  it('costs one read for each event, and the same rules as long as nothing changes', async () => {
    const inForce = openInForce(office.store, office.config);
    const before = await inForce();
    const read = sinon.spy(office.store, 'setting');
    assert.equal(await inForce(), before);
    assert.equal(read.callCount, 1);
    read.restore();
  });

  it('is never guessed: a setting that is not what was written throws', async () => {
    await save({ provider: { value: { kind: 'nobody' }, by, at: 1 } }, 0);
    await assert.rejects(openInForce(office.store, office.config)());
  });

  it('asks an elevation for whom it was changed to, and gives it the time it was changed to', async () => {
    const value = { ...sectionsIn(office.config).elevation, tiers: [{ role: 'it-admin', quorum: 2 }], cap: 'PT1H' };
    await save({ elevation: { value, by, at: 1 } }, 0);
    const { elevation } = (await openInForce(office.store, office.config)()).policy;
    assert.deepEqual([elevation.approval, elevation.cap, elevation.revealWithin], [{ tiers: [{ role: 'it-admin', quorum: 2 }] }, 3_600_000, 1_800_000]);
  });

  it('is contradicted by what a file means, not by how it is written', () => {
    const said = (elevation: object) => namedIn({ elevation }, configSchema.parse({ ...organisation, elevation })).elevation;
    const [team, admins] = [{ role: 'escalation-team', quorum: 1 }, { role: 'it-admin', quorum: 1 }];
    assert.ok(isSame(said({ quorum: 1, rotateWithin: 'P1D' }), said({ tiers: [team], rotateWithin: 'PT24H' })));
    assert.ok(isSame(said({ tiers: [admins, team] }), said({ tiers: [team, admins] })));
    assert.ok(!isSame(said({ quorum: 2 }), said({})));
    assert.equal(namedIn({}, configSchema.parse(organisation)).elevation, undefined, 'what the file leaves out contradicts nothing');
  });
});
