// What a ticket's card offers, to whom.
import assert from 'node:assert/strict';
import type { TicketView } from '../../cards/ticket-buttons.ts';
import { ticketCard } from '../../cards/ticket.ts';
import { speak } from '../../locales/say.ts';
import { refOf, type Person } from '../../support/person.ts';
import { routes, type Route } from '../../support/routing.ts';
import { rateWithin } from '../../support/ticket-rating.ts';
import { advanceTicket, isOpenTicket, type Ticket, type TicketEvent, type TicketState } from '../../support/ticket.ts';
import { ana, ben, chris, dana, laptop, luis, minji, minutes, nine, omar, sora, ticket, running } from './cast.ts';
import { aroundTicket, ticketPolicy } from '../kit/records.ts';

const states: readonly TicketState[] = [
  { kind: 'new' },
  { kind: 'assigned', assignee: refOf(ben) },
  { kind: 'waiting-for-user', assignee: refOf(ben), question: 'Since when?' },
  { kind: 'duplicate', of: 'T-1001' },
  { kind: 'resolved', by: refOf(ben), resolution: 'Restarted', at: nine },
  { kind: 'closed', at: nine },
  { kind: 'withdrawn', at: nine },
];
const around = { clock: running, device: laptop, duplicates: [], elevations: [], escalations: [], routes: ticketPolicy.routes, tiers: [1, 2] };
const context = { say: speak('en'), now: nine + minutes(5) };

/** The verbs and forms a card offers, the ones inside a button's own card too. */
function offers(view: TicketView, shown: Ticket, reader?: Person, besides: Partial<typeof around> = {}): readonly string[] {
  const card = ticketCard(reader ? { ...context, reader } : context, shown, 1, view, { ...around, ...besides });
  return [...JSON.stringify(card).matchAll(/"(?:verb|form)":"([^"]+)"/g)].map((match) => match[1] ?? '');
}

function pressed(verb: string, by: Person): TicketEvent {
  switch (verb) {
    case 'ticket/claim':
    case 'ticket/separate':
    case 'ticket/withdraw': return { kind: verb, by };
    case 'ticket/assign': return { kind: verb, by, assignee: 'sora' };
    case 'ticket/duplicate': return { kind: verb, by, of: 'T-1001' };
    case 'ticket/rate': return { kind: verb, by, rating: 4, comment: '' };
    case 'ticket/ask': return { kind: verb, by, question: 'Since when?' };
    case 'ticket/comment': return { kind: verb, by, comment: 'On its way', internal: false };
    case 'ticket/number': return { kind: verb, by, externalNumber: 'INC0012345' };
    case 'ticket/reply': return { kind: verb, by, reply: 'Since Monday' };
    case 'ticket/hand-off': return { kind: verb, by, tier: 2, note: 'For tier 2' };
    case 'ticket/regrade': return { kind: verb, by, severity: 'B', reason: 'More people' };
    case 'ticket/route': return { kind: verb, by, route: 'provider', contact: '', caseNumber: '' };
    case 'ticket/resolve': return { kind: verb, by, resolution: 'Restarted' };
    case 'ticket/reopen': return { kind: verb, by, reason: 'It is back' };
    default: throw new Error(`No such verb on a ticket: ${verb}`);
  }
}

describe('the buttons of a ticket', () => {
  for (const reader of [minji, luis, ana, ben, chris, dana, omar]) {
    it(`are only such as will not refuse ${reader.name}`, () => {
      for (const state of states) for (const view of ['user', 'staff'] as const) for (const tier of [1, 2]) {
        const shown = { ...ticket, tier, state };
        for (const verb of offers(view, shown, reader).filter((offer) => offer.startsWith('ticket/'))) {
          const outcome = advanceTicket(shown, pressed(verb, reader), aroundTicket({ assignee: reader.id === sora.id ? chris : sora }), ticketPolicy, context.now);
          assert.ok(outcome.ok, `${reader.name} is refused ${verb} on a ticket that is ${state.kind}`);
        }
      }
    });
  }

  it('let the user answer, withdraw, rate and reopen', () => {
    assert.deepEqual(states.map((state) => offers('user', { ...ticket, state }, minji)), [
      ['ticket/reply', 'ticket/withdraw'], ['ticket/reply', 'ticket/withdraw'], ['ticket/reply', 'ticket/withdraw'], ['ticket/reply', 'ticket/withdraw'],
      ['ticket/rate', 'ticket/reopen'], ['ticket/rate', 'ticket/reopen'], [],
    ]);
  });

  it('let staff claim first, and elevate and escalate what is claimed', () => {
    const working = ['ticket/ask', 'ticket/comment', 'ticket/assign', 'ticket/hand-off', 'ticket/regrade', 'ticket/route', 'ticket/number', 'ticket/duplicate', 'ticket/resolve'];
    assert.deepEqual(offers('staff', { ...ticket, state: { kind: 'new' } }), ['ticket/claim', ...working]);
    assert.deepEqual(offers('staff', ticket), [...working, 'elevation', 'escalation']);
    assert.deepEqual(offers('staff', ticket, ana), [...working, 'elevation', 'escalation']);
    assert.deepEqual(offers('staff', ticket, ben), [...working, 'escalation'], 'Ben is not designated for elevation');
  });

  it('let staff do nothing with a duplicate but separate it', () => {
    assert.deepEqual(offers('staff', { ...ticket, state: { kind: 'duplicate', of: 'T-1001' } }, ben), ['ticket/separate']);
  });

  it('escalate what was sent to Operations, claimed or not', () => {
    const sent = (route: Route) => offers('staff', { ...ticket, state: { kind: 'new' }, routed: { route } }, ben).includes('escalation');
    assert.deepEqual(routes.filter(sent), ['service', 'security']);
  });

  it('let nobody rate a week after the ticket was closed', () => {
    assert.deepEqual(offers('user', { ...ticket, state: { kind: 'closed', at: context.now - rateWithin } }, minji), ['ticket/reopen']);
  });

  it('offer no elevation or escalation for a device of the Test ring', () => {
    assert.deepEqual(offers('staff', ticket, ana, { device: { ...laptop, ring: 'Test' } }).filter((offer) => !offer.startsWith('ticket/')), []);
  });

  it('offer no hand-off where there is no other tier', () => {
    assert.ok(!offers('staff', ticket, ben, { tiers: [1] }).includes('ticket/hand-off'));
  });
});

describe('what was attached', () => {
  const attached: Ticket = { ...ticket, attachments: [{ id: 'file-1', name: 'screenshot.png', type: 'image/png', size: 2048, digest: '' }] };
  const shows = (shown: Ticket, view: TicketView, reader?: Person) => offers(view, shown, reader).includes('ticket/attachments');

  it('staff can have shown, in any state but after the user withdrew', () => {
    assert.deepEqual(states.filter((state) => shows({ ...attached, state }, 'staff')).map(({ kind }) => kind), ['new', 'assigned', 'waiting-for-user', 'duplicate', 'resolved', 'closed']);
    assert.deepEqual([ana, ben, chris, dana, omar, minji].map((reader) => shows(attached, 'staff', reader)), [true, true, true, true, false, false]);
  });

  it('is no button where there is nothing, nor for the user who has it', () => {
    assert.deepEqual([shows(ticket, 'staff'), shows(attached, 'user', minji)], [false, false]);
  });
});

describe('a ticket that its reader can do nothing about', () => {
  it('still offers a way on in a chat, and none in a channel', () => {
    const ended = { ...ticket, state: { kind: 'closed', at: nine } } as const;
    const said = (reader?: Person): readonly string[] =>
      [...JSON.stringify(ticketCard(reader ? { ...context, reader } : context, ended, 1, 'staff', around)).matchAll(/"imBack","value":"([^"]+)"/g)].map((match) => match[1] ?? '');
    assert.deepEqual([said(ben), said()], [['queue', 'help'], []]);
  });
});

describe('what the user reads of a ticket', () => {
  it('leaves out what staff tell each other', () => {
    const shown = { ...ticket, history: [...ticket.history, { at: nine, what: 'ticket/hand-off', by: refOf(ben), words: 'User is confused', internal: true } as const] };
    assert.ok(!JSON.stringify(ticketCard(context, shown, 1, 'user', around)).includes('confused'));
    assert.ok(JSON.stringify(ticketCard(context, shown, 1, 'staff', around)).includes('confused'));
  });

  it('names no severity by its letter', () => {
    const facts = JSON.stringify(ticketCard(context, ticket, 1, 'user', around).toJSON().body);
    assert.ok(facts.includes('One person') && !facts.includes('C (minimal)'));
  });
});

describe('what a ticket says of its incident', () => {
  it('is said while the ticket is open: nobody is promised news of what is solved', () => {
    for (const state of states) for (const view of ['user', 'staff'] as const) {
      const card = JSON.stringify(ticketCard(context, { ...ticket, state, incident: { id: 'I-3', confirmed: true } }, 1, view, around));
      const said = /Others have the same problem, and|Part of major incident I-3/.test(card);
      assert.equal(said, isOpenTicket({ ...ticket, state }), `${state.kind} for ${view}`);
    }
  });
});
