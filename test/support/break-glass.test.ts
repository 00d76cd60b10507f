// Emergency access: who may take it, what it never gets around, who hears of it, and the review that somebody else owes it.
import assert from 'node:assert/strict';
import { advanceElevation, elevationTargets, isOpenElevation, requestElevation, type Elevation, type ElevationDraft, type ElevationEvent, type ElevationFacts } from '../../support/elevation.ts';
import { refOf, type Person } from '../../support/person.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, chris, dana, hour, minute, names, nineOClock, people, sora } from '../kit/people.ts';
import { elevationPresses as presses } from '../kit/presses.ts';
import { around, elevationIn, elevationPolicy, laptop, oneTier, ticketIn } from '../kit/records.ts';
import { oneOf, table } from '../kit/table.ts';

const { 'elevation/break-glass': breakGlass, 'elevation/review': review } = presses;
const happen = (elevation: Elevation, event: ElevationEvent, now = nineOClock, facts: Partial<ElevationFacts> = {}) =>
  advanceElevation(elevation, event, around(facts), elevationPolicy, now);
/** Chris requests, of the escalation team and designated. */
const chrisToo: Person = { ...chris, roles: [...chris.roles, 'designated'] };
const own = elevationIn('requested', { requester: refOf(chris) });
const broken = stepOf(happen(own, breakGlass(chrisToo))).next;
const used = stepOf(happen(stepOf(happen(broken, presses['elevation/revealed'](chrisToo))).next, presses['elevation/done'](chrisToo), nineOClock + hour)).next;

describe('emergency access', () => {
  it('needs no approver, only the requester\'s own word, and is marked from then on', () => {
    assert.ok(broken.state.kind === 'approved');
    assert.deepEqual(broken.state.approvals, []);
    assert.deepEqual(broken.breakGlass, {
      kind: 'unreviewed', reason: 'Production is down and nobody answers', at: nineOClock, reminders: 0, remindAt: nineOClock + 3.5 * hour,
    });
    assert.deepEqual(broken.history.at(-1), { at: nineOClock, what: 'elevation/break-glass', by: refOf(chris), words: 'Production is down and nobody answers' });
  });

  it('is told at once to every approver passed over, each in their own chat, and to the IT admins, whose channel gets the card', () => {
    const tellings = (elevation: Elevation) => stepOf(happen(elevation, breakGlass(chrisToo))).effects
      .flatMap((effect) => (effect.do === 'tell' ? [`${effect.text} ${effect.to}${effect.except === undefined ? '' : ` but ${effect.except}`}`] : []));
    assert.deepEqual(tellings(own), ['glass-broken escalation-team but chris', 'glass-broken channel:it-admin']);
    assert.deepEqual(tellings({ ...own, tiers: [...oneTier(1), { role: 'it-admin', quorum: 1 }] }),
      ['glass-broken escalation-team but chris', 'glass-broken it-admins but chris', 'glass-broken channel:it-admin']);
    assert.deepEqual(elevationTargets(broken), ['channel:escalation', 'channel:it-admin', 'person:chris']);
  });

  it('needs a reason and a confirmation', () => {
    assert.equal(wordOf(happen(own, { kind: 'elevation/break-glass', by: chrisToo, reason: ' ', confirm: true })), 'reason-needed');
    assert.equal(wordOf(happen(own, { kind: 'elevation/break-glass', by: chrisToo, reason: 'Down', confirm: false })), 'confirm-needed');
  });

  it('is taken by the escalation team and by IT admins, for a request of their own', () => {
    assert.equal(wordOf(happen(elevationIn('requested'), breakGlass(ana))), 'not-allowed');
    assert.equal(wordOf(happen(own, breakGlass({ ...sora, roles: [...sora.roles, 'designated'] }))), 'not-the-requester');
    assert.equal(wordOf(happen(elevationIn('requested', { requester: refOf(dana) }), breakGlass(dana))), 'approved');
  });

  it('is for what is not decided yet, and keeps the approvals that were given', () => {
    const half = { ...own, tiers: oneTier(2) };
    const { state } = stepOf(happen(stepOf(happen(half, presses['elevation/approve'](sora))).next, breakGlass(chrisToo))).next;
    assert.ok(state.kind === 'approved');
    assert.deepEqual(state.approvals.map(({ by }) => by.id), ['sora']);
    for (const state of ['denied', 'expired', 'cancelled', 'approved', 'active', 'closed'] as const) {
      assert.equal(wordOf(happen(elevationIn(state, { requester: refOf(chris) }), breakGlass(chrisToo))), 'elevation-not-open', state);
    }
    assert.equal(wordOf(happen(own, breakGlass(chrisToo), nineOClock + 8 * hour)), 'decision-over');
  });

  const bars: readonly (readonly [string, Partial<ElevationFacts>, string])[] = [
    ['a ticket that ended', { ticket: ticketIn('resolved') }, 'ticket-ended'],
    ['a device of the Test ring', { device: { ...laptop, ring: 'Test' } }, 'test-ring'],
    ['a device under a threat alert', { openAlerts: 1 }, 'device-under-alert'],
    ['devices that cannot be read', { deviceUnread: true }, 'devices-unread'],
    ['a budget that is overspent', { grants: [{ granted: 9 * hour, from: nineOClock }] }, 'budget-spent'],
  ];
  for (const [what, facts, reason] of bars) {
    it(`gets nobody around ${what}`, () => {
      assert.equal(wordOf(happen(own, breakGlass(chrisToo), nineOClock, facts)), reason);
      if (reason !== 'budget-spent') assert.equal(wordOf(happen(broken, presses['elevation/revealed'](chrisToo), nineOClock, facts)), reason);
    });
  }

  it('is used by an IT admin who is not designated, for as long as the role is held', () => {
    const danas = { ...broken, requester: refOf(dana) };
    const revealed = stepOf(happen(danas, presses['elevation/revealed'](dana))).next;
    assert.equal(wordOf(happen(revealed, presses['elevation/extend'](dana))), 'active');
    assert.equal(wordOf(happen(revealed, presses['elevation/done'](dana))), 'ended');
    assert.equal(wordOf(happen(danas, presses['elevation/revealed']({ ...dana, roles: [] }))), 'not-designated');
    assert.equal(wordOf(happen({ ...danas, breakGlass: { kind: 'none' } }, presses['elevation/revealed'](dana))), 'not-designated');
  });

  it('is revoked like any other', () => {
    assert.equal(wordOf(happen(broken, presses['elevation/revoke'](sora))), 'revoked');
  });
});

describe('a request for emergency access', () => {
  const draft: ElevationDraft = {
    ticket: 'T-1042', device: laptop.id, category: 'infrastructure', title: 'Restart the print server', plan: 'Restart it', actions: ['command-line'], justification: '',
    minutes: 30, breakGlass: { reason: 'Nobody answers', confirm: true },
  };
  const request = (by: Person, change: Partial<ElevationDraft> = {}, facts: Parameters<typeof around>[0] = {}) =>
    requestElevation('E-17', { ...draft, ...change }, by, around(facts), elevationPolicy, nineOClock);
  const { breakGlass: _, ...usual } = draft;

  const takers = table(`
                minji           ana        ben             chris             sora              dana              omar
    emergency   not-allowed     not-allowed  not-allowed   approved          approved          approved          not-allowed
    usual       not-designated  requested  not-designated  break-glass-only  break-glass-only  break-glass-only  not-designated
  `);
  it('is decided for every person', () => assert.deepEqual(takers.columns, names));
  for (const { row, column, says } of takers.cells) {
    it(`${row}, by ${column}: ${says}`, () => {
      const by = people[oneOf(names, column)];
      const outcome = row === 'emergency' ? request(by) : requestElevation('E-17', usual, by, around(), elevationPolicy, nineOClock);
      assert.equal(wordOf(outcome), says);
    });
  }

  it('is accepted where nobody could approve', () => {
    const { next, effects } = stepOf(request(dana, {}, { approvers: [] }));
    assert.ok(next.state.kind === 'approved');
    assert.equal(next.state.revealBy, nineOClock + 30 * minute);
    assert.deepEqual(next.history.map(({ what, words }) => [what, words]), [['elevation/request', undefined], ['elevation/break-glass', 'Nobody answers']]);
    assert.ok(effects.some((effect) => effect.do === 'timer' && effect.kind === 'elevation/expire' && effect.at === nineOClock + 30 * minute));
  });

  it('needs a reason, a confirmation, and all that any request needs', () => {
    assert.equal(wordOf(request(dana, { breakGlass: { reason: '', confirm: true } })), 'reason-needed');
    assert.equal(wordOf(request(dana, { breakGlass: { reason: 'Down', confirm: false } })), 'confirm-needed');
    assert.equal(wordOf(request(dana, { actions: ['disable-protection'] })), 'not-supported');
    assert.equal(wordOf(request(dana, {}, { openAlerts: 1 })), 'device-under-alert');
    assert.equal(wordOf(request(dana, {}, { device: { ...laptop, ring: 'Test' } })), 'test-ring');
    assert.equal(wordOf(request(dana, {}, { heldBy: 'E-16' })), 'device-busy');
    assert.equal(wordOf(request(dana, {}, { grants: [{ granted: 8 * hour }] })), 'budget-spent');
  });
});

describe('the review of emergency access', () => {
  it('is by somebody else of the team or an IT admin, once, with a note, and keeps who and when', () => {
    assert.equal(wordOf(happen(used, review(chrisToo))), 'own-review');
    assert.equal(wordOf(happen(used, review(ana))), 'not-allowed');
    assert.equal(wordOf(happen(used, { kind: 'elevation/review', by: sora, note: ' ' })), 'text-needed');
    const { next } = stepOf(happen(used, review(dana), nineOClock + 2 * hour));
    assert.deepEqual(next.breakGlass, {
      kind: 'reviewed', reason: 'Production is down and nobody answers', at: nineOClock, by: refOf(dana), note: 'Called everybody first, did what was planned',
      reviewedAt: nineOClock + 2 * hour,
    });
    assert.deepEqual(happen(next, review(sora)), { ok: false, refusal: { reason: 'already-reviewed', data: { name: 'Dana Weiss' } } });
  });

  it('waits until access is over, used or not', () => {
    assert.equal(wordOf(happen(broken, review(sora))), 'review-early');
    assert.equal(wordOf(happen(stepOf(happen(broken, presses['elevation/revealed'](chrisToo))).next, review(sora))), 'review-early');
    const unused = stepOf(happen(broken, { kind: 'elevation/expire' }, nineOClock + hour)).next;
    assert.equal(wordOf(happen(unused, review(sora), nineOClock + hour)), 'expired');
  });

  it('is owed for as long as nobody gave it, whatever became of the access', () => {
    const unused = stepOf(happen(broken, { kind: 'elevation/expire' }, nineOClock + hour)).next;
    assert.ok(isOpenElevation(unused));
    assert.ok(!isOpenElevation(stepOf(happen(unused, review(sora), nineOClock + hour)).next));
  });

  it('is reminded of once access must be over, after twice as long each time, daily in the end', () => {
    const hours: number[] = [];
    let elevation = used;
    for (let now = nineOClock; now <= nineOClock + 110 * hour; now += 30 * minute) {
      const outcome = happen(elevation, { kind: 'elevation/remind-review' }, now);
      if (!outcome.ok) continue;
      hours.push((now - nineOClock) / hour);
      assert.ok(outcome.value.effects.some((effect) => effect.do === 'tell' && effect.to === 'channel:it-admin' && effect.text === 'review-missing'));
      elevation = outcome.value.next;
    }
    assert.deepEqual(hours, [3.5, 4.5, 6.5, 10.5, 18.5, 34.5, 58.5, 82.5, 106.5]);
    const reviewed = stepOf(happen(elevation, review(sora))).next;
    assert.equal(wordOf(happen(reviewed, { kind: 'elevation/remind-review' }, nineOClock + 999 * hour)), 'elevation-not-open');
  });
});
