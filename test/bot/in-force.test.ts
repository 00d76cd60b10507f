// What is in force: changed by one instance, known to the next event of every other, and read once for each.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { bookSetting, openInForce } from '../../bot/in-force.ts';
import { openOffice, type Office } from './office.ts';

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
});
