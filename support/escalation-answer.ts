// Until when Operations waits for the answer to a question.
import { hoursFor, type Agreement } from './agreement.ts';
import type { Effect } from './effect.ts';
import type { Escalation } from './escalation-record.ts';
import { addSupportTime, roundTheClock } from './support-hours.ts';

/** Milliseconds after a request for action (admin support page, "Severity"). */
const closeAfter = 48 * 60 * 60 * 1000;

/**
 * When the customer is to have answered, and when it is over; epoch ms. The service publishes no time to answer: it is the one in which Operations
 * answers first, in the hours that the customer promised to be there, and nothing is over before twice that.
 */
export function answerLimits({ severity, state, history }: Escalation, agreement: Agreement) {
  const asked = history.findLastIndex(({ what }) => what === 'escalation/ask');
  const askedAt = history[asked]?.at;
  if (state.kind !== 'awaiting-answer' || askedAt === undefined) return undefined;
  const { coverage } = state.filing;
  const { initial } = agreement.levels[severity];
  // A lowering in between is no longer wait: the end counts in the hours that were promised at filing.
  const promised = coverage === '24x7' ? roundTheClock : agreement.hours;
  return {
    state,
    told: history.slice(asked).some(({ what }) => what === 'escalation/unanswered'),
    answerBy: addSupportTime(hoursFor(agreement, severity, coverage), askedAt, initial),
    closeAt: Math.max(askedAt + closeAfter, addSupportTime(promised, askedAt, 2 * initial)),
  };
}

export function answerTimers(escalation: Escalation, agreement: Agreement): readonly Effect[] {
  const limits = answerLimits(escalation, agreement);
  if (!limits) return [];
  const { told, answerBy, closeAt } = limits;
  return [
    ...(told ? [] : [{ do: 'timer', kind: 'escalation/unanswered', at: answerBy } as const]),
    { do: 'timer', kind: 'escalation/unresponsive', at: closeAt },
  ];
}
