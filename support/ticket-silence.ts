// A ticket whose user does not answer: a reminder, then it is resolved, both counted in support time since the question.
import { tell, toPerson, type Effect } from './effect.ts';
import { become, refuse } from './outcome.ts';
import { addSupportTime } from './support-hours.ts';
import type { TicketOutcome, TicketPolicy } from './ticket-event.ts';
import type { Ticket } from './ticket-record.ts';

export type Silence = 'ticket/unanswered' | 'ticket/unresponsive';

export function silenceTimers({ agreement: { hours }, unanswered }: TicketPolicy, askedAt: number): readonly Effect[] {
  return [
    { do: 'timer', kind: 'ticket/unanswered', at: addSupportTime(hours, askedAt, unanswered.remindAfter) },
    { do: 'timer', kind: 'ticket/unresponsive', at: addSupportTime(hours, askedAt, unanswered.resolveAfter) },
  ];
}

/** When an open question ends the ticket, epoch ms; undefined when none is open. */
export function answerBy({ state, history }: Ticket, { agreement: { hours }, unanswered }: TicketPolicy): number | undefined {
  const askedAt = history.findLast(({ what }) => what === 'ticket/ask')?.at;
  return state.kind === 'waiting-for-user' && askedAt !== undefined ? addSupportTime(hours, askedAt, unanswered.resolveAfter) : undefined;
}

export function silent(was: Ticket, kind: Silence, policy: TicketPolicy, now: number): TicketOutcome {
  const { state } = was;
  const asked = was.history.findLastIndex(({ what }) => what === 'ticket/ask');
  const askedAt = was.history[asked]?.at;
  if (state.kind !== 'waiting-for-user' || askedAt === undefined) return refuse('not-waiting');
  const { agreement: { hours }, unanswered } = policy;
  const line = { at: now, what: kind };
  const history = [...was.history, line];
  const told = { id: was.id, words: state.question };

  if (kind === 'ticket/unanswered') {
    if (was.history.slice(asked).some(({ what }) => what === kind)) return refuse('not-waiting');
    if (now < addSupportTime(hours, askedAt, unanswered.remindAfter)) return refuse('not-yet');
    const left = Math.max(0, addSupportTime(hours, askedAt, unanswered.resolveAfter) - now);
    return become({ ...was, history }, tell(toPerson(was.affected), 'ticket-unanswered', { ...told, name: state.assignee.name, left: String(left) }));
  }
  if (now < addSupportTime(hours, askedAt, unanswered.resolveAfter)) return refuse('not-yet');
  const unansweredState = { kind: 'resolved', unanswered: state.question, at: now } as const;
  return become({ ...was, state: unansweredState, history }, tell(toPerson(was.affected), 'ticket-unresponsive', told), ...resolutionLeaves(was, policy, now));
}

/** What a resolution leaves to be done, whoever or whatever resolved it. */
export function resolutionLeaves(was: Ticket, policy: TicketPolicy, now: number): readonly Effect[] {
  return [{ do: 'end-elevations', ticket: was.id }, { do: 'end-duplicates' }, { do: 'timer', kind: 'ticket/close', at: now + policy.closeAfter }];
}
