// Thousands of escalations that anybody presses on in any order: no road leads an A or B from staff to Operations.
import assert from 'node:assert/strict';
import { advanceEscalation, coverages, draftEscalation, requestTypes, type Escalation, type EscalationDraft, type EscalationEvent } from '../../support/escalation.ts';
import { holds, type Person } from '../../support/person.ts';
import { isWorse, severities, type Severity } from '../../support/severity.ts';
import { chance } from '../kit/chance.ts';
import { ana, ben, chris, dana, hour, minji, nineOClock, omar, sora } from '../kit/people.ts';
import { escalationDraft, escalationPolicy, escalationStates, laptop, ticketIn } from '../kit/records.ts';

/** Somebody who holds both ends of the road, but is no IT admin. */
const bothEnds: Person = { id: 'both-ends', name: 'Both Ends', tiers: [1], roles: ['operations', 'staff', 'escalation-team'] };
const anyone = [minji, ana, ben, chris, sora, dana, dana, omar, bothEnds] as const;

const lives = 4000;
const steps = 40;

function anyEvent(by: Person, severity: Severity, commitment: boolean, coverage: '24x7' | 'support-hours' | ''): readonly [EscalationEvent, ...EscalationEvent[]] {
  return [
    { kind: 'escalation/file', by, contact: by.name, commitment, coverage },
    { kind: 'escalation/file', by, contact: by.name, commitment, coverage },
    { kind: 'escalation/regrade', by, severity, reason: 'It has changed' },
    { kind: 'escalation/regrade', by, severity, reason: 'It has changed' },
    { kind: 'escalation/accept', by },
    { kind: 'escalation/ask', by, question: 'Since when?' },
    { kind: 'escalation/answer', by, answer: 'Since eight' },
    { kind: 'escalation/update', by, note: 'Rolling back' },
    { kind: 'escalation/mitigate', by, note: 'Traffic moved' },
    { kind: 'escalation/reactivate', by, reason: 'It is back' },
    { kind: 'escalation/remind' },
    { kind: 'escalation/unanswered' },
    { kind: 'escalation/unresponsive' },
    { kind: 'escalation/breach' },
    { kind: 'escalation/close' },
  ];
}

function endingEvent(by: Person): readonly [EscalationEvent, ...EscalationEvent[]] {
  return [{ kind: 'escalation/decline', by, reason: 'Known' }, { kind: 'escalation/resolve', by, note: 'Done' }, { kind: 'escalation/transfer', by, to: 'hardware', reason: 'Broken' }];
}

interface Moment {
  readonly seed: number;
  readonly was: Escalation | undefined;
  readonly event: EscalationEvent | undefined;
  readonly next: Escalation;
  /** The worst severity that an IT admin has filed with a confirmed commitment since the last raise. */
  readonly committed: Severity | undefined;
}

/** What happened to one escalation from its draft on, refusals left out. */
function live(seed: number): readonly Moment[] {
  const random = chance(seed);
  const requestType = random.below(2) === 0 ? 'incident' : random.pick(requestTypes);
  const draft: EscalationDraft = { ...escalationDraft, severity: random.pick(severities), requestType };
  const begun = draftEscalation('X-33', draft, random.pick(anyone), { ticket: ticketIn('assigned'), device: laptop }, escalationPolicy, nineOClock);
  if (!begun.ok) return [];
  const moments: Moment[] = [{ seed, was: undefined, event: undefined, next: begun.value.next, committed: undefined }];
  let was = begun.value.next;
  let committed: Severity | undefined;
  for (let step = 0; step < steps; step += 1) {
    const by = random.pick(anyone);
    const usual = anyEvent(by, random.pick(severities), random.below(2) === 0, random.pick([...coverages, '']));
    const event = random.pick(random.below(25) === 0 ? endingEvent(by) : usual);
    const outcome = advanceEscalation(was, event, escalationPolicy, nineOClock + step * 7 * hour);
    if (!outcome.ok) continue;
    const { next } = outcome.value;
    if (isWorse(next.severity, was.severity)) committed = undefined;
    if (event.kind === 'escalation/file' && event.commitment && holds(event.by, 'it-admin')) committed = was.severity;
    moments.push({ seed, was, event, next, committed });
    was = next;
  }
  return moments;
}

describe('any escalation, whatever happens to it', () => {
  const moments = Array.from({ length: lives }, (_, seed) => live(seed)).flat();
  const withOperations = moments.filter(({ next }) => 'filing' in next.state);
  const where = ({ seed, was, event, next }: Moment): string => `seed ${seed}: ${was?.state.kind} ${was?.severity}, ${event?.kind}: ${next.state.kind} ${next.severity}`;

  it('comes to every state in some life, and at every severity before Operations', () => {
    assert.deepEqual([...new Set(moments.map(({ next }) => next.state.kind))].sort(), Object.keys(escalationStates).sort());
    assert.deepEqual([...new Set(withOperations.map(({ next }) => next.severity))].sort(), severities);
    assert.ok(moments.some(({ was, next }) => was && 'filing' in was.state && !('filing' in next.state)), 'none was raised after filing');
  });

  it('is an A or B before Operations only by an IT admin who confirmed a commitment for no less', () => {
    for (const moment of withOperations.filter(({ next }) => next.severity !== 'C')) {
      const { next, committed } = moment;
      assert.ok(committed !== undefined && !isWorse(next.severity, committed), where(moment));
      assert.ok('filing' in next.state && next.state.filing.by.id === dana.id, where(moment));
    }
  });

  it('comes before Operations as C only by those who may file', () => {
    for (const moment of withOperations) {
      const filer = 'filing' in moment.next.state ? moment.next.state.filing.by.id : '';
      assert.ok(anyone.some((person) => person.id === filer && (holds(person, 'escalation-team') || holds(person, 'it-admin'))), where(moment));
    }
  });

  it('is worked around the clock while it is an A before Operations', () => {
    for (const moment of withOperations.filter(({ next }) => next.severity === 'A')) {
      assert.ok('filing' in moment.next.state && moment.next.state.filing.coverage === '24x7', where(moment));
    }
  });

  it('is raised by nobody but an IT admin, and is then in the IT admin\'s hands', () => {
    for (const moment of moments) {
      const { was, event, next } = moment;
      if (!was || !isWorse(next.severity, was.severity)) continue;
      assert.ok(event && 'by' in event && holds(event.by, 'it-admin'), where(moment));
      assert.equal(next.state.kind, 'handed-off', where(moment));
    }
  });

  it('is touched by Operations only after it was filed', () => {
    for (const moment of moments) {
      const { was, event } = moment;
      if (!was || !event || !('by' in event) || event.by.id !== omar.id) continue;
      assert.ok('filing' in was.state, where(moment));
    }
  });

  it('asks for no more than C when it is a request', () => {
    for (const moment of moments.filter(({ next }) => next.requestType !== 'incident')) assert.equal(moment.next.severity, 'C', where(moment));
  });
});
