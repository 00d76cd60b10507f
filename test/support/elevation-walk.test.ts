// Thousands of elevations that anybody presses on at any time: whatever happens, no access without approval, none too long, none left open.
import assert from 'node:assert/strict';
import { missing, type ApprovalTier } from '../../support/approval-tier.ts';
import {
  accessMinutes, advanceElevation, holdsDevice, isOpenElevation, revealLimit, type Elevation, type ElevationEvent, type ElevationFacts, type ElevationPolicy,
} from '../../support/elevation.ts';
import { holds, refOf, type Person } from '../../support/person.ts';
import { chance } from '../kit/chance.ts';
import { ana, ben, chris, dana, minji, minute, nineOClock, omar, sora } from '../kit/people.ts';
import { around, elevationIn, elevationPolicy, elevationStates, laptop, oneTier, ticketIn } from '../kit/records.ts';

/** Chris may request as well, so that self-approval is tried. */
const chrisToo: Person = { ...chris, roles: [...chris.roles, 'designated'] };
const anyone = [ana, chrisToo, sora, ben, dana, minji, omar] as const;

const lives = 2000;
const steps = 80;

/** What is tried most of the time; the requester looks at the password again and again. */
function commonEvents(by: Person, requester: Person): readonly [ElevationEvent, ...ElevationEvent[]] {
  return [
    { kind: 'elevation/revealed', by: requester },
    { kind: 'elevation/revealed', by: requester },
    { kind: 'elevation/revealed', by },
    { kind: 'elevation/approve', by, note: 'Only the driver' },
    { kind: 'elevation/expire' },
    { kind: 'elevation/rotation-requested' },
    { kind: 'elevation/rotation-overdue' },
  ];
}

/** What would end most lives too early, were it tried as often. */
function rareEvents(by: Person): readonly [ElevationEvent, ...ElevationEvent[]] {
  return [
    { kind: 'elevation/deny', by, reason: 'Use the troubleshooter' },
    { kind: 'elevation/cancel', by },
    { kind: 'elevation/looking', by },
    { kind: 'elevation/remind' },
    { kind: 'elevation/done', by, actionsTaken: 'Driver replaced' },
    { kind: 'elevation/revoke', by, reason: 'The device is needed' },
    { kind: 'elevation/ticket-ended' },
    { kind: 'elevation/rotated' },
  ];
}

const bars: readonly [Partial<ElevationFacts>, ...Partial<ElevationFacts>[]] = [
  { device: { ...laptop, ring: 'Test' } }, { device: undefined }, { ticket: ticketIn('resolved') },
];

interface Moment {
  readonly was: Elevation;
  readonly event: ElevationEvent;
  readonly next: Elevation;
  readonly rotations: number;
  readonly now: number;
  readonly barred: boolean;
}

/** What happened to one elevation, refusals left out. */
function live(seed: number, policy: ElevationPolicy): readonly Moment[] {
  const random = chance(seed);
  const moments: Moment[] = [];
  const requester = random.pick([ana, chrisToo]);
  let was = elevationIn('requested', { requester: refOf(requester), tiers: policy.approval.tiers, minutes: random.pick(accessMinutes) });
  let now = nineOClock;
  for (let step = 0; step < steps; step += 1) {
    now += random.below(random.below(30) === 0 ? 600 * minute : 5 * minute);
    const by = random.pick(anyone);
    const event = random.pick(random.below(20) === 0 ? rareEvents(by) : commonEvents(by, requester));
    const barred = random.below(10) === 0;
    const outcome = advanceElevation(was, event, around(barred ? random.pick(bars) : {}), policy, now);
    if (!outcome.ok) continue;
    const { next, effects } = outcome.value;
    moments.push({ was, event, next, rotations: effects.filter((effect) => effect.do === 'rotate').length, now, barred });
    was = next;
  }
  return moments;
}

describe('any elevation, whatever happens to it', () => {
  const policies: readonly (readonly [string, readonly ApprovalTier[]])[] = [
    ['one of the escalation team', oneTier(1)], ['two of the escalation team', oneTier(2)],
    ['one of the escalation team and one IT admin', [...oneTier(1), { role: 'it-admin', quorum: 1 }]],
  ];
  it('is revealed to the limit in some life', () => {
    const limit = ({ next }: Moment) => 'reveals' in next.state && next.state.reveals === revealLimit;
    assert.ok(Array.from({ length: lives }, (_, seed) => seed).some((seed) => live(seed, elevationPolicy).some(limit)));
  });

  for (const [who, tiers] of policies) {
    describe(`that ${who} must approve`, () => {
      const policy = { ...elevationPolicy, approval: { tiers } };
      const walks = Array.from({ length: lives }, (_, seed) => ({ seed, moments: live(seed, policy) }));
      const moments = walks.flatMap(({ moments: ofOne }) => ofOne);
      const reveals = moments.filter(({ event }) => event.kind === 'elevation/revealed');

      it('comes to every state in some life', () => {
        const seen = new Set(['requested', ...moments.map(({ next }) => next.state.kind)]);
        assert.deepEqual([...seen].sort(), Object.keys(elevationStates).sort());
      });

      it('is never revealed without the approval of as many others as every tier asks for, each by a role that they hold', () => {
        for (const { next } of reveals) {
          assert.ok(next.state.kind === 'active');
          const approvers = new Set(next.state.approvals.map(({ by }) => by.id));
          assert.equal(approvers.size, tiers.reduce((sum, { quorum }) => sum + quorum, 0));
          assert.deepEqual(missing(tiers, next.state.approvals), []);
          assert.ok(!approvers.has(next.requester.id), 'approved by the requester');
          for (const { by, roles } of next.state.approvals) {
            const person = anyone.find(({ id }) => id === by.id) ?? assert.fail(by.id);
            assert.ok(roles.length > 0 && roles.every((role) => holds(person, role)), by.id);
          }
        }
      });

      it('is never revealed to another than the requester', () => {
        for (const { event, was } of reveals) assert.ok('by' in event && event.by.id === was.requester.id);
      });

      it('is never approved after the time to decide, nor first revealed after the time to reveal', () => {
        for (const { next } of reveals) {
          assert.ok(next.state.kind === 'active');
          const approved = Math.max(...next.state.approvals.map(({ at }) => at));
          assert.ok(approved < next.requestedAt + policy.decideWithin);
          assert.ok(next.state.revealedAt < approved + policy.revealWithin);
        }
      });

      it('is never revealed after its minutes, nor more often than the limit, nor when something bars it', () => {
        for (const { next, now, barred } of reveals) {
          assert.ok(next.state.kind === 'active');
          assert.ok(now < next.state.revealedAt + next.minutes * minute);
          assert.ok(next.state.reveals <= revealLimit);
          assert.equal(barred, false);
        }
      });

      it('has its password changed exactly once when access ends, and never otherwise', () => {
        for (const { seed, moments: ofOne } of walks) {
          for (const { was, next, rotations } of ofOne) {
            const ends = was.state.kind === 'active' && next.state.kind !== 'active';
            assert.equal(rotations, ends ? 1 : 0, `seed ${seed}: ${was.state.kind} to ${next.state.kind}`);
          }
        }
      });

      it('lets go of its device after access only when the new password was confirmed', () => {
        for (const { was, next, event } of moments) {
          if (holdsDevice(was) && 'endedAt' in was.state && !holdsDevice(next)) assert.equal(event.kind, 'elevation/rotated');
          if (was.state.kind === 'active') assert.ok(holdsDevice(next));
        }
      });

      it('never comes back once it is over', () => {
        for (const { was } of moments) assert.ok(isOpenElevation(was), was.state.kind);
      });
    });
  }
});
