// The service level of a ticket: which acts keep a promise, who is told when nobody does, and what becomes of a question without an answer.
import assert from 'node:assert/strict';
import { advanceTicket, openTicket, type Ticket, type TicketEvent } from '../../support/ticket.ts';
import { ticketClock } from '../../support/ticket-clock.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, ben, hour, minji, nineOClock } from '../kit/people.ts';
import { ticketPresses as presses } from '../kit/presses.ts';
import { aroundTicket, laptop, ticketIn, ticketPolicy } from '../kit/records.ts';

// Around the clock, as the kit has it: A 1 h and 8 h, B 4 h and 24 h, C 8 h and 48 h.
const happen = (ticket: Ticket, event: TicketEvent, hours: number) => advanceTicket(ticket, event, aroundTicket(), ticketPolicy, nineOClock + hours * hour);
/** A ticket to which all of this happened, each at its hour after nine. */
const after = (ticket: Ticket, ...events: readonly (readonly [hours: number, TicketEvent])[]): Ticket =>
  events.reduce((was, [hours, event]) => stepOf(happen(was, event, hours)).next, ticket);
const owed = (ticket: Ticket): string => {
  const clock = ticketClock(ticket, ticketPolicy.agreement);
  return clock.kind === 'running' ? `${clock.promised} ${(clock.dueAt - nineOClock) / hour}` : clock.kind;
};
const effectsOf = (ticket: Ticket, event: TicketEvent, hours: number): readonly string[] => stepOf(happen(ticket, event, hours)).effects.map((effect) => {
  if (effect.do === 'timer') return `${effect.kind} ${(effect.at - nineOClock) / hour}`;
  return effect.do === 'tell' ? `${effect.text} ${effect.to}` : effect.do;
});
const warn = { kind: 'ticket/warn' } as const;
const breach = { kind: 'ticket/breach' } as const;
const unanswered = { kind: 'ticket/unanswered' } as const;
const unresponsive = { kind: 'ticket/unresponsive' } as const;

describe('what a ticket owes its user', () => {
  const acts: readonly (readonly [string, Ticket, TicketEvent, string])[] = [
    ['a report: a first response', ticketIn('new'), presses['ticket/regrade'](ana), 'initial 5'],
    ['a claim: the next update', ticketIn('new'), presses['ticket/claim'](ana), 'update 49'],
    ['an assignment: the next update', ticketIn('new'), presses['ticket/assign'](ana), 'update 49'],
    ['a link to the ticket that it follows: nothing', ticketIn('new'), presses['ticket/duplicate'](ana), 'stopped'],
    ['a separation: a first response', ticketIn('duplicate'), presses['ticket/separate'](ana), 'initial 9'],
    ['a question: nothing, until it is answered', ticketIn('new'), presses['ticket/ask'](ana), 'paused'],
    ['an answer: the next update', ticketIn('waiting-for-user'), presses['ticket/reply'](minji), 'update 49'],
    ['words that nobody asked for: no more than before', ticketIn('assigned'), presses['ticket/reply'](minji), 'update 48'],
    ['a hand-off after a claim: the next update', ticketIn('assigned'), presses['ticket/hand-off'](ana), 'update 49'],
    ['a hand-off before any claim: still a first response', ticketIn('new'), presses['ticket/hand-off'](ana), 'initial 8'],
    ['a hand-off in the middle of a question: the next update, for it is the other tier’s', ticketIn('waiting-for-user'), presses['ticket/hand-off'](ana), 'update 49'],
    ['a regrade: an update in the new time', ticketIn('assigned'), presses['ticket/regrade'](ana), 'update 25'],
    ['a route: the next update', ticketIn('assigned'), presses['ticket/route'](ana), 'update 49'],
    ['a resolution: nothing', ticketIn('assigned'), presses['ticket/resolve'](ana), 'stopped'],
    ['a withdrawal: nothing', ticketIn('new'), presses['ticket/withdraw'](minji), 'stopped'],
    ['a reopening: a first response again', ticketIn('resolved'), presses['ticket/reopen'](minji), 'initial 9'],
  ];
  for (const [sentence, ticket, event, expected] of acts) {
    it(`after ${sentence}`, () => assert.equal(owed(after(ticket, [1, event])), expected));
  }

  it('is by the severity it was regraded to, when it is reopened', () => {
    assert.equal(owed(after(ticketIn('assigned'), [1, presses['ticket/regrade'](ana)], [2, presses['ticket/resolve'](ana)], [3, presses['ticket/reopen'](minji)])), 'initial 7');
  });
});

describe('a promise to a user', () => {
  it('is watched from the report on', () => {
    const draft = { description: 'No sound', category: 'windows', device: laptop, reach: 'one', effect: 'minor', affected: minji } as const;
    const { effects } = stepOf(openTicket('T-1042', draft, minji, ticketPolicy, nineOClock));
    assert.deepEqual(effects.filter((effect) => effect.do === 'timer'), [
      { do: 'timer', kind: 'ticket/warn', at: nineOClock + 6 * hour }, { do: 'timer', kind: 'ticket/breach', at: nineOClock + 8 * hour },
    ]);
  });

  it('is watched anew when an act moves it, and only then', () => {
    assert.deepEqual(effectsOf(ticketIn('new'), presses['ticket/claim'](ana), 1), ['ticket-claimed person:minji', 'ticket/warn 37', 'ticket/breach 49']);
    assert.deepEqual(effectsOf(ticketIn('assigned'), presses['ticket/reply'](minji), 1), ['ticket-replied person:ana']);
    assert.deepEqual(effectsOf(ticketIn('assigned'), presses['ticket/withdraw'](minji), 1), ['end-elevations', 'end-duplicates']);
  });

  const told: readonly (readonly [string, Ticket, TicketEvent, number, readonly string[]])[] = [
    ['near: whoever has the ticket is warned', ticketIn('assigned'), warn, 36, ['promise-near person:ana']],
    ['near, and nobody has the ticket: the channel is warned', ticketIn('new'), warn, 6, ['promise-near channel:support']],
    ['broken: whoever has the ticket and the channel are told', ticketIn('assigned'), breach, 48, ['promise-missed person:ana', 'promise-missed channel:support']],
    ['broken, and nobody has the ticket: the channel is told', ticketIn('new'), breach, 8, ['promise-missed channel:support']],
  ];
  for (const [sentence, ticket, event, hours, whom] of told) {
    it(sentence, () => assert.deepEqual(effectsOf(ticket, event, hours), whom));
  }

  it('says how much time is left', () => {
    const [effect] = stepOf(happen(ticketIn('new'), warn, 6.5)).effects;
    assert.deepEqual(effect?.do === 'tell' && effect.data, { id: 'T-1042', severity: 'C', promised: 'initial', left: String(1.5 * hour) });
  });

  const overtaken: readonly (readonly [string, Ticket, TicketEvent, number, string])[] = [
    ['is no news before its time', ticketIn('new'), warn, 5.9, 'not-yet'],
    ['is not broken before its time', ticketIn('new'), breach, 7.9, 'not-yet'],
    ['is not near any more once it is broken', ticketIn('new'), warn, 8, 'not-waiting'],
    ['is told to be near once', after(ticketIn('new'), [6, warn]), warn, 7, 'not-waiting'],
    ['is told to be broken once', after(ticketIn('new'), [6, warn], [8, breach]), breach, 9, 'not-waiting'],
    ['is kept by a claim: the old timer tells nothing', after(ticketIn('new'), [7, presses['ticket/claim'](ana)]), breach, 8, 'not-yet'],
    ['waits while the user is asked', after(ticketIn('new'), [7, presses['ticket/ask'](ana)]), breach, 8, 'not-waiting'],
    ['ends with the ticket', after(ticketIn('assigned'), [7, presses['ticket/resolve'](ana)]), breach, 48, 'not-waiting'],
  ];
  for (const [sentence, ticket, event, hours, reason] of overtaken) {
    it(sentence, () => assert.equal(wordOf(happen(ticket, event, hours)), reason));
  }

  it('broken for the second time after a reopening is told again', () => {
    const again = after(ticketIn('new'), [8, breach], [9, presses['ticket/claim'](ana)], [10, presses['ticket/resolve'](ana)], [11, presses['ticket/reopen'](minji)]);
    assert.deepEqual(effectsOf(again, breach, 19), ['promise-missed channel:support']);
  });
});

describe('a question that the user does not answer', () => {
  const asked = ticketIn('waiting-for-user', { affected: { id: ben.id, name: ben.name } });

  it('is asked with a reminder and an end in view', () => {
    assert.deepEqual(effectsOf(ticketIn('assigned'), presses['ticket/ask'](ana), 0), ['ticket-asked person:minji', 'ticket/unanswered 48', 'ticket/unresponsive 120']);
  });

  it('is recalled once, with the time that is left', () => {
    const { next, effects: [told] } = stepOf(happen(asked, unanswered, 48));
    assert.deepEqual(told, {
      do: 'tell', to: 'person:ben', text: 'ticket-unanswered',
      data: { id: 'T-1042', name: 'Ana García', words: 'Does it happen on the docking station?', left: String(72 * hour) },
    });
    assert.equal(wordOf(happen(next, unanswered, 49)), 'not-waiting');
    assert.equal(wordOf(happen(asked, unanswered, 47)), 'not-yet');
  });

  it('resolves the ticket in the end, which the user is told and may reopen', () => {
    const resolved = after(asked, [48, unanswered], [120, unresponsive]);
    assert.deepEqual(resolved.state, { kind: 'resolved', unanswered: 'Does it happen on the docking station?', at: nineOClock + 120 * hour });
    assert.deepEqual(effectsOf(asked, unresponsive, 120), ['ticket-unresponsive person:ben', 'end-elevations', 'end-duplicates', 'ticket/close 192']);
    assert.equal(wordOf(happen(resolved, presses['ticket/reopen'](ben), 121)), 'new');
    assert.equal(wordOf(happen(asked, unresponsive, 119)), 'not-yet');
  });

  it('is forgotten with the answer, and a second question has all its time', () => {
    const answered = after(asked, [100, presses['ticket/reply'](minji)]);
    assert.equal(wordOf(happen(answered, unresponsive, 120)), 'not-waiting');
    const askedAgain = after(answered, [110, presses['ticket/ask'](ana)]);
    assert.equal(wordOf(happen(askedAgain, unresponsive, 120)), 'not-yet');
    assert.equal(wordOf(happen(askedAgain, unanswered, 158)), 'waiting-for-user');
    assert.equal(wordOf(happen(askedAgain, unresponsive, 230)), 'resolved');
  });
});
