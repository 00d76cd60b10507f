// The Sev C rule: only Sev C goes from staff to Operations; an A or B goes there by the hand of an IT admin, with a commitment.
import assert from 'node:assert/strict';
import { categories, focusOf } from '../../support/category.ts';
import {
  advanceEscalation, draftEscalation, escalationTargets, isOpenEscalation, requestTypes,
  type Escalation, type EscalationDraft, type EscalationEvent, type EscalationState,
} from '../../support/escalation.ts';
import { refOf, type Person } from '../../support/person.ts';
import { severities, type Severity } from '../../support/severity.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, ben, chris, dana, minute, names, nineOClock, omar, people, sora } from '../kit/people.ts';
import { escalationPresses as presses } from '../kit/presses.ts';
import { escalationDraft, escalationIn, escalationPolicy, escalationStates, laptop, ticketIn } from '../kit/records.ts';
import { oneOf, table } from '../kit/table.ts';

type Kind = EscalationState['kind'];

const contact = 'Dana Weiss, +1 555 0199';
const happen = (escalation: Escalation, event: EscalationEvent, now = nineOClock) => advanceEscalation(escalation, event, escalationPolicy, now);
const drafted = (by: Person, change: Partial<EscalationDraft>) =>
  draftEscalation('X-33', { ...escalationDraft, ...change }, by, { ticket: ticketIn('assigned'), device: laptop }, escalationPolicy, nineOClock);

describe('Sev C rule: a draft of an incident', () => {
  const incidents = table(`
             A            B            C
      minji  not-allowed  not-allowed  not-allowed
      ana    handed-off   handed-off   proposed
      ben    handed-off   handed-off   proposed
      chris  handed-off   handed-off   filed
      sora   handed-off   handed-off   filed
      dana   handed-off   handed-off   filed
      omar   not-allowed  not-allowed  not-allowed
  `);
  it('is decided for every person and every severity', () => {
    assert.deepEqual([incidents.rows, incidents.columns], [names, severities]);
  });
  for (const { row, column, says } of incidents.cells) {
    it(`of Sev ${column} by ${row}: ${says}`, () => {
      assert.equal(wordOf(drafted(people[oneOf(names, row)], { severity: oneOf(severities, column) })), says);
    });
  }
});

describe('Sev C rule: a draft of a request, which is Sev C whatever was chosen', () => {
  const requests = table(`
             information  change
      minji  not-allowed  not-allowed
      ana    proposed     proposed
      ben    proposed     proposed
      chris  filed        filed
      sora   filed        filed
      dana   filed        filed
      omar   not-allowed  not-allowed
  `);
  it('is decided for every person and every type of request', () => {
    assert.deepEqual([requests.rows, ['incident', ...requests.columns]], [names, requestTypes]);
  });
  for (const { row, column, says } of requests.cells) {
    it(`for ${column} by ${row}: ${says}`, () => {
      for (const severity of severities) {
        const outcome = drafted(people[oneOf(names, row)], { requestType: oneOf(requestTypes, column), severity });
        assert.equal(wordOf(outcome), says);
        if (outcome.ok) assert.equal(outcome.value.next.severity, 'C');
      }
    });
  }
});

describe('Sev C rule: filing what was drafted', () => {
  const filing = table(`
             A              B              C
      minji  it-admin-only  it-admin-only  not-allowed
      ana    it-admin-only  it-admin-only  not-allowed
      ben    it-admin-only  it-admin-only  not-allowed
      chris  it-admin-only  it-admin-only  filed
      sora   it-admin-only  it-admin-only  filed
      dana   filed          filed          filed
      omar   it-admin-only  it-admin-only  not-allowed
  `);
  it('is decided for every person and every severity', () => {
    assert.deepEqual([filing.rows, filing.columns], [names, severities]);
  });
  for (const { row, column, says } of filing.cells) {
    it(`of Sev ${column} by ${row}: ${says}`, () => {
      const severity = oneOf(severities, column);
      const waiting = escalationIn(severity === 'C' ? 'proposed' : 'handed-off', { severity });
      assert.equal(wordOf(happen(waiting, presses['escalation/file'](people[oneOf(names, row)]))), says);
    });
  }
});

describe('Sev C rule: the commitment that comes with filing', () => {
  const commitments = table(`
                      unconfirmed        none             support-hours  24x7
      A               commitment-needed  24x7             24x7           24x7
      B               commitment-needed  coverage-needed  support-hours  24x7
      C               support-hours      support-hours    support-hours  support-hours
  `);
  const chosen = { 'unconfirmed': '24x7', 'none': '', 'support-hours': 'support-hours', '24x7': '24x7' } as const;
  for (const { row, column, says } of commitments.cells) {
    it(`of Sev ${row} with ${column === 'none' ? 'no hours chosen' : column}: ${says}`, () => {
      const severity = oneOf(severities, row);
      const choice = oneOf(['unconfirmed', 'none', 'support-hours', '24x7'], column);
      const outcome = happen(escalationIn(severity === 'C' ? 'proposed' : 'handed-off', { severity }),
        { kind: 'escalation/file', by: dana, contact, commitment: choice !== 'unconfirmed', coverage: chosen[choice] });
      assert.equal(outcome.ok && outcome.value.next.state.kind === 'filed' ? outcome.value.next.state.filing.coverage : wordOf(outcome), says);
    });
  }

  it('keeps who filed it, when, and whom to reach', () => {
    assert.deepEqual(stepOf(happen(escalationIn('handed-off'), presses['escalation/file'](dana), nineOClock + minute)).next.state,
      { kind: 'filed', filing: { by: refOf(dana), contact, coverage: 'support-hours', at: nineOClock + minute } });
  });
});

describe('Sev C rule: a regrade', () => {
  const regrade = (state: Kind, from: Severity, to: Severity, by: Person, change: Partial<Escalation> = {}) => happen(
    escalationIn(state, { severity: from, ...change }), { kind: 'escalation/regrade', by, severity: to, reason: 'Every site has it' },
  );
  const byTheAdmin = table(`
                         A-to-B               A-to-C               B-to-A                 B-to-C               C-to-A                 C-to-B
      handed-off         handed-off           proposed             handed-off             proposed             ·                      ·
      proposed           ·                    ·                    ·                      ·                    handed-off             handed-off
      filed              filed                filed                handed-off             filed                handed-off             handed-off
      accepted           accepted             accepted             handed-off             accepted             handed-off             handed-off
      awaiting-answer    awaiting-answer      awaiting-answer      handed-off             awaiting-answer      handed-off             handed-off
      mitigated          mitigated            mitigated            handed-off             mitigated            handed-off             handed-off
  `);
  const byOperations = table(`
                         A-to-B               A-to-C               B-to-A                 B-to-C               C-to-A                 C-to-B
      handed-off         escalation-not-open  escalation-not-open  escalation-not-open    escalation-not-open  ·                      ·
      proposed           ·                    ·                    ·                      ·                    escalation-not-open    escalation-not-open
      filed              filed                filed                operations-only-lower  filed                operations-only-lower  operations-only-lower
      accepted           accepted             accepted             operations-only-lower  accepted             operations-only-lower  operations-only-lower
      awaiting-answer    awaiting-answer      awaiting-answer      operations-only-lower  awaiting-answer      operations-only-lower  operations-only-lower
      mitigated          mitigated            mitigated            operations-only-lower  mitigated            operations-only-lower  operations-only-lower
  `);
  const open = Object.values(escalationStates).map(({ kind }) => kind).filter((kind) => isOpenEscalation(escalationIn(kind)));
  const ways = severities.flatMap((from) => severities.filter((to) => to !== from).map((to) => `${from}-to-${to}`));

  for (const [by, policy] of [[dana, byTheAdmin], [omar, byOperations]] as const) {
    it(`by ${by.name} is decided for every open state and every change; a dot is what cannot be`, () => {
      assert.deepEqual([policy.rows, policy.columns], [open, ways]);
    });
    for (const { row, column, says } of policy.cells.filter((cell) => cell.says !== '·')) {
      it(`${column} by ${by.name} of what is ${row}: ${says}`, () => {
        const to = oneOf(severities, column.slice(-1));
        const outcome = regrade(oneOf(open, row), oneOf(severities, column.slice(0, 1)), to, by);
        assert.equal(wordOf(outcome), says);
        if (outcome.ok) assert.equal(outcome.value.next.severity, to);
      });
    }
  }

  it('is for nobody but the IT admin and Operations', () => {
    for (const by of [people.minji, ana, ben, chris, sora]) assert.equal(wordOf(regrade('filed', 'B', 'C', by)), 'not-allowed');
  });

  it('to the same severity changes nothing', () => {
    for (const severity of severities) for (const by of [dana, omar]) assert.equal(wordOf(regrade('filed', severity, severity, by)), 'same-severity');
  });

  it('of a request for information or a change is not possible', () => {
    for (const requestType of ['information', 'change'] as const) {
      for (const to of ['A', 'B'] as const) assert.equal(wordOf(regrade('filed', 'C', to, dana, { requestType })), 'severity-fixed');
    }
  });

  it('needs a reason, which the history keeps', () => {
    assert.equal(wordOf(happen(escalationIn('filed'), { kind: 'escalation/regrade', by: dana, severity: 'B', reason: ' ' })), 'reason-needed');
    const raised = stepOf(happen(escalationIn('filed'), presses['escalation/regrade'](dana))).next;
    assert.deepEqual(raised.history.at(-1), { at: nineOClock, what: 'escalation/regrade', by: refOf(dana), words: 'Every site has it', severity: 'A' });
  });

  it('upwards takes the matter out of Operations\' channel until the IT admin has confirmed the new commitment', () => {
    const raised = stepOf(happen(escalationIn('accepted'), presses['escalation/regrade'](dana))).next;
    assert.deepEqual(escalationTargets(raised), ['channel:it-admin', 'person:ana']);
    assert.equal(wordOf(happen(raised, presses['escalation/resolve'](omar))), 'escalation-not-open');
    assert.equal(wordOf(happen(raised, presses['escalation/file'](chris))), 'it-admin-only');
    assert.equal(wordOf(happen(raised, { kind: 'escalation/file', by: dana, contact, commitment: false, coverage: '24x7' })), 'commitment-needed');
    assert.equal(wordOf(happen(raised, presses['escalation/file'](dana))), 'filed');
  });
});

describe('Sev C rule: a hand-off to the IT admin', () => {
  for (const category of categories) {
    it(`of ${category} problems names the admin contact for ${focusOf(category)} and tells the filer`, () => {
      const { next, effects } = stepOf(drafted(ana, { category, severity: 'A' }));
      const adminContact = escalationPolicy.adminContacts[focusOf(category)]?.name ?? '';
      assert.deepEqual(next.state, { kind: 'handed-off', focus: focusOf(category), adminContact, reminders: 0, remindAt: nineOClock + 10 * minute });
      assert.deepEqual(effects.find((effect) => effect.do === 'tell'), {
        do: 'tell', to: 'person:ana', text: 'escalation-handed-off', data: { id: 'X-33', severity: 'A', contact: adminContact },
      });
    });
  }

  it('that nobody files comes back after 10, 20, 40 and 80 minutes, to every IT admin', () => {
    let { next, effects } = stepOf(drafted(ana, { severity: 'B' }));
    let now = nineOClock;
    for (const wait of [10, 20, 40, 80]) {
      const timer = effects.find((effect) => effect.do === 'timer');
      assert.deepEqual(timer, { do: 'timer', kind: 'escalation/remind', at: now + wait * minute });
      assert.equal(wordOf(happen(next, { kind: 'escalation/remind' }, now + wait * minute - 1)), 'not-yet');
      now += wait * minute;
      ({ next, effects } = stepOf(happen(next, { kind: 'escalation/remind' }, now)));
      assert.ok(effects.some((effect) => effect.do === 'tell' && effect.to === 'it-admins' && effect.text === 'escalation-reminder'));
    }
  });
});
