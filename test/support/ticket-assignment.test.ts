// To whom a ticket may be given, and who is told.
import assert from 'node:assert/strict';
import type { Person } from '../../support/person.ts';
import { advanceTicket, assigneeOf, type Ticket } from '../../support/ticket.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, ben, chris, dana, minji, nineOClock, omar, sora } from '../kit/people.ts';
import { ticketPresses as presses } from '../kit/presses.ts';
import { aroundTicket, ticketIn, ticketPolicy } from '../kit/records.ts';

const toTierTwo: Person = { id: 'tara', name: 'Tara Two', roles: ['staff'], tiers: [2, 3] };
const give = (ticket: Ticket, assignee: Person | undefined, by: Person = dana) => {
  const { assignee: _, ...rest } = aroundTicket();
  return advanceTicket(ticket, presses['ticket/assign'](by), { ...rest, ...(assignee && { assignee }) }, ticketPolicy, nineOClock);
};
const told = (ticket: Ticket, assignee: Person, by?: Person) =>
  stepOf(give(ticket, assignee, by)).effects.flatMap((effect) => (effect.do === 'tell' || effect.do === 'bring' ? [`${effect.do === 'tell' ? effect.text : 'its card'} ${effect.to}`] : []));

describe('a ticket is given', () => {
  const people: readonly (readonly [Person, tierOne: string, tierTwo: string])[] = [
    [ana, 'tier 1', 'not-assignable'], [ben, 'tier 1', 'not-assignable'], [chris, 'tier 1', 'tier 2'], [sora, 'tier 1', 'tier 2'], [dana, 'tier 1', 'tier 2'],
    [toTierTwo, 'tier 2', 'tier 2'], [minji, 'not-assignable', 'not-assignable'], [omar, 'not-assignable', 'not-assignable'],
  ];
  for (const [person, ...says] of people) {
    it(`to ${person.name}, of tier 1 and of tier 2: ${says.join(', ')}`, () => {
      assert.deepEqual([1, 2].map((tier) => {
        const outcome = give(ticketIn('new', { tier }), person);
        return outcome.ok ? `tier ${outcome.value.next.tier}` : outcome.refusal.reason;
      }), says);
    });
  }

  it('to nobody who is not there, nor to anybody whose roles cannot be read', () => {
    assert.equal(wordOf(give(ticketIn('new'), undefined)), 'not-assignable');
    assert.equal(wordOf(give(ticketIn('new'), { ...minji, unread: ['staff'] })), 'membership-unknown');
  });

  it('and who may have it is named to whoever chose somebody else', () => {
    const outcome = give(ticketIn('new'), minji);
    assert.equal(outcome.ok || outcome.refusal.data['names'], 'Ana García, Ben Carter, Chris Okafor');
  });

  it('not twice to the same person', () => {
    assert.equal(wordOf(give(ticketIn('assigned'), ana)), 'already-claimed');
  });

  it('with the question that is open on it', () => {
    const { state } = stepOf(give(ticketIn('waiting-for-user'), ben)).next;
    assert.deepEqual([state.kind, assigneeOf(ticketIn('new', { state }))?.id], ['waiting-for-user', 'ben']);
  });

  it('and told to the user, to whoever gets it and to whoever had it, save the one who did it', () => {
    assert.deepEqual(told(ticketIn('assigned'), ben), ['ticket-claimed person:minji', 'ticket-assigned person:ben', 'ticket-assigned person:ana', 'its card person:ben']);
    assert.deepEqual(told(ticketIn('assigned'), ben, ana), ['ticket-claimed person:minji', 'ticket-assigned person:ben', 'its card person:ben']);
    assert.deepEqual(told(ticketIn('new'), ben, ben), ['ticket-claimed person:minji', 'its card person:ben']);
  });
});
