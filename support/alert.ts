// The life of a threat alert: open → acknowledged → cleared, by Operations or where it was raised, and open again when it comes back there.
import type { AdminContact } from './admin-contact.ts';
import {
  freezes, isOpenAlert, isThreat, threatSeverities, type Alert, type AlertState, type ThreatAlert, type ThreatenedDevice,
} from './alert-record.ts';
import { tell, toChannel, type Effect, type HistoryLine } from './effect.ts';
import { become, refuse, type Outcome, type Step } from './outcome.ts';
import { refOf, type Person } from './person.ts';
import { may, noRight } from './rights.ts';

export * from './alert-record.ts';

export interface AlertPolicy {
  readonly contact: AdminContact;
}

/** What is true around the alert: `elevation` is the one that holds the device just now. */
export interface AlertFacts {
  readonly elevation: string | undefined;
}

/** `alert/observe`: its source says something newer of it. */
export type AlertEvent =
  | { readonly kind: 'alert/acknowledge'; readonly by: Person }
  | { readonly kind: 'alert/clear'; readonly by: Person; readonly note: string }
  | { readonly kind: 'alert/observe'; readonly threat: ThreatAlert };

export type AlertOutcome = Outcome<Step<Alert, Effect>>;

/** Refuses what freezes nothing: a threat that is mild, or over before anybody heard of it. */
export function raiseAlert(id: string, threat: ThreatAlert, device: ThreatenedDevice, facts: AlertFacts, { contact }: AlertPolicy, now: number): AlertOutcome {
  if (!isThreat(threat)) return refuse('nothing-new');
  const alert: Alert = { id, threat, device, contact, raisedAt: now, state: { kind: 'open' }, history: [{ at: now, what: 'alert/raise' }] };
  return become<Alert, Effect>(alert, ...frozenBy(alert, facts));
}

export function advanceAlert(was: Alert, event: AlertEvent, facts: AlertFacts, now: number): AlertOutcome {
  if (event.kind === 'alert/observe') return observe(was, event.threat, facts, now);
  if (!may(event.by, event.kind)) return refuse(noRight(event.by, event.kind));
  const { state } = was;
  if (state.kind === 'cleared') return refuse('alert-cleared', { id: was.id });
  const by = refOf(event.by);

  switch (event.kind) {
    case 'alert/acknowledge':
      if (state.kind === 'acknowledged') return refuse('alert-acknowledged', { name: state.by.name });
      return step(was, { kind: 'acknowledged', by, at: now }, { at: now, what: event.kind, by });

    case 'alert/clear':
      if (event.note.trim() === '') return refuse('text-needed');
      return step(was, { kind: 'cleared', why: 'operations', by, note: event.note, at: now }, { at: now, what: event.kind, by, words: event.note },
        ...redrawn(facts));
  }
}

/**
 * What Operations cleared stays so while its source merely goes on writing about it; it opens again when it got worse, or when its source
 * had resolved it and does so no more.
 */
function observe(was: Alert, threat: ThreatAlert, facts: AlertFacts, now: number): AlertOutcome {
  if (threat.updatedAt <= was.threat.updatedAt) return refuse('nothing-new');
  const { state } = was;
  const seen: Alert = { ...was, threat };
  if (isOpenAlert(was) && threat.resolved) {
    return step(seen, { kind: 'cleared', why: 'source', at: now }, { at: now, what: 'alert/resolved-at-source' }, ...redrawn(facts));
  }
  const cameBack = state.kind === 'cleared' && (state.why === 'source' || isWorse(threat, was.threat));
  if (cameBack && isThreat(threat)) {
    return step(seen, { kind: 'open' }, { at: now, what: 'alert/reopen' }, ...frozenBy({ ...seen, state: { kind: 'open' } }, facts));
  }
  if (threat.severity === was.threat.severity) return become<Alert, Effect>(seen);
  const effects = !freezes(was) && freezes(seen) ? frozenBy(seen, facts) : redrawn(facts);
  return step(seen, state, { at: now, what: isWorse(threat, was.threat) ? 'alert/raise-severity' : 'alert/lower-severity' }, ...effects);
}

/** Those who run the device hear of it; the escalation team, when somebody has or waits for access to it at this moment. */
function frozenBy({ id, device, threat, contact }: Alert, { elevation }: AlertFacts): readonly Effect[] {
  const data = { id, device: device.name, words: threat.title, contact: contact.name };
  return [
    tell(toChannel('it-admin'), 'alert-raised', data),
    ...(elevation === undefined ? [] : [tell(toChannel('escalation'), 'alert-under-elevation', { ...data, elevation })]),
    ...redrawn({ elevation }),
  ];
}

/** The cards of an elevation show what is open about its device. */
function redrawn({ elevation }: AlertFacts): readonly Effect[] {
  return elevation === undefined ? [] : [{ do: 'refresh', record: elevation }];
}

function isWorse(one: ThreatAlert, other: ThreatAlert): boolean {
  return threatSeverities.indexOf(one.severity) < threatSeverities.indexOf(other.severity);
}

function step(was: Alert, state: AlertState, line: HistoryLine, ...effects: readonly Effect[]): AlertOutcome {
  return become<Alert, Effect>({ ...was, state, history: [...was.history, line] }, ...effects);
}
