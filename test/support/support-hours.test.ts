// Support hours: which moments count, over weekends, holidays, nights and the two days a year when clocks change.
import assert from 'node:assert/strict';
import { addSupportTime, breaksFit, isWithin, nextOpening, roundTheClock, supportDay, supportTimeBetween, type Break, type SupportHours } from '../../support/support-hours.ts';
import { hour, minute } from '../kit/people.ts';

const office = (zone: string, holidays: readonly string[] = []): SupportHours => ({ zone, days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', holidays });
const losAngeles = office('America/Los_Angeles');
const madrid = office('Europe/Madrid');
const seoul = office('Asia/Seoul');
const lunch: SupportHours = { ...madrid, breaks: [{ from: '12:00', to: '13:00' }, { from: '15:00', to: '15:15' }] };
const nightly: SupportHours = { zone: 'Europe/Madrid', days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00', breaks: [{ from: '23:30', to: '00:30' }, { from: '02:15', to: '02:45' }], holidays: [] };
const nights: SupportHours = { zone: 'Europe/Madrid', days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00', holidays: [] };
const weekdays: SupportHours = { zone: 'America/Los_Angeles', days: [1, 2, 3, 4, 5], from: '00:00', to: '24:00', holidays: [] };
const everyDay = (zone: string): SupportHours => ({ ...roundTheClock, zone, from: '00:00', to: '12:00' });

/** A moment on the clocks of a zone, `YYYY-MM-DDTHH:MM`; an hour that comes twice is the first of the two. */
const at = (zone: string, local: string): number => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
const shown = (zone: string, ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });

describe('support is there', () => {
  const moments: readonly (readonly [string, SupportHours, string, boolean])[] = [
    ['at nine sharp', madrid, '2026-11-23T09:00', true],
    ['not a minute before nine', madrid, '2026-11-23T08:59', false],
    ['until just before five', madrid, '2026-11-23T16:59', true],
    ['not at five', madrid, '2026-11-23T17:00', false],
    ['not on a Saturday', madrid, '2026-11-28T11:00', false],
    ['not on a holiday', office('Europe/Madrid', ['2026-11-23']), '2026-11-23T11:00', false],
    ['on the day after the holiday', office('Europe/Madrid', ['2026-11-23']), '2026-11-24T11:00', true],
    ['until just before the break', lunch, '2026-11-23T11:59', true],
    ['not in the break', lunch, '2026-11-23T12:00', false],
    ['again when the break is over', lunch, '2026-11-23T13:00', true],
    ['not in the second break of the day', lunch, '2026-11-23T15:10', false],
    ['not in a break over midnight', nightly, '2026-11-24T00:10', false],
    ['not in a break of the morning after', nightly, '2026-11-24T02:30', false],
    ['in the night that begins on Friday', nights, '2026-11-28T05:59', true],
    ['not in the night that would begin on Saturday', nights, '2026-11-28T22:00', false],
    ['not on Monday before the week’s first night', nights, '2026-11-23T05:00', false],
    ['not in the night that begins on a holiday', { ...nights, holidays: ['2026-11-26'] }, '2026-11-27T03:00', false],
    ['on the morning of a holiday, in the night that began before it', { ...nights, holidays: ['2026-11-27'] }, '2026-11-27T03:00', true],
    ['all through Friday where weekdays are whole days', weekdays, '2026-11-27T23:59', true],
    ['no more at midnight before Saturday', weekdays, '2026-11-28T00:00', false],
    ['on a Sunday at three, around the clock', roundTheClock, '2026-11-29T03:00', true],
    ['at nine on the clocks of the summer', losAngeles, '2026-07-06T09:00', true],
    ['at nine on the clocks of the winter', losAngeles, '2026-12-07T09:00', true],
  ];
  for (const [sentence, hours, local, there] of moments) {
    it(`${sentence}: ${there ? 'yes' : 'no'}`, () => assert.equal(isWithin(hours, at(hours.zone, local)), there));
  }
});

describe('the next opening', () => {
  const next: readonly (readonly [string, SupportHours, string, string])[] = [
    ['is now while support is there', seoul, '2026-11-23T10:30', '2026-11-23T10:30'],
    ['is this morning before nine', seoul, '2026-11-23T06:00', '2026-11-23T09:00'],
    ['is when the break is over', lunch, '2026-11-23T12:20', '2026-11-23T13:00'],
    ['is tomorrow after five', seoul, '2026-11-23T17:00', '2026-11-24T09:00'],
    ['is Monday after Friday evening', seoul, '2026-11-27T18:00', '2026-11-30T09:00'],
    ['is after three days of Seollal', office('Asia/Seoul', ['2026-02-16', '2026-02-17', '2026-02-18']), '2026-02-13T17:00', '2026-02-19T09:00'],
    ['is nine on Monday’s clocks when they went forward on Sunday', losAngeles, '2026-03-06T17:00', '2026-03-09T09:00'],
    ['is nine on Monday’s clocks when they went back on Sunday', madrid, '2026-10-23T17:00', '2026-10-26T09:00'],
    ['is Monday night after the last night of the week', nights, '2026-11-28T06:00', '2026-11-30T22:00'],
  ];
  for (const [sentence, hours, from, to] of next) {
    it(sentence, () => assert.equal(shown(hours.zone, nextOpening(hours, at(hours.zone, from))), to));
  }
});

/** From a moment, so much support time, until a moment: read forwards by adding, backwards by what lies between. */
describe('support time', () => {
  const spans: readonly (readonly [string, SupportHours, string, number, string])[] = [
    ['goes by like any other within a day', madrid, '2026-11-23T09:00', 4 * hour, '2026-11-23T13:00'],
    ['ends at closing time, not at the next opening', madrid, '2026-11-23T09:00', 8 * hour, '2026-11-23T17:00'],
    ['goes on in the morning', madrid, '2026-11-23T16:00', 4 * hour, '2026-11-24T12:00'],
    ['goes on in the morning by a minute', madrid, '2026-11-23T09:00', 8 * hour + minute, '2026-11-24T09:01'],
    ['stands still over lunch', lunch, '2026-11-23T11:00', 2 * hour, '2026-11-23T14:00'],
    ['ends with the beginning of a break, not with its end', lunch, '2026-11-23T09:00', 3 * hour, '2026-11-23T12:00'],
    ['of a day with breaks is shorter by them', lunch, '2026-11-23T09:00', 6 * hour + 45 * minute, '2026-11-23T17:00'],
    ['counts no minute twice where clocks go forward past the beginning of a break', { ...nightly, breaks: [{ from: '02:30', to: '03:00' }] }, '2026-03-28T22:00', 7 * hour, '2026-03-29T06:00'],
    ['stands still in the breaks of a night', nightly, '2026-11-23T22:00', 6 * hour, '2026-11-24T05:30'],
    ['is an hour short in the night when clocks go forward, whose break comes after the hour that is left out', nightly, '2026-03-28T22:00', 5 * hour + 30 * minute, '2026-03-29T06:00'],
    ['stands still in the first of the two hours alone, when clocks go back', nightly, '2026-10-24T22:00', 7 * hour + 30 * minute, '2026-10-25T06:00'],
    ['stands still over a weekend', madrid, '2026-11-27T15:00', 4 * hour, '2026-11-30T11:00'],
    ['begins with the opening when nobody was there yet', madrid, '2026-11-28T12:00', hour, '2026-11-30T10:00'],
    ['stands still on a holiday', office('Europe/Madrid', ['2026-12-07', '2026-12-08']), '2026-12-04T16:00', 2 * hour, '2026-12-09T10:00'],
    ['goes on through a holiday on a Sunday', office('Europe/Madrid', ['2026-11-01']), '2026-10-30T16:00', 2 * hour, '2026-11-02T10:00'],
    ['of a weekend without an hour in Los Angeles is that of any other', losAngeles, '2026-03-06T16:00', 2 * hour, '2026-03-09T10:00'],
    ['of a weekend with an hour more in Madrid is that of any other', madrid, '2026-10-23T16:00', 2 * hour, '2026-10-26T10:00'],
    ['of the same weekend in Seoul, which changes no clock, too', seoul, '2026-03-06T16:00', 2 * hour, '2026-03-09T10:00'],
    ['of the morning when clocks go forward is an hour short, in Los Angeles', everyDay('America/Los_Angeles'), '2026-03-08T00:00', 11 * hour, '2026-03-08T12:00'],
    ['of the morning when clocks go forward is an hour short, in Madrid', everyDay('Europe/Madrid'), '2026-03-29T00:00', 11 * hour, '2026-03-29T12:00'],
    ['of the morning when clocks go back is an hour long, in Los Angeles', everyDay('America/Los_Angeles'), '2026-11-01T00:00', 13 * hour, '2026-11-01T12:00'],
    ['of the morning when clocks go back is an hour long, in Madrid', everyDay('Europe/Madrid'), '2026-10-25T00:00', 13 * hour, '2026-10-25T12:00'],
    ['of that morning in Seoul is what clocks show', everyDay('Asia/Seoul'), '2026-10-25T00:00', 12 * hour, '2026-10-25T12:00'],
    ['of whole weekdays goes on through the nights', weekdays, '2026-11-23T12:00', 48 * hour, '2026-11-25T12:00'],
    ['of whole weekdays stands still from Friday’s midnight to Monday’s', weekdays, '2026-11-27T23:00', 2 * hour, '2026-11-30T01:00'],
    ['of a night goes on past midnight', nights, '2026-11-23T23:00', 3 * hour, '2026-11-24T02:00'],
    ['of nights stands still by day', nights, '2026-11-24T05:00', 2 * hour, '2026-11-24T23:00'],
    ['around the clock is time', roundTheClock, '2026-11-28T12:00', 48 * hour, '2026-11-30T12:00'],
    ['of nothing is at once, even when nobody is there', madrid, '2026-11-28T12:00', 0, '2026-11-28T12:00'],
    ['of three weeks is fifteen days of eight hours', madrid, '2026-11-02T09:00', 120 * hour, '2026-11-20T17:00'],
  ];
  for (const [sentence, hours, from, ms, to] of spans) {
    it(sentence, () => {
      const [begins, ends] = [at(hours.zone, from), at(hours.zone, to)];
      assert.equal(shown(hours.zone, addSupportTime(hours, begins, ms)), to);
      assert.equal(supportTimeBetween(hours, begins, ends), ms);
    });
  }

  it('between a moment and an earlier one is none', () => {
    for (const earlier of ['2026-11-23T10:00', '2026-11-24T09:30']) {
      assert.equal(supportTimeBetween(madrid, at('Europe/Madrid', '2026-11-24T10:00'), at('Europe/Madrid', earlier)), 0);
    }
  });

  it('within an hour that the clocks leave out is none', () => {
    const early: SupportHours = { ...roundTheClock, zone: 'America/Los_Angeles', from: '02:00', to: '03:00' };
    assert.equal(shown(early.zone, addSupportTime(early, at(early.zone, '2026-03-07T02:30'), hour)), '2026-03-09T02:30');
  });

  it('of hours that never come is said, not waited for', () => {
    assert.throws(() => addSupportTime({ ...madrid, days: [] }, at('Europe/Madrid', '2026-11-23T10:00'), hour), RangeError);
  });
});

describe('breaks', () => {
  const fitting: readonly (readonly [string, Pick<SupportHours, 'from' | 'to'>, readonly Break[], boolean])[] = [
    ['there are none', madrid, [], true],
    ['lie within the hours', madrid, [{ from: '12:00', to: '13:00' }], true],
    ['come one after the other', madrid, [{ from: '15:00', to: '15:15' }, { from: '12:00', to: '13:00' }], false],
    ['lie apart', madrid, [{ from: '12:00', to: '13:00' }, { from: '13:00', to: '14:00' }], false],
    ['end after they begin', madrid, [{ from: '13:00', to: '12:00' }], false],
    ['begin after support does', madrid, [{ from: '09:00', to: '10:00' }], false],
    ['end before support does', madrid, [{ from: '16:00', to: '17:00' }], false],
    ['lie outside the hours', madrid, [{ from: '18:00', to: '19:00' }], false],
    ['lie over midnight in a night', nights, [{ from: '23:30', to: '00:30' }], true],
    ['lie in the day after a night', nights, [{ from: '07:00', to: '08:00' }], false],
    ['lie in a whole day', roundTheClock, [{ from: '12:00', to: '13:00' }], true],
  ];
  for (const [sentence, { from, to }, breaks, fit] of fitting) {
    it(`${sentence}: ${fit ? 'yes' : 'no'}`, () => assert.equal(breaksFit({ from, to, breaks }), fit));
  }

  it('are no part of a day of support', () => assert.equal(supportDay(lunch), 6 * hour + 45 * minute));
});
