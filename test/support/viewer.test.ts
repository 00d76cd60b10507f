// What clients call the machine they run on, and what is made of it.
import assert from 'node:assert/strict';
import { viewerIn } from '../../support/viewer.ts';

describe('what a client says it runs on', () => {
  for (const [says, means] of [
    ['Windows', 'Windows'], ['"Windows"', 'Windows'], ['web', 'Web'], ['Mac', 'macOS'], ['"macOS"', 'macOS'], ['iOS', 'iOS'], ['Android', 'Android'],
    ['"Chrome OS"', 'Chrome OS'], ['<b>Windows</b>', undefined], ['Solaris', undefined], ['', undefined], [7, undefined], [undefined, undefined],
  ] as const) {
    it(`is ${means ?? 'left out'} for ${JSON.stringify(says)}`, () => assert.equal(viewerIn(says), means));
  }
});
