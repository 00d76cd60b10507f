// Thousands of lives of an elevation, seeded: whatever is pressed, twice or late, and whatever fails, what must never happen does not.
import assert from 'node:assert/strict';
import { kinds, lived, scriptOf, shrunk, watch, type Script } from '../kit/elevation-trial.ts';
import { elevationIn } from '../kit/records.ts';
import { nineOClock } from '../kit/people.ts';

const lives = 3000;
const length = 60;

/** The seed, and the steps that matter, one a line. */
function told(seed: number, script: Script, faults: readonly string[]): string {
  const steps = script.steps.map(({ wait, kind, by, trouble }) => `  +${Math.round(wait / 60_000)} min  ${kind} by ${by}${trouble === 'none' ? '' : `, ${trouble}`}`);
  return [`seed ${seed}, requested by ${script.requester}: ${faults.join('; ')}`, ...steps].join('\n');
}

describe(`an elevation in ${lives} random lives`, function () {
  this.timeout(60_000);
  const happened = new Set<string>();

  it('is never revealed without approval or emergency, to another, outside the window or in spite of a bar, nor closed before its password was changed', () => {
    for (let seed = 0; seed < lives; seed += 1) {
      const script = scriptOf(seed, length);
      const { faults, accepted } = lived(script);
      accepted.forEach((kind) => happened.add(kind));
      if (faults.length === 0) continue;
      const least = shrunk(script, (one) => lived(one).faults.length > 0);
      assert.fail(told(seed, least, lived(least).faults));
    }
  });

  it('lives through everything that can happen to it', () => {
    assert.deepEqual([...happened].toSorted(), [...new Set<string>(kinds)].toSorted());
  });

  it('comes to everything that is watched for: the watch would notice', () => {
    const seen = watch('ana');
    seen.accepted({ kind: 'elevation/revealed', by: 'ben', trouble: 'alert' }, elevationIn('closed'), nineOClock);
    assert.deepEqual(seen.faults, [
      'revealed to ben', 'revealed without approval or emergency', 'revealed in spite of alert', 'its device let go without a new password', 'closed before its password was changed',
    ]);
  });

  it('is cut down to the steps that matter', () => {
    const fails = ({ steps }: Script) => steps.some(({ kind }) => kind === 'elevation/approve') && steps.some(({ kind }) => kind === 'elevation/revealed');
    assert.deepEqual(shrunk(scriptOf(1, length), fails).steps.map(({ kind }) => kind).toSorted(), ['elevation/approve', 'elevation/revealed']);
  });
});
