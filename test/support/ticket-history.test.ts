// The history a ticket carries, as policy: a long talk is cut, what counts is kept, and nobody writes without end.
import assert from 'node:assert/strict';
import type { HistoryLine } from '../../support/effect.ts';
import type { Person } from '../../support/person.ts';
import { advanceTicket, type Ticket, type TicketEvent } from '../../support/ticket.ts';
import { ticketClock } from '../../support/ticket-clock.ts';
import { mostLines, mostWords } from '../../support/ticket-history.ts';
import { chance } from '../kit/chance.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, ben, hour, minji, minute, nineOClock } from '../kit/people.ts';
import { ticketPresses as presses } from '../kit/presses.ts';
import { aroundTicket, ticketIn, ticketPolicy } from '../kit/records.ts';

const happen = (ticket: Ticket, event: TicketEvent, at: number) => advanceTicket(ticket, event, aroundTicket(), ticketPolicy, at);
/** So many comments of Ana, so far apart. */
const talked = (ticket: Ticket, times: number, apart: number): Ticket => Array.from({ length: times }).reduce<Ticket>(
  (was, _, at) => stepOf(happen(was, presses['ticket/comment'](ana), nineOClock + at * apart)).next, ticket);

describe('the history of a ticket', () => {
  it('is bounded, however long people talk', () => {
    assert.equal(talked(ticketIn('assigned'), 200, 3 * minute).history.length, mostLines);
  });

  it('keeps what is no talk, and the newest words', () => {
    const was = ticketIn('assigned');
    const { history } = talked(was, 100, 3 * minute);
    const before = was.history.map(({ what }) => what);
    assert.deepEqual(history.slice(0, before.length).map(({ what }) => what), before);
    assert.equal(history.at(-1)?.at, nineOClock + 99 * 3 * minute);
  });

  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`owes as much as with every line, whatever happens (${seed})`, () => {
      const lots = chance(seed);
      let ticket = ticketIn('new');
      let all: readonly HistoryLine[] = ticket.history;
      for (let step = 0, now = nineOClock; step < 400; step += 1) {
        now += lots.below(3 * hour);
        const talk = lots.below(8) > 0;
        const [by, act] = talk
          ? lots.pick<readonly [Person, 'ticket/comment' | 'ticket/reply' | 'ticket/number']>([[ana, 'ticket/comment'], [minji, 'ticket/reply'], [ben, 'ticket/comment'], [ben, 'ticket/number']])
          : lots.pick<readonly [Person, 'ticket/ask' | 'ticket/claim' | 'ticket/regrade' | 'ticket/resolve' | 'ticket/reopen']>([[ana, 'ticket/ask'], [ben, 'ticket/claim'], [ana, 'ticket/regrade'], [ana, 'ticket/resolve'], [minji, 'ticket/reopen']]);
        const outcome = happen(ticket, presses[act](by), now);
        if (!outcome.ok) continue;
        ticket = outcome.value.next;
        all = [...all, ...ticket.history.slice(-1)];
        assert.deepEqual(ticketClock(ticket, ticketPolicy.agreement), ticketClock({ ...ticket, history: all }, ticketPolicy.agreement), `after ${all.length} lines`);
      }
      assert.ok(ticket.history.length < all.length / 2, `${ticket.history.length} of ${all.length}`);
    });
  }
});

describe('words on a ticket', () => {
  const full = talked(ticketIn('assigned'), mostWords, minute);
  const later = nineOClock + mostWords * minute;
  for (const [sentence, by, event, at, outcome] of [
    ['no more than so many in an hour are taken from one person', ana, presses['ticket/comment'](ana), later, 'too-many-words'],
    ['others may still write', minji, presses['ticket/reply'](minji), later, 'assigned'],
    ['the one who wrote may do all else', ana, presses['ticket/resolve'](ana), later, 'resolved'],
    ['an hour later there is room again', ana, presses['ticket/comment'](ana), later + hour, 'assigned'],
  ] as const) {
    it(`${sentence} (${by.name})`, () => assert.equal(wordOf(happen(full, event, at)), outcome));
  }
});
