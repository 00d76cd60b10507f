// The life of a threat alert: what becomes of it at every press and with every word from its source, and who is told.
import assert from 'node:assert/strict';
import { advanceAlert, alertTargets, freezes, isOpenAlert, raiseAlert, threatSeverities, type Alert, type AlertEvent, type ThreatAlert } from '../../support/alert.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { dana, minute, names, nineOClock, omar, people } from '../kit/people.ts';
import { alertPresses as presses } from '../kit/presses.ts';
import { alertIn, alertPolicy, alertStates, laptop, threat } from '../kit/records.ts';
import { oneOf, table } from '../kit/table.ts';

const nobodys = { elevation: undefined };
const happen = (alert: Alert, event: AlertEvent, facts: { readonly elevation: string | undefined } = nobodys) => advanceAlert(alert, event, facts, nineOClock);
/** A minute later its source says this of it. */
const seen = (change: Partial<ThreatAlert> = {}): AlertEvent => ({ kind: 'alert/observe', threat: threat({ updatedAt: nineOClock + minute, ...change }) });
const raised = (change: Partial<ThreatAlert> = {}, facts: { readonly elevation: string | undefined } = nobodys) =>
  raiseAlert('A-7', threat(change), laptop, facts, alertPolicy, nineOClock);
const states = ['open', 'acknowledged', 'cleared', 'cleared-at-source'] as const;

describe('the life of a threat alert', () => {
  const life = table(`
                       open          acknowledged        cleared        cleared-at-source
    alert/acknowledge  acknowledged  alert-acknowledged  alert-cleared  alert-cleared
    alert/clear        cleared       cleared             alert-cleared  alert-cleared
    unchanged          nothing-new   nothing-new         nothing-new    nothing-new
    written-about      open          acknowledged        cleared        open
    resolved           cleared       cleared             cleared        cleared
    high               open          acknowledged        open           open
    low                open          acknowledged        cleared        cleared
  `);
  const events: Readonly<Record<string, AlertEvent>> = {
    'alert/acknowledge': presses['alert/acknowledge'](omar),
    'alert/clear': presses['alert/clear'](omar),
    'unchanged': seen({ updatedAt: nineOClock }),
    'written-about': seen(),
    'resolved': seen({ resolved: true }),
    'high': seen({ severity: 'high' }),
    'low': seen({ severity: 'low' }),
  };

  it('forgets no event and no state', () => {
    assert.deepEqual(life.rows, Object.keys(events));
    assert.deepEqual(life.columns, Object.keys(alertStates));
    assert.deepEqual(life.rows.filter((row) => row.startsWith('alert/')), Object.keys(presses));
  });

  for (const { row, column, says } of life.cells) {
    it(`${row} on ${column}: ${says}`, () => {
      const event = events[row];
      assert.ok(event);
      assert.equal(wordOf(happen(alertIn(oneOf(states, column)), event)), says);
    });
  }

  it('is raised by a high or medium threat alone, and not by one that is over', () => {
    assert.deepEqual(threatSeverities.filter((severity) => raised({ severity }).ok), ['high', 'medium']);
    assert.equal(wordOf(raised({ resolved: true })), 'nothing-new');
  });

  it('is in the hands of Operations alone', () => {
    for (const press of Object.values(presses)) {
      assert.deepEqual(names.filter((name) => happen(alertIn('open'), press(people[name])).ok), ['omar']);
    }
    assert.equal(wordOf(happen(alertIn('open'), presses['alert/clear'](dana))), 'not-allowed');
  });

  it('is not cleared without a word on why', () => {
    assert.equal(wordOf(happen(alertIn('open'), { kind: 'alert/clear', by: omar, note: ' ' })), 'text-needed');
  });

  it('keeps who cleared it although its source resolves it later', () => {
    assert.deepEqual(stepOf(happen(alertIn('cleared'), seen({ resolved: true }))).next.state, alertStates.cleared);
  });

  it('ends for good only where its source has nothing more to say: resolved and taken back, it is open again', () => {
    const resolved = stepOf(happen(alertIn('acknowledged'), seen({ resolved: true }))).next;
    assert.equal(isOpenAlert(resolved), false);
    const back = stepOf(happen(resolved, seen({ updatedAt: nineOClock + 2 * minute }))).next;
    assert.equal(back.state.kind, 'open');
    assert.deepEqual(back.history.map(({ what }) => what), ['alert/raise', 'alert/resolved-at-source', 'alert/reopen']);
  });
});

describe('the freeze of a device', () => {
  it('lasts until the alert is cleared, acknowledged or not', () => {
    assert.deepEqual(states.filter((state) => freezes(alertIn(state))), ['open', 'acknowledged']);
  });

  it('follows the severity that the source gives', () => {
    assert.deepEqual(threatSeverities.filter((severity) => freezes(stepOf(happen(alertIn('open'), seen({ severity, title: 'New name' }))).next)), ['high', 'medium']);
  });
});

describe('word of a threat', () => {
  const told = (alert: Alert, event: AlertEvent, elevation?: string) => stepOf(happen(alert, event, { elevation })).effects;

  it('goes to the IT admins, with whom to call', () => {
    assert.deepEqual(stepOf(raised()).effects, [{
      do: 'tell', to: 'channel:it-admin', text: 'alert-raised',
      data: { id: 'A-7', device: laptop.name, words: 'Suspicious PowerShell command line', contact: 'Sid, security' },
    }]);
  });

  it('goes to the escalation team too while somebody has or waits for access, and the card of that access is drawn anew', () => {
    const { effects } = stepOf(raised({}, { elevation: 'E-17' }));
    assert.deepEqual(effects.map((effect) => (effect.do === 'tell' ? effect.to : effect.do === 'refresh' ? effect.record : effect.do)),
      ['channel:it-admin', 'channel:escalation', 'E-17']);
  });

  it('goes out again when the threat comes back or becomes one, not when it is merely written about', () => {
    const mild = alertIn('open', { threat: threat({ severity: 'low' }) });
    for (const [alert, event] of [[alertIn('cleared-at-source'), seen()], [mild, seen({ severity: 'high' })]] as const) {
      assert.equal(told(alert, event).filter((effect) => effect.do === 'tell').length, 1);
    }
    assert.deepEqual(told(alertIn('open'), seen({ title: 'New name' })), []);
    assert.deepEqual(told(alertIn('open'), seen({ severity: 'high' })), []);
  });

  it('that a device is free again is on the card of the access that waits for it', () => {
    assert.deepEqual(told(alertIn('open'), presses['alert/clear'](omar), 'E-17'), [{ do: 'refresh', record: 'E-17' }]);
    assert.deepEqual(told(alertIn('open'), seen({ resolved: true }), 'E-17'), [{ do: 'refresh', record: 'E-17' }]);
  });

  it('hangs with Operations, and in the chat of the Security contact where one is named', () => {
    assert.deepEqual(alertTargets(alertIn('open')), ['channel:operations', 'person:sid']);
    assert.deepEqual(alertTargets(alertIn('open', { contact: { name: 'The front desk' } })), ['channel:operations']);
  });
});
