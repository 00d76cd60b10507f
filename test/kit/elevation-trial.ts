// Random lives of an elevation, held against what must never happen: told again from their seed, and cut down to the steps that matter.
import { advanceElevation, holdsDevice, revealLimit, type Elevation, type ElevationEvent, type ElevationFacts, type ElevationOutcome } from '../../support/elevation.ts';
import { refOf, type Person } from '../../support/person.ts';
import { chance } from './chance.ts';
import { ana, ben, chris, dana, hour, minute, nineOClock, sora } from './people.ts';
import { around, elevationIn, elevationPolicy, laptop, ticketIn } from './records.ts';

/** Chris may request as well, so that deciding on oneself and breaking the glass are tried. */
const chrisToo: Person = { ...chris, roles: [...chris.roles, 'designated'] };
export const cast = { ana, ben, chris: chrisToo, sora, dana } as const;
const names = ['ana', 'ben', 'chris', 'sora', 'dana'] as const;
export type Name = keyof typeof cast;

/** What may be wrong with the world at a step. */
const troubles = ['none', 'none', 'none', 'none', 'none', 'none', 'devices-unread', 'alert', 'test-ring', 'ticket-resolved'] as const;
export const kinds = [
  'elevation/reveal', 'elevation/revealed', 'elevation/revealed', 'elevation/approve', 'elevation/approve', 'elevation/extend', 'elevation/warn', 'elevation/expire',
  'elevation/done', 'elevation/rotation-requested', 'elevation/rotated', 'elevation/rotation-overdue', 'elevation/break-glass', 'elevation/review', 'elevation/remind-review',
  'elevation/remind-report', 'elevation/looking', 'elevation/remind', 'elevation/deny', 'elevation/cancel', 'elevation/revoke', 'elevation/ticket-ended',
] as const satisfies readonly [ElevationEvent['kind'], ...ElevationEvent['kind'][]];

/** `wait` goes by before it, in milliseconds. */
export interface Step {
  readonly wait: number;
  readonly kind: (typeof kinds)[number];
  readonly by: Name;
  readonly trouble: (typeof troubles)[number];
}

/** A life: who requests, and what is tried. Now and then a step is pressed twice, and now and then a long time goes by. */
export interface Script {
  readonly requester: Name;
  readonly steps: readonly Step[];
}

export function scriptOf(seed: number, length: number): Script {
  const random = chance(seed);
  const requester = random.pick<Name>(['ana', 'ana', 'chris']);
  const steps: Step[] = [];
  while (steps.length < length) {
    const often = random.below(3) === 0 ? requester : random.pick<Name>(names);
    const step = { wait: random.below(random.below(40) === 0 ? 30 * hour : 8 * minute), kind: random.pick(kinds), by: often, trouble: random.pick(troubles) };
    steps.push(step, ...random.below(8) === 0 ? [{ ...step, wait: 0 }] : []);
  }
  return { requester, steps };
}

export function eventOf({ kind }: Step, by: Person): ElevationEvent {
  switch (kind) {
    case 'elevation/approve': return { kind, by, note: '' };
    case 'elevation/deny':
    case 'elevation/extend':
    case 'elevation/revoke': return { kind, by, reason: 'Because' };
    case 'elevation/break-glass': return { kind, by, reason: 'Nobody answers', confirm: true };
    case 'elevation/review': return { kind, by, note: 'Seen' };
    case 'elevation/done': return { kind, by, actionsTaken: 'Driver replaced' };
    case 'elevation/reveal':
    case 'elevation/revealed':
    case 'elevation/looking':
    case 'elevation/cancel': return { kind, by };
    case 'elevation/warn':
    case 'elevation/remind':
    case 'elevation/expire':
    case 'elevation/ticket-ended':
    case 'elevation/remind-report':
    case 'elevation/remind-review':
    case 'elevation/rotation-requested':
    case 'elevation/rotated':
    case 'elevation/rotation-overdue': return { kind };
  }
}

function factsOf({ trouble }: Step): ElevationFacts {
  switch (trouble) {
    case 'none': return around();
    case 'devices-unread': return around({ deviceUnread: true });
    case 'alert': return around({ openAlerts: 1 });
    case 'test-ring': return around({ device: { ...laptop, ring: 'Test' } });
    case 'ticket-resolved': return around({ ticket: ticketIn('resolved') });
  }
}

/** What somebody who only watches what was accepted knows about one elevation. It reads no state but that the device is held. */
export interface Watch {
  readonly faults: readonly string[];
  accepted(step: Pick<Step, 'kind' | 'by' | 'trouble'>, next: Elevation, now: number): void;
}

export function watch(requester: Name): Watch {
  const faults: string[] = [];
  const approved = new Set<Name>();
  let more: Set<Name> | undefined;
  let [glass, extended, rotated, alarmed, over] = [false, false, false, false, false];
  let [reveals, from] = [0, Infinity];
  const must = (truth: boolean, fault: string) => void (truth || faults.push(fault));

  return {
    faults,
    accepted({ kind, by, trouble }, next, now) {
      const until = () => Math.min(from + (60 + (extended ? 60 : 0)) * minute, from + elevationPolicy.cap);
      switch (kind) {
        case 'elevation/approve':
          must(by !== requester && (by === 'chris' || by === 'sora'), `approved by ${by}`);
          (more ?? approved).add(by);
          if (more) extended = true;
          break;
        case 'elevation/extend':
          must(from !== Infinity && !over && more === undefined, 'extended at the wrong time');
          more = new Set();
          break;
        case 'elevation/break-glass':
          must(by === requester && by === 'chris', `the glass broken by ${by}`);
          glass = true;
          break;
        case 'elevation/revealed':
          from = Math.min(from, now);
          reveals += 1;
          must(by === requester, `revealed to ${by}`);
          must(approved.size > 0 || glass, 'revealed without approval or emergency');
          must(!over && now < until(), 'revealed outside the window');
          must(trouble === 'none', `revealed in spite of ${trouble}`);
          must(reveals <= revealLimit, 'revealed too often');
          break;
        case 'elevation/rotated': rotated = true; break;
        case 'elevation/rotation-overdue': alarmed = true; break;
        case 'elevation/review': must(glass && by !== requester, `reviewed by ${by}`); break;
        case 'elevation/expire': must(from === Infinity || now >= until(), 'ended before its time'); break;
        case 'elevation/reveal':
        case 'elevation/warn':
        case 'elevation/looking':
        case 'elevation/remind':
        case 'elevation/deny':
        case 'elevation/cancel':
        case 'elevation/done':
        case 'elevation/revoke':
        case 'elevation/ticket-ended':
        case 'elevation/remind-report':
        case 'elevation/remind-review':
        case 'elevation/rotation-requested': break;
      }
      over ||= from !== Infinity && next.state.kind !== 'active';
      must(from === Infinity || rotated || holdsDevice(next), `its device let go ${alarmed ? 'after the alarm, ' : ''}without a new password`);
      must(next.state.kind !== 'closed' || rotated, 'closed before its password was changed');
    },
  };
}

/** One life at the rule alone: what it did wrong, and what was accepted in it. */
export function lived({ requester, steps }: Script): { readonly faults: readonly string[]; readonly accepted: readonly Step['kind'][] } {
  const seen = watch(requester);
  const accepted: Step['kind'][] = [];
  let now = nineOClock;
  let was = elevationIn('requested', { requester: refOf(cast[requester]) });
  for (const step of steps) {
    now += step.wait;
    const outcome: ElevationOutcome = advanceElevation(was, eventOf(step, cast[step.by]), factsOf(step), elevationPolicy, now);
    if (!outcome.ok) continue;
    was = outcome.value.next;
    accepted.push(step.kind);
    seen.accepted(step, was, now);
  }
  return { faults: seen.faults, accepted };
}

/** The same life without every step that is not needed for it to fail. */
export function shrunk(script: Script, fails: (script: Script) => boolean): Script {
  for (let at = 0; at < script.steps.length; at += 1) {
    const wait = script.steps[at]?.wait ?? 0;
    const rest = script.steps.slice(at + 1).map((step, index) => (index === 0 ? { ...step, wait: step.wait + wait } : step));
    const without = { ...script, steps: [...script.steps.slice(0, at), ...rest] };
    if (fails(without)) return shrunk(without, fails);
  }
  return script;
}
