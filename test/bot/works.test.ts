// What is done off the turn: timers that come too early, elevations that end with their ticket, passwords that are changed and the proof of it.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { openLog } from '../../bot/log.ts';
import { openMessenger } from '../../bot/messenger.ts';
import { openPlaces } from '../../bot/places.ts';
import { openRotation } from '../../bot/rotation.ts';
import { startRunner, type Runner } from '../../bot/runner.ts';
import { openAlarms } from '../../bot/alarm.ts';
import { listedDevices } from '../../bot/devices.ts';
import { speechFor } from '../../bot/speech.ts';
import { scheduledRotation, worksOf } from '../../bot/works.ts';
import type { Vault } from '../../credentials/vault.ts';
import { Secret } from '../../credentials/secret.ts';
import { hour, minute, nineOClock } from '../kit/people.ts';
import { device, openOffice, taken, type Office } from './office.ts';

/** A vault that says when a password was asked for, and proves nothing before it is told to. */
interface SlowVault extends Vault {
  readonly asked: number[];
  provedAt: number | undefined;
}

function slowVault(): SlowVault {
  return {
    asked: [],
    provedAt: undefined,
    async open() {
      return { account: 'mds-admin', password: new Secret('x'), expiresAt: 0 };
    },
    async rotate(_, at) {
      this.asked.push(at);
      return at;
    },
    async confirmRotation(_, since) {
      return this.provedAt !== undefined && this.provedAt >= since;
    },
    close: async () => undefined,
  };
}

describe('off the turn', () => {
  let office: Office;
  let vault: SlowVault;
  let runner: Runner;
  beforeEach(async () => {
    office = await openOffice();
    vault = slowVault();
    const { store, clock, config, facts, directory, desk } = office;
    const connector = { post: async () => '1', update: async () => undefined, open: async (_: string, person: string) => `a:${person}` };
    const places = openPlaces({ store, config, connector, clock, serviceUrl: () => 'http://127.0.0.1/' });
    const speech = speechFor(config, store);
    const messenger = openMessenger({ store, connector, places, facts, directory, speech, clock });
    const alarms = openAlarms({ store, connector, places, speech, clock });
    const log = openLog('error', { write: (line: string) => assert.fail(line) });
    const devices = listedDevices([device]);
    const rotation = openRotation({ store, clock, desk, vault, devices, log });
    const quiet = async () => ({ kind: 'done' as const });
    const works = worksOf({ store, clock, desk, messenger, alarms, measure: async () => undefined, vault, devices, rotation, webhook: quiet, permissions: quiet, alertWatch: quiet, retiming: quiet, incidents: {}, files: {}, digest: { 'digest': quiet, 'digest-card': quiet } });
    runner = startRunner({ store, clock, log, name: 'one', chance: () => 1, works: { ...works, post: quiet, tell: quiet } });
  });
  afterEach(async () => {
    await runner.stop();
    sinon.restore();
    await office.close();
  });

  /** Moves the clock and lets everything happen that is due by then, and what follows from it. */
  const pass = async (milliseconds: number) => {
    await office.clock.advance(milliseconds);
    await runner.idle();
  };
  const stateOf = async (elevation: string) => (await office.store.get('elevation', elevation))?.body.state.kind;
  const active = async (ticket: string) => {
    const elevation = await office.request(ticket);
    taken(await office.desk.happen('elevation', elevation, { kind: 'elevation/approve', by: await office.person('chris'), note: '' }));
    taken(await office.desk.happen('elevation', elevation, { kind: 'elevation/revealed', by: await office.person('ana') }));
    return elevation;
  };
  const finish = async (elevation: string) =>
    taken(await office.desk.happen('elevation', elevation, { kind: 'elevation/done', by: await office.person('ana'), actionsTaken: 'Driver' }));

  describe('time', () => {
    it('lets a request expire that nobody decided, after eight hours and not before', async () => {
      const elevation = await office.request(await office.report());
      await pass(8 * hour - 1);
      assert.equal(await stateOf(elevation), 'requested');
      await pass(1);
      assert.equal(await stateOf(elevation), 'expired');
    });

    it('ends access when its window is over, even when the clock jumps over it', async () => {
      const elevation = await active(await office.report());
      await pass(30 * hour);
      assert.match(await stateOf(elevation) ?? '', /^(ended|rotating|rotation-overdue)$/);
      assert.equal((await office.store.history(elevation)).filter(({ action }) => action === 'elevation/expire').length, 1);
    });

    it('ends it also when the machine\'s clock is set back at that very moment', async () => {
      const elevation = await active(await office.report());
      const happen = sinon.stub(office.desk, 'happen');
      happen.callsFake(async (kind, id, event, once) => {
        if (event.kind === 'elevation/expire') office.machine.now = Math.min(office.machine.now, nineOClock - minute);
        return happen.wrappedMethod(kind, id, event, once);
      });
      await pass(hour);
      assert.equal(await stateOf(elevation), 'active');
      office.machine.now = nineOClock;
      await pass(2 * minute);
      office.machine.now += minute;
      await pass(minute);
      assert.equal(await stateOf(elevation), 'rotating');
    });
  });

  describe('a ticket that is resolved', () => {
    const resolve = async (ticket: string) =>
      taken(await office.desk.happen('ticket', ticket, { kind: 'ticket/resolve', by: await office.person('ana'), resolution: 'New driver' }));

    it('cancels its request that waits', async () => {
      const ticket = await office.report();
      const elevation = await office.request(ticket);
      await resolve(ticket);
      await runner.idle();
      assert.equal(await stateOf(elevation), 'cancelled');
      assert.equal(await office.store.holder(`device:${device.id}`), undefined);
    });

    it('ends its access that runs, and has the password changed', async () => {
      const ticket = await office.report();
      const elevation = await active(ticket);
      await resolve(ticket);
      await runner.idle();
      assert.equal(await stateOf(elevation), 'rotating');
      assert.equal(vault.asked.length, 1);
    });

    it('leaves the elevations of others alone', async () => {
      const elevation = await active(await office.report());
      await resolve(await office.report());
      await runner.idle();
      assert.equal(await stateOf(elevation), 'active');
    });
  });

  describe('a password', () => {
    it('is asked for once, and the elevation closed when the new one is proved, a day later if need be', async () => {
      const elevation = await active(await office.report());
      await finish(elevation);
      await runner.idle();
      assert.deepEqual([await stateOf(elevation), vault.asked.length], ['rotating', 1]);
      for (let minutes = 0; minutes < 50; minutes += 1) await pass(minute);
      assert.deepEqual([await stateOf(elevation), vault.asked.length], ['rotating', 1]);
      vault.provedAt = office.clock.now();
      await pass(minute);
      assert.equal(await stateOf(elevation), 'closed');
      assert.deepEqual(await office.store.dead(9), []);
    });

    it('that is not proved within an hour raises an alarm that comes again, is still waited for, and is asked for again every six hours', async () => {
      const elevation = await active(await office.report());
      await finish(elevation);
      await runner.idle();
      await pass(hour);
      assert.equal(await stateOf(elevation), 'rotation-overdue');
      for (let looks = 0; looks < 30; looks += 1) await pass(hour);
      assert.deepEqual([await stateOf(elevation), vault.asked.length], ['rotation-overdue', 6]);
      vault.provedAt = office.clock.now();
      await pass(minute);
      assert.equal(await stateOf(elevation), 'closed');
      assert.equal((await office.store.history(elevation)).filter(({ action }) => action === 'elevation/rotation-overdue').length, 5);
    });

    it('changes every two hours, once however far the clock jumps', async () => {
      await office.store.enqueueIfAbsent(scheduledRotation(device.id, nineOClock));
      await runner.idle();
      await pass(2 * hour - 1);
      assert.deepEqual(vault.asked, [nineOClock]);
      await pass(1);
      await pass(50 * hour);
      assert.deepEqual(vault.asked, [nineOClock, nineOClock + 2 * hour, nineOClock + 52 * hour]);
    });

    it('does not change under somebody\'s hands, but does while a request only waits', async () => {
      const ticket = await office.report();
      await office.request(ticket);
      await office.store.enqueueIfAbsent(scheduledRotation(device.id, nineOClock));
      await runner.idle();
      assert.equal(vault.asked.length, 1);
      taken(await office.desk.happen('elevation', 'E-1', { kind: 'elevation/approve', by: await office.person('chris'), note: '' }));
      taken(await office.desk.happen('elevation', 'E-1', { kind: 'elevation/revealed', by: await office.person('ana') }));
      await office.store.enqueue(scheduledRotation(device.id, nineOClock));
      for (let minutes = 0; minutes < 40; minutes += 1) await pass(minute);
      assert.equal(vault.asked.length, 1);
      await finish('E-1');
      vault.provedAt = office.clock.now();
      await pass(minute);
      assert.equal(vault.asked.length, 3);
    });
  });
});
