// The last lines of a record's history, in words.
import assert from 'node:assert/strict';
import { historyLines } from '../../cards/history.ts';
import { isKey, speak } from '../../locales/say.ts';
import type { AlertEvent } from '../../support/alert.ts';
import type { ElevationEvent } from '../../support/elevation.ts';
import type { EscalationEvent } from '../../support/escalation.ts';
import type { IncidentEvent } from '../../support/incident.ts';
import type { TicketEvent } from '../../support/ticket.ts';
import { minutes, nine } from './cast.ts';

/** Every kind of step that people read; a reminder is sent again and again and is no step, a warning is none yet, and what was only asked for was not shown. */
type Step =
  | 'ticket/report' | 'elevation/request' | 'escalation/draft'
  | Exclude<TicketEvent['kind'], 'ticket/warn'> | Exclude<ElevationEvent['kind'], 'elevation/remind' | 'elevation/reveal' | 'elevation/warn' | 'elevation/remind-report' | 'elevation/remind-review'>
  | Exclude<EscalationEvent['kind'], 'escalation/remind' | 'escalation/warn'>
  | 'incident/suspect' | 'incident/escalation-lost' | Exclude<IncidentEvent['kind'], 'incident/join'>
  | 'alert/raise' | 'alert/resolved-at-source' | 'alert/reopen' | 'alert/raise-severity' | 'alert/lower-severity' | Exclude<AlertEvent['kind'], 'alert/observe'>;

const steps: Readonly<Record<Step, true>> = {
  'ticket/report': true, 'ticket/claim': true, 'ticket/ask': true, 'ticket/reply': true, 'ticket/attach': true, 'ticket/comment': true, 'ticket/number': true, 'ticket/hand-off': true, 'ticket/regrade': true,
  'ticket/route': true, 'ticket/resolve': true, 'ticket/withdraw': true, 'ticket/reopen': true, 'ticket/rate': true, 'ticket/assign': true,
  'ticket/duplicate': true, 'ticket/separate': true, 'ticket/main-resolved': true, 'ticket/main-lost': true, 'ticket/close': true,
  'ticket/leave': true, 'ticket/join': true, 'ticket/incident-confirmed': true, 'ticket/incident-freed': true, 'ticket/incident-resolved': true,
  'ticket/breach': true, 'ticket/unanswered': true, 'ticket/unresponsive': true,
  'elevation/request': true, 'elevation/looking': true, 'elevation/approve': true, 'elevation/deny': true, 'elevation/cancel': true, 'elevation/revealed': true,
  'elevation/extend': true, 'elevation/break-glass': true, 'elevation/review': true, 'elevation/done': true,
  'elevation/revoke': true, 'elevation/ticket-ended': true, 'elevation/expire': true, 'elevation/rotation-requested': true, 'elevation/rotated': true,
  'elevation/rotation-overdue': true,
  'escalation/draft': true, 'escalation/file': true, 'escalation/decline': true, 'escalation/regrade': true, 'escalation/accept': true,
  'escalation/ask': true, 'escalation/answer': true, 'escalation/update': true, 'escalation/mitigate': true, 'escalation/resolve': true,
  'escalation/transfer': true, 'escalation/reactivate': true, 'escalation/close': true, 'escalation/breach': true, 'escalation/unanswered': true,
  'escalation/unresponsive': true, 'ticket/transfer': true,
  'incident/suspect': true, 'incident/confirm': true, 'incident/dismiss': true, 'incident/escalate': true, 'incident/escalated': true,
  'incident/not-escalated': true, 'incident/escalation-ended': true, 'incident/escalation-lost': true, 'incident/leave': true,
  'incident/resolve': true, 'incident/lapse': true,
  'alert/raise': true, 'alert/acknowledge': true, 'alert/clear': true, 'alert/resolved-at-source': true, 'alert/reopen': true,
  'alert/raise-severity': true, 'alert/lower-severity': true,
};

const ben = { id: 'ben', name: 'Ben Carter' };
const texts = (...lines: Parameters<typeof historyLines>[1]): readonly string[] => historyLines(speak('en'), lines, true).map(({ text }) => text.split(' · ').slice(1).join(' · '));

describe('a history', () => {
  it('has words for every step', () => {
    assert.deepEqual(Object.keys(steps).filter((step) => !isKey(`history.${step}`)), []);
  });

  it('ends with the last four steps, and counts those before them', () => {
    const lines = Array.from({ length: 6 }, (_, index) => ({ at: nine + minutes(index), what: 'ticket/reply', by: ben, words: `answer ${index}` }));
    assert.deepEqual(texts(...lines).slice(1), [2, 3, 4, 5].map((index) => `Ben Carter answered – answer ${index}`));
    const earlier = (...some: typeof lines) => historyLines(speak('en'), some, true)[0]?.text;
    assert.deepEqual([earlier(...lines), earlier(...lines.slice(1))], ['and 2 earlier steps', 'and 1 earlier step']);
    assert.notEqual(earlier(...lines.slice(2)), 'and 0 earlier steps');
  });

  it('shows words on one line, cut short and without effect', () => {
    assert.deepEqual(texts({ at: nine, what: 'ticket/ask', by: ben, words: 'Is it\n**this** one?' }), ['Ben Carter asked – Is it \\*\\*this\\*\\* one?']);
    assert.ok((texts({ at: nine, what: 'ticket/ask', by: ben, words: 'x'.repeat(500) })[0] ?? '').length < 160);
  });

  it('says to its staff which severity it has now, and to the user only that it changed', () => {
    const line = { at: nine, what: 'ticket/regrade', by: ben, words: 'The floor cannot print', severity: 'B' as const };
    const [toStaff, toUser] = [true, false].map((inside) => historyLines(speak('en'), [line], inside)[0]?.text ?? '');
    assert.match(toStaff ?? '', /Ben Carter changed the severity – B \(moderate\) · The floor cannot print$/);
    assert.match(toUser ?? '', /Ben Carter changed the severity – The floor cannot print$/);
  });

  it('names a route as people know it, and leaves the word to those who only wrote it', () => {
    assert.deepEqual(texts({ at: nine, what: 'ticket/route', by: ben, words: 'hardware · HP Care · 5012' }, { at: nine, what: 'ticket/reply', by: ben, words: 'hardware' }), [
      "Ben Carter set the route – Hardware (the device's vendor) · HP Care · 5012", 'Ben Carter answered – hardware',
    ]);
  });
});
