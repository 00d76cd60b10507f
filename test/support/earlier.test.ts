// Records that the first version saved, as they were read from its store: this one goes on with them where they stood.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { amendments } from '../../support/earlier.ts';
import { advanceElevation, type Elevation, type ElevationEvent } from '../../support/elevation.ts';
import { ana, chris, minute } from '../kit/people.ts';
import { around, elevationIn, elevationPolicy } from '../kit/records.ts';

const saved: Readonly<Record<string, Readonly<Record<string, unknown>>>> = JSON.parse(readFileSync(resolve(import.meta.dirname, 'earlier.json'), 'utf8'));

function read<Body>(name: string, change: object = {}): Body {
  const body = structuredClone({ ...saved[name], ...change });
  return Object.assign(JSON.parse(JSON.stringify(body)), amendments(name.split(':')[0] ?? '', body));
}

function state(name: string, change: object): object {
  const of = saved[name]?.['state'];
  assert.ok(typeof of === 'object');
  return { state: { ...of, ...change } };
}

describe('a record of the first version', () => {
  const goesOn: readonly (readonly [name: string, event: ElevationEvent, becomes: string])[] = [
    ['elevation:requested', { kind: 'elevation/approve', by: chris, note: '' }, 'approved'],
    ['elevation:requested', { kind: 'elevation/deny', by: chris, reason: 'Not needed' }, 'denied'],
    ['elevation:approved', { kind: 'elevation/revealed', by: ana }, 'active'],
    ['elevation:active', { kind: 'elevation/extend', by: ana, reason: 'It takes longer' }, 'active'],
    ['elevation:active', { kind: 'elevation/done', by: ana, actionsTaken: 'Driver replaced' }, 'ended'],
  ];
  for (const [name, event, becomes] of goesOn) {
    it(`goes on from ${name} by ${event.kind}`, () => {
      const was = read<Elevation>(name);
      const by = 'by' in event ? { ...event, by: { ...event.by, id: event.by === ana ? was.requester.id : event.by.id } } : event;
      const outcome = advanceElevation(was, by, around(), elevationPolicy, was.requestedAt + minute);
      assert.ok(outcome.ok, JSON.stringify(outcome));
      assert.equal(outcome.value.next.state.kind, becomes);
    });
  }

  it('knows what was done with an access that ended, and asks for it where nobody said', () => {
    assert.deepEqual(read<Elevation>('elevation:closed').state, { ...read<Elevation>('elevation:closed').state, report: {
      kind: 'given', actionsTaken: 'Reinstalled the driver', by: saved['elevation:closed']?.['requester'], at: 1795325384795 } });
    for (const kind of ['ended', 'rotating', 'rotation-overdue']) {
      const { state: ended } = read<Elevation>('elevation:closed', state('elevation:closed', { kind, actionsTaken: undefined }));
      assert.deepEqual('report' in ended && ended.report, { kind: 'missing', reminders: 0 }, kind);
    }
  });

  it('has been resolved when its history says so', () => {
    const line = { at: 7, what: 'escalation/resolve' };
    assert.deepEqual(amendments('escalation', { state: { kind: 'resolved' }, history: [line], draftedAt: 1 }), { state: { kind: 'resolved', at: 7 } });
  });

  it('is left alone when it is of this version', () => {
    assert.deepEqual(amendments('elevation', { ...elevationIn('requested') }), {});
    for (const name of ['ticket:assigned', 'escalation:accepted']) assert.deepEqual(amendments(name.split(':')[0] ?? '', saved[name] ?? {}), {}, name);
  });
});
