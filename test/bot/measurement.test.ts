// What telemetry is told: one event for each step that operators count, with numbers and nobody's name.
import assert from 'node:assert/strict';
import { measurementOf } from '../../bot/measurement.ts';
import type { AnySaved, Kind, RecordOf } from '../../store/store.ts';
import { hour, minute, nineOClock } from '../kit/people.ts';
import { alertIn, elevationIn, elevationStates, incidentIn, ticketIn } from '../kit/records.ts';

const facets = { state: '', open: true, people: [], holds: [] };
const saved = <K extends Kind>(kind: K, body: RecordOf<K>) =>
  ({ kind, id: body.id, version: 2, hash: '', facets, body, createdAt: nineOClock, updatedAt: nineOClock + 5 * minute } as AnySaved);
const elevation = (kind: keyof typeof elevationStates) => saved('elevation', elevationIn(kind));
const told = (was: AnySaved | undefined, is: AnySaved) => {
  const measurement = measurementOf(was, is);
  return measurement && [measurement.name, measurement.properties, measurement.numbers];
};

describe('telemetry', () => {
  it('is told how long a decision took, and how it went', () => {
    for (const outcome of ['approved', 'denied', 'expired'] as const) {
      assert.deepEqual(told(elevation('requested'), elevation(outcome)), ['elevation-decided', { outcome }, { seconds: 300 }]);
    }
    const emergency = elevationIn('approved', { breakGlass: { kind: 'unreviewed', reason: 'Nobody there', at: nineOClock, reminders: 0, remindAt: nineOClock } });
    assert.deepEqual(told(undefined, saved('elevation', emergency)), ['elevation-decided', { outcome: 'break-glass' }, { seconds: 300 }]);
  });

  it('is told how often a password was shown, each time that it is', () => {
    assert.deepEqual(told(elevation('approved'), elevation('active')), ['elevation-revealed', {}, { reveals: 1 }]);
    const again = elevationIn('active', { state: { ...elevationStates.active, reveals: 2 } });
    assert.deepEqual(told(elevation('active'), saved('elevation', again)), ['elevation-revealed', {}, { reveals: 2 }]);
    assert.equal(told(elevation('active'), elevation('ended')), undefined);
  });

  it('is told once that a password was not changed in time, and when it was', () => {
    assert.equal(told(elevation('rotating'), elevation('rotation-overdue'))?.[0], 'rotation-overdue');
    assert.equal(told(elevation('rotation-overdue'), elevation('rotation-overdue')), undefined);
    assert.equal(told(elevation('rotation-overdue'), elevation('unreported'))?.[0], 'rotation-proved');
    assert.equal(told(elevation('unreported'), elevation('closed')), undefined);
  });

  it('is told of a threat and of its end', () => {
    const open = saved('alert', alertIn('open'));
    const cleared = saved('alert', alertIn('cleared', { raisedAt: nineOClock - hour }));
    assert.deepEqual(told(undefined, open), ['alert-raised', { severity: 'medium' }, {}]);
    assert.equal(told(open, saved('alert', alertIn('acknowledged'))), undefined);
    assert.deepEqual(told(open, cleared), ['alert-cleared', { by: 'operations' }, { seconds: 3600 }]);
    assert.deepEqual(told(cleared, open), ['alert-raised', { severity: 'medium' }, {}]);
  });

  it('is told of a major incident and how it ended, not of what lies between', () => {
    const [suspected, confirmed, dismissed] = (['suspected', 'confirmed', 'dismissed'] as const).map((state) => saved('incident', incidentIn(state, { suspectedAt: nineOClock - hour })));
    assert.ok(suspected && confirmed && dismissed);
    assert.deepEqual(told(undefined, suspected), ['incident-suspected', { about: 'application' }, { people: 3 }]);
    assert.equal(told(suspected, confirmed), undefined);
    assert.deepEqual(told(confirmed, dismissed), ['incident-ended', { outcome: 'dismissed' }, { people: 3, seconds: 3900 }]);
  });

  it('is told nothing of tickets', () => {
    assert.equal(told(undefined, saved('ticket', ticketIn('new'))), undefined);
  });
});
