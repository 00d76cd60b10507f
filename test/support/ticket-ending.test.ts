// Where a ticket is sent and what its user thinks of it in the end.
import assert from 'node:assert/strict';
import { routes, type Route } from '../../support/routing.ts';
import { advanceTicket, type Ticket, type TicketEvent } from '../../support/ticket.ts';
import { rateWithin } from '../../support/ticket-rating.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, ben, minji, nineOClock } from '../kit/people.ts';
import { ticketPresses as presses } from '../kit/presses.ts';
import { aroundTicket, ticketIn, ticketPolicy } from '../kit/records.ts';

const happen = (ticket: Ticket, event: TicketEvent, manufacturer = 'HP', now = nineOClock) =>
  advanceTicket(ticket, event, aroundTicket({ manufacturer }), ticketPolicy, now);
const send = (route: Route, contact = '', caseNumber = '5012'): TicketEvent => ({ kind: 'ticket/route', by: ana, route, contact, caseNumber });

describe('the contact on a road out of the house', () => {
  const calls: readonly (readonly [manufacturer: string, Route, contact: string, says: string])[] = [
    ['HP', 'hardware', '', 'HP Care, +1 555 0142'],
    ['hp inc.', 'hardware', '', 'HP Care, +1 555 0142'],
    ['HPE', 'hardware', '', 'contact-needed'],
    ['Dell Inc.', 'hardware', '', 'contact-needed'],
    ['Dell Inc.', 'hardware', 'Dell ProSupport', 'Dell ProSupport'],
    ['HP', 'hardware', 'The dealer', 'The dealer'],
    ['HP', 'microsoft', '', 'Microsoft Unified, +1 555 0143'],
  ];
  for (const [manufacturer, route, contact, says] of calls) {
    it(`for a device by ${manufacturer}, ${route}${contact && `, with ${contact} typed`}: ${says}`, () => {
      const outcome = happen(ticketIn('assigned'), send(route, contact), manufacturer);
      assert.equal(outcome.ok ? outcome.value.next.routed?.contact : outcome.refusal.reason, says);
    });
  }

  it('and the case number stay where only the other is sent again, and go with another road', () => {
    const called = ticketIn('assigned', { routed: { route: 'hardware', contact: 'The dealer', caseNumber: '5012' } });
    assert.deepEqual(stepOf(happen(called, send('hardware', '', '5013'))).next.routed, { route: 'hardware', contact: 'The dealer', caseNumber: '5013' });
    assert.equal(wordOf(happen(called, send('microsoft', '', ''))), 'case-number-needed');
  });

  it('is kept in the history when the ticket is sent another way', () => {
    const called = stepOf(happen(ticketIn('assigned'), send('hardware'))).next;
    const { history } = stepOf(happen(called, send('provider'))).next;
    assert.deepEqual(history.slice(-2).map(({ words }) => words), ['hardware · HP Care, +1 555 0142 · 5012', 'provider · 5012']);
  });
});

it('security is told to its contact, once, and no other road is told to anybody', () => {
  const told = (ticket: Ticket, route: Route) => stepOf(happen(ticket, send(route))).effects.flatMap((effect) => (effect.do === 'tell' ? [`${effect.text} ${effect.to}`] : []));
  const opened = ticketIn('assigned');
  assert.deepEqual(routes.map((route) => [route, ...told(opened, route)]), [
    ['service'], ['hardware'], ['microsoft'], ['provider'], ['security', 'ticket-security person:sid'],
  ]);
  assert.deepEqual(told(stepOf(happen(opened, send('security'))).next, 'security'), []);
});

describe('a rating', () => {
  const late = (milliseconds: number) => wordOf(happen(ticketIn('closed'), presses['ticket/rate'](minji), 'HP', nineOClock + milliseconds));

  it('is taken until a week after the ticket was closed', () => {
    assert.deepEqual([late(rateWithin - 1), late(rateWithin)], ['closed', 'rating-over']);
  });

  it('is the last one given, and leaves a line each time', () => {
    const once = stepOf(happen(ticketIn('resolved'), presses['ticket/rate'](minji))).next;
    const { rating, history } = stepOf(happen(once, { kind: 'ticket/rate', by: minji, rating: 2, comment: '' })).next;
    assert.deepEqual([rating?.score, rating?.comment], [2, '']);
    assert.deepEqual(history.slice(-2).map(({ words }) => words), ['5/5 – Quick and kind', '2/5']);
  });

  it('is the user’s: neither staff nor another system gives it', () => {
    const system = { id: 'client:itsm', name: 'itsm', roles: [], tiers: [], system: true } as const;
    assert.deepEqual([ben, system].map((by) => wordOf(happen(ticketIn('resolved'), presses['ticket/rate'](by)))), ['not-the-user', 'not-allowed']);
  });
});
