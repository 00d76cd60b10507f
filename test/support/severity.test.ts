// How bad a problem is: the table of reach and effect on work.
import assert from 'node:assert/strict';
import { effectsOnWork, isWorse, reaches, severities, severityOf } from '../../support/severity.ts';
import { oneOf, table } from '../kit/table.ts';

const severity = table(`
              minor  impaired  stopped
    one       C      C         C
    several   C      C         B
    group     C      B         B
    business  C      B         A
`);

describe('severity', () => {
  for (const { row, column, says } of severity.cells) {
    it(`is ${says} when the problem reaches ${row} and work is ${column}`, () => {
      assert.equal(severityOf(oneOf(reaches, row), oneOf(effectsOnWork, column)), says);
    });
  }

  it('is graded for every reach and every effect', () => {
    assert.deepEqual(severity.rows, reaches);
    assert.deepEqual(severity.columns, effectsOnWork);
  });

  it('A is worse than B, B is worse than C, and none is worse than itself', () => {
    const worse = severities.flatMap((one) => severities.filter((other) => isWorse(one, other)).map((other) => `${one}>${other}`));
    assert.deepEqual(worse, ['A>B', 'A>C', 'B>C']);
  });
});
