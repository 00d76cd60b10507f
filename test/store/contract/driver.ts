// The part of the contract about the driver itself: many writers at one moment, each with its own outcome.
import assert from 'node:assert/strict';
import type { Driver } from '../../../store/driver.ts';
import type { Engine, Place } from '../engine.ts';

export function driverContract(engine: Engine): void {
  describe('statements of one moment', () => {
    let place: Place;
    let driver: Driver;
    beforeEach(async () => {
      place = engine.place();
      driver = await place.open();
    });
    afterEach(async () => {
      await driver.close();
      await place.remove();
    });
    const set = (name: string, value: string) => ({ sql: 'insert into setting (name, value, version) values ($1, $2, 1)', params: [name, value] });
    const counted = (name: string) =>
      ({ sql: 'insert into counter (name, value) values ($1, 1) on conflict (name) do update set value = counter.value + 1 returning value', params: [name] });
    const kept = async () => (await driver.read<{ name: string }>('select name from setting order by name', [])).map(({ name }) => name);

    it('leave each other alone when one is refused and one faults', async () => {
      await driver.write([set('a', '1')]);
      const outcomes = await Promise.allSettled([
        driver.write([set('b', '1'), { sql: 'delete from setting where name = $1', params: ['none'], rows: 1 }]),
        driver.write([set('c', '1'), set('a', 'again')]),
        driver.write([set('d', '1')]),
        driver.write([counted('x'), set('e', '1'), counted('x')]),
        driver.write([{ sql: 'insert into setting (name, value, version) values ($1, $1, 1) returning name', params: ['a'] }]),
      ]);
      assert.deepEqual(outcomes.map((one) => one.status === 'fulfilled' ? one.value && one.value.length : 'fault'), [false, 'fault', 0, 2, 'fault']);
      assert.deepEqual(await kept(), ['a', 'd', 'e']);
    });

    it('give what their statements return, one after the other', async () => {
      const rows = await driver.write<{ value: number }>([counted('x'), set('a', '1'), counted('x'), { ...counted('x'), rows: 1 }]) || [];
      assert.deepEqual(rows.map(({ value }) => value), [1, 2, 3]);
      assert.equal(await driver.write([counted('x'), { ...counted('x'), rows: 2 }]), false);
    });

    it('alone are undone by a refusal or a fault just as well', async () => {
      assert.equal(await driver.write([set('a', '1'), { sql: 'delete from setting where name = $1', params: ['none'], rows: 1 }]), false);
      await assert.rejects(driver.write([set('a', '1'), set('a', '2')]), /unique/i);
      assert.deepEqual(await kept(), []);
      assert.deepEqual(await driver.write([set('a', '1')]), []);
    });

    it('are refused by the first guard that does not hold, whatever would come behind it', async () => {
      const refused = { sql: 'delete from setting where name = $1', params: ['none'], rows: 1 };
      assert.equal(await driver.write([set('a', '1'), refused, set('a', 'again')]), false);
      assert.deepEqual(await kept(), []);
    });

    it('that read give each its own rows; one that cannot be read leaves the others alone', async () => {
      await driver.write([set('a', '1'), set('b', '2')]);
      const value = (name: string) => driver.read<{ value: string }>('select value from setting where name = $1', [name]);
      const [one, same, none, other, fault] = await Promise.allSettled([value('a'), value('a'), driver.read<{ value: string }>('select value from nowhere', []), value('b'), driver.read<{ value: string }>('select nothing from setting', [])]);
      assert.deepEqual([one, same, other].map((read) => read?.status === 'fulfilled' && read.value.map((row) => row.value)), [['1'], ['1'], ['2']]);
      assert.deepEqual([none?.status, fault?.status], ['rejected', 'rejected']);
    });

    it('bind a placeholder used twice, and more than nine of them', async () => {
      const sums = await driver.read<{ sum: number }>(`select cast($1 as bigint) + cast($1 as bigint) + cast($2 as bigint) + cast($3 as bigint)
        + cast($4 as bigint) + cast($5 as bigint) + cast($6 as bigint) + cast($7 as bigint) + cast($8 as bigint) + cast($9 as bigint)
        + cast($10 as bigint) as sum`, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000_000_000_000]);
      assert.deepEqual(sums.map(({ sum }) => sum), [1_000_000_000_046]);
    });

    it('are finished before the driver lets go', async () => {
      const other = await place.open();
      const write = other.write([set('z', '1')]);
      await other.close();
      assert.deepEqual(await write, []);
      await assert.rejects(other.write([set('y', '1')]));
      assert.deepEqual(await kept(), ['z']);
    });
  });
}
