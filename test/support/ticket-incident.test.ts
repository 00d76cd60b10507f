// A ticket's part in a major incident: when it joins, what its user is told, and what becomes of it when the incident ends.
import assert from 'node:assert/strict';
import { isOpenIncident, type IncidentState } from '../../support/incident.ts';
import { refOf } from '../../support/person.ts';
import { advanceTicket, openTicket, type Ticket, type TicketEvent, type TicketFacts, type TicketState } from '../../support/ticket.ts';
import type { IncidentKind } from '../../support/ticket-incident.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, dana, minji, nineOClock } from '../kit/people.ts';
import { ticketPresses as presses } from '../kit/presses.ts';
import { aroundTicket, incidentIn, incidentStates, ticketIn, ticketPolicy, ticketStates } from '../kit/records.ts';
import { oneOf, table } from '../kit/table.ts';

const happen = (ticket: Ticket, event: TicketEvent, facts: Partial<TicketFacts> = {}) => advanceTicket(ticket, event, aroundTicket(facts), ticketPolicy, nineOClock);
const learn = (ticket: Ticket, kind: IncidentKind, state: IncidentState['kind'], facts: Partial<TicketFacts> = {}) =>
  happen(ticket, { kind, incident: 'I-3' }, { incident: incidentIn(state), ...facts });
const suspected = { incident: { id: 'I-3', confirmed: false } };
const confirmed = { incident: { id: 'I-3', confirmed: true } };
const told = (...args: Parameters<typeof learn>) => stepOf(learn(...args)).effects.flatMap((effect) => (effect.do === 'tell' ? [`${effect.text} ${effect.to}`] : []));
const kinds = Object.keys(incidentStates) as IncidentState['kind'][];
const events: readonly IncidentKind[] = ['ticket/join', 'ticket/incident-confirmed', 'ticket/incident-freed', 'ticket/incident-resolved'];

describe('a ticket and the incident that it is part of', () => {
  const lives = table(`
                                      suspected    confirmed    escalating   escalated    resolved     dismissed    lapsed
    alone:ticket/join                 joins        joins        joins        joins        joins        nothing-new  nothing-new
    suspected:ticket/join             nothing-new  nothing-new  nothing-new  nothing-new  nothing-new  nothing-new  nothing-new
    suspected:ticket/incident-confirmed  nothing-new  told      told         told         nothing-new  nothing-new  nothing-new
    confirmed:ticket/incident-confirmed  nothing-new  nothing-new  nothing-new  nothing-new  nothing-new  nothing-new  nothing-new
    suspected:ticket/incident-freed   nothing-new  nothing-new  nothing-new  nothing-new  nothing-new  free         free
    confirmed:ticket/incident-freed   nothing-new  nothing-new  nothing-new  nothing-new  nothing-new  free-told    free-told
    suspected:ticket/incident-resolved  nothing-new  nothing-new  nothing-new  nothing-new  resolved   nothing-new  nothing-new
    confirmed:ticket/incident-resolved  nothing-new  nothing-new  nothing-new  nothing-new  resolved   nothing-new  nothing-new
    alone:ticket/incident-resolved    nothing-new  nothing-new  nothing-new  nothing-new  nothing-new  nothing-new  nothing-new
  `);
  const before = { alone: {}, suspected, confirmed } as const;
  const word = (outcome: ReturnType<typeof learn>): string => {
    if (!outcome.ok) return outcome.refusal.reason;
    const { next, effects } = outcome.value;
    const heard = effects.some((effect) => effect.do === 'tell');
    if (next.state.kind === 'resolved') return 'resolved';
    if (!next.incident) return heard ? 'free-told' : 'free';
    return next.incident.confirmed ? 'told' : heard ? 'joins-told' : 'joins';
  };

  it('forgets no state of an incident', () => assert.deepEqual(lives.columns, kinds));

  for (const { row, column, says } of lives.cells) {
    const [was = '', kind = ''] = row.split(':');
    it(`${kind} of one that was ${was}, the incident being ${column}: ${says}`, () => {
      const ticket = ticketIn('assigned', before[oneOf(['alone', 'suspected', 'confirmed'] as const, was)]);
      assert.equal(word(learn(ticket, oneOf(events, kind), oneOf(kinds, column))), says);
    });
  }

  it('have nothing to say to each other once the ticket has ended', () => {
    const ended: readonly TicketState['kind'][] = ['resolved', 'closed', 'withdrawn'];
    for (const state of ended) for (const kind of events) assert.equal(wordOf(learn(ticketIn(state, suspected), kind, 'resolved')), 'nothing-new');
  });

  it('is one alone: no second incident takes it, and none that does not list it', () => {
    assert.equal(wordOf(learn(ticketIn('new', { incident: { id: 'I-2', confirmed: false } }), 'ticket/join', 'confirmed')), 'nothing-new');
    assert.equal(wordOf(learn(ticketIn('new', { id: 'T-9' }), 'ticket/join', 'confirmed')), 'nothing-new');
  });

  it('is resolved with the words of whoever resolved it, like any other: it may be rated and reopened', () => {
    const { next, effects } = stepOf(learn(ticketIn('waiting-for-user', confirmed), 'ticket/incident-resolved', 'resolved'));
    assert.deepEqual(next.state, { kind: 'resolved', by: refOf(dana), resolution: 'The update was taken back', at: nineOClock });
    assert.deepEqual(effects.flatMap((effect) => (effect.do === 'timer' ? [effect.kind] : effect.do === 'tell' ? [effect.text] : [effect.do])),
      ['ticket-resolved', 'end-elevations', 'end-duplicates', 'ticket/close']);
    assert.equal(wordOf(happen(next, presses['ticket/reopen'](minji))), 'new');
  });
});

describe('a ticket that is taken back, or reopened', () => {
  it('counts no longer for the incident once its user withdraws it', () => {
    const { effects } = stepOf(happen(ticketIn('new', suspected), presses['ticket/withdraw'](minji)));
    assert.ok(effects.some((effect) => effect.do === 'leave-incident' && effect.incident === 'I-3'));
  });

  it('is part of its incident again while that lasts, and of none that has ended', () => {
    const again = (state: IncidentState['kind']) => stepOf(happen(ticketIn('resolved', confirmed), presses['ticket/reopen'](minji), { incident: incidentIn(state) })).next;
    for (const state of kinds) assert.equal(again(state).incident !== undefined, isOpenIncident(incidentIn(state)), state);
    assert.deepEqual([again('suspected').incident?.confirmed, again('escalated').incident?.confirmed], [false, true]);
  });

  it('does not join it a second time, and so is not resolved with it again', () => {
    const joined = stepOf(learn(ticketIn('new'), 'ticket/join', 'confirmed')).next;
    const over = stepOf(learn(joined, 'ticket/incident-resolved', 'resolved')).next;
    const { next } = stepOf(happen(over, presses['ticket/reopen'](minji), { incident: incidentIn('resolved') }));
    for (const kind of events) assert.equal(wordOf(learn(next, kind, 'resolved')), 'nothing-new', kind);
  });
});

describe('the user of a ticket in an incident', () => {
  it('hears nothing of a suspicion, and the note of it is not for them', () => {
    const { next, effects } = stepOf(learn(ticketIn('new'), 'ticket/join', 'suspected'));
    assert.deepEqual([effects, next.history.at(-1)?.internal], [[], true]);
  });

  it('is told once, however many tickets of theirs are part of it', () => {
    const other = (what: IncidentKind) =>
      ticketIn('new', { id: 'T-1050', ...confirmed, history: [{ at: nineOClock, what: 'ticket/join', words: 'I-3' }, { at: nineOClock, what }] });
    for (const [kind, state] of [['ticket/incident-confirmed', 'confirmed'], ['ticket/incident-resolved', 'resolved']] as const) {
      assert.equal(told(ticketIn('new', suspected), kind, state).length, 1);
      assert.deepEqual(told(ticketIn('new', suspected), kind, state, { siblings: [other(kind)] }), []);
      assert.equal(told(ticketIn('new', suspected), kind, state, { siblings: [other('ticket/join')] }).length, 1);
    }
  });

  it('is told of a second incident too, whatever both tickets learned of the first', () => {
    const joined = (id: string) => ({ at: nineOClock, what: 'ticket/join', words: id });
    const other = ticketIn('new', { id: 'T-1050', ...suspected, history: [joined('I-1'), { at: nineOClock, what: 'ticket/incident-confirmed' }, joined('I-3')] });
    assert.equal(told(ticketIn('new', suspected), 'ticket/incident-confirmed', 'confirmed', { siblings: [other] }).length, 1);
  });

  it('is told who has the problem, not who reported it', () => {
    const forBen = ticketIn('new', { ...suspected, affected: { id: 'ben', name: 'Ben' } });
    assert.deepEqual(told(forBen, 'ticket/incident-confirmed', 'confirmed'), ['ticket-incident person:ben']);
  });
});

describe('staff who find that a ticket does not belong', () => {
  it('take it out, and the incident drops it', () => {
    const { next, effects } = stepOf(happen(ticketIn('assigned', confirmed), presses['ticket/leave'](ana)));
    assert.equal(next.incident, undefined);
    assert.ok(effects.some((effect) => effect.do === 'leave-incident' && effect.incident === 'I-3'));
  });

  it('let its user know, where news of the incident was promised to them', () => {
    const heard = (incident: Pick<Ticket, 'incident'>) =>
      stepOf(happen(ticketIn('assigned', incident), presses['ticket/leave'](ana))).effects.flatMap((effect) => (effect.do === 'tell' ? [`${effect.text} ${effect.to}`] : []));
    assert.deepEqual([heard(confirmed), heard(suspected)], [['ticket-freed person:minji'], []]);
  });

  it('see it join no incident again', () => {
    const out = stepOf(happen(ticketIn('assigned', confirmed), presses['ticket/leave'](ana))).next;
    assert.equal(wordOf(learn(out, 'ticket/join', 'confirmed')), 'nothing-new');
  });

  it('do not start its clocks anew by that', () => {
    const { effects } = stepOf(happen(ticketIn('new', suspected), presses['ticket/leave'](ana)));
    assert.deepEqual(effects.filter((effect) => effect.do === 'timer'), []);
  });

  it('are told when it is part of none', () => {
    for (const { kind } of [ticketStates.new, ticketStates.assigned]) assert.equal(wordOf(happen(ticketIn(kind), presses['ticket/leave'](ana))), 'no-incident');
  });
});

describe('a new report', () => {
  const draft = { description: 'Outlook does not open', category: 'microsoft-365-apps', reach: 'one', effect: 'impaired', affected: minji } as const;
  const opened = (change: object = {}) => stepOf(openTicket('T-1', { ...draft, ...change }, minji, ticketPolicy, nineOClock));

  it('is compared with others where it names an application or a device, and only there', () => {
    const compared = (change: object) => opened(change).effects.some((effect) => effect.do === 'compare');
    assert.ok(compared({}));
    assert.ok(compared({ description: 'No sound', device: { id: 'laptop', name: 'MD-SEL-0142', hardware: 'ok', model: 'Surface Laptop 5' } }));
    assert.ok(!compared({ description: 'No sound' }));
  });

  it('remembers what it is about, whatever the organisation lists later', () => {
    assert.deepEqual(opened().next.subjects, [{ kind: 'application', name: 'Outlook' }]);
  });
});
