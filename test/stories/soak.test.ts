// Half a minute at 50 turns a second: what was said and done is in the store, and not in memory.
import assert from 'node:assert/strict';
import { growthOf, megabytes, soak } from '../kit/soak.ts';

describe('a bot with 50 turns a second', function () {
  this.timeout(180_000);

  it('holds no more after a while than before', async () => {
    const { held } = await soak({ rounds: 9, turns: 60, perSecond: 50 });
    assert.ok(growthOf(held) < 2 * 2 ** 20, `${held.map(megabytes).join(' ')} MB`);
  });
});
