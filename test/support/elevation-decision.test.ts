// Deciding an elevation in company: tiers, who is on it, and reminders that come ever more seldom.
import assert from 'node:assert/strict';
import type { ApprovalTier } from '../../support/approval-tier.ts';
import { advanceElevation, elevationTargets, requestElevation, type Elevation, type ElevationEvent, type RequestFacts } from '../../support/elevation.ts';
import { refOf, type Person } from '../../support/person.ts';
import { stepOf, wordOf } from '../kit/outcome.ts';
import { ana, chris, dana, hour, minute, nineOClock, sora } from '../kit/people.ts';
import { elevationPresses as presses } from '../kit/presses.ts';
import { around, elevationIn, elevationPolicy, laptop } from '../kit/records.ts';

const happen = (elevation: Elevation, event: ElevationEvent, now = nineOClock) => advanceElevation(elevation, event, around(), elevationPolicy, now);
const teamAndAdmin: readonly ApprovalTier[] = [{ role: 'escalation-team', quorum: 1 }, { role: 'it-admin', quorum: 1 }];
const approve = presses['elevation/approve'];
const look = presses['elevation/looking'];

describe('an elevation that two tiers decide', () => {
  const asked = elevationIn('requested', { tiers: teamAndAdmin });
  const byTeam = stepOf(happen(asked, approve(chris))).next;

  it('hangs in the channels of both', () => {
    assert.deepEqual(elevationTargets(asked), ['channel:escalation', 'channel:it-admin', 'person:ana']);
  });

  it('is approved when both have, in whichever order', () => {
    assert.equal(wordOf(happen(byTeam, approve(dana))), 'approved');
    const byAdmin = stepOf(happen(asked, approve(dana))).next;
    assert.equal(byAdmin.state.kind, 'requested');
    assert.equal(wordOf(happen(byAdmin, approve(chris))), 'approved');
  });

  it('takes no second approval of the same tier, and says who is missing', () => {
    assert.deepEqual(happen(byTeam, approve(sora)), { ok: false, refusal: { reason: 'tier-complete', data: { roles: 'it-admin' } } });
  });

  it('is denied by one of either', () => {
    for (const by of [sora, dana]) assert.equal(wordOf(happen(byTeam, presses['elevation/deny'](by))), 'denied');
  });

  it('counts whoever holds both roles in one of them, and needs a second person', () => {
    const both: Person = { ...chris, roles: ['staff', 'escalation-team', 'it-admin'] };
    const byBoth = stepOf(happen(asked, approve(both))).next;
    assert.equal(byBoth.state.kind, 'requested');
    assert.equal(wordOf(happen(byBoth, approve(both))), 'already-decided');
    assert.equal(wordOf(happen(byBoth, approve(sora))), 'approved');
    assert.equal(wordOf(happen(byBoth, approve(dana))), 'approved');
  });

  it('tells its requester once, when it is approved', () => {
    const told = (elevation: Elevation, by: Person) => stepOf(happen(elevation, approve(by))).effects.filter((effect) => effect.do === 'tell').length;
    assert.deepEqual([told(asked, chris), told(byTeam, dana)], [0, 1]);
  });
});

describe('“I am looking” at an elevation', () => {
  const asked = elevationIn('requested', { tiers: [{ role: 'escalation-team', quorum: 2 }] });
  const looked = stepOf(happen(asked, look(chris))).next;
  const lookerOf = ({ state }: Elevation) => (state.kind === 'requested' ? state.looking : undefined);

  it('marks who is on it, for ten minutes', () => {
    assert.deepEqual(lookerOf(looked), { by: refOf(chris), at: nineOClock, until: nineOClock + 10 * minute });
  });

  it('is refused while another is on it, with who that is and from when it can be taken over', () => {
    const early = happen(looked, look(sora), nineOClock + 10 * minute - 1);
    assert.deepEqual(early, { ok: false, refusal: { reason: 'looked-at', data: { name: 'Chris Okafor', from: String(nineOClock + 10 * minute) } } });
    assert.deepEqual(lookerOf(stepOf(happen(looked, look(sora), nineOClock + 10 * minute)).next)?.by, refOf(sora));
  });

  it('may be said again by the same person, who then has ten more minutes', () => {
    assert.equal(lookerOf(stepOf(happen(looked, look(chris), nineOClock + minute)).next)?.until, nineOClock + 11 * minute);
  });

  it('is one line of history, however often it is said', () => {
    assert.equal(stepOf(happen(looked, look(chris), nineOClock + minute)).next.history.length, looked.history.length);
  });

  it('keeps nobody else from deciding', () => {
    assert.equal(wordOf(happen(looked, presses['elevation/deny'](sora))), 'denied');
    assert.deepEqual(lookerOf(stepOf(happen(looked, approve(sora))).next)?.by, refOf(chris), 'who is on it still is');
  });

  it('ends with the own approval', () => {
    assert.equal(lookerOf(stepOf(happen(looked, approve(chris))).next), undefined);
  });

  it('is not for the requester, whatever roles they hold', () => {
    assert.equal(wordOf(happen(elevationIn('requested', { requester: refOf(chris) }), look(chris))), 'self-approval');
  });
});

describe('reminders of an undecided elevation', () => {
  const remind: ElevationEvent = { kind: 'elevation/remind' };

  it('come after 15 minutes, then after twice as long each time, until the time to decide is over', () => {
    const times: number[] = [];
    let elevation = elevationIn('requested');
    for (let now = nineOClock; now < nineOClock + 9 * hour; now += minute) {
      const outcome = happen(elevation, remind, now);
      if (!outcome.ok) continue;
      times.push((now - nineOClock) / minute);
      elevation = outcome.value.next;
    }
    assert.deepEqual(times, [15, 45, 105, 225, 465]);
  });

  it('set the next one', () => {
    const { effects } = stepOf(happen(elevationIn('requested'), remind, nineOClock + 15 * minute));
    assert.deepEqual(effects.filter((effect) => effect.do === 'timer'), [{ do: 'timer', kind: 'elevation/remind', at: nineOClock + 45 * minute }]);
  });

  const told = (elevation: Elevation) => stepOf(happen(elevation, remind, nineOClock + 15 * minute)).effects
    .flatMap((effect) => (effect.do === 'remind' ? [`${effect.text} ${effect.to}`] : []));

  it('go to the channels whose approval is missing, and to no person', () => {
    const asked = elevationIn('requested', { tiers: teamAndAdmin });
    assert.deepEqual(told(elevationIn('requested')), ['elevation-undecided channel:escalation']);
    assert.deepEqual(told(asked), ['elevation-undecided channel:escalation', 'elevation-undecided channel:it-admin']);
    assert.deepEqual(told(stepOf(happen(asked, approve(chris))).next), ['elevation-undecided channel:it-admin']);
  });

  it('name who is looking, for how long by now, and how long is left', () => {
    const looked = stepOf(happen(elevationIn('requested'), look(sora))).next;
    const { effects } = stepOf(happen(looked, remind, nineOClock + 15 * minute));
    assert.deepEqual(effects.find((effect) => effect.do === 'remind'), {
      do: 'remind', while: 'requested', to: 'channel:escalation', text: 'elevation-looked-at',
      data: { id: 'E-17', device: laptop.name, name: ana.name, left: String(8 * hour - 15 * minute), looking: sora.name, since: String(15 * minute) },
    });
  });

  it('end with the decision', () => {
    for (const state of ['approved', 'denied', 'cancelled', 'active'] as const) {
      assert.equal(wordOf(happen(elevationIn(state), remind, nineOClock + 15 * minute)), 'elevation-not-open', state);
    }
  });
});

describe('a request that two tiers decide', () => {
  const { ticket, device, category, title, plan, actions, justification, minutes } = elevationIn('requested');
  const draft = { ticket, device: device.id, category, title, plan, actions, justification, minutes };
  const both = { ...elevationPolicy, approval: { tiers: teamAndAdmin } };
  const request = (approvers: RequestFacts['approvers'], unread = false) =>
    requestElevation('E-17', draft, ana, around({ approvers, ...(unread && { approversUnread: true }) }), both, nineOClock);
  const team = { ...refOf(chris), roles: ['escalation-team'] } as const;
  const admin = { ...refOf(dana), roles: ['it-admin'] } as const;

  it('is accepted where somebody else holds each role', () => assert.equal(wordOf(request([team, admin])), 'requested'));

  it('is refused where one of them is empty, with which, and whom to ask', () => {
    assert.deepEqual(request([team]), { ok: false, refusal: { reason: 'no-approver', data: { roles: 'it-admin', names: 'Dana Weiss' } } });
  });

  it('is refused where one person holds both and there is no other', () => {
    assert.equal(wordOf(request([{ ...refOf(chris), roles: ['escalation-team', 'it-admin'] }])), 'no-approver');
  });

  it('waits for members that cannot be read', () => assert.equal(wordOf(request([team], true)), 'membership-unknown'));
});
