// Duplicates: which ticket may follow which, and what becomes of it when the one it follows ends.
import assert from 'node:assert/strict';
import type { TicketEvent, TicketFacts, TicketState } from '../../support/ticket.ts';
import { advanceTicket } from '../../support/ticket.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, minji, nineOClock } from '../kit/people.ts';
import { ticketPresses as presses } from '../kit/presses.ts';
import { aroundTicket, ticketIn, ticketPolicy, ticketStates } from '../kit/records.ts';

const happen = (state: TicketState['kind'], event: TicketEvent, facts: Partial<TicketFacts> = {}) =>
  advanceTicket(ticketIn(state), event, aroundTicket(facts), ticketPolicy, nineOClock);
const link = presses['ticket/duplicate'](ana);
const main = (state: TicketState['kind']) => ({ main: ticketIn(state, { id: 'T-1001' }) });

describe('a duplicate', () => {
  const mains: Readonly<Record<TicketState['kind'], string>> = {
    'new': 'duplicate', 'assigned': 'duplicate', 'waiting-for-user': 'duplicate',
    'duplicate': 'main-is-duplicate', 'resolved': 'main-unknown', 'closed': 'main-unknown', 'withdrawn': 'main-unknown',
  };
  for (const { kind } of Object.values(ticketStates)) {
    it(`of a ticket that is ${kind}: ${mains[kind]}`, () => assert.equal(wordOf(happen('new', link, main(kind))), mains[kind]));
  }

  it('is none of itself, and of no ticket that is not there', () => {
    assert.equal(wordOf(happen('new', link, { main: ticketIn('new') })), 'main-unknown');
    const { main: _, ...without } = aroundTicket();
    assert.equal(wordOf(advanceTicket(ticketIn('new'), link, without, ticketPolicy, nineOClock)), 'main-unknown');
  });

  it('is never a link of a chain: what others follow follows nothing, and who tries is told what to follow instead', () => {
    assert.equal(wordOf(happen('new', link, { followed: true })), 'has-duplicates');
    const outcome = happen('new', link, { main: ticketIn('duplicate', { id: 'T-1001', state: { kind: 'duplicate', of: 'T-1000' } }) });
    assert.deepEqual(outcome.ok || outcome.refusal.data, { id: 'T-1001', main: 'T-1000' });
  });

  it('leaves its user told, without a word about whose ticket it follows, and the main card drawn anew', () => {
    const { effects } = stepOf(happen('new', link));
    assert.deepEqual(effects, [
      { do: 'tell', to: 'person:minji', text: 'ticket-follows', data: { id: 'T-1042' } }, { do: 'refresh', record: 'T-1001' },
    ]);
  });

  it('still hears its user, whose words are told to whoever works on the main ticket', () => {
    const { next, effects } = stepOf(happen('duplicate', presses['ticket/reply'](minji)));
    assert.equal(next.state.kind, 'duplicate');
    assert.deepEqual(effects.flatMap((effect) => (effect.do === 'tell' ? [`${effect.text} ${effect.to}`] : [])), ['ticket-commented person:ana']);
  });
});

describe('when the ticket that it follows', () => {
  const ends: readonly (readonly [string, TicketState['kind'], Partial<TicketFacts>, resolved: string, lost: string])[] = [
    ['is resolved, a duplicate is resolved', 'duplicate', main('resolved'), 'resolved', 'not-waiting'],
    ['is withdrawn, a duplicate stands by itself', 'duplicate', main('withdrawn'), 'not-waiting', 'new'],
    ['is given up for want of an answer, a duplicate stands by itself', 'duplicate',
      { main: ticketIn('resolved', { state: { kind: 'resolved', unanswered: 'Since when?', at: nineOClock } }) }, 'not-waiting', 'new'],
    ['is open again, a duplicate follows on', 'duplicate', main('assigned'), 'not-waiting', 'not-waiting'],
    ['ends, what was separated meanwhile goes its own way', 'assigned', main('resolved'), 'no-duplicate', 'no-duplicate'],
  ];
  for (const [sentence, state, facts, resolved, lost] of ends) {
    it(sentence, () => {
      assert.equal(wordOf(happen(state, { kind: 'ticket/main-resolved' }, facts)), resolved);
      assert.equal(wordOf(happen(state, { kind: 'ticket/main-lost' }, facts)), lost);
    });
  }

  it('is resolved, its resolution is told to the user of each duplicate, who may reopen the own one', () => {
    const { next, effects } = stepOf(happen('duplicate', { kind: 'ticket/main-resolved' }, main('resolved')));
    assert.ok(effects.some((effect) => effect.do === 'tell' && effect.to === 'person:minji' && effect.data['words'] === 'New driver'));
    assert.equal(wordOf(advanceTicket(next, presses['ticket/reopen'](minji), aroundTicket(), ticketPolicy, nineOClock)), 'new');
  });

  it('is withdrawn, a duplicate is owed a first response again', () => {
    const { effects } = stepOf(happen('duplicate', { kind: 'ticket/main-lost' }, main('withdrawn')));
    assert.deepEqual(effects.flatMap((effect) => (effect.do === 'timer' ? [effect.kind] : [])), ['ticket/warn', 'ticket/breach']);
  });
});
