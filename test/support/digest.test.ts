// The morning digest, as policy: when a morning is, what is due today, and when nobody is disturbed.
import assert from 'node:assert/strict';
import { operationsAgreements } from '../../support/agreement.ts';
import { digestOf, nextMorning, saysNothing, type OpenWork } from '../../support/digest.ts';
import { roundTheClock, type SupportHours } from '../../support/support-hours.ts';
import { elevation, ticket } from '../cards/cast.ts';
import { elevationStates } from '../cards/elevation-states.ts';
import { incidentIn } from '../kit/records.ts';

const zone = 'Europe/Madrid';
const madrid: SupportHours = { zone, days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', holidays: ['2026-12-25'] };
const at = (clocks: string, where = zone) => Temporal.ZonedDateTime.from(`${clocks}[${where}]`).epochMilliseconds;

const mornings: readonly (readonly [sentence: string, hours: SupportHours, after: string, morning: string])[] = [
  ['is when support begins today', madrid, '2026-11-17T08:59', '2026-11-17T09:00'],
  ['is tomorrow’s once today’s has begun', madrid, '2026-11-17T09:00', '2026-11-18T09:00'],
  ['after a Friday is Monday', madrid, '2026-11-20T12:00', '2026-11-23T09:00'],
  ['is no holiday', madrid, '2026-12-24T12:00', '2026-12-28T09:00'],
  ['stays on the clocks when they change', madrid, '2027-03-26T12:00', '2027-03-29T09:00'],
  ['around the clock is at eight, not at midnight', { ...roundTheClock, zone }, '2026-11-20T12:00', '2026-11-21T08:00'],
  ['of those who work at night is when the night begins', { ...madrid, from: '22:00', to: '06:00' }, '2026-11-17T12:00', '2026-11-17T22:00'],
];

describe('a morning', () => {
  for (const [sentence, hours, after, morning] of mornings) {
    it(sentence, () => assert.equal(nextMorning(hours, at(after)), at(morning)));
  }

  it('never comes where support is never there', () => {
    assert.equal(nextMorning({ ...madrid, days: [] }, at('2026-11-17T12:00')), undefined);
  });
});

describe('the morning digest', () => {
  const opened = at('2026-11-17T08:00');
  const waiting = (id: string, openedAt: number) => ({ ...ticket, id, severity: 'C' as const, reach: 'one' as const, effect: 'minor' as const, openedAt, state: { kind: 'new' as const }, history: [{ at: openedAt, what: 'ticket/report' }] });
  const users = operationsAgreements['managed-desktop-2021'];
  const policy = { hours: { ...madrid, zone: 'America/Los_Angeles' }, users: { ...users, hours: { ...madrid, zone } }, operations: users };
  const none: OpenWork = { tickets: [], escalations: [], elevations: [], incidents: [], elevated: 0 };

  it('counts what is open by severity and names what is due today, the first to run out first', () => {
    // Eight hours of support: by five today, and by five tomorrow.
    const { tickets, due } = digestOf({ ...none, tickets: [waiting('T-2', at('2026-11-17T17:00')), waiting('T-1', opened)] }, { ...policy, hours: madrid }, at('2026-11-17T09:00'));
    assert.deepEqual(tickets, { A: 0, B: 0, C: 2 });
    assert.deepEqual(due, [{ id: 'T-1', severity: 'C', dueAt: at('2026-11-17T17:00') }]);
  });

  it('names the rotations that are overdue and the emergency access that nobody reviewed', () => {
    const overdue = { ...elevation, ...elevationStates.overdue, id: 'E-2' };
    const broken = { ...elevation, id: 'E-3', breakGlass: { kind: 'unreviewed' as const, reason: 'x', at: opened, reminders: 0, remindAt: opened } };
    const digest = digestOf({ ...none, elevations: [overdue, broken] }, policy, opened);
    assert.deepEqual([digest.overdue, digest.unreviewed], [['E-2'], ['E-3']]);
  });

  it('names the major incidents that are open', () => {
    assert.deepEqual(digestOf({ ...none, incidents: [incidentIn('confirmed')] }, policy, opened).incidents, ['I-3']);
  });

  it('is not sent when it would say nothing', () => {
    assert.ok(saysNothing(digestOf(none, policy, opened)));
    for (const one of [{ elevated: 1 }, { tickets: [waiting('T-1', opened)] }, { incidents: [incidentIn('suspected')] }]) assert.ok(!saysNothing(digestOf({ ...none, ...one }, policy, opened)));
  });
});
