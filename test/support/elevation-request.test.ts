// The request for elevation: who may ask, for which device, on which ticket, to do what.
import assert from 'node:assert/strict';
import { rings } from '../../support/device.ts';
import { requestElevation, type ElevationDraft, type RequestFacts } from '../../support/elevation.ts';
import type { RefusalReason } from '../../support/outcome.ts';
import type { Person } from '../../support/person.ts';
import { plannedActions } from '../../support/planned-action.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, chris, hour, minute, names, nineOClock, people } from '../kit/people.ts';
import { around, elevationIn, elevationPolicy, laptop, oneTier, ticketIn, ticketStates } from '../kit/records.ts';
import { oneOf, table } from '../kit/table.ts';

describe('a request for elevation', () => {
  const draft: ElevationDraft = {
    ticket: 'T-1042', device: laptop.id, category: 'infrastructure', title: 'Update the printer driver', plan: 'Scan for changes in Device Manager',
    actions: ['device-manager'], justification: '', minutes: 60,
  };
  const request = (by: Person, change: Partial<ElevationDraft> = {}, facts: Partial<RequestFacts> = {}, policy = elevationPolicy) =>
    requestElevation('E-17', { ...draft, ...change }, by, around(facts), policy, nineOClock);

  const designation = table(`
         minji           ana        ben             chris           sora            dana            omar
    may  not-designated  requested  not-designated  break-glass-only  break-glass-only  break-glass-only  not-designated
  `);
  it('is decided for every person', () => assert.deepEqual(designation.columns, names));
  for (const { column, says } of designation.cells) {
    it(`by ${column}: ${says}`, () => assert.equal(wordOf(request(people[oneOf(names, column)])), says));
  }

  it('keeps what was asked for, and runs out when nobody decides within eight hours', () => {
    const { next, effects } = stepOf(request(ana));
    assert.deepEqual(next, elevationIn('requested'));
    assert.deepEqual(effects, [
      { do: 'timer', kind: 'elevation/expire', at: nineOClock + 8 * hour },
      { do: 'timer', kind: 'elevation/remind', at: nineOClock + 15 * minute }, { do: 'refresh', record: 'T-1042' },
    ]);
  });

  const obstacles: readonly (readonly [string, Partial<ElevationDraft>, Partial<RequestFacts>, RefusalReason])[] = [
    ['needs a ticket', {}, { ticket: undefined }, 'not-found'],
    ['needs a managed device', {}, { device: undefined }, 'device-unknown'],
    ['waits for devices that cannot be read, whatever was known of this one before', {}, { deviceUnread: true }, 'devices-unread'],
    ['is not accepted while the device has another one open', {}, { heldBy: 'E-16' }, 'device-busy'],
    ['is not accepted while the device is under a threat alert', {}, { openAlerts: 1 }, 'device-under-alert'],
    ['is not accepted beyond what is left of the day', { minutes: 120 }, { grants: [{ granted: 7 * hour, from: nineOClock }] }, 'budget-short'],
    ['is not accepted once the day is spent', { minutes: 30 }, { grants: [{ granted: 8 * hour }] }, 'budget-spent'],
    ['needs a title', { title: ' ' }, {}, 'text-needed'],
    ['needs a plan', { plan: '' }, {}, 'text-needed'],
    ['needs a planned action', { actions: [] }, {}, 'text-needed'],
    ['needs somebody to decide it', {}, { approvers: [] }, 'no-approver'],
  ];
  for (const [sentence, change, facts, reason] of obstacles) {
    it(sentence, () => assert.equal(wordOf(request(ana, change, facts)), reason));
  }

  for (const { kind } of Object.values(ticketStates)) {
    const says = ['new', 'assigned', 'waiting-for-user'].includes(kind) ? 'requested' : kind === 'duplicate' ? 'is-duplicate' : 'ticket-ended';
    it(`on a ticket that is ${kind}: ${says}`, () => assert.equal(wordOf(request(ana, {}, { ticket: ticketIn(kind) })), says));
  }

  for (const ring of rings) {
    const says = ring === 'Test' ? 'test-ring' : 'requested';
    it(`for a device of the ${ring} ring: ${says}`, () => assert.equal(wordOf(request(ana, {}, { device: { ...laptop, ring } })), says));
  }

  const actions = table(`
                              justified      unjustified
    built-in-troubleshooter   requested      requested
    command-line              requested      requested
    line-of-business-app      requested      requested
    workaround                requested      requested
    device-manager            requested      requested
    install-software          requested      justification-needed
    install-driver            requested      justification-needed
    install-package           requested      justification-needed
    windows-feature           requested      justification-needed
    conflicting-software      not-supported  not-supported
    disable-protection        not-supported  not-supported
    managed-setting           not-supported  not-supported
  `);
  it('is judged for every planned action', () => assert.deepEqual(actions.rows, plannedActions));
  for (const { row, column, says } of actions.cells) {
    it(`to ${row}, ${column}: ${says}, also among typical actions`, () => {
      const justification = column === 'justified' ? 'No other way to print payslips today' : ' ';
      const action = oneOf(plannedActions, row);
      assert.equal(wordOf(request(ana, { actions: [action], justification })), says);
      assert.equal(wordOf(request(ana, { actions: ['command-line', action, 'workaround'], justification })), says);
    });
  }

  it('that wants the impossible names what is not supported', () => {
    const outcome = request(ana, { actions: ['command-line', 'disable-protection', 'managed-setting'] });
    assert.deepEqual(outcome, { ok: false, refusal: { reason: 'not-supported', data: { actions: 'disable-protection managed-setting' } } });
  });

  it('is not accepted when fewer people could approve than have to', () => {
    const two = { ...elevationPolicy, approval: { tiers: oneTier(2) } };
    assert.equal(wordOf(request(ana, {}, { approvers: [{ ...chris, roles: ['escalation-team'] }] }, two)), 'no-approver');
    assert.equal(wordOf(request(ana, {}, {}, two)), 'requested');
  });
});
