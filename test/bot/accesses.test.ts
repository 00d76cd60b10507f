// Admin access as rows for whoever has to account for it: found by device or person, and safe in a spreadsheet.
import assert from 'node:assert/strict';
import { accessesOf, columns, csvLine, type Whose } from '../../bot/accesses.ts';
import { minute, nineOClock } from '../kit/people.ts';
import { device, ids, openOffice, taken, type Office } from './office.ts';

describe('the list of accesses', () => {
  let office: Office;
  before(async () => {
    office = await openOffice();
    const id = await office.request(await office.report(), { title: '=1+1' });
    const [ana, chris] = [await office.person('ana'), await office.person('chris')];
    taken(await office.desk.happen('elevation', id, { kind: 'elevation/approve', by: chris, note: '' }));
    taken(await office.desk.happen('elevation', id, { kind: 'elevation/revealed', by: ana }));
    await office.clock.advance(10 * minute);
    taken(await office.desk.happen('elevation', id, { kind: 'elevation/done', by: ana, actionsTaken: 'Driver replaced' }));
    taken(await office.desk.happen('elevation', id, { kind: 'elevation/rotated' }));
  });
  after(() => office.close());
  const found = (whose: Whose) => Array.fromAsync(accessesOf(office.store, whose));

  it('says who asked, decided, saw, when, and what was done', async () => {
    const [access] = await found({});
    assert.ok(access);
    const at = new Date(nineOClock).toISOString();
    assert.deepEqual(
      [access.id, access.device, access.requester, access.approvedBy, access.firstShownAt, access.timesShown, access.endedBecause, access.actionsTaken, access.state],
      ['E-1', device.name, 'ana', `chris (${at})`, at, '1', 'done', 'Driver replaced', 'closed']);
    assert.equal(access.passwordChangedAt, new Date(nineOClock + 10 * minute).toISOString());
    assert.deepEqual(Object.keys(access), [...columns]);
  });

  const searches: readonly (readonly [Whose, number])[] = [
    [{ device: device.name.toLowerCase() }, 1], [{ device: device.id }, 1], [{ person: 'Ana' }, 1], [{ person: ids.ana }, 1],
    [{ device: device.name, person: ids.ben }, 0], [{ device: 'another' }, 0],
  ];
  for (const [whose, count] of searches) it(`finds ${count} for ${JSON.stringify(whose)}`, async () => assert.equal((await found(whose)).length, count));

  it('is no formula in a spreadsheet, whatever people wrote', () => {
    assert.equal(csvLine(['=1+1', 'a "word"', '-2', 'plain']), `"'=1+1","a ""word""","'-2","plain"\r\n`);
  });
});
