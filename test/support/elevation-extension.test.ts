// More time while access runs: asked for once, approved as freshly as the request, never beyond the cap, the budget or what bars the device.
import assert from 'node:assert/strict';
import { advanceElevation, type Elevation, type ElevationEvent, type ElevationFacts, type ElevationPolicy } from '../../support/elevation.ts';
import type { Effect } from '../../support/effect.ts';
import { refOf } from '../../support/person.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, ben, chris, dana, hour, minute, nineOClock, sora } from '../kit/people.ts';
import { elevationPresses as presses } from '../kit/presses.ts';
import { around, elevationIn, elevationPolicy, laptop, oneTier, ticketIn } from '../kit/records.ts';

const happen = (elevation: Elevation, event: ElevationEvent, now = nineOClock, facts: Partial<ElevationFacts> = {}, policy: ElevationPolicy = elevationPolicy) =>
  advanceElevation(elevation, event, around(facts), policy, now);
const { 'elevation/extend': extend, 'elevation/approve': approve, 'elevation/deny': deny } = presses;
const tellings = (effects: readonly Effect[]) => effects.flatMap((effect) => (effect.do === 'tell' ? [`${effect.text} ${effect.to}`] : []));
const timers = (effects: readonly Effect[]) => Object.fromEntries(effects.flatMap((effect) => (effect.do === 'timer' ? [[effect.kind, effect.at]] : [])));

const running = elevationIn('active');
const asked = stepOf(happen(running, extend(ana), nineOClock + 30 * minute)).next;

describe('the warning before the end of access', () => {
  const warn: ElevationEvent = { kind: 'elevation/warn' };

  it('is set with the window, ten minutes before its end', () => {
    const { effects } = stepOf(happen(elevationIn('approved'), presses['elevation/revealed'](ana)));
    assert.deepEqual(timers(effects), { 'elevation/warn': nineOClock + 50 * minute, 'elevation/expire': nineOClock + 60 * minute });
  });

  it('tells the requester how long is left, and brings the card on which more can be asked for', () => {
    assert.equal(wordOf(happen(running, warn, nineOClock + 50 * minute - 1)), 'not-yet');
    const { next, effects } = stepOf(happen(running, warn, nineOClock + 52 * minute));
    assert.equal(next, running);
    assert.deepEqual(effects, [
      { do: 'remind', while: 'active', to: 'person:ana', text: 'access-ending', data: { id: 'E-17', device: laptop.name, left: String(8 * minute) } },
      { do: 'bring', to: 'person:ana' },
    ]);
  });

  it('offers no more time where it was asked for already', () => {
    const [telling] = stepOf(happen(asked, warn, nineOClock + 55 * minute)).effects;
    assert.ok(telling?.do === 'remind' && telling.text === 'access-ending-for-good');
  });

  it('is silent once access is over', () => {
    assert.equal(wordOf(happen(running, warn, nineOClock + 60 * minute)), 'elevation-not-active');
    assert.equal(wordOf(happen(elevationIn('ended'), warn, nineOClock + 55 * minute)), 'elevation-not-active');
  });
});

describe('more time', () => {
  it('is asked for with a reason, which the approvers hear; the end stays where it is', () => {
    const { next, effects } = stepOf(happen(running, extend(ana), nineOClock + 30 * minute));
    assert.ok(next.state.kind === 'active' && running.state.kind === 'active');
    assert.equal(next.state.until, running.state.until);
    assert.deepEqual(next.state.extension, { kind: 'asked', reason: 'The installer is still running', at: nineOClock + 30 * minute, approvals: [] });
    assert.deepEqual(tellings(effects), ['extension-asked channel:escalation']);
    assert.equal(wordOf(happen(running, { kind: 'elevation/extend', by: ana, reason: ' ' })), 'reason-needed');
  });

  it('is an hour more from the end, told to the requester and to the user, with a new warning', () => {
    const at = nineOClock + 40 * minute;
    const { next, effects } = stepOf(happen(asked, approve(chris), at));
    assert.ok(next.state.kind === 'active');
    assert.equal(next.state.until, nineOClock + 2 * hour);
    assert.deepEqual(next.state.extension, {
      kind: 'granted', reason: 'The installer is still running', at, approvals: [{ by: refOf(chris), at, roles: ['escalation-team'] }],
    });
    assert.deepEqual(tellings(effects), ['extension-granted person:ana', 'access-extended person:minji']);
    assert.deepEqual(timers(effects), { 'elevation/warn': nineOClock + 110 * minute, 'elevation/expire': nineOClock + 2 * hour });
  });

  it('lets the password be shown until the new end', () => {
    const { next } = stepOf(happen(asked, approve(chris), nineOClock + 40 * minute));
    assert.equal(wordOf(happen(next, presses['elevation/revealed'](ana), nineOClock + 2 * hour - 1)), 'active');
    assert.equal(wordOf(happen(next, { kind: 'elevation/expire' }, nineOClock + hour)), 'not-yet');
    assert.equal(wordOf(happen(next, { kind: 'elevation/expire' }, nineOClock + 2 * hour)), 'ended');
  });

  it('takes everybody whom the request took, each anew', () => {
    const tiers = [...oneTier(2), { role: 'it-admin' as const, quorum: 1 }];
    const once = stepOf(happen({ ...asked, tiers }, approve(chris))).next;
    const twice = stepOf(happen(once, approve(sora))).next;
    assert.ok(twice.state.kind === 'active');
    assert.equal(twice.state.extension.kind, 'asked');
    assert.equal(wordOf(happen(once, approve(chris))), 'already-decided');
    const { state } = stepOf(happen(twice, approve(dana))).next;
    assert.ok(state.kind === 'active');
    assert.equal(state.extension.kind, 'granted');
  });

  it('is denied with a reason, and access ends as it would have', () => {
    const { next, effects } = stepOf(happen(asked, deny(chris), nineOClock + 40 * minute));
    assert.ok(next.state.kind === 'active');
    assert.equal(next.state.until, nineOClock + hour);
    assert.deepEqual(tellings(effects), ['extension-denied person:ana']);
    assert.equal(wordOf(happen(asked, { kind: 'elevation/deny', by: chris, reason: '' })), 'reason-needed');
  });

  it('is nobody\'s own to decide', () => {
    const own = { ...asked, requester: refOf(chris) };
    assert.equal(wordOf(happen(own, approve(chris))), 'self-approval');
    assert.equal(wordOf(happen(asked, approve(ben))), 'not-allowed');
  });

  it('is asked for once, whatever came of it', () => {
    const granted = stepOf(happen(asked, approve(chris))).next;
    const denied = stepOf(happen(asked, deny(chris))).next;
    for (const elevation of [asked, granted, denied]) assert.equal(wordOf(happen(elevation, extend(ana))), 'extension-used');
    for (const elevation of [granted, denied]) assert.equal(wordOf(happen(elevation, approve(sora))), 'already-decided');
  });

  it('ends undecided with the window, as usual', () => {
    assert.equal(wordOf(happen(asked, approve(chris), nineOClock + hour)), 'elevation-not-active');
    assert.equal(wordOf(happen(asked, deny(chris), nineOClock + hour)), 'elevation-not-active');
    assert.equal(wordOf(happen(asked, { kind: 'elevation/expire' }, nineOClock + hour)), 'ended');
    assert.equal(wordOf(happen(running, extend(ana), nineOClock + hour)), 'elevation-not-active');
  });

  const bars: readonly (readonly [string, Partial<ElevationFacts>, string])[] = [
    ['a ticket that ended', { ticket: ticketIn('resolved') }, 'ticket-ended'],
    ['a device of the Test ring', { device: { ...laptop, ring: 'Test' } }, 'test-ring'],
    ['a device under a threat alert', { openAlerts: 1 }, 'device-under-alert'],
    ['devices that cannot be read', { deviceUnread: true }, 'devices-unread'],
    ['a budget that is spent', { grants: [{ granted: 9 * hour, from: nineOClock }] }, 'budget-spent'],
  ];
  for (const [what, facts, reason] of bars) {
    it(`is barred by ${what}, when it is asked for and when it is approved`, () => {
      assert.equal(wordOf(happen(running, extend(ana), nineOClock, facts)), reason);
      assert.equal(wordOf(happen(asked, approve(chris), nineOClock, facts)), reason);
    });
  }

  it('counts towards the day from when it is asked for: of two at the same moment, both know', () => {
    const facts = { grants: [{ granted: 7.5 * hour, from: nineOClock }] };
    assert.equal(wordOf(happen(running, extend(ana), nineOClock, facts)), 'budget-short');
    assert.equal(wordOf(happen(asked, approve(chris), nineOClock, { grants: [{ granted: 8 * hour, from: nineOClock }] })), 'active');
  });

  it('never goes beyond the cap', () => {
    const policy = { ...elevationPolicy, cap: 119 * minute };
    assert.deepEqual(happen(running, extend(ana), nineOClock, {}, policy), { ok: false, refusal: { reason: 'cap-reached', data: { cap: String(119 * minute) } } });
    assert.equal(wordOf(happen(asked, approve(chris), nineOClock, {}, policy)), 'cap-reached');
    assert.equal(wordOf(happen(running, extend(ana), nineOClock, {}, { ...policy, cap: 120 * minute })), 'active');
  });

  it('is not asked for where nobody could approve it', () => {
    assert.equal(wordOf(happen(running, extend(ana), nineOClock, { approvers: [] })), 'nobody-to-extend');
    assert.equal(wordOf(happen(running, extend(ana), nineOClock, { approvers: [], approversUnread: true })), 'membership-unknown');
  });
});
