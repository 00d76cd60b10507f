// What telemetry is told of a record's step: what happened, how often, how long it took; of nobody, and in nobody's words.
import type { AnySaved } from '../store/store.ts';
import type { Alert } from '../support/alert.ts';
import type { Elevation } from '../support/elevation.ts';
import { isOpenIncident, peopleOf, type Incident } from '../support/incident.ts';

export interface Measurement {
  readonly name: 'elevation-decided' | 'elevation-revealed' | 'rotation-proved' | 'rotation-overdue' | 'alert-raised' | 'alert-cleared' | 'incident-suspected' | 'incident-ended';
  readonly properties: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, number>>;
}

/** @param was as the record was before; undefined for a new one. Gives what there is to tell, if anything */
export function measurementOf(was: AnySaved | undefined, saved: AnySaved): Measurement | undefined {
  if (saved.kind === 'elevation') return ofElevation(was?.kind === 'elevation' ? was.body : undefined, saved.body, saved.updatedAt);
  if (saved.kind === 'alert') return ofAlert(was?.kind === 'alert' ? was.body : undefined, saved.body);
  if (saved.kind === 'incident') return ofIncident(was?.kind === 'incident' ? was.body : undefined, saved.body, saved.updatedAt);
  return undefined;
}

function ofElevation(was: Elevation | undefined, { state, breakGlass, requestedAt }: Elevation, now: number): Measurement | undefined {
  const before = was?.state;
  if ((!before || before.kind === 'requested') && (state.kind === 'approved' || state.kind === 'denied' || state.kind === 'expired')) {
    const outcome = breakGlass.kind === 'none' ? state.kind : 'break-glass';
    return { name: 'elevation-decided', properties: { outcome }, numbers: { seconds: seconds(requestedAt, now) } };
  }
  if ('reveals' in state && state.reveals > (before && 'reveals' in before ? before.reveals : 0)) {
    return { name: 'elevation-revealed', properties: {}, numbers: { reveals: state.reveals } };
  }
  if ('rotatedAt' in state && !(before && 'rotatedAt' in before)) {
    return { name: 'rotation-proved', properties: {}, numbers: { seconds: seconds(state.endedAt, state.rotatedAt) } };
  }
  if (state.kind === 'rotation-overdue' && before?.kind !== 'rotation-overdue') {
    return { name: 'rotation-overdue', properties: {}, numbers: { seconds: seconds(state.endedAt, now) } };
  }
  return undefined;
}

function ofAlert(was: Alert | undefined, { state, threat, raisedAt }: Alert): Measurement | undefined {
  if (state.kind === was?.state.kind) return undefined;
  if (state.kind === 'open') return { name: 'alert-raised', properties: { severity: threat.severity }, numbers: {} };
  return state.kind === 'cleared' ? { name: 'alert-cleared', properties: { by: state.why }, numbers: { seconds: seconds(raisedAt, state.at) } } : undefined;
}

function ofIncident(was: Incident | undefined, incident: Incident, now: number): Measurement | undefined {
  const people = peopleOf(incident.reports);
  if (!was) return { name: 'incident-suspected', properties: { about: incident.subject.kind }, numbers: { people } };
  if (isOpenIncident(incident) || !isOpenIncident(was)) return undefined;
  return { name: 'incident-ended', properties: { outcome: incident.state.kind }, numbers: { people, seconds: seconds(incident.suspectedAt, now) } };
}

function seconds(from: number, to: number): number {
  return Math.round((to - from) / 1000);
}
