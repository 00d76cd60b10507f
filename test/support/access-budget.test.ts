// The daily budget of admin access: what counts today, in whose midnight, and what is said when it is spent.
import assert from 'node:assert/strict';
import { grantOf, overspent } from '../../support/access-budget.ts';
import { refOf } from '../../support/person.ts';
import { chris, hour, minute, nineOClock } from '../kit/people.ts';
import { elevationIn, elevationStates } from '../kit/records.ts';

describe('the daily budget of admin access', () => {
  const policy = { dailyBudget: 8 * hour, zone: 'UTC' };
  const granted = (hours: number, from?: number) => ({ granted: hours * hour, ...(from !== undefined && { from }) });
  const asked = (grants: Parameters<typeof overspent>[0], minutes: number, at = nineOClock, zone = 'UTC') => overspent(grants, minutes * minute, { ...policy, zone }, at)?.refusal;

  it('is as much as the policy says, to the last minute', () => {
    assert.equal(asked([granted(7, nineOClock)], 60), undefined);
    assert.equal(asked([granted(7, nineOClock), granted(0.5, nineOClock)], 60)?.reason, 'budget-short');
  });

  it('says what is left, and how long it is until a new day', () => {
    assert.deepEqual(asked([granted(7.5, nineOClock)], 60), { reason: 'budget-short', data: { left: String(30 * minute), wait: String(15 * hour) } });
    assert.deepEqual(asked([granted(8, nineOClock)], 30), { reason: 'budget-spent', data: { wait: String(15 * hour) } });
  });

  it('counts access by the day on which it began, and what has not begun as of today', () => {
    const yesterday = nineOClock - 24 * hour;
    assert.equal(asked([granted(8, yesterday)], 120), undefined);
    assert.equal(asked([granted(8)], 30)?.reason, 'budget-spent');
  });

  it('begins anew at midnight where support works, also on the day the clocks change', () => {
    const seoul = Date.UTC(2026, 2, 1, 15);
    assert.equal(asked([granted(8, seoul - 1)], 30, seoul, 'Asia/Seoul'), undefined);
    assert.equal(asked([granted(8, seoul)], 30, seoul, 'Asia/Seoul')?.reason, 'budget-spent');
    const springForward = Date.UTC(2026, 2, 8, 8);
    assert.deepEqual(asked([granted(8, springForward)], 30, springForward, 'America/Los_Angeles')?.data, { wait: String(23 * hour) });
  });

  const worth: Readonly<Record<keyof typeof elevationStates, number>> = {
    'requested': 60, 'approved': 60, 'active': 60, 'ended': 60, 'rotating': 60, 'rotation-overdue': 60, 'unreported': 60, 'closed': 60,
    'denied': 0, 'expired': 0, 'cancelled': 0, 'revoked': 0,
  };
  for (const { kind } of Object.values(elevationStates)) {
    it(`counts ${worth[kind]} of 60 minutes of an elevation that is ${kind}`, () => {
      assert.equal(grantOf(elevationIn(kind))?.granted ?? 0, worth[kind] * minute);
    });
  }

  it('counts an extension that was granted, or may still be', () => {
    const { active, ended } = elevationStates;
    const given = { reason: 'More', at: nineOClock, approvals: [] };
    assert.equal(grantOf(elevationIn('active', { state: { ...active, extension: { kind: 'granted', ...given } } }))?.granted, 120 * minute);
    assert.equal(grantOf(elevationIn('active', { state: { ...active, extension: { kind: 'asked', ...given } } }))?.granted, 120 * minute);
    assert.equal(grantOf(elevationIn('ended', { state: { ...ended, extension: { kind: 'asked', ...given } } }))?.granted, 60 * minute);
    assert.equal(grantOf(elevationIn('active', { state: { ...active, extension: { kind: 'denied', by: refOf(chris), reason: 'No', at: nineOClock } } }))?.granted, 60 * minute);
  });
});
