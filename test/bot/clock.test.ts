// The clock: moved forward it stays forward, whoever moves it and however often the bot starts; leases do not notice.
import assert from 'node:assert/strict';
import { openClock } from '../../bot/clock.ts';
import { hour, nineOClock } from '../kit/people.ts';
import { openOffice, type Office } from './office.ts';

describe('the clock', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  it('is the machine\'s until somebody moves it', () => {
    assert.deepEqual([office.clock.now(), office.clock.machine()], [nineOClock, nineOClock]);
  });

  it('moved, is ahead of the machine, which goes on', async () => {
    assert.equal(await office.clock.advance(2 * hour), nineOClock + 2 * hour);
    office.machine.now += 5;
    assert.deepEqual([office.clock.now(), office.clock.machine()], [nineOClock + 2 * hour + 5, nineOClock + 5]);
  });

  it('is as far ahead when it is opened again', async () => {
    await office.clock.advance(2 * hour);
    await office.clock.advance(hour);
    const again = await openClock(() => nineOClock, office.store);
    assert.equal(again.now(), nineOClock + 3 * hour);
  });

  it('loses no move of several at once', async () => {
    await Promise.all([1, 2, 3].map((hours) => office.clock.advance(hours * hour)));
    assert.equal(office.clock.now(), nineOClock + 6 * hour);
    assert.equal((await openClock(() => nineOClock, office.store)).now(), nineOClock + 6 * hour);
  });

  it('has every move in the audit', async () => {
    await office.clock.advance(hour);
    const lines = await office.store.history('house');
    assert.deepEqual(lines.map(({ actor, action, detail }) => [actor, action, detail]), [['system', 'clock/advance', { milliseconds: hour }]]);
  });
});
