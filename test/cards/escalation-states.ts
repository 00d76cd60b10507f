// An escalation in each of its states, with the history that leads there; shared by the four cards that show one.
import type { AroundEscalation } from '../../cards/escalation-story.ts';
import { operationsAgreements } from '../../support/agreement.ts';
import { answerLimits } from '../../support/escalation-answer.ts';
import { escalationClock } from '../../support/escalation-clock.ts';
import type { Escalation } from '../../support/escalation.ts';
import { refOf } from '../../support/person.ts';
import { ben, chris, dana, escalation, laptop, minutes, nine, omar, ticket } from './cast.ts';

type Part = Pick<Escalation, 'severity' | 'state' | 'history'>;

const filing = { by: refOf(chris), contact: escalation.contact, coverage: 'support-hours', at: nine + minutes(50) } as const;
const promised = { by: refOf(dana), contact: 'Dana Weiss, +1 425 555 0170', coverage: '24x7', at: nine + minutes(55) } as const;
const question = 'Which *build* of Excel is it, and does printing to PDF work?';
const mitigation = 'The update is held back for this ring; devices get the earlier build within 4 hours.';

const drafted = escalation.history;
const filed = [...drafted, { at: filing.at, what: 'escalation/file', by: filing.by }];
const accepted = [...filed, { at: nine + minutes(70), what: 'escalation/accept', by: refOf(omar) }];
const asked = [...accepted, { at: nine + minutes(75), what: 'escalation/ask', by: refOf(omar), words: question }];
const mitigated = [
  ...asked, { at: nine + minutes(80), what: 'escalation/answer', by: refOf(ben), words: 'Build 2601.\nPDF works.' },
  { at: nine + minutes(90), what: 'escalation/mitigate', by: refOf(omar), words: mitigation },
];

const states = {
  proposed: { severity: 'C', state: { kind: 'proposed' }, history: drafted },
  handedOff: {
    severity: 'A', state: { kind: 'handed-off', focus: 'app-packaging', adminContact: 'Priya Nair, +1 425 555 0199', reminders: 0, remindAt: 0 }, history: drafted,
  },
  declined: {
    severity: 'B', state: { kind: 'declined', by: refOf(dana), reason: 'Only one person is affected.', at: nine + minutes(50) },
    history: [...drafted, { at: nine + minutes(50), what: 'escalation/decline', by: refOf(dana), words: 'Only one person is affected.' }],
  },
  filed: { severity: 'C', state: { kind: 'filed', filing }, history: filed },
  filedCritical: {
    severity: 'A', state: { kind: 'filed', filing: promised }, history: [...drafted, { at: promised.at, what: 'escalation/file', by: promised.by }],
  },
  accepted: { severity: 'C', state: { kind: 'accepted', filing, by: refOf(omar) }, history: accepted },
  acceptedCritical: {
    severity: 'A', state: { kind: 'accepted', filing: promised, by: refOf(omar) },
    history: [...drafted, { at: promised.at, what: 'escalation/file', by: promised.by }, { at: nine + minutes(60), what: 'escalation/accept', by: refOf(omar) }],
  },
  awaiting: { severity: 'C', state: { kind: 'awaiting-answer', filing, by: refOf(omar), question }, history: asked },
  mitigated: { severity: 'C', state: { kind: 'mitigated', filing, by: refOf(omar), note: mitigation }, history: mitigated },
  resolved: {
    severity: 'C', state: { kind: 'resolved', filing, by: refOf(omar), note: 'Build 2602 solves it.', at: nine + minutes(200) },
    history: [...mitigated, { at: nine + minutes(200), what: 'escalation/resolve', by: refOf(omar), words: 'Build 2602 solves it.' }],
  },
  handedOffModerate: {
    severity: 'B', state: { kind: 'handed-off', focus: 'security', adminContact: 'Security desk, +1 425 555 0123', reminders: 2, remindAt: 0 }, history: drafted,
  },
  transferred: {
    severity: 'C', state: { kind: 'transferred', filing, by: refOf(omar), to: 'microsoft', reason: 'This is a fault of Excel itself, and no policy of ours touches it.' },
    history: [...accepted, { at: nine + minutes(80), what: 'escalation/transfer', by: refOf(omar), words: 'This is a fault of Excel itself, and no policy of ours touches it.' }],
  },
  unanswered: {
    severity: 'C', state: { kind: 'closed', because: 'unanswered', filing, at: nine + minutes(2955) },
    history: [...asked, { at: nine + minutes(555), what: 'escalation/unanswered' }, { at: nine + minutes(2955), what: 'escalation/unresponsive' }],
  },
} as const satisfies Readonly<Record<string, Part>>;

export type StateName = keyof typeof states;

export function escalationIn(state: StateName): Escalation {
  return { ...escalation, ...states[state] };
}

/** What surrounds it, with the clock that it has under the newest published agreement. */
export function aroundEscalation(state: StateName): AroundEscalation {
  const [escalation, agreement] = [escalationIn(state), operationsAgreements['managed-desktop-2023']];
  const limits = answerLimits(escalation, agreement);
  return { clock: escalationClock(escalation, agreement), ...(limits && { answerBy: limits.answerBy }), ticket, device: laptop };
}
