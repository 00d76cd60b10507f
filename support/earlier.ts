// Records as earlier versions wrote them, read as this one writes them. The store keeps what it has: a record is written anew by its next event.
import type { Elevation } from './elevation-record.ts';

type Json = Readonly<Record<string, unknown>>;

/** What this version has to put over a body that was saved under this kind: nothing over one of its own. */
export function amendments(kind: string, body: Json): Json {
  if (kind === 'elevation' && !('tiers' in body)) return elevation(body);
  if (kind === 'escalation') return escalation(body);
  return {};
}

/** Before there were tiers, the escalation team decided; nothing could be extended, and nobody passed over. */
function elevation(body: Json): Json {
  const before: Pick<Elevation, 'tiers' | 'outOfHours' | 'breakGlass'> = {
    tiers: [{ role: 'escalation-team', quorum: 1 }], outOfHours: false, breakGlass: { kind: 'none' },
  };
  return { ...before, state: elevationState(body) };
}

function elevationState({ state, requester }: Json): Json {
  if (!isObject(state)) return {};
  const approvals = Array.isArray(state['approvals']) ? { approvals: state['approvals'].map((one: Json) => ({ ...one, roles: ['escalation-team'] })) } : {};
  const { actionsTaken, endedAt, ...rest } = state;
  const known = { ...rest, ...approvals };
  switch (state['kind']) {
    // Its reminders begin anew with nothing: it expires at its time.
    case 'requested': return { ...known, reminders: 0, remindAt: state['decideBy'] };
    case 'active': return { ...known, extension: { kind: 'none' } };
    case 'ended':
    case 'rotating':
    case 'rotation-overdue':
    case 'closed': {
      // Access that ended by itself closed without a word of what was done: nobody is asked for it now.
      const said = state['kind'] === 'closed' ? actionsTaken ?? '–' : actionsTaken;
      const report = said === undefined ? { kind: 'missing', reminders: 0 } : { kind: 'given', actionsTaken: said, by: requester, at: endedAt };
      const ended = { ...known, endedAt, extension: { kind: 'none' }, report };
      return state['kind'] === 'rotation-overdue' ? { ...ended, alarms: 1, alarmAt: endedAt } : ended;
    }
    default: return known;
  }
}

/** When it was resolved, its history knows. */
function escalation({ state, history, draftedAt }: Json): Json {
  if (!isObject(state) || state['kind'] !== 'resolved' || 'at' in state || !Array.isArray(history)) return {};
  const line = history.findLast(({ what }: Json) => what === 'escalation/resolve');
  return { state: { ...state, at: isObject(line) ? line['at'] : draftedAt } };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
