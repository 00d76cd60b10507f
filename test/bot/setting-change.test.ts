// A change of the settings is kept only as every turn after it will read it.
import assert from 'node:assert/strict';
import { bookSetting } from '../../bot/in-force.ts';
import { openSettingChange } from '../../bot/setting-change.ts';
import { openOffice, type Office } from './office.ts';

describe('a change of the settings', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  const name = async (contact: { readonly name: string; readonly person?: string }) => openSettingChange({ ...office, file: office.config, wake: () => undefined })({
    kind: 'setting/change', by: await office.person('dana'), seen: 0, to: { section: 'admin-contacts', value: { other: { name: 'Olga' }, devices: contact } },
  });

  it('is in force at once', async () => {
    assert.ok((await name({ name: 'Dee, ext. 4400' })).ok);
    assert.deepEqual((await office.inForce()).config.adminContacts['devices'], { name: 'Dee, ext. 4400' });
  });

  it('that could not be read again is not made, and nobody else meets it', async () => {
    await assert.rejects(name({ name: 'Dee', person: 'no object id' }));
    assert.equal(await office.store.setting(bookSetting), undefined);
    assert.equal((await office.inForce()).version, 0);
  });
});
