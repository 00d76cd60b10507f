// The health: tells the truth about the store, about Teams and about what waits.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Connector, Place } from '../../bot/connector.ts';
import { healthOf, watched } from '../../bot/health.ts';
import { minute, nineOClock } from '../kit/people.ts';
import { openOffice, type Office } from './office.ts';

const second = 1000;
const place: Place = { conversation: '19:x@thread.tacv2', serviceUrl: 'https://smba.trafficmanager.net/amer/' };

describe('the health', () => {
  let office: Office;
  let answer: () => Promise<string>;
  let started: boolean;
  let sender: Connector;
  let health: () => ReturnType<typeof healthOf>;
  beforeEach(async () => {
    office = await openOffice();
    answer = async () => '1';
    started = true;
    const watch = watched({ post: () => answer(), update: async () => undefined, open: async () => 'a:x' }, office.clock.machine, () => true);
    sender = watch.connector;
    health = () => healthOf({ store: office.store, clock: office.clock, pulse: watch.pulse, started });
  });
  afterEach(() => office.close());

  it('of a bot with nothing to do is good', async () => {
    assert.deepEqual(await health(), { missing: [], connector: {}, oldestDueSeconds: 0 });
  });

  it('misses the start until it is over', async () => {
    started = false;
    assert.deepEqual((await health()).missing, ['start']);
  });

  it('misses the connector when nothing got through for a minute, and not for a moment', async () => {
    answer = () => Promise.reject(new Error('503'));
    await assert.rejects(sender.post(place, {}));
    assert.deepEqual((await health()).missing, []);
    office.machine.now += minute + 1;
    await assert.rejects(sender.post(place, {}));
    assert.deepEqual(await health(), { missing: ['connector'], connector: { lastFailed: '2026-11-23T09:01:00.001Z' }, oldestDueSeconds: 0 });
    answer = async () => '1';
    await sender.post(place, {});
    assert.deepEqual((await health()).missing, []);
  });

  it('misses the to-dos when one waits for over five minutes, tried again or not', async () => {
    await office.store.enqueue({ key: 't', kind: 'x', dueAt: nineOClock });
    office.machine.now += 5 * minute;
    assert.deepEqual([(await health()).missing, (await health()).oldestDueSeconds], [[], 300]);
    office.machine.now += second;
    assert.deepEqual([(await health()).missing, (await health()).oldestDueSeconds], [['to-dos'], 301]);
  });

  it('misses the store when it does not answer', async () => {
    sinon.stub(office.store, 'oldestDue').rejects(new Error('gone'));
    assert.deepEqual(await health(), { missing: ['store'], connector: {} });
  });

  it('misses the store when it says nothing for five seconds', async () => {
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    sinon.stub(office.store, 'oldestDue').returns(new Promise(() => undefined));
    const asked = health();
    await clock.tickAsync(5_000);
    assert.deepEqual((await asked).missing, ['store']);
    clock.restore();
  });
});
