// Service levels: when the first response and the next update are due, whatever happens on the way. Every row is a sentence of policy.
import assert from 'node:assert/strict';
import { operationsAgreements, type Agreement, type Level } from '../../support/agreement.ts';
import { coverages, type Coverage } from '../../support/escalation-record.ts';
import { clockOf, type Mark } from '../../support/service-level.ts';
import { severities, type Severity } from '../../support/severity.ts';
import { hour } from '../kit/people.ts';
import { oneOf, table } from '../kit/table.ts';

const inOffice = (initial: number, update: number): Level => ({ initial: initial * hour, update: update * hour, coverage: 'support-hours' });
const office = (zone: string, holidays: readonly string[] = []): Agreement => ({
  hours: { zone, days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', holidays },
  levels: { A: { initial: hour, update: 4 * hour, coverage: '24x7' }, B: inOffice(4, 8), C: inOffice(8, 24) },
});
const agreements = {
  'Madrid': office('Europe/Madrid', ['2026-12-08']),
  'Seoul': office('Asia/Seoul', ['2026-02-16', '2026-02-17', '2026-02-18']),
  'Los Angeles': office('America/Los_Angeles', ['2026-11-26']),
  '2021': operationsAgreements['managed-desktop-2021'],
  '2023': operationsAgreements['managed-desktop-2023'],
} as const;
type Where = keyof typeof agreements;

const words = ['opened', 'graded', 'response', 'news', 'question', 'answer', 'over', 'warned', 'breached'] as const;

/** `2026-11-23T09:00 opened C`, on the clocks of the agreement. */
function markOf(text: string, zone: string): Mark {
  const [local = '', word = '', severity = ''] = text.split(' ');
  const at = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
  const is = oneOf(words, word);
  return is === 'opened' || is === 'graded' ? { is, at, severity: oneOf(severities, severity) } : { is, at };
}

/** Of an hour that comes twice, the second says so. */
function shown(zone: string, ms: number): string {
  const clocks = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime();
  return `${clocks.toString({ smallestUnit: 'minute' })}${clocks.toZonedDateTime(zone).epochMilliseconds === ms ? '' : ' again'}`;
}

/** `initial 2026-11-23T17:00`: what is due next and when. */
function owed(where: Where, story: readonly string[], chosen?: Coverage): string {
  const agreement = agreements[where];
  const { zone } = agreement.hours;
  const clock = clockOf(story.map((text) => markOf(text, zone)), agreement, chosen);
  return clock.kind === 'running' ? `${clock.promised} ${shown(zone, clock.dueAt)}` : clock.kind === 'paused' ? `${clock.promised} paused` : 'nothing';
}

type Rows = readonly (readonly [sentence: string, where: Where, story: readonly string[], owed: string, chosen?: Coverage])[];

function holds(rows: Rows): void {
  for (const [sentence, where, story, expected, chosen] of rows) {
    it(`${sentence} (${where})`, () => assert.equal(owed(where, story, chosen), expected));
  }
}

describe('the agreements with Operations, as published', () => {
  const hours = table(`
                A-initial  A-update  B-initial  B-update  C-initial  C-update
    2021        1          1         4          12        8          24
    2023        1          8         4          24        8          48
  `);
  for (const { row, column, says } of hours.cells) {
    it(`of ${row} promise ${column} in ${says} hours`, () => {
      const [severity = '', promised = ''] = column.split('-');
      const { levels } = agreements[oneOf(['2021', '2023'], row)];
      assert.equal(levels[oneOf(severities, severity)][oneOf(['initial', 'update'], promised)], Number(says) * hour);
    });
  }

  // Filed on a Friday at four in the afternoon, which is the first hour of eight in neither.
  const coverage = table(`
            24x7              support-hours
    2021-A  2026-11-20T17:00  2026-11-20T17:00
    2021-B  2026-11-20T20:00  2026-11-23T12:00
    2021-C  2026-11-23T16:00  2026-11-23T16:00
    2023-A  2026-11-20T17:00  2026-11-20T17:00
    2023-B  2026-11-20T20:00  2026-11-20T20:00
    2023-C  2026-11-21T00:00  2026-11-21T00:00
  `);
  for (const { row, column, says } of coverage.cells) {
    const [where = '', severity = ''] = row.split('-');
    it(`of ${where}, filed on Friday at four as Sev ${severity} with coverage ${column}: a response by ${says}`, () => {
      assert.equal(owed(oneOf(['2021', '2023'], where), [`2026-11-20T16:00 opened ${severity}`], oneOf(coverages, column)), `initial ${says}`);
    });
  }
});

describe('the first response', () => {
  holds([
    ['of a Sev C is due after eight hours of support', 'Madrid', ['2026-11-23T09:00 opened C'], 'initial 2026-11-23T17:00'],
    ['of a Sev C is due at the same hour of the next day when some of today is over', 'Madrid', ['2026-11-23T11:00 opened C'], 'initial 2026-11-24T11:00'],
    ['of a Sev B is due after four hours of support', 'Madrid', ['2026-11-23T09:30 opened B'], 'initial 2026-11-23T13:30'],
    ['of a Sev B from after hours is due on the next day', 'Madrid', ['2026-11-23T19:00 opened B'], 'initial 2026-11-24T13:00'],
    ['of a Sev A is due within the hour, by day', 'Madrid', ['2026-11-23T11:00 opened A'], 'initial 2026-11-23T12:00'],
    ['of a Sev A is due within the hour, in the night of a Sunday', 'Madrid', ['2026-11-22T03:00 opened A'], 'initial 2026-11-22T04:00'],
    ['of a Sev A is due within the hour, on a holiday', 'Madrid', ['2026-12-08T10:00 opened A'], 'initial 2026-12-08T11:00'],
    ['of a Sev B from Friday afternoon is due on Monday', 'Madrid', ['2026-11-27T15:00 opened B'], 'initial 2026-11-30T11:00'],
    ['of a Sev C from Saturday counts from Monday', 'Madrid', ['2026-11-28T10:00 opened C'], 'initial 2026-11-30T17:00'],
    ['of a Sev C from the eve of a holiday is due on the day after it', 'Madrid', ['2026-12-07T13:00 opened C'], 'initial 2026-12-09T13:00'],
    ['of a Sev B from before Seollal is due after it', 'Seoul', ['2026-02-13T16:00 opened B'], 'initial 2026-02-19T12:00'],
    ['of a Sev C from before Thanksgiving is due on the Friday', 'Los Angeles', ['2026-11-25T13:00 opened C'], 'initial 2026-11-27T13:00'],
    ['is no longer owed once somebody works on it', 'Madrid', ['2026-11-23T09:00 opened C', '2026-11-23T10:00 response'], 'update 2026-11-26T10:00'],
    ['is given by a question as well', 'Madrid', ['2026-11-23T09:00 opened C', '2026-11-23T10:00 question'], 'update paused'],
    ['is not given by a word beside the work', 'Madrid', ['2026-11-23T09:00 opened C', '2026-11-23T10:00 news'], 'initial 2026-11-23T17:00'],
    ['is not put off by what the customer adds', 'Madrid', ['2026-11-23T09:00 opened C', '2026-11-23T10:00 answer'], 'initial 2026-11-23T17:00'],
    ['is owed anew when it is opened again', 'Madrid', ['2026-11-23T09:00 opened C', '2026-11-23T10:00 response', '2026-11-23T12:00 over', '2026-11-24T09:00 opened C'], 'initial 2026-11-24T17:00'],
    ['is owed by nobody once it is over', 'Madrid', ['2026-11-23T09:00 opened C', '2026-11-23T10:00 over'], 'nothing'],
    ['is owed by nobody before it was opened', 'Madrid', [], 'nothing'],
  ]);
});

describe('the weekends on which clocks change', () => {
  holds([
    ['cost a Sev B no hour of support when clocks go forward', 'Los Angeles', ['2026-03-06T15:00 opened B'], 'initial 2026-03-09T11:00'],
    ['give a Sev B no hour of support when clocks go back', 'Los Angeles', ['2026-10-30T15:00 opened B'], 'initial 2026-11-02T11:00'],
    ['cost a Sev B no hour of support when clocks go forward', 'Madrid', ['2026-03-27T15:00 opened B'], 'initial 2026-03-30T11:00'],
    ['give a Sev B no hour of support when clocks go back', 'Madrid', ['2026-10-23T15:00 opened B'], 'initial 2026-10-26T11:00'],
    ['are weekends like any other where clocks never change', 'Seoul', ['2026-03-27T15:00 opened B'], 'initial 2026-03-30T11:00'],
    ['leave a Sev A its hour: from half past one, that is half past three', 'Los Angeles', ['2026-03-08T01:30 opened A'], 'initial 2026-03-08T03:30'],
    ['leave a Sev A its hour: half past one comes twice', 'Los Angeles', ['2026-11-01T01:30 opened A'], 'initial 2026-11-01T01:30 again'],
    ['leave a Sev A its hour: from half past one, that is half past three', 'Madrid', ['2026-03-29T01:30 opened A'], 'initial 2026-03-29T03:30'],
    ['leave a Sev A its hour: half past two comes twice', 'Madrid', ['2026-10-25T02:30 opened A'], 'initial 2026-10-25T02:30 again'],
    ['leave a Sev A its four hours between updates', 'Madrid', ['2026-10-25T00:30 opened A', '2026-10-25T01:00 response'], 'update 2026-10-25T04:00'],
    ['leave a Sev A its four hours between updates where clocks never change', 'Seoul', ['2026-10-25T00:30 opened A', '2026-10-25T01:00 response'], 'update 2026-10-25T05:00'],
    ['are no support where whole days from Monday to Friday are', '2023', ['2026-03-06T23:00 opened C'], 'initial 2026-03-09T07:00'],
    ['are worked through by who chose it: an hour is gone from the clocks', '2023', ['2026-03-07T23:00 opened B'], 'initial 2026-03-08T04:00', '24x7'],
    ['are worked through by who chose it: an hour comes twice', '2023', ['2026-10-31T23:00 opened B'], 'initial 2026-11-01T02:00', '24x7'],
  ]);
});

describe('the next update', () => {
  holds([
    ['of a Sev C is due after three days of support', 'Madrid', ['2026-11-23T09:00 opened C', '2026-11-23T10:00 response'], 'update 2026-11-26T10:00'],
    ['counts from the last word', 'Madrid', ['2026-11-23T09:00 opened B', '2026-11-23T10:00 response', '2026-11-23T15:00 news'], 'update 2026-11-24T15:00'],
    ['of a Sev A is due day and night', 'Madrid', ['2026-11-27T22:00 opened A', '2026-11-27T22:30 response'], 'update 2026-11-28T02:30'],
    ['of a Sev A is due every hour', '2021', ['2026-11-23T09:00 opened A', '2026-11-23T09:30 response', '2026-11-23T10:15 news'], 'update 2026-11-23T11:15'],
    ['of a Sev A is due every eight hours', '2023', ['2026-11-23T09:00 opened A', '2026-11-23T09:30 response', '2026-11-23T10:15 news'], 'update 2026-11-23T18:15'],
    ['of a Sev B is due after a day and a half of support', '2021', ['2026-11-23T09:00 opened B', '2026-11-23T10:00 response'], 'update 2026-11-24T14:00', 'support-hours'],
    ['of a Sev B is due after twelve hours around the clock', '2021', ['2026-11-23T09:00 opened B', '2026-11-23T10:00 response'], 'update 2026-11-23T22:00', '24x7'],
    ['of a Sev C leaves out the weekend', '2023', ['2026-11-26T09:00 opened C', '2026-11-26T10:00 response'], 'update 2026-11-30T10:00'],
    ['leaves out a holiday', 'Madrid', ['2026-12-07T09:00 opened B', '2026-12-07T13:00 response'], 'update 2026-12-09T13:00'],
    ['is not put off by what the customer adds unasked', 'Madrid', ['2026-11-23T09:00 opened B', '2026-11-23T10:00 response', '2026-11-23T12:00 answer'], 'update 2026-11-24T10:00'],
  ]);
});

describe('while the next action is the customer’s', () => {
  const asked = ['2026-11-23T09:00 opened B', '2026-11-23T10:00 response', '2026-11-23T12:00 question'];
  holds([
    ['nothing is due', 'Madrid', asked, 'update paused'],
    ['nothing is due, however long it takes', '2023', ['2026-11-23T09:00 opened A', '2026-11-23T09:30 question'], 'update paused'],
    ['a word in between leaves it the customer’s', 'Madrid', [...asked, '2026-11-23T14:00 news'], 'update paused'],
    ['a second question leaves it the customer’s', 'Madrid', [...asked, '2026-11-23T14:00 question'], 'update paused'],
    ['a regrade leaves it the customer’s', 'Madrid', [...asked, '2026-11-23T14:00 graded C'], 'update paused'],
    ['until the answer: then an update is due after the whole time', 'Madrid', [...asked, '2026-11-25T11:00 answer'], 'update 2026-11-26T11:00'],
    ['until the answer at night: then it counts from the morning', 'Madrid', [...asked, '2026-11-25T23:00 answer'], 'update 2026-11-26T17:00'],
    ['until the answer on the weekend when clocks change', 'Los Angeles',
      ['2026-03-06T10:00 opened B', '2026-03-06T11:00 question', '2026-03-08T01:30 answer'], 'update 2026-03-09T17:00'],
    ['until the answer, and two pauses count no more than one', 'Madrid',
      [...asked, '2026-11-23T13:00 answer', '2026-11-23T14:00 question', '2026-11-24T09:00 answer'], 'update 2026-11-24T17:00'],
    ['until it is over', 'Madrid', [...asked, '2026-11-24T09:00 over'], 'nothing'],
  ]);
});

describe('a regrade', () => {
  holds([
    ['to A before any response promises an hour from then on', 'Madrid', ['2026-11-23T09:00 opened C', '2026-11-23T11:00 graded A'], 'initial 2026-11-23T12:00'],
    ['to A takes nothing back: what was due within the hour stays so', 'Madrid', ['2026-11-23T09:00 opened C', '2026-11-23T16:30 graded A'], 'initial 2026-11-23T17:00'],
    ['to A on a Saturday counts day and night from then on', 'Madrid', ['2026-11-27T16:00 opened C', '2026-11-28T10:00 graded A'], 'initial 2026-11-28T11:00'],
    ['to B on a Saturday counts from Monday', 'Madrid', ['2026-11-27T16:00 opened C', '2026-11-28T10:00 graded B'], 'initial 2026-11-30T13:00'],
    ['down to C counts the time that has passed', 'Madrid', ['2026-11-23T09:00 opened B', '2026-11-23T12:00 graded C'], 'initial 2026-11-23T17:00'],
    ['down from A on a Sunday counts in support hours from then on', 'Madrid', ['2026-11-22T10:00 opened A', '2026-11-22T10:30 graded C'], 'initial 2026-11-23T17:00'],
    ['down and up again promises anew, and what was due for the milder one stays', 'Madrid',
      ['2026-11-23T09:00 opened A', '2026-11-23T09:30 graded C', '2026-11-23T11:00 graded A'], 'initial 2026-11-23T12:00'],
    ['up by two steps keeps every promise made on the way', 'Madrid',
      ['2026-11-23T09:00 opened C', '2026-11-23T12:30 graded B', '2026-11-23T16:40 graded A'], 'initial 2026-11-23T16:30'],
    ['after the response moves the update', 'Madrid', ['2026-11-23T09:00 opened C', '2026-11-23T10:00 response', '2026-11-23T11:00 graded B'], 'update 2026-11-24T11:00'],
    ['is forgotten with the next word', 'Madrid',
      ['2026-11-23T09:00 opened C', '2026-11-23T10:00 response', '2026-11-23T11:00 graded B', '2026-11-24T10:00 news'], 'update 2026-11-25T10:00'],
    ['during a pause counts when it ends', 'Madrid',
      ['2026-11-23T09:00 opened C', '2026-11-23T10:00 question', '2026-11-23T11:00 graded B', '2026-11-24T09:00 answer'], 'update 2026-11-24T17:00'],
    ['from A to B keeps the hours that were chosen', '2023', ['2026-11-21T09:00 opened A', '2026-11-21T09:30 response', '2026-11-21T10:00 graded B'], 'update 2026-11-22T09:30', '24x7'],
    ['from A to C is in support hours, whatever was chosen', '2023', ['2026-11-21T09:00 opened A', '2026-11-21T09:30 response', '2026-11-21T10:00 graded C'], 'update 2026-11-25T00:00', '24x7'],
  ]);
});

describe('people are told', () => {
  const { hours: { zone } } = agreements.Madrid;
  const clock = (...story: readonly string[]) => clockOf(story.map((text) => markOf(text, zone)), agreements.Madrid);
  const told = (...story: readonly string[]): string => {
    const now = clock(...story);
    return now.kind === 'running' ? now.told : now.kind;
  };
  const warned = ['2026-11-23T09:00 opened C', '2026-11-23T15:00 warned'];
  const breached = [...warned, '2026-11-23T17:00 breached'];

  const warnings: readonly (readonly [string, string, string])[] = [
    ['a Sev C: after six of eight hours', '2026-11-23T09:00 opened C', '2026-11-23T15:00'],
    ['a Sev C over night: after six of eight hours of support', '2026-11-23T14:00 opened C', '2026-11-24T12:00'],
    ['a Sev A: after 45 minutes', '2026-11-22T03:00 opened A', '2026-11-22T03:45'],
    ['over the weekend when clocks change: after three of four hours of support', '2026-03-27T15:00 opened B', '2026-03-30T10:00'],
  ];
  for (const [sentence, story, warnAt] of warnings) {
    it(`when three quarters of the time have passed; ${sentence}`, () => {
      const now = clock(story);
      assert.equal(now.kind === 'running' && shown(zone, now.warnAt), warnAt);
    });
  }

  const once: readonly (readonly [string, readonly string[], string])[] = [
    ['nothing at first', ['2026-11-23T09:00 opened C'], 'nothing'],
    ['a warning once', warned, 'warned'],
    ['a warning anew after a regrade, which has another due time', [...warned, '2026-11-23T16:00 graded B'], 'nothing'],
    ['a breach once', breached, 'breached'],
    ['a breach once, also after a regrade: it is the same response that is late', [...breached, '2026-11-24T09:00 graded A'], 'breached'],
    ['of a breach and of no warning after it', [...breached, '2026-11-24T09:00 warned'], 'breached'],
    ['anew of the next promise', [...breached, '2026-11-24T09:00 response'], 'nothing'],
    ['anew when it is opened again', [...breached, '2026-11-24T09:00 over', '2026-11-25T09:00 opened C'], 'nothing'],
    ['nothing while the customer is asked', [...warned, '2026-11-23T16:00 question'], 'paused'],
  ];
  for (const [sentence, story, expected] of once) {
    it(sentence, () => assert.equal(told(...story), expected));
  }
});

describe('an agreement of one’s own', () => {
  const own: Agreement = { ...agreements.Seoul, levels: { ...agreements.Seoul.levels, C: { initial: 2 * hour, update: 4 * hour, coverage: '24x7' } } };
  const due = (severity: Severity): string => {
    const clock = clockOf([{ is: 'opened', at: markOf('2026-11-21T10:00 over', 'Asia/Seoul').at, severity }], own);
    return clock.kind === 'running' ? shown('Asia/Seoul', clock.dueAt) : clock.kind;
  };

  it('promises for each severity what it says, in the hours it says', () => {
    assert.deepEqual(severities.map(due), ['2026-11-21T11:00', '2026-11-23T13:00', '2026-11-21T12:00']);
  });
});
