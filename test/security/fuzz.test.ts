// Mutated activities, a few thousand of them. A hundred thousand of each: `node test/security/fuzz-full.ts`.
import assert from 'node:assert/strict';
import { openFuzz, type Fuzz } from './fuzz.ts';

const megabyte = 2 ** 20;

describe('mutated activities', function () {
  this.timeout(60_000);
  let fuzz: Fuzz;
  before(async () => {
    fuzz = await openFuzz(1);
  });
  after(() => fuzz.town.close());

  it('with a genuine token are answered or refused, and none of them is a fault', async () => {
    const { statuses } = await fuzz.authenticated(1_500);
    assert.deepEqual([...statuses.keys()].filter((status) => ![200, 400, 401, 403].includes(status)), []);
    assert.deepEqual(fuzz.faults(), []);
    assert.ok(await fuzz.works());
  });

  it('without one are refused alike, cost no memory, and the key server little', async () => {
    await fuzz.unauthenticated(1_000);
    const before = fuzz.memory().heap;
    const asked = fuzz.town.keys.asked.keys;
    const { statuses, told } = await fuzz.unauthenticated(4_000);
    // 431 is Node's word about headers that are too long.
    assert.deepEqual([...statuses.keys()].filter((status) => status !== 401 && status !== 431), []);
    assert.deepEqual([...told].filter((text) => text !== ''), ['{"error":"refused"}']);
    assert.ok(fuzz.memory().heap - before < 4 * megabyte, `${Math.round((fuzz.memory().heap - before) / megabyte)} MB more`);
    assert.ok(fuzz.town.keys.asked.keys - asked <= 1);
    assert.ok(await fuzz.works());
  });
});
