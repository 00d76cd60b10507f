// The life of a ticket: new → assigned ⇄ waiting-for-user → resolved → closed, with duplicates, withdrawn and reopening.
import { tell, toPerson, type Effect, type HistoryLine } from './effect.ts';
import { become, refuse, type RefusalReason } from './outcome.ts';
import { refOf, type Person } from './person.ts';
import { may, noRight, worksTier } from './rights.ts';
import { suggestedRoute } from './routing.ts';
import { severityOf } from './severity.ts';
import { subjectsOf } from './subject.ts';
import { attach, reply } from './ticket-answer.ts';
import { assign } from './ticket-assignment.ts';
import { ticketAlarm, ticketAlarms } from './ticket-clock.ts';
import { follow, mainEnded, separate } from './ticket-duplicate.ts';
import { comparison, leave, leavesIncident, reopened, withIncident } from './ticket-incident.ts';
import type { TicketEvent, TicketFacts, TicketOutcome, TicketPolicy } from './ticket-event.ts';
import { bounded, mostWords, overtalking } from './ticket-history.ts';
import { rate } from './ticket-rating.ts';
import { assigneeOf, isOpenTicket, isTheirs, type Ticket, type TicketDraft } from './ticket-record.ts';
import { route } from './ticket-route.ts';
import { resolutionLeaves, silenceTimers, silent } from './ticket-silence.ts';

export type * from './ticket-event.ts';
export * from './ticket-record.ts';

export function openTicket(id: string, draft: TicketDraft, by: Person, policy: TicketPolicy, now: number): TicketOutcome {
  if (!may(by, 'ticket/report')) return refuse('not-allowed');
  if (draft.description.trim() === '') return refuse('text-needed');
  const { device, ...rest } = draft;
  const subjects = subjectsOf(draft.description, device?.model, policy.applications);
  const opened: Ticket = {
    id,
    // What another system reports is the report of whoever has the problem there.
    reporter: refOf(by.system ? draft.affected : by),
    ...rest,
    affected: refOf(draft.affected),
    ...(device && { device: { id: device.id, name: device.name } }),
    ...(subjects.length > 0 && { subjects }),
    severity: severityOf(draft.reach, draft.effect),
    tier: policy.tiers[0] ?? 1,
    suggested: suggestedRoute(draft.category, device),
    openedAt: now,
    state: { kind: 'new' },
    history: [{ at: now, what: 'ticket/report', by: refOf(by) }],
  };
  return become(opened, ...ticketAlarms(undefined, opened, policy.agreement), ...comparison(opened));
}

export function advanceTicket(was: Ticket, event: TicketEvent, facts: TicketFacts, policy: TicketPolicy, now: number): TicketOutcome {
  const outcome = 'by' in event ? pressed(was, event, facts, policy, now) : happened(was, event, facts, policy, now);
  if (!outcome.ok || event.kind === 'ticket/warn' || event.kind === 'ticket/breach') return outcome;
  const { effects } = outcome.value;
  const next = bounded(outcome.value.next);
  return become(next, ...effects, ...ticketAlarms(was, next, policy.agreement));
}

function happened(was: Ticket, event: Exclude<TicketEvent, Pressed>, facts: TicketFacts, policy: TicketPolicy, now: number): TicketOutcome {
  switch (event.kind) {
    case 'ticket/transfer': return transfer(was, event, now);
    case 'ticket/main-resolved':
    case 'ticket/main-lost': return mainEnded(was, event.kind, facts, policy, now);
    case 'ticket/join':
    case 'ticket/incident-confirmed':
    case 'ticket/incident-freed':
    case 'ticket/incident-resolved': return withIncident(was, event, facts, policy, now);
    case 'ticket/close': return close(was, policy, now);
    case 'ticket/warn':
    case 'ticket/breach': return ticketAlarm(was, event.kind, policy.agreement, now);
    case 'ticket/unanswered':
    case 'ticket/unresponsive': return silent(was, event.kind, policy, now);
  }
}

function pressed(was: Ticket, event: Pressed, facts: TicketFacts, policy: TicketPolicy, now: number): TicketOutcome {
  const no = refusalFor(was, event) ?? overtalking(was, event.kind, event.by, now);
  if (no) return refuse(no, { tier: String(was.tier), limit: String(mostWords), ...(was.state.kind === 'duplicate' && { main: was.state.of }) });

  switch (event.kind) {
    case 'ticket/claim':
      if (was.state.kind !== 'new') return refuse('already-claimed', { name: assigneeOf(was)?.name ?? '' });
      return step(was, event, now, { state: { kind: 'assigned', assignee: refOf(event.by) } }, {},
        tellUser(was, 'ticket-claimed', { name: event.by.name }));

    case 'ticket/assign': return assign(was, event, facts, now);
    case 'ticket/duplicate': return follow(was, event, facts, now);
    case 'ticket/separate': return separate(was, event, now);
    case 'ticket/leave': return leave(was, event, now);
    case 'ticket/route': return route(was, event, facts, policy, now);
    case 'ticket/rate': return rate(was, event, now);
    case 'ticket/reply': return reply(was, event, facts, now);
    case 'ticket/attach': return attach(was, event, facts, now);

    case 'ticket/ask':
      if (event.question.trim() === '') return refuse('text-needed');
      return step(was, event, now, { state: { kind: 'waiting-for-user', assignee: assigneeOf(was) ?? refOf(event.by), question: event.question } },
        { words: event.question }, tellUser(was, 'ticket-asked', { name: event.by.name, words: event.question }),
        ...silenceTimers(policy, now));

    case 'ticket/comment': {
      if (event.comment.trim() === '') return refuse('text-needed');
      const assignee = assigneeOf(was);
      const data = { id: was.id, name: event.by.name, words: event.comment };
      return step(was, event, now, {}, { words: event.comment, ...(event.internal && { internal: true }) },
        ...(event.internal ? [] : [tellUser(was, 'ticket-commented', data)]),
        ...(assignee && assignee.id !== event.by.id ? [tell(toPerson(assignee), 'ticket-commented', data)] : []));
    }

    case 'ticket/number':
      if (event.externalNumber.trim() === '') return refuse('text-needed');
      return step(was, event, now, { externalNumber: event.externalNumber }, { words: event.externalNumber });

    case 'ticket/hand-off':
      if (!policy.tiers.includes(event.tier)) return refuse('tier-unknown', { tier: String(event.tier) });
      if (event.note.trim() === '') return refuse('reason-needed');
      return step(was, event, now, { tier: event.tier, state: { kind: 'new' } }, { words: event.note, internal: true });

    case 'ticket/regrade':
      if (event.severity === was.severity) return refuse('same-severity', { severity: was.severity });
      if (event.reason.trim() === '') return refuse('reason-needed');
      return step(was, event, now, { severity: event.severity }, { words: event.reason, severity: event.severity });

    case 'ticket/resolve':
      if (event.resolution.trim() === '') return refuse('text-needed');
      return step(was, event, now, { state: { kind: 'resolved', by: refOf(event.by), resolution: event.resolution, at: now } }, { words: event.resolution },
        tellUser(was, 'ticket-resolved', { words: event.resolution }),
        ...resolutionLeaves(was, policy, now));

    case 'ticket/withdraw':
      return step(was, event, now, { state: { kind: 'withdrawn', at: now } }, {}, { do: 'end-elevations', ticket: was.id }, { do: 'end-duplicates' },
        ...leavesIncident(was), ...erasure(was, now));

    case 'ticket/reopen': {
      if (event.reason.trim() === '') return refuse('reason-needed');
      const again = reopened(was, facts);
      return step(again, event, now, { state: { kind: 'new' } }, { words: event.reason }, ...comparison(again));
    }
  }
}

type Pressed = Extract<TicketEvent, { readonly by: Person }>;

const usersOwn: ReadonlySet<string> = new Set<Pressed['kind']>(['ticket/reply', 'ticket/attach', 'ticket/withdraw', 'ticket/reopen', 'ticket/rate']);
/** All else is done to the ticket that a duplicate follows. */
const ofDuplicates: ReadonlySet<string> = new Set<Pressed['kind']>(['ticket/reply', 'ticket/attach', 'ticket/withdraw', 'ticket/comment', 'ticket/number', 'ticket/separate', 'ticket/leave']);

/** What stands in the way before the event itself is looked at: rights first, then whose it is, then the state. */
function refusalFor(was: Ticket, event: Pressed): RefusalReason | undefined {
  if (!may(event.by, event.kind)) return noRight(event.by, event.kind);
  const theirs = usersOwn.has(event.kind);
  // Another system speaks for its users; what it may say is in the table of rights.
  if (theirs && !isTheirs(was, event.by) && !event.by.system) return 'not-the-user';
  if (!theirs && !worksTier(event.by, was.tier)) return noRight(event.by, event.kind, 'other-tier');
  if (event.kind === 'ticket/reopen') return was.state.kind === 'resolved' || was.state.kind === 'closed' ? undefined : 'ticket-not-ended';
  if (event.kind === 'ticket/rate') return undefined;
  if (!isOpenTicket(was) && event.kind !== 'ticket/number') return 'ticket-ended';
  return was.state.kind === 'duplicate' && !ofDuplicates.has(event.kind) ? 'is-duplicate' : undefined;
}

/** Operations found it none of its own: the ticket keeps what happened there, and staff take it the way it was sent. */
function transfer(was: Ticket, { kind, route, from, reason }: Extract<TicketEvent, { kind: 'ticket/transfer' }>, now: number): TicketOutcome {
  if (!isOpenTicket(was)) return refuse('ticket-ended');
  return become({ ...was, routed: { route }, history: [...was.history, { at: now, what: kind, by: from, words: reason, internal: true as const }] });
}

function close(was: Ticket, policy: TicketPolicy, now: number): TicketOutcome {
  if (was.state.kind !== 'resolved') return refuse('ticket-not-ended');
  if (now < was.state.at + policy.closeAfter) return refuse('not-yet');
  return become<Ticket, Effect>({ ...was, state: { kind: 'closed', at: now }, history: [...was.history, { at: now, what: 'ticket/close' }] },
    ...erasure(was, now + policy.keepAttachments));
}

/** A withdrawn ticket is nobody's any more; a closed one may still be looked at, or reopened. */
function erasure({ attachments = [] }: Ticket, at: number): readonly Effect[] {
  return attachments.length > 0 ? [{ do: 'erase-attachments', at }] : [];
}

function step(
  was: Ticket, event: Pressed, now: number, change: Partial<Ticket>, line: Pick<HistoryLine, 'words' | 'internal' | 'severity'>, ...effects: readonly Effect[]
): TicketOutcome {
  return become({ ...was, ...change, history: [...was.history, { at: now, what: event.kind, by: refOf(event.by), ...line }] }, ...effects);
}

function tellUser(was: Ticket, text: 'ticket-claimed' | 'ticket-asked' | 'ticket-commented' | 'ticket-resolved', data: Readonly<Record<string, string>>): Effect {
  return tell(toPerson(was.affected), text, { id: was.id, ...data });
}
