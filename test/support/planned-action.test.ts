// What admin access is meant for, what it had better not be used for, and what it is never given for.
import assert from 'node:assert/strict';
import { actionClasses, actionsOf, isPlannedAction, plannedActions } from '../../support/planned-action.ts';

const lists = {
  'typical': ['built-in-troubleshooter', 'command-line', 'line-of-business-app', 'workaround', 'device-manager'],
  'not-recommended': ['install-software', 'install-driver', 'install-package', 'windows-feature'],
  'not-supported': ['conflicting-software', 'disable-protection', 'managed-setting'],
};

describe('planned actions', () => {
  for (const wanted of actionClasses) {
    it(`that are ${wanted}: ${lists[wanted].join(', ')}`, () => {
      assert.deepEqual(actionsOf(plannedActions, wanted), lists[wanted]);
    });
  }

  it('are those of the three lists and no other word', () => {
    assert.deepEqual([...plannedActions].sort(), Object.values(lists).flat().sort());
    for (const word of ['', 'Typical', 'format-disk', 'toString', '__proto__']) assert.equal(isPlannedAction(word), false, word);
  });
});
