// The life of an escalation: what becomes of it at every event in every state, by whom, and who is told.
import assert from 'node:assert/strict';
import { rings } from '../../support/device.ts';
import {
  advanceEscalation, draftEscalation, escalationTargets, isOpenEscalation,
  type Escalation, type EscalationDraft, type EscalationEvent, type EscalationFacts, type EscalationState,
} from '../../support/escalation.ts';
import type { RefusalReason } from '../../support/outcome.ts';
import { refOf, type Person } from '../../support/person.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, dana, names, nineOClock, omar, people } from '../kit/people.ts';
import { escalationPresses as presses, type EscalationPress } from '../kit/presses.ts';
import { escalationDraft, escalationIn, escalationPolicy, escalationStates, laptop, ticketIn, ticketStates } from '../kit/records.ts';
import { oneOf, table } from '../kit/table.ts';

type Kind = EscalationState['kind'];

const pressed = [
  'escalation/file', 'escalation/decline', 'escalation/regrade', 'escalation/accept', 'escalation/ask', 'escalation/answer',
  'escalation/update', 'escalation/transfer', 'escalation/mitigate', 'escalation/resolve', 'escalation/reactivate',
] as const;
const timed = ['escalation/remind', 'escalation/warn', 'escalation/breach', 'escalation/unanswered', 'escalation/unresponsive', 'escalation/close'] as const;

const happen = (escalation: Escalation, event: EscalationEvent) => advanceEscalation(escalation, event, escalationPolicy, nineOClock);
const said = (escalation: Escalation, event: EscalationEvent): string => {
  const outcome = happen(escalation, event);
  return outcome.ok ? '✓' : outcome.refusal.reason;
};
const told = (escalation: Escalation, event: EscalationEvent): readonly string[] =>
  stepOf(happen(escalation, event)).effects.flatMap((effect) => (effect.do === 'tell' && effect.text !== 'escalation-copied' ? [`${effect.text} ${effect.to}`] : []));

const drafted = (by: Person, change: Partial<EscalationDraft> = {}, facts: Partial<EscalationFacts> = {}) =>
  draftEscalation('X-33', { ...escalationDraft, ...change }, by, { ticket: ticketIn('assigned'), device: laptop, ...facts }, escalationPolicy, nineOClock);

describe('the life of an escalation', () => {
  const life = table(`
                             handed-off           proposed             declined             filed                accepted             awaiting-answer      mitigated            resolved             transferred          closed
    escalation/file          filed                filed                escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open
    escalation/decline       declined             declined             escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open
    escalation/regrade       handed-off           handed-off           escalation-not-open  handed-off           handed-off           handed-off           handed-off           escalation-not-open  escalation-not-open  escalation-not-open
    escalation/accept        escalation-not-open  escalation-not-open  escalation-not-open  accepted             escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open
    escalation/ask           escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  awaiting-answer      escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open
    escalation/answer        not-waiting          not-waiting          not-waiting          not-waiting          not-waiting          accepted             not-waiting          not-waiting          not-waiting          not-waiting
    escalation/update        escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  accepted             awaiting-answer      escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open
    escalation/transfer      escalation-not-open  escalation-not-open  escalation-not-open  transferred          transferred          transferred          escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open
    escalation/mitigate      escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  mitigated            mitigated            escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open
    escalation/resolve       escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  resolved             resolved             resolved             escalation-not-open  escalation-not-open  escalation-not-open
    escalation/reactivate    escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  filed                escalation-not-open  reactivation-over
    escalation/remind        handed-off           escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open
    escalation/warn          not-waiting          not-waiting          not-waiting          not-yet              not-yet              not-waiting          not-waiting          not-waiting          not-waiting          not-waiting
    escalation/breach        not-waiting          not-waiting          not-waiting          not-yet              not-yet              not-waiting          not-waiting          not-waiting          not-waiting          not-waiting
    escalation/unanswered    not-waiting          not-waiting          not-waiting          not-waiting          not-waiting          not-yet              not-waiting          not-waiting          not-waiting          not-waiting
    escalation/unresponsive  not-waiting          not-waiting          not-waiting          not-waiting          not-waiting          not-yet              not-waiting          not-waiting          not-waiting          not-waiting
    escalation/close         escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  escalation-not-open  not-yet              escalation-not-open  escalation-not-open
  `);
  const byWhom: Partial<Record<EscalationPress['kind'], Person>> = {
    'escalation/file': dana, 'escalation/decline': dana, 'escalation/regrade': dana, 'escalation/answer': ana, 'escalation/reactivate': ana,
  };
  const events = new Map<string, EscalationEvent>([
    ...pressed.map((kind) => [kind, presses[kind](byWhom[kind] ?? omar)] as const),
    ...timed.map((kind) => [kind, { kind }] as const),
  ]);

  it('forgets no event and no state', () => {
    assert.deepEqual(pressed, Object.keys(presses));
    assert.deepEqual(life.rows, [...events.keys()]);
    assert.deepEqual(life.columns, Object.keys(escalationStates));
  });

  for (const { kind: state } of Object.values(escalationStates)) {
    for (const { row, says } of life.cells.filter(({ column }) => column === state)) {
      it(`${row} of an escalation that is ${state}: ${says}`, () => {
        assert.equal(wordOf(happen(escalationIn(state), events.get(row) ?? assert.fail(row))), says);
      });
    }
  }

  it('leaves a line for everything that is done, with who, when and in which words', () => {
    const line = (state: Kind, event: EscalationEvent) => stepOf(happen(escalationIn(state), event)).next.history.at(-1);
    assert.deepEqual(line('filed', presses['escalation/accept'](omar)), { at: nineOClock, what: 'escalation/accept', by: refOf(omar) });
    const words = (['ask', 'update', 'mitigate', 'resolve'] as const).map((act) => line('accepted', presses[`escalation/${act}`](omar))?.words);
    assert.deepEqual(words, ['Since when?', 'Rolling back', 'Traffic moved', 'Policy rolled back']);
    assert.equal(line('awaiting-answer', presses['escalation/answer'](ana))?.words, 'Since eight');
    assert.equal(line('proposed', presses['escalation/decline'](dana))?.words, 'Known and being worked on');
  });

  it('is open until it is declined, transferred or resolved', () => {
    const open = Object.values(escalationStates).filter(({ kind }) => isOpenEscalation(escalationIn(kind))).map(({ kind }) => kind);
    assert.deepEqual(open, ['handed-off', 'proposed', 'filed', 'accepted', 'awaiting-answer', 'mitigated']);
  });

  const places: Readonly<Record<Kind, readonly string[]>> = {
    'handed-off': ['channel:it-admin', 'person:ana'],
    'proposed': ['channel:escalation', 'person:ana'],
    'declined': ['person:ana'],
    'filed': ['channel:operations', 'person:ana'],
    'accepted': ['channel:operations', 'person:ana'],
    'awaiting-answer': ['channel:operations', 'person:ana'],
    'mitigated': ['channel:operations', 'person:ana'],
    'resolved': ['channel:operations', 'person:ana'],
    'transferred': ['channel:operations', 'person:ana'],
    'closed': ['channel:operations', 'person:ana'],
  };
  for (const { kind } of Object.values(escalationStates)) {
    it(`shows at ${places[kind].join(' and ')} while it is ${kind}`, () => assert.deepEqual(escalationTargets(escalationIn(kind)), places[kind]));
  }
});

describe('who may what with an escalation', () => {
  const where: Readonly<Record<EscalationPress['kind'], Kind>> = {
    'escalation/file': 'proposed', 'escalation/decline': 'proposed', 'escalation/regrade': 'accepted', 'escalation/accept': 'filed',
    'escalation/ask': 'accepted', 'escalation/answer': 'awaiting-answer', 'escalation/update': 'accepted',
    'escalation/transfer': 'accepted', 'escalation/mitigate': 'accepted', 'escalation/resolve': 'accepted', 'escalation/reactivate': 'resolved',
  };
  const ofAna = table(`
                           minji        ana          ben            chris          sora           dana         omar
    escalation/file        not-allowed  not-allowed  not-allowed    ✓              ✓              ✓            not-allowed
    escalation/decline     not-allowed  not-allowed  not-allowed    not-allowed    not-allowed    ✓            not-allowed
    escalation/regrade     not-allowed  not-allowed  not-allowed    not-allowed    not-allowed    ✓            ✓
    escalation/accept      not-allowed  not-allowed  not-allowed    not-allowed    not-allowed    not-allowed  ✓
    escalation/ask         not-allowed  not-allowed  not-allowed    not-allowed    not-allowed    not-allowed  ✓
    escalation/answer      not-allowed  ✓            not-the-filer  not-the-filer  not-the-filer  ✓            not-allowed
    escalation/update      not-allowed  not-allowed  not-allowed    not-allowed    not-allowed    not-allowed  ✓
    escalation/transfer    not-allowed  not-allowed  not-allowed    not-allowed    not-allowed    not-allowed  ✓
    escalation/mitigate    not-allowed  not-allowed  not-allowed    not-allowed    not-allowed    not-allowed  ✓
    escalation/resolve     not-allowed  not-allowed  not-allowed    not-allowed    not-allowed    not-allowed  ✓
    escalation/reactivate  not-allowed  ✓            not-the-filer  not-the-filer  not-the-filer  ✓            not-allowed
  `);

  it('is decided for every press and every person', () => {
    assert.deepEqual([ofAna.rows, ofAna.columns], [pressed, names]);
  });

  for (const { row, column, says } of ofAna.cells) {
    it(`${row} of Ana's by ${column}: ${says}`, () => {
      const kind = oneOf(pressed, row);
      const by = people[oneOf(names, column)];
      const press: EscalationEvent = kind === 'escalation/regrade' ? { kind, by, severity: 'C', reason: 'Contained' } : presses[kind](by);
      assert.equal(said(escalationIn(where[kind], kind === 'escalation/regrade' ? { severity: 'B' } : {}), press), says);
    });
  }
});

describe('what an escalation asks for', () => {
  const empty: readonly (readonly [string, Partial<EscalationDraft>, RefusalReason])[] = [
    ['a title', { title: ' ' }, 'text-needed'],
    ['a description', { description: '\n' }, 'text-needed'],
    ['a contact', { contact: '' }, 'contact-needed'],
  ];
  for (const [what, change, reason] of empty) {
    it(`a draft needs ${what}`, () => assert.equal(wordOf(drafted(ana, change)), reason));
  }

  const texts: readonly (readonly [string, Kind, EscalationPress, RefusalReason])[] = [
    ['filing needs a contact', 'handed-off', { kind: 'escalation/file', by: dana, contact: ' ', commitment: true, coverage: '24x7' }, 'contact-needed'],
    ['declining needs a reason', 'handed-off', { kind: 'escalation/decline', by: dana, reason: '' }, 'reason-needed'],
    ['asking needs a question', 'accepted', { kind: 'escalation/ask', by: omar, question: ' ' }, 'text-needed'],
    ['answering needs an answer', 'awaiting-answer', { kind: 'escalation/answer', by: ana, answer: '' }, 'text-needed'],
    ['an update needs words', 'accepted', { kind: 'escalation/update', by: omar, note: ' ' }, 'text-needed'],
    ['mitigating needs a note', 'accepted', { kind: 'escalation/mitigate', by: omar, note: '' }, 'text-needed'],
    ['transferring needs a reason', 'accepted', { kind: 'escalation/transfer', by: omar, to: 'hardware', reason: ' ' }, 'reason-needed'],
    ['reactivating needs a reason', 'resolved', { kind: 'escalation/reactivate', by: ana, reason: '' }, 'reason-needed'],
    ['resolving needs a note', 'accepted', { kind: 'escalation/resolve', by: omar, note: '' }, 'text-needed'],
  ];
  for (const [sentence, state, event, reason] of texts) {
    it(sentence, () => assert.equal(wordOf(happen(escalationIn(state), event)), reason));
  }

  it('a draft needs a ticket', () => assert.equal(wordOf(drafted(ana, {}, { ticket: undefined })), 'not-found'));

  for (const { kind } of Object.values(ticketStates)) {
    const says = ['new', 'assigned', 'waiting-for-user'].includes(kind) ? 'proposed' : kind === 'duplicate' ? 'is-duplicate' : 'ticket-ended';
    it(`a draft on a ticket that is ${kind}: ${says}`, () => assert.equal(wordOf(drafted(ana, {}, { ticket: ticketIn(kind) })), says));
  }

  for (const ring of rings) {
    const says = ring === 'Test' ? 'test-ring' : 'proposed';
    it(`a draft about a device of the ${ring} ring: ${says}`, () => assert.equal(wordOf(drafted(ana, {}, { device: { ...laptop, ring } })), says));
  }

  it('a draft about no device at all is fine', () => assert.equal(wordOf(drafted(ana, {}, { device: undefined })), 'proposed'));
});

describe('who is told about an escalation', () => {
  const tellings: readonly (readonly [string, Escalation, EscalationEvent, readonly string[]])[] = [
    ['filed: the filer', escalationIn('handed-off'), presses['escalation/file'](dana), ['escalation-filed person:ana']],
    ['declined: the filer', escalationIn('handed-off'), presses['escalation/decline'](dana), ['escalation-declined person:ana']],
    ['raised: the filer', escalationIn('filed'), presses['escalation/regrade'](dana), ['escalation-handed-off person:ana']],
    ['lowered: the filer', escalationIn('accepted', { severity: 'B' }), { kind: 'escalation/regrade', by: omar, severity: 'C', reason: 'Contained' }, ['escalation-regraded person:ana']],
    ['accepted: the filer', escalationIn('filed'), presses['escalation/accept'](omar), ['escalation-accepted person:ana']],
    ['a question: the filer', escalationIn('accepted'), presses['escalation/ask'](omar), ['escalation-asked person:ana']],
    ['an answer: whoever accepted it', escalationIn('awaiting-answer'), presses['escalation/answer'](ana), ['escalation-answered person:omar']],
    ['news: the filer', escalationIn('accepted'), presses['escalation/update'](omar), ['escalation-updated person:ana']],
    ['mitigated: the filer', escalationIn('accepted'), presses['escalation/mitigate'](omar), ['escalation-mitigated person:ana']],
    ['transferred: the filer', escalationIn('accepted'), presses['escalation/transfer'](omar), ['escalation-transferred person:ana']],
    ['reactivated: Operations', escalationIn('resolved'), presses['escalation/reactivate'](ana), ['escalation-reactivated channel:operations']],
    ['resolved: the filer', escalationIn('mitigated'), presses['escalation/resolve'](omar), ['escalation-resolved person:ana']],
  ];
  for (const [sentence, escalation, event, whom] of tellings) {
    it(sentence, () => {
      assert.deepEqual(told(escalation, event), whom);
      assert.ok(stepOf(happen(escalation, event)).effects.some((effect) => effect.do === 'refresh' && effect.record === 'T-1042'), 'the ticket shows it');
    });
  }
});
