// What a change of the agreements does to what is open: how much of it is late, and which of its timers are due at another time.
import type { Effect } from './effect.ts';
import { answerTimers } from './escalation-answer.ts';
import { escalationAlarms } from './escalation-clock.ts';
import type { EscalationPolicy } from './escalation-event.ts';
import type { Escalation } from './escalation-record.ts';
import type { ServiceClock } from './service-level.ts';
import { ticketAlarms } from './ticket-clock.ts';
import type { TicketPolicy } from './ticket-event.ts';
import type { Ticket } from './ticket-record.ts';
import { silenceTimers } from './ticket-silence.ts';

/** @param now epoch ms */
export function isLate(clock: ServiceClock, now: number): boolean {
  return clock.kind === 'running' && clock.dueAt <= now;
}

/** All timers that the agreement sets for this ticket; what was told already is not told again, by the rule. */
export function ticketTimers(ticket: Ticket, policy: TicketPolicy): readonly Effect[] {
  const askedAt = ticket.history.findLast(({ what }) => what === 'ticket/ask')?.at;
  const silence = ticket.state.kind === 'waiting-for-user' && askedAt !== undefined ? silenceTimers(policy, askedAt) : [];
  return [...ticketAlarms(undefined, ticket, policy.agreement), ...silence];
}

export function escalationTimers(escalation: Escalation, { agreement }: EscalationPolicy): readonly Effect[] {
  return [...escalationAlarms(undefined, escalation, agreement), ...answerTimers(escalation, agreement)];
}
