// The service level of an escalation: what Operations owes, who is told when it does not come, and what becomes of a filer who does not answer.
import assert from 'node:assert/strict';
import { operationsAgreements } from '../../support/agreement.ts';
import { advanceEscalation, draftEscalation, type Escalation, type EscalationEvent, type EscalationPolicy } from '../../support/escalation.ts';
import { escalationClock } from '../../support/escalation-clock.ts';
import type { Severity } from '../../support/severity.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, chris, dana, hour, nineOClock, omar } from '../kit/people.ts';
import { escalationPresses as presses } from '../kit/presses.ts';
import { escalationDraft, escalationIn, escalationPolicy, laptop, ticketIn } from '../kit/records.ts';

// Around the clock, as the kit has it: A 1 h and 8 h, B 4 h and 24 h, C 8 h and 48 h.
const happen = (escalation: Escalation, event: EscalationEvent, hours: number, policy = escalationPolicy) =>
  advanceEscalation(escalation, event, policy, nineOClock + hours * hour);
/** An escalation to which all of this happened, each at its hour after nine. */
const after = (escalation: Escalation, ...events: readonly (readonly [hours: number, EscalationEvent])[]): Escalation =>
  events.reduce((was, [hours, event]) => stepOf(happen(was, event, hours)).next, escalation);
const owed = (escalation: Escalation, policy = escalationPolicy): string => {
  const clock = escalationClock(escalation, policy.agreement);
  return clock.kind === 'running' ? `${clock.promised} ${(clock.dueAt - nineOClock) / hour}` : clock.kind;
};
const effectsOf = (escalation: Escalation, event: EscalationEvent, hours: number, policy?: EscalationPolicy): readonly string[] =>
  stepOf(happen(escalation, event, hours, policy)).effects.flatMap((effect) => {
    if (effect.do === 'timer') return [`${effect.kind} ${(effect.at - nineOClock) / hour}`];
    return effect.do === 'tell' ? [`${effect.text} ${effect.to}`] : [];
  });

/** Filed by Dana at nine. */
function filedAs(severity: Severity, coverage: '24x7' | 'support-hours' = '24x7'): Escalation {
  const draft = stepOf(draftEscalation('X-33', { ...escalationDraft, severity }, ana, { ticket: ticketIn('assigned'), device: laptop }, escalationPolicy, nineOClock)).next;
  return after(draft, [0, { kind: 'escalation/file', by: dana, contact: 'Dana', commitment: true, coverage }]);
}
const accept = presses['escalation/accept'](omar);
const ask = presses['escalation/ask'](omar);
const lowerTo = (severity: Severity): EscalationEvent => ({ kind: 'escalation/regrade', by: omar, severity, reason: 'Contained' });

describe('what Operations owes', () => {
  const acts: readonly (readonly [string, Escalation, string])[] = [
    ['for a draft that nobody has filed: nothing', escalationIn('handed-off'), 'stopped'],
    ['for a Sev C that the escalation team drafts, which is filed at once: a first response',
      stepOf(draftEscalation('X-33', escalationDraft, chris, { ticket: ticketIn('assigned'), device: laptop }, escalationPolicy, nineOClock)).next, 'initial 8'],
    ['after filing: a first response', filedAs('B'), 'initial 4'],
    ['after accepting: the next update', after(filedAs('B'), [1, accept]), 'update 25'],
    ['after an update: the next one', after(filedAs('B'), [1, accept], [5, presses['escalation/update'](omar)]), 'update 29'],
    ['while the filer is asked: nothing', after(filedAs('B'), [1, accept], [2, ask]), 'paused'],
    ['while the filer is asked, also with news in between: nothing', after(filedAs('B'), [1, accept], [2, ask], [3, presses['escalation/update'](omar)]), 'paused'],
    ['after the answer: the next update', after(filedAs('B'), [1, accept], [2, ask], [6, presses['escalation/answer'](ana)]), 'update 30'],
    ['after a lowering before it was accepted: a first response in the longer time', after(filedAs('B'), [1, lowerTo('C')]), 'initial 8'],
    ['after a lowering: the next update in the longer time', after(filedAs('A'), [0.5, accept], [1, lowerTo('B')]), 'update 24.5'],
    ['after a raise, which an IT admin has to file: nothing', after(filedAs('B'), [1, accept], [2, presses['escalation/regrade'](dana)]), 'stopped'],
    ['after a raise was filed: a first response again',
      after(filedAs('B'), [1, accept], [2, presses['escalation/regrade'](dana)], [3, presses['escalation/file'](dana)]), 'initial 4'],
    ['after mitigation: nothing', after(filedAs('B'), [1, accept], [2, presses['escalation/mitigate'](omar)]), 'stopped'],
    ['after a transfer: nothing', after(filedAs('B'), [1, presses['escalation/transfer'](omar)]), 'stopped'],
    ['after the resolution: nothing', after(filedAs('B'), [1, accept], [2, presses['escalation/resolve'](omar)]), 'stopped'],
    ['after a reactivation: a first response again',
      after(filedAs('B'), [1, accept], [2, presses['escalation/resolve'](omar)], [3, presses['escalation/reactivate'](ana)]), 'initial 7'],
  ];
  for (const [sentence, escalation, expected] of acts) {
    it(sentence, () => assert.equal(owed(escalation), expected));
  }
});

describe('a promise of Operations', () => {
  it('is watched from the filing on', () => {
    assert.deepEqual(effectsOf(escalationIn('handed-off'), presses['escalation/file'](dana), 0).slice(-2), ['escalation/warn 3', 'escalation/breach 4']);
  });

  it('near its time is told to Operations', () => {
    assert.deepEqual(effectsOf(filedAs('B'), { kind: 'escalation/warn' }, 3), ['promise-near channel:operations']);
  });

  it('broken is told to Operations and the IT admins, once', () => {
    const late = filedAs('B');
    assert.deepEqual(effectsOf(late, { kind: 'escalation/breach' }, 4), ['promise-missed channel:operations', 'promise-missed it-admins']);
    assert.equal(wordOf(happen(after(late, [4, { kind: 'escalation/breach' }]), { kind: 'escalation/breach' }, 5)), 'not-waiting');
  });
});

describe('a question of Operations that nobody answers', () => {
  const asked = (severity: Severity) => after(filedAs(severity), [0.1, accept], [0.2, ask]);
  const unanswered = { kind: 'escalation/unanswered' } as const;
  const unresponsive = { kind: 'escalation/unresponsive' } as const;

  const lowered: readonly (readonly [Severity, number, Severity, string])[] = [
    ['A', 1.2, 'B', 'escalation-lowered'], ['B', 4.2, 'C', 'escalation-lowered'], ['C', 8.2, 'C', 'escalation-unanswered'],
  ];
  for (const [severity, hours, lower, text] of lowered) {
    it(`as Sev ${severity} is told as ${text} in the time in which Operations answers, and is Sev ${lower} from then on`, () => {
      assert.equal(wordOf(happen(asked(severity), unanswered, hours - 0.1)), 'not-yet');
      const { next, effects } = stepOf(happen(asked(severity), unanswered, hours));
      assert.deepEqual([next.severity, next.state.kind, next.history.at(-1)?.severity], [lower, 'awaiting-answer', lower]);
      const told = effects.find((effect) => effect.do === 'tell');
      assert.deepEqual(told?.do === 'tell' && [told.to, told.text, told.data['left']], ['person:ana', text, String((48.2 - hours) * hour)]);
    });
  }

  it('goes down by one level for each question, not more', () => {
    const once = after(asked('A'), [1.2, unanswered]);
    assert.equal(wordOf(happen(once, unanswered, 6)), 'not-waiting');
    const again = after(once, [7, presses['escalation/answer'](ana)], [8, ask], [12, unanswered]);
    assert.equal(again.severity, 'C');
  });

  it('is mitigated and closed 48 hours after it was asked, and may be reactivated for a day', () => {
    const waiting = after(asked('A'), [1.2, unanswered]);
    assert.equal(wordOf(happen(waiting, unresponsive, 48.1)), 'not-yet');
    const closed = after(waiting, [48.2, unresponsive]);
    assert.deepEqual([closed.state.kind, closed.state.kind === 'closed' && closed.state.because], ['closed', 'unanswered']);
    assert.deepEqual(effectsOf(waiting, unresponsive, 48.2)[0], 'escalation-unresponsive person:ana');
    assert.equal(wordOf(happen(closed, presses['escalation/reactivate'](ana), 72.1)), 'filed');
    assert.equal(wordOf(happen(closed, presses['escalation/reactivate'](ana), 72.2)), 'reactivation-over');
  });

  it('is forgotten with the answer', () => {
    const answered = after(asked('A'), [1, presses['escalation/answer'](ana)]);
    assert.equal(wordOf(happen(answered, unanswered, 2)), 'not-waiting');
    assert.equal(wordOf(happen(answered, unresponsive, 50)), 'not-waiting');
  });

  it('over a weekend is overdue and closed only when the customer promised to be there', () => {
    // A Friday at four in the afternoon in Los Angeles, hours from nine to five.
    const friday = Temporal.ZonedDateTime.from('2026-11-27T16:00[America/Los_Angeles]').epochMilliseconds;
    const at = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('America/Los_Angeles').toPlainDateTime().toString({ smallestUnit: 'minute' });
    const policy = { ...escalationPolicy, agreement: operationsAgreements['managed-desktop-2021'] };
    const timers = (coverage: '24x7' | 'support-hours'): readonly string[] => {
      const accepted = after(filedAs('B', coverage), [1, accept]);
      return stepOf(advanceEscalation(accepted, ask, policy, friday)).effects.flatMap((effect) =>
        (effect.do === 'timer' && effect.kind.startsWith('escalation/un') ? [`${effect.kind} ${at(effect.at)}`] : []));
    };
    assert.deepEqual(timers('24x7'), ['escalation/unanswered 2026-11-27T20:00', 'escalation/unresponsive 2026-11-29T16:00']);
    assert.deepEqual(timers('support-hours'), ['escalation/unanswered 2026-11-30T12:00', 'escalation/unresponsive 2026-11-30T16:00']);
  });
});

describe('a resolved escalation', () => {
  const resolved = after(filedAs('B'), [1, accept], [2, presses['escalation/resolve'](omar)]);

  it('may be reactivated by its filer or an IT admin for 24 hours, and goes back to Operations with what was filed', () => {
    for (const by of [ana, dana]) assert.equal(wordOf(happen(resolved, presses['escalation/reactivate'](by), 25.9)), 'filed');
    const { next } = stepOf(happen(resolved, presses['escalation/reactivate'](ana), 3));
    assert.deepEqual([next.severity, 'filing' in next.state && next.state.filing.coverage], ['B', '24x7']);
    assert.equal(wordOf(happen(resolved, presses['escalation/reactivate'](ana), 26)), 'reactivation-over');
  });

  it('is closed then, and not before', () => {
    const close = { kind: 'escalation/close' } as const;
    assert.ok(effectsOf(after(filedAs('B'), [1, accept]), presses['escalation/resolve'](omar), 2).includes('escalation/close 26'));
    assert.equal(wordOf(happen(resolved, close, 25.9)), 'not-yet');
    assert.equal(wordOf(happen(resolved, close, 26)), 'closed');
    assert.equal(wordOf(happen(after(resolved, [3, presses['escalation/reactivate'](ana)]), close, 26)), 'escalation-not-open');
  });
});

describe('a case that belongs elsewhere', () => {
  it('is transferred, and its ticket goes the other way with who sent it there and why', () => {
    const { next, effects } = stepOf(happen(filedAs('B'), presses['escalation/transfer'](omar), 1));
    assert.deepEqual(next.state.kind === 'transferred' && [next.state.to, next.state.reason], ['hardware', 'The printer is broken']);
    assert.deepEqual(effects.find((effect) => effect.do === 'reroute'), {
      do: 'reroute', ticket: 'T-1042', route: 'hardware', by: { id: 'omar', name: 'Omar Haddad' }, reason: 'The printer is broken',
    });
  });
});

describe('the admin contact of the focus area', () => {
  const nobody = { ...escalationPolicy, adminContacts: {} };
  const drafted = (severity: Severity, policy: EscalationPolicy) =>
    draftEscalation('X-33', { ...escalationDraft, severity }, ana, { ticket: ticketIn('assigned'), device: laptop }, policy, nineOClock);
  const reasonOf = (outcome: ReturnType<typeof drafted>) => (outcome.ok ? undefined : outcome.refusal);

  it('is needed for a draft, for filing and for a raise', () => {
    const missing = { reason: 'admin-contact-missing', data: { focus: 'it-help-desk' } };
    assert.deepEqual([reasonOf(drafted('C', nobody)), reasonOf(drafted('A', nobody))], [missing, missing]);
    assert.deepEqual(reasonOf(happen(escalationIn('proposed'), presses['escalation/file'](chris), 0, nobody)), missing);
    assert.deepEqual(reasonOf(happen(escalationIn('accepted'), presses['escalation/regrade'](dana), 0, nobody)), missing);
  });

  it('is copied on whatever happens before Operations, and on nothing before', () => {
    assert.deepEqual(effectsOf(filedAs('B'), accept, 1).filter((effect) => effect.startsWith('escalation-copied')), ['escalation-copied person:hal']);
    assert.ok(!effectsOf(escalationIn('handed-off'), presses['escalation/decline'](dana), 0).some((effect) => effect.startsWith('escalation-copied')));
  });

  it('without an account is told by way of the IT admins, and not at all what only concerns the own escalation', () => {
    const withContact = (person?: string) => ({ ...escalationPolicy, adminContacts: { 'it-help-desk': { name: 'Hal', ...(person !== undefined && { person }) } } });
    const copies = (person?: string) => effectsOf(filedAs('B'), accept, 1, withContact(person)).filter((effect) => effect.startsWith('escalation-copied'));
    assert.deepEqual([copies(), copies(ana.id)], [['escalation-copied channel:it-admin'], []]);
  });
});
