// The part of the contract about rates: no stretch of time sees more sends than its quota, whoever asks and how often.
import assert from 'node:assert/strict';
import type { Allowance, Store } from '../../../store/store.ts';
import { chance } from '../../kit/chance.ts';
import type { Engine, Place } from '../engine.ts';
import { open } from '../sample.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const channel: Allowance = { name: '19:support', quota: { second: 7, twoSeconds: 8, halfMinute: 60, hour: 1800 } };
const all: Allowance = { name: 'all', quota: { second: 50 } };

export function ratesContract(engine: Engine): void {
  describe('rates', () => {
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = engine.place();
      store = await open(place);
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    const sentAt = async (now: number, ...from: readonly Allowance[]) => await store.takeSend(from, now) === 0;
    const burst = async (now: number, tries: number, ...from: readonly Allowance[]) => {
      let sent = 0;
      for (let n = 0; n < tries; n++) sent += await sentAt(now, ...from) ? 1 : 0;
      return sent;
    };

    it('let half a quota through at once, and the other half as time passes', async () => {
      const slow: Allowance = { name: 'slow', quota: { halfMinute: 60 } };
      assert.equal(await burst(hour, 50, slow), 30);
      assert.equal(await burst(hour + 999, 5, slow), 0);
      assert.equal(await burst(hour + 10 * second, 50, slow), 10);
    });

    it('let no more than the quota through in any stretch of any length', async () => {
      const lots = chance(7);
      const sent: number[] = [];
      for (let now = 0; now < 2 * minute; now += lots.below(60)) if (await sentAt(now, channel)) sent.push(now);
      for (const [length, quota] of [[second, 7], [2 * second, 8], [30 * second, 60]] as const) {
        const most = Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + length).length));
        assert.ok(most <= quota, `${most} in ${length} ms`);
      }
      assert.ok(sent.length >= 120, `only ${sent.length} in two minutes`);
    });

    it('hold for an hour as well', async () => {
      const steady: Allowance = { name: 'steady', quota: { hour: 1800 } };
      assert.equal(await burst(0, 1000, steady), 900);
      assert.equal(await burst(minute, 100, steady), 15);
    });

    it('of two take from both or from neither', async () => {
      const few: Allowance = { name: 'few', quota: { second: 4 } };
      assert.equal(await burst(hour, 9, few, all), 2);
      assert.equal(await burst(hour, 99, all), 23, 'what was refused took nothing');
    });

    it('are kept when instances ask at the same time', async () => {
      const other = await open(place);
      const asked = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? store : other).takeSend([channel], hour)));
      assert.equal(asked.filter((wait) => wait === 0).length, 3);
      await other.close();
    });

    it('send those who must wait to the end of a line, and let them through in turn', async () => {
      const waits: number[] = [];
      for (let n = 0; n < 10; n++) waits.push(await store.takeSend([channel], hour));
      const queued = waits.filter((wait) => wait > 0);
      assert.deepEqual(queued, queued.toSorted((one, two) => one - two));
      assert.equal(new Set(queued).size, 7);
      for (const wait of queued) assert.equal(await store.takeSend([channel], hour + wait), 0, `after ${wait} ms`);
    });

    it('keep nobody waiting for longer than the line is long', async () => {
      for (let n = 0; n < 100; n++) assert.ok(await store.takeSend([channel], hour) <= 35 * second);
    });

    it('stand still for as long as Teams says', async () => {
      assert.ok(await sentAt(hour, channel));
      await store.holdSends(channel.name, hour, 20 * second);
      await store.holdSends(channel.name, hour, 5 * second);
      assert.equal(await store.takeSend([channel], hour), 20 * second);
      assert.ok(await sentAt(hour, all), 'others go on');
      assert.ok(await sentAt(hour + 20 * second, channel));
    });

    it('stand still for twice as long each time that nothing gets through, up to a minute, and begin anew after a while', async () => {
      const free = async (from: number) => {
        let now = from;
        for (let wait = await store.takeSend([channel], now); wait > 0; wait = await store.takeSend([channel], now)) now += wait;
        return now;
      };
      let now = hour;
      const holds: number[] = [];
      for (let n = 0; n < 8; n++) {
        await store.holdSends(channel.name, now);
        await store.holdSends(channel.name, now);
        const next = await free(now);
        holds.push(Math.round((next - now) / second));
        now = next;
      }
      assert.deepEqual(holds, [1, 2, 4, 8, 16, 32, 60, 60]);
      await store.holdSends(channel.name, now + 5 * minute);
      assert.equal(await free(now + 5 * minute) - now - 5 * minute, second);
    });

    it('let one send go ahead after they stood still, and the others once it must have got through', async () => {
      assert.ok(await sentAt(hour, channel));
      await store.holdSends(channel.name, hour);
      assert.equal(await burst(hour + second, 9, channel), 1);
      assert.equal(await burst(hour + 5 * second, 9, channel), 0);
      assert.equal(await burst(hour + 7 * second, 9, channel), 3);
      assert.equal(await burst(hour + 9 * second, 9, channel), 3);
    });
  });
}
