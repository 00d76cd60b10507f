// The life of a major incident: when it is suspected, what becomes of it at every press and event, and who is told.
import assert from 'node:assert/strict';
import {
  advanceIncident, incidentTargets, isOpenIncident, peopleOf, suggestedSeverity, suspectIncident,
  type Incident, type IncidentEvent, type IncidentFacts, type IncidentState, type SuspicionFacts,
} from '../../support/incident.ts';
import { refOf, type Person } from '../../support/person.ts';
import type { Ticket } from '../../support/ticket.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, ben, chris, dana, hour, minji, minute, names, nineOClock, omar, people, sora } from '../kit/people.ts';
import { incidentPresses as presses } from '../kit/presses.ts';
import { escalationIn, escalationStates, incidentIn, incidentPolicy, incidentReport, incidentStates, ticketIn } from '../kit/records.ts';
import { oneOf, table } from '../kit/table.ts';

const facts: IncidentFacts = { carrier: 'T-1042', escalation: escalationIn('resolved') };
const happen = (incident: Incident, event: IncidentEvent, change: Partial<IncidentFacts> = {}, now = nineOClock) =>
  advanceIncident(incident, event, { ...facts, ...change }, incidentPolicy, now);
const kinds = Object.keys(incidentStates) as IncidentState['kind'][];

describe('the life of a major incident', () => {
  const life = table(`
                               suspected    confirmed           escalating          escalated           resolved        dismissed       lapsed
    incident/confirm           confirmed    incident-confirmed  incident-confirmed  incident-confirmed  incident-ended  incident-ended  incident-ended
    incident/dismiss           dismissed    dismissed           incident-escalated  incident-escalated  incident-ended  incident-ended  incident-ended
    incident/escalate          escalating   escalating          incident-escalated  incident-escalated  incident-ended  incident-ended  incident-ended
    incident/resolve           resolved     resolved            resolved            resolved            incident-ended  incident-ended  incident-ended
    incident/join              suspected    confirmed           escalating          escalated           incident-ended  incident-ended  incident-ended
    incident/leave             suspected    confirmed           escalating          escalated           nothing-new     nothing-new     nothing-new
    incident/escalated         nothing-new  nothing-new         escalated           nothing-new         nothing-new     nothing-new     nothing-new
    incident/not-escalated     nothing-new  nothing-new         confirmed           nothing-new         nothing-new     nothing-new     nothing-new
    incident/escalation-ended  nothing-new  nothing-new         nothing-new         resolved            nothing-new     nothing-new     nothing-new
    incident/lapse             lapsed       nothing-new         nothing-new         nothing-new         nothing-new     nothing-new     nothing-new
  `);
  const events: Readonly<Record<IncidentEvent['kind'], IncidentEvent>> = {
    'incident/confirm': presses['incident/confirm'](dana),
    'incident/dismiss': presses['incident/dismiss'](dana),
    'incident/escalate': presses['incident/escalate'](dana),
    'incident/resolve': presses['incident/resolve'](dana),
    'incident/join': { kind: 'incident/join', report: incidentReport('T-1050', chris) },
    'incident/leave': { kind: 'incident/leave', ticket: 'T-1043' },
    'incident/escalated': { kind: 'incident/escalated', escalation: 'X-33' },
    'incident/not-escalated': { kind: 'incident/not-escalated' },
    'incident/escalation-ended': { kind: 'incident/escalation-ended' },
    'incident/lapse': { kind: 'incident/lapse' },
  };

  it('forgets no event and no state', () => {
    assert.deepEqual(life.rows, Object.keys(events));
    assert.deepEqual(life.columns, kinds);
  });

  for (const { row, column, says } of life.cells) {
    it(`${row} on ${column}: ${says}`, () => {
      const event = events[oneOf(Object.keys(events) as IncidentEvent['kind'][], row)];
      assert.equal(wordOf(happen(incidentIn(oneOf(kinds, column)), event, {}, nineOClock + 24 * hour)), says);
    });
  }

  it('is in the hands of the IT admin alone', () => {
    for (const press of Object.values(presses)) assert.deepEqual(names.filter((name) => happen(incidentIn('suspected'), press(people[name])).ok), ['dana']);
  });

  it('is dismissed with a reason, and resolved with words that people can read', () => {
    assert.equal(wordOf(happen(incidentIn('suspected'), { kind: 'incident/dismiss', by: dana, reason: ' ' })), 'reason-needed');
    assert.equal(wordOf(happen(incidentIn('confirmed'), { kind: 'incident/resolve', by: dana, resolution: '' })), 'text-needed');
  });

  it('is escalated only where Operations would take it: with an admin contact for its area, on a ticket that is open', () => {
    assert.equal(wordOf(happen(incidentIn('confirmed'), presses['incident/escalate'](dana), { carrier: undefined })), 'incident-no-ticket');
    const outcome = advanceIncident(incidentIn('confirmed'), presses['incident/escalate'](dana), facts, { ...incidentPolicy, adminContacts: {} }, nineOClock);
    assert.deepEqual(outcome.ok || outcome.refusal, { reason: 'admin-contact-missing', data: { focus: 'app-packaging' } });
  });

  it('that nobody decides lapses after a day, however many join it', () => {
    const joined = stepOf(happen(incidentIn('suspected'), { kind: 'incident/join', report: incidentReport('T-1050', chris, { at: nineOClock + hour }) })).next;
    assert.equal(wordOf(happen(joined, { kind: 'incident/lapse' }, {}, nineOClock + 24 * hour - 1)), 'not-yet');
    assert.equal(wordOf(happen(joined, { kind: 'incident/lapse' }, {}, nineOClock + 24 * hour)), 'lapsed');
  });

  it('hangs with the IT admins, and is open until it is resolved, dismissed or over', () => {
    assert.deepEqual(incidentTargets(), ['channel:it-admin']);
    assert.deepEqual(kinds.filter((kind) => isOpenIncident(incidentIn(kind))), ['suspected', 'confirmed', 'escalating', 'escalated']);
  });
});

describe('when its escalation', () => {
  const ends: readonly (readonly [string, IncidentFacts['escalation'], string])[] = [
    ['is resolved, so is the incident', escalationIn('resolved'), 'resolved'],
    ['is declined, the incident is open to another way', escalationIn('declined'), 'confirmed'],
    ['is transferred, the incident is open to another way', escalationIn('transferred'), 'confirmed'],
    ['is closed for want of an answer, the incident is open to another way', escalationIn('closed', { state: { ...escalationStates.closed, because: 'unanswered' } }), 'confirmed'],
    ['is taken up again meanwhile, the incident waits on', escalationIn('filed'), 'nothing-new'],
  ];
  for (const [sentence, escalation, says] of ends) {
    it(sentence, () => assert.equal(wordOf(happen(incidentIn('escalated'), { kind: 'incident/escalation-ended' }, { escalation })), says));
  }

  it('is resolved, the words of Operations are the resolution', () => {
    assert.deepEqual(stepOf(happen(incidentIn('escalated'), { kind: 'incident/escalation-ended' })).next.state,
      { kind: 'resolved', by: refOf(omar), resolution: 'Policy rolled back', at: nineOClock });
  });

  it('ends without a solution, the IT admins are told', () => {
    const { effects } = stepOf(happen(incidentIn('escalated'), { kind: 'incident/escalation-ended' }, { escalation: escalationIn('declined') }));
    assert.deepEqual(effects, [{ do: 'tell', to: 'channel:it-admin', text: 'incident-escalation-lost', data: { id: 'I-3', escalation: 'X-33' } }]);
  });
});

describe('word of a major incident', () => {
  const told = (incident: Incident, event: IncidentEvent) => stepOf(happen(incident, event)).effects.flatMap((effect) => (effect.do === 'tell' ? [`${effect.text} ${effect.to}`] : []));

  it('goes to staff once it is confirmed, by whatever road, and once', () => {
    assert.deepEqual(told(incidentIn('suspected'), presses['incident/confirm'](dana)), ['incident-confirmed channel:support']);
    assert.deepEqual(told(incidentIn('suspected'), presses['incident/escalate'](dana)), ['incident-confirmed channel:support']);
    assert.deepEqual(told(incidentIn('confirmed'), presses['incident/escalate'](dana)), []);
  });

  it('makes no sound for a further report: the card changes in place, and the ticket learns of it', () => {
    const { effects } = stepOf(happen(incidentIn('confirmed'), { kind: 'incident/join', report: incidentReport('T-1050', chris) }));
    assert.deepEqual(effects, [{ do: 'inform-tickets', tickets: ['T-1050'] }]);
  });

  it('reaches every one of its tickets at each turn that they have to know', () => {
    for (const press of [presses['incident/confirm'], presses['incident/dismiss'], presses['incident/resolve']]) {
      const { effects } = stepOf(happen(incidentIn('suspected'), press(dana)));
      assert.ok(effects.some((effect) => effect.do === 'inform-tickets' && effect.tickets.join() === 'T-1042,T-1043,T-1044'));
    }
  });
});

describe('a report', () => {
  it('joins once, however often it is handed in', () => {
    const join: IncidentEvent = { kind: 'incident/join', report: incidentReport('T-1042', minji) };
    assert.equal(wordOf(happen(incidentIn('suspected'), join)), 'nothing-new');
  });

  it('of the same person does not count twice', () => {
    const { next } = stepOf(happen(incidentIn('suspected'), { kind: 'incident/join', report: incidentReport('T-1050', minji) }));
    assert.deepEqual([next.reports.length, peopleOf(next.reports)], [4, 3]);
  });

  it('that was found not to belong to it counts no more', () => {
    const { next } = stepOf(happen(incidentIn('suspected'), { kind: 'incident/leave', ticket: 'T-1043' }));
    assert.deepEqual(next.reports.map(({ ticket }) => ticket), ['T-1042', 'T-1044']);
  });

  it('that was the last one ends a suspicion, and leaves what an IT admin has confirmed to the IT admins', () => {
    const last = { reports: [incidentReport('T-1043', ben)] };
    const left = (state: IncidentState['kind']) => stepOf(happen(incidentIn(state, last), { kind: 'incident/leave', ticket: 'T-1043' })).next.state.kind;
    assert.deepEqual([left('suspected'), left('confirmed')], ['lapsed', 'confirmed']);
  });
});

describe('the suggested severity', () => {
  const severity = (...reports: Parameters<typeof incidentReport>[2][]) =>
    suggestedSeverity({ reports: reports.map((change, at) => incidentReport(`T-${1042 + at}`, minji, change)) });

  it('takes many for a group at least, and the worst effect for all', () => {
    assert.equal(severity({ effect: 'minor' }, { effect: 'minor' }), 'C');
    assert.equal(severity({ effect: 'minor' }, { effect: 'impaired' }), 'B');
    assert.equal(severity({ effect: 'stopped' }, { effect: 'minor' }), 'B');
  });

  it('is A where somebody said that nobody in the business can work', () => {
    assert.equal(severity({ effect: 'minor' }, { effect: 'stopped' }, { reach: 'business', effect: 'minor' }), 'A');
  });
});

describe('a suspicion', () => {
  const about = { category: 'microsoft-365-apps', subject: { kind: 'application', name: 'Outlook' } } as const;
  const ticket = (number: number, by: Person, change: Partial<Ticket> = {}): Ticket => ticketIn('new', { id: `T-${number}`, affected: refOf(by), category: about.category, ...change });
  /** As the store gives them: the newest first. */
  const three = [ticket(1003, omar), ticket(1002, ben), ticket(1001, minji)];
  const suspect = (alike: readonly Ticket[], change: Partial<SuspicionFacts> = {}, now = nineOClock) =>
    suspectIncident('I-3', about, { open: undefined, alike, taken: new Set(), last: undefined, ...change }, incidentPolicy, now);
  const left = [{ at: nineOClock, what: 'ticket/leave', by: refOf(ana) }];

  const cases: readonly (readonly [string, readonly Ticket[], string])[] = [
    ['needs as many people as the threshold says', three, 'suspected'],
    ['is none of fewer', three.slice(1), 'nothing-new'],
    ['counts people, not tickets', [...three.slice(1), ticket(1004, ben)], 'nothing-new'],
    ['counts who reports within the window, wherever that lies', [...three.slice(1), ticket(1004, omar, { openedAt: nineOClock + hour - 1 })], 'suspected'],
    ['does not count who reports after it', [...three.slice(1), ticket(1004, omar, { openedAt: nineOClock + hour })], 'nothing-new'],
    ['counts what is solved already', [...three.slice(0, 2), ticket(1001, minji, { state: ticketIn('resolved').state })], 'suspected'],
    ['does not count what was taken back', [...three.slice(0, 2), ticket(1001, minji, { state: { kind: 'withdrawn', at: nineOClock } })], 'nothing-new'],
    ['does not count what staff took out of an incident', [...three.slice(0, 2), ticket(1001, minji, { history: left })], 'nothing-new'],
    ['does not count what was resolved with an earlier one', [...three.slice(0, 2), ticket(1001, minji, { incident: { id: 'I-2', confirmed: true } })], 'nothing-new'],
  ];
  for (const [sentence, alike, says] of cases) it(sentence, () => assert.equal(wordOf(suspect(alike)), says));

  it('does not count what another open one has', () => {
    assert.equal(wordOf(suspect(three, { taken: new Set(['T-1002']) })), 'nothing-new');
  });

  it('is none while one about the same is open, which is named', () => {
    const outcome = suspect(three, { open: 'I-2' });
    assert.deepEqual(outcome.ok || outcome.refusal, { reason: 'incident-open', data: { id: 'I-2' } });
  });

  it('lists its tickets in the order in which they came, tells them, and ends by itself when nobody decides', () => {
    const { next, effects } = stepOf(suspect([ticket(1003, sora, { openedAt: nineOClock + minute }), ...three.slice(1)]));
    assert.deepEqual(next.reports.map((report) => report.ticket), ['T-1001', 'T-1002', 'T-1003']);
    assert.deepEqual(effects, [
      { do: 'inform-tickets', tickets: ['T-1001', 'T-1002', 'T-1003'] }, { do: 'timer', kind: 'incident/lapse', at: nineOClock + 24 * hour },
    ]);
  });

  describe('after one was dismissed', () => {
    const last = incidentIn('dismissed');
    const six = [...three, ticket(1004, ana), ticket(1005, chris), ticket(1006, sora)];

    it('is none within the window', () => assert.equal(wordOf(suspect(three, { last }, nineOClock + hour - 1)), 'nothing-new'));
    it('is one again once the window is over', () => assert.equal(wordOf(suspect(three, { last }, nineOClock + hour)), 'suspected'));
    it('is one at once when twice as many report it', () => assert.equal(wordOf(suspect(six, { last })), 'suspected'));
    it('is none with one person less than that', () => assert.equal(wordOf(suspect(six.slice(1), { last })), 'nothing-new'));
    it('is one at once when the last was resolved, not dismissed', () => assert.equal(wordOf(suspect(three, { last: incidentIn('resolved') })), 'suspected'));
  });
});
