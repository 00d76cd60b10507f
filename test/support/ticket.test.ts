// The life of a ticket: what becomes of it at every event in every state, by whom, and until when.
import assert from 'node:assert/strict';
import type { RefusalReason } from '../../support/outcome.ts';
import { refOf, type Person } from '../../support/person.ts';
import {
  advanceTicket, assigneeOf, isOpenTicket, openTicket, ticketTargets, type Ticket, type TicketDraft, type TicketEvent, type TicketState,
} from '../../support/ticket.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, ben, chris, hour, minji, names, nineOClock, people, sora } from '../kit/people.ts';
import { ticketPresses as presses, type TicketPress } from '../kit/presses.ts';
import { aroundTicket, laptop, ticketIn, ticketPolicy, ticketStates } from '../kit/records.ts';
import { oneOf, table } from '../kit/table.ts';

const pressed = [
  'ticket/claim', 'ticket/assign', 'ticket/ask', 'ticket/reply', 'ticket/attach', 'ticket/comment', 'ticket/number', 'ticket/hand-off', 'ticket/regrade', 'ticket/route', 'ticket/duplicate',
  'ticket/separate', 'ticket/leave', 'ticket/resolve', 'ticket/withdraw', 'ticket/reopen', 'ticket/rate',
] as const;
const timed = ['ticket/close', 'ticket/warn', 'ticket/breach', 'ticket/unanswered', 'ticket/unresponsive', 'ticket/main-resolved', 'ticket/main-lost'] as const;
const closing: TicketEvent = { kind: 'ticket/close' };

/** What can be left. */
const inIncident = { incident: { id: 'I-3', confirmed: true } };

/** Once what was resolved has waited for long enough. */
const threeDaysLater = nineOClock + ticketPolicy.closeAfter;
const happen = (ticket: Ticket, event: TicketEvent, now = nineOClock, facts = aroundTicket()) => advanceTicket(ticket, event, facts, ticketPolicy, now);

describe('the life of a ticket', () => {
  const life = table(`
                         new               assigned          waiting-for-user  duplicate         resolved          closed            withdrawn
    ticket/claim         assigned          already-claimed   already-claimed   is-duplicate      ticket-ended      ticket-ended      ticket-ended
    ticket/assign        assigned          assigned          waiting-for-user  is-duplicate      ticket-ended      ticket-ended      ticket-ended
    ticket/ask           waiting-for-user  waiting-for-user  waiting-for-user  is-duplicate      ticket-ended      ticket-ended      ticket-ended
    ticket/reply         new               assigned          assigned          duplicate         ticket-ended      ticket-ended      ticket-ended
    ticket/attach        new               assigned          assigned          duplicate         ticket-ended      ticket-ended      ticket-ended
    ticket/comment       new               assigned          waiting-for-user  duplicate         ticket-ended      ticket-ended      ticket-ended
    ticket/number        new               assigned          waiting-for-user  duplicate         resolved          closed            withdrawn
    ticket/hand-off      new               new               new               is-duplicate      ticket-ended      ticket-ended      ticket-ended
    ticket/regrade       new               assigned          waiting-for-user  is-duplicate      ticket-ended      ticket-ended      ticket-ended
    ticket/route         new               assigned          waiting-for-user  is-duplicate      ticket-ended      ticket-ended      ticket-ended
    ticket/duplicate     duplicate         duplicate         duplicate         is-duplicate      ticket-ended      ticket-ended      ticket-ended
    ticket/separate      no-duplicate      no-duplicate      no-duplicate      new               ticket-ended      ticket-ended      ticket-ended
    ticket/leave         no-incident       no-incident       no-incident       no-incident       ticket-ended      ticket-ended      ticket-ended
    ticket/resolve       resolved          resolved          resolved          is-duplicate      ticket-ended      ticket-ended      ticket-ended
    ticket/withdraw      withdrawn         withdrawn         withdrawn         withdrawn         ticket-ended      ticket-ended      ticket-ended
    ticket/reopen        ticket-not-ended  ticket-not-ended  ticket-not-ended  ticket-not-ended  new               new               ticket-not-ended
    ticket/rate          rating-over       rating-over       rating-over       rating-over       resolved          closed            rating-over
    ticket/close         ticket-not-ended  ticket-not-ended  ticket-not-ended  ticket-not-ended  closed            ticket-not-ended  ticket-not-ended
    ticket/warn          not-waiting       not-waiting       not-waiting       not-waiting       not-waiting       not-waiting       not-waiting
    ticket/breach        new               assigned          not-waiting       not-waiting       not-waiting       not-waiting       not-waiting
    ticket/unanswered    not-waiting       not-waiting       waiting-for-user  not-waiting       not-waiting       not-waiting       not-waiting
    ticket/unresponsive  not-waiting       not-waiting       not-yet           not-waiting       not-waiting       not-waiting       not-waiting
    ticket/main-resolved no-duplicate      no-duplicate      no-duplicate      not-waiting       no-duplicate      no-duplicate      no-duplicate
    ticket/main-lost     no-duplicate      no-duplicate      no-duplicate      not-waiting       no-duplicate      no-duplicate      no-duplicate
  `);
  const byTheUser = new Set(['ticket/reply', 'ticket/attach', 'ticket/withdraw', 'ticket/reopen', 'ticket/rate']);
  const events = new Map<string, TicketEvent>([
    ...pressed.map((kind) => [kind, presses[kind](byTheUser.has(kind) ? minji : ana)] as const),
    ...timed.map((kind) => [kind, { kind }] as const),
  ]);

  it('forgets no event and no state', () => {
    assert.deepEqual(pressed, Object.keys(presses));
    assert.deepEqual(life.rows, [...events.keys()]);
    assert.deepEqual(life.columns, Object.keys(ticketStates));
  });

  for (const state of Object.values(ticketStates)) {
    for (const { row, says } of life.cells.filter(({ column }) => column === state.kind)) {
      it(`${row} of a ticket that is ${state.kind}: ${says}`, () => {
        assert.equal(wordOf(happen(ticketIn(state.kind), events.get(row) ?? assert.fail(row), threeDaysLater)), says);
      });
    }
  }

  it('leaves a line for everything that happened, with who, when and in which words', () => {
    const { history } = stepOf(happen(ticketIn('new'), presses['ticket/hand-off'](ana), nineOClock + hour)).next;
    assert.deepEqual(history, [
      { at: nineOClock, what: 'ticket/report', by: { id: 'minji', name: 'Minji Kim' } },
      { at: nineOClock + hour, what: 'ticket/hand-off', by: { id: 'ana', name: 'Ana García' }, words: 'Needs the print server', internal: true },
    ]);
  });

  it('keeps routes, hand-off notes, links and broken promises among staff, and everything else in the open', () => {
    const where: Readonly<Record<string, TicketState['kind']>> = {
      'ticket/reopen': 'resolved', 'ticket/close': 'resolved', 'ticket/unanswered': 'waiting-for-user', 'ticket/separate': 'duplicate', 'ticket/rate': 'resolved',
    };
    const internal = [...events].filter(([kind, event]) => {
      const ticket = ticketIn(where[kind] ?? 'new', kind === 'ticket/leave' ? inIncident : {});
      if (kind === 'ticket/warn' || kind === 'ticket/unresponsive' || kind.startsWith('ticket/main-')) return false;
      return stepOf(happen(ticket, event, threeDaysLater)).next.history.at(-1)?.internal;
    });
    assert.deepEqual(internal.map(([kind]) => kind), ['ticket/hand-off', 'ticket/route', 'ticket/duplicate', 'ticket/separate', 'ticket/leave', 'ticket/breach']);
  });
});

describe('another system', () => {
  const itsm: Person = { id: 'client:itsm', name: 'itsm', roles: [], tiers: [], system: true };

  it('reports for whoever has the problem there: it is that person’s ticket', () => {
    const draft = { description: 'No sound', category: 'windows', reach: 'one', effect: 'minor', affected: refOf(minji), externalNumber: 'INC0012345' } as const;
    const { next } = stepOf(openTicket('T-1', draft, itsm, ticketPolicy, nineOClock));
    assert.deepEqual([next.reporter, next.affected, next.history[0]?.by, next.externalNumber], [refOf(minji), refOf(minji), refOf(itsm), 'INC0012345']);
    assert.deepEqual(ticketTargets(next), ['channel:support', 'person:minji']);
  });

  for (const [does, says] of Object.entries({
    'ticket/reply': 'assigned', 'ticket/comment': 'assigned', 'ticket/number': 'assigned', 'ticket/regrade': 'assigned', 'ticket/resolve': 'resolved',
    'ticket/claim': 'not-allowed', 'ticket/ask': 'not-allowed', 'ticket/hand-off': 'not-allowed', 'ticket/route': 'not-allowed', 'ticket/withdraw': 'not-allowed',
  })) {
    it(`${does} on a ticket of any tier: ${says}`, () => {
      assert.equal(wordOf(happen({ ...ticketIn('assigned'), tier: 2 }, presses[oneOf(pressed, does)](itsm))), says);
    });
  }

  it('tells the user and whoever works on it what it has to say, but an internal note only the latter', () => {
    const told = (internal: boolean) => stepOf(happen(ticketIn('assigned'), { kind: 'ticket/comment', by: itsm, comment: 'Part ordered', internal })).effects
      .flatMap((effect) => (effect.do === 'tell' ? [effect.to] : []));
    assert.deepEqual(told(false), ['person:minji', 'person:ana']);
    assert.deepEqual(told(true), ['person:ana']);
  });
});

describe('who may what with a ticket', () => {
  const ofTierOne = table(`
                      minji        ana           ben           chris         sora          dana          omar
    ticket/claim      not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/assign     not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/ask        not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/reply      ✓            not-the-user  not-the-user  not-the-user  not-the-user  not-the-user  not-the-user
    ticket/attach     ✓            not-the-user  not-the-user  not-the-user  not-the-user  not-the-user  not-the-user
    ticket/comment    not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/number     not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/hand-off   not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/regrade    not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/route      not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/duplicate  not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/separate   not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/leave      not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/resolve    not-allowed  ✓             ✓             ✓             ✓             ✓             not-allowed
    ticket/withdraw   ✓            not-the-user  not-the-user  not-the-user  not-the-user  not-the-user  not-the-user
    ticket/reopen     ✓            not-the-user  not-the-user  not-the-user  not-the-user  not-the-user  not-the-user
    ticket/rate       ✓            not-the-user  not-the-user  not-the-user  not-the-user  not-the-user  not-the-user
  `);
  const ofTierTwo = table(`
                      minji        ana           ben           chris         sora          dana          omar
    ticket/claim      not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/assign     not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/ask        not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/reply      ✓            not-the-user  not-the-user  not-the-user  not-the-user  not-the-user  not-the-user
    ticket/attach     ✓            not-the-user  not-the-user  not-the-user  not-the-user  not-the-user  not-the-user
    ticket/comment    not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/number     not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/hand-off   not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/regrade    not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/route      not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/duplicate  not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/separate   not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/leave      not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/resolve    not-allowed  other-tier    other-tier    ✓             ✓             ✓             not-allowed
    ticket/withdraw   ✓            not-the-user  not-the-user  not-the-user  not-the-user  not-the-user  not-the-user
    ticket/reopen     ✓            not-the-user  not-the-user  not-the-user  not-the-user  not-the-user  not-the-user
    ticket/rate       ✓            not-the-user  not-the-user  not-the-user  not-the-user  not-the-user  not-the-user
  `);
  const where: Partial<Record<string, TicketState['kind']>> = { 'ticket/claim': 'new', 'ticket/separate': 'duplicate', 'ticket/reopen': 'resolved', 'ticket/rate': 'resolved' };

  for (const [tier, policy] of [[1, ofTierOne], [2, ofTierTwo]] as const) {
    it(`tier ${tier}: is decided for every press and every person`, () => {
      assert.deepEqual(policy.rows, pressed);
      assert.deepEqual(policy.columns, names);
    });

    for (const { row, column, says } of policy.cells) {
      it(`tier ${tier}: ${row} by ${column}: ${says}`, () => {
        const press = presses[oneOf(pressed, row)](people[oneOf(names, column)]);
        const outcome = happen(ticketIn(where[row] ?? 'assigned', { tier, ...(row === 'ticket/leave' && inIncident) }), press);
        assert.equal(outcome.ok ? '✓' : outcome.refusal.reason, says);
      });
    }
  }

  it('the colleague for whom a problem was reported has the say over it, and so has the reporter', () => {
    const forBen = ticketIn('waiting-for-user', { affected: refOf(ben) });
    assert.equal(wordOf(happen(forBen, presses['ticket/reply'](ben))), 'assigned');
    assert.equal(wordOf(happen(forBen, presses['ticket/reply'](minji))), 'assigned');
    assert.equal(wordOf(happen(forBen, presses['ticket/reply'](sora))), 'not-the-user');
  });
});

describe('a report', () => {
  const draft: TicketDraft = {
    description: 'The printer prints nothing but blank pages', category: 'infrastructure', device: laptop,
    reach: 'group', effect: 'impaired', affected: minji,
  };
  const report = (change: Partial<TicketDraft>, by: Person = minji) => openTicket('T-1042', { ...draft, ...change }, by, ticketPolicy, nineOClock);

  it('opens a new ticket at the lowest tier, graded by the table, with a road suggested', () => {
    const { next, effects } = stepOf(report({}));
    assert.deepEqual(next, {
      id: 'T-1042', reporter: refOf(minji), affected: refOf(minji), description: draft.description, category: 'infrastructure',
      device: { id: laptop.id, name: laptop.name }, reach: 'group', effect: 'impaired', severity: 'B', tier: 1, suggested: 'provider',
      subjects: [{ kind: 'model', name: laptop.model }], openedAt: nineOClock, state: { kind: 'new' }, history: [{ at: nineOClock, what: 'ticket/report', by: refOf(minji) }],
    });
    assert.deepEqual(effects.map((effect) => effect.do), ['timer', 'timer', 'compare']);
  });

  it('begins at tier 1 where nobody has named tiers', () => {
    const tierUnder = (tiers: readonly number[]) => stepOf(openTicket('T-1042', draft, minji, { ...ticketPolicy, tiers }, nineOClock)).next.tier;
    assert.deepEqual([tierUnder([2, 3]), tierUnder([])], [2, 1]);
  });

  it('of a device with failing hardware is suggested to the vendor', () => {
    assert.equal(stepOf(report({ device: { ...laptop, hardware: 'failing' } })).next.suggested, 'hardware');
  });

  it('needs a description', () => {
    for (const description of ['', '   ', '\n\t']) assert.equal(wordOf(report({ description })), 'text-needed');
  });

  it('is open to everyone, also for a colleague', () => {
    for (const by of Object.values(people)) {
      const { next } = stepOf(report({ affected: ben }, by));
      assert.equal(next.reporter.id, by.id);
      assert.equal(next.affected.id, ben.id);
    }
  });

  it('keeps nothing of a person but the id and the name', () => {
    const { next } = stepOf(report({ affected: ana }, chris));
    assert.deepEqual([next.reporter, next.affected], [{ id: 'chris', name: chris.name }, { id: 'ana', name: ana.name }]);
  });
});

describe('what presses on a ticket ask for', () => {
  const empty: readonly (readonly [string, TicketPress, RefusalReason])[] = [
    ['a question', { kind: 'ticket/ask', by: ana, question: ' ' }, 'text-needed'],
    ['an answer', { kind: 'ticket/reply', by: minji, reply: '\n' }, 'text-needed'],
    ['a note with a hand-off', { kind: 'ticket/hand-off', by: ana, tier: 2, note: '' }, 'reason-needed'],
    ['a tier that somebody works', { kind: 'ticket/hand-off', by: ana, tier: 3, note: 'Up' }, 'tier-unknown'],
    ['a reason for a regrade', { kind: 'ticket/regrade', by: ana, severity: 'B', reason: ' ' }, 'reason-needed'],
    ['another severity', { kind: 'ticket/regrade', by: ana, severity: 'C', reason: 'Worse' }, 'same-severity'],
    ['the contact at a vendor that nobody has named', { kind: 'ticket/route', by: ana, route: 'hardware', contact: ' ', caseNumber: '5012' }, 'contact-needed'],
    ['the case number of the vendor', { kind: 'ticket/route', by: ana, route: 'hardware', contact: 'HP', caseNumber: ' ' }, 'case-number-needed'],
    ['the case number of Microsoft, whose contact is known', { kind: 'ticket/route', by: ana, route: 'microsoft', contact: '', caseNumber: ' ' }, 'case-number-needed'],
    ['a resolution', { kind: 'ticket/resolve', by: ana, resolution: '' }, 'text-needed'],
  ];
  for (const [what, event, reason] of empty) {
    it(`${event.kind} needs ${what}`, () => assert.equal(wordOf(happen(ticketIn('assigned'), event)), reason));
  }

  it('reopening needs a reason', () => {
    assert.equal(wordOf(happen(ticketIn('resolved'), { kind: 'ticket/reopen', by: minji, reason: ' ' })), 'reason-needed');
  });

  it('roads that stay in the house need neither contact nor case number', () => {
    for (const route of ['service', 'provider', 'security'] as const) {
      const { next } = stepOf(happen(ticketIn('assigned'), { kind: 'ticket/route', by: ana, route, contact: '', caseNumber: '' }));
      assert.deepEqual(next.routed, { route });
    }
  });

  it('a road out of the house keeps whom was called and the number there', () => {
    const { next } = stepOf(happen(ticketIn('assigned'), presses['ticket/route'](ana)));
    assert.deepEqual(next.routed, { route: 'hardware', contact: 'HP support', caseNumber: '5012' });
  });
});

describe('what follows from a ticket', () => {
  const told = (state: TicketState['kind'], event: TicketEvent, change: Partial<Ticket> = {}) =>
    stepOf(happen(ticketIn(state, change), event)).effects.flatMap((effect) => (effect.do === 'tell' ? [`${effect.text} ${effect.to}`] : []));

  it('a claim, a question and a resolution are told to the person who has the problem', () => {
    const forBen = { affected: refOf(ben) };
    assert.deepEqual(told('new', presses['ticket/claim'](ana), forBen), ['ticket-claimed person:ben']);
    assert.deepEqual(told('assigned', presses['ticket/ask'](ana), forBen), ['ticket-asked person:ben']);
    assert.deepEqual(told('assigned', presses['ticket/resolve'](ana), forBen), ['ticket-resolved person:ben']);
  });

  it('an answer is told to whoever works the ticket, and to nobody while nobody does', () => {
    assert.deepEqual(told('waiting-for-user', presses['ticket/reply'](minji)), ['ticket-replied person:ana']);
    assert.deepEqual(told('new', presses['ticket/reply'](minji)), []);
  });

  it('resolving and withdrawing end the elevations on it', () => {
    for (const event of [presses['ticket/resolve'](ana), presses['ticket/withdraw'](minji)]) {
      const { effects } = stepOf(happen(ticketIn('assigned'), event));
      assert.ok(effects.some((effect) => effect.do === 'end-elevations' && effect.ticket === 'T-1042'), event.kind);
    }
  });

  it('whoever asks on a ticket that nobody has claimed takes it on; a question from another leaves it where it is', () => {
    assert.deepEqual(stepOf(happen(ticketIn('new'), presses['ticket/ask'](ben))).next.state,
      { kind: 'waiting-for-user', assignee: refOf(ben), question: 'Does it happen on the docking station?' });
    assert.deepEqual(assigneeOf(stepOf(happen(ticketIn('assigned'), presses['ticket/ask'](ben))).next), refOf(ana));
  });

  it('whoever comes second is told who claimed it', () => {
    const outcome = happen(ticketIn('assigned'), presses['ticket/claim'](ben));
    assert.deepEqual(outcome, { ok: false, refusal: { reason: 'already-claimed', data: { name: 'Ana García' } } });
  });

  it('a hand-off puts it into the queue of the other tier', () => {
    const { next } = stepOf(happen(ticketIn('assigned'), presses['ticket/hand-off'](ana)));
    assert.equal(next.tier, 2);
    assert.equal(assigneeOf(next), undefined);
  });

  it('a resolved ticket closes when its time is over and not a millisecond before', () => {
    const { next, effects } = stepOf(happen(ticketIn('assigned'), presses['ticket/resolve'](ana)));
    assert.deepEqual(effects.at(-1), { do: 'timer', kind: 'ticket/close', at: threeDaysLater });
    assert.equal(wordOf(happen(next, closing, threeDaysLater - 1)), 'not-yet');
    assert.equal(wordOf(happen(next, closing, threeDaysLater)), 'closed');
  });

  it('its cards hang in the support channel and with the people it is about, once each', () => {
    assert.deepEqual(ticketTargets(ticketIn('new')), ['channel:support', 'person:minji']);
    assert.deepEqual(ticketTargets(ticketIn('new', { affected: refOf(ben) })), ['channel:support', 'person:ben', 'person:minji']);
  });

  it('it is open while somebody may still work on it', () => {
    const open = Object.values(ticketStates).filter(({ kind }) => isOpenTicket(ticketIn(kind))).map(({ kind }) => kind);
    assert.deepEqual(open, ['new', 'assigned', 'waiting-for-user', 'duplicate']);
  });
});
