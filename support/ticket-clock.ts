// The service level of a ticket: which lines of its history move a clock, and who is told when one runs out.
import type { Agreement } from './agreement.ts';
import { toChannel, toPerson, type Effect } from './effect.ts';
import { become } from './outcome.ts';
import { alarmOf, alarmTimers, tellAlarm } from './service-alarm.ts';
import { clockOf, isSameRun, type Mark, type ServiceClock } from './service-level.ts';
import { severityOf } from './severity.ts';
import type { TicketEvent, TicketOutcome } from './ticket-event.ts';
import { assigneeOf, type Ticket } from './ticket-record.ts';

/** The first response is the first claim, assignment or question; an update is any word of staff. A hand-off or a reply makes the next action ours again. */
const moves: Readonly<Record<TicketEvent['kind'] | 'ticket/report', readonly Mark['is'][]>> = {
  'ticket/report': ['opened'],
  'ticket/claim': ['response'],
  'ticket/assign': ['response'],
  'ticket/ask': ['question'],
  'ticket/reply': ['answer'],
  'ticket/attach': ['answer'],
  'ticket/comment': ['news'],
  'ticket/number': [],
  'ticket/hand-off': ['answer', 'news'],
  'ticket/regrade': ['graded', 'news'],
  'ticket/route': ['news'],
  'ticket/transfer': [],
  'ticket/duplicate': ['over'],
  'ticket/separate': ['opened'],
  'ticket/main-resolved': ['over'],
  'ticket/main-lost': ['opened'],
  'ticket/leave': [],
  'ticket/join': [],
  'ticket/incident-confirmed': ['news'],
  'ticket/incident-freed': [],
  'ticket/incident-resolved': ['over'],
  'ticket/resolve': ['over'],
  'ticket/withdraw': ['over'],
  'ticket/reopen': ['opened'],
  'ticket/rate': [],
  'ticket/close': ['over'],
  'ticket/warn': ['warned'],
  'ticket/breach': ['breached'],
  'ticket/unanswered': [],
  'ticket/unresponsive': ['over'],
};
const moved = new Map<string, readonly Mark['is'][]>(Object.entries(moves));

// A ticket is read for its rule, and for each of its cards, soon one after the other. A WeakMap that has grown old would keep every ticket in memory
// until the next full collection.
let read = new Map<Ticket, { readonly agreement: Agreement; readonly clock: ServiceClock }>();
const mostRead = 64;

export function ticketClock(ticket: Ticket, agreement: Agreement): ServiceClock {
  const before = read.get(ticket);
  if (before?.agreement === agreement) return before.clock;
  const clock = readClock(ticket, agreement);
  if (read.size >= mostRead) read = new Map();
  read.set(ticket, { agreement, clock });
  return clock;
}

/** Whether the clock stands the same after either history of a ticket, under whichever agreement, and goes on alike. */
export function movesAlike(ticket: Ticket, one: Ticket['history'], other: Ticket['history']): boolean {
  return isSameRun(marksIn({ ...ticket, history: one }), marksIn({ ...ticket, history: other }));
}

function readClock(ticket: Ticket, agreement: Agreement): ServiceClock {
  return clockOf(marksIn(ticket), agreement);
}

function marksIn({ reach, effect, history }: Ticket): readonly Mark[] {
  const marks: Mark[] = [];
  let severity = severityOf(reach, effect);
  for (const { at, what, internal, severity: graded = severity } of history) {
    severity = graded;
    // A note that the user does not see is no news.
    if (what === 'ticket/comment' && internal) continue;
    for (const is of moved.get(what) ?? []) marks.push(is === 'opened' || is === 'graded' ? { is, at, severity } : { is, at });
  }
  return marks;
}

/** Timers for what the event has moved. */
export function ticketAlarms(was: Ticket | undefined, next: Ticket, agreement: Agreement): readonly Effect[] {
  return alarmTimers('ticket', was && ticketClock(was, agreement), ticketClock(next, agreement));
}

/** Whoever has the ticket is warned, else the channel; a breach is for both to know. */
export function ticketAlarm(was: Ticket, kind: 'ticket/warn' | 'ticket/breach', agreement: Agreement, now: number): TicketOutcome {
  const alarm = alarmOf(ticketClock(was, agreement), kind === 'ticket/warn' ? 'warn' : 'breach', now);
  if (!alarm.ok) return alarm;
  const assignee = assigneeOf(was);
  const channel = kind === 'ticket/breach' || !assignee ? [toChannel('support')] : [];
  const told = [...(assignee ? [toPerson(assignee)] : []), ...channel];
  return become({ ...was, history: [...was.history, { at: now, what: kind, internal: true as const }] }, ...told.map((to) => tellAlarm(to, alarm.value, was)));
}
