// The life of a ticket: new → assigned ⇄ waiting-for-user → resolved → closed, with withdrawn and reopening.
import type { Category } from './category.ts';
import type { DeviceRef } from './device.ts';
import { tell, toChannel, toPerson, type Effect, type HistoryLine, type Target } from './effect.ts';
import { become, refuse, type Outcome, type RefusalReason, type Step } from './outcome.ts';
import { refOf, type Person, type PersonRef } from './person.ts';
import { may, noRight, worksTier } from './rights.ts';
import { needsCaseNumber, suggestedRoute, type Route } from './routing.ts';
import { severityOf, type EffectOnWork, type Reach, type Severity } from './severity.ts';

export type TicketState =
  | { readonly kind: 'new' }
  | { readonly kind: 'assigned'; readonly assignee: PersonRef }
  | { readonly kind: 'waiting-for-user'; readonly assignee: PersonRef; readonly question: string }
  | { readonly kind: 'resolved'; readonly by: PersonRef; readonly resolution: string; readonly at: number }
  | { readonly kind: 'closed'; readonly at: number }
  | { readonly kind: 'withdrawn'; readonly at: number };

/** Where a ticket was sent; routes outside the house keep whom was called and the case number there. */
export interface Routed {
  readonly route: Route;
  readonly contact?: string;
  readonly caseNumber?: string;
}

/** `reporter` wrote it, `affected` has the problem (often the same person). Times are epoch milliseconds. */
export interface Ticket {
  readonly id: string;
  readonly reporter: PersonRef;
  readonly affected: PersonRef;
  readonly description: string;
  readonly category: Category;
  readonly device?: DeviceRef;
  readonly reach: Reach;
  readonly effect: EffectOnWork;
  readonly severity: Severity;
  readonly tier: number;
  readonly suggested: Route;
  readonly routed?: Routed;
  readonly openedAt: number;
  readonly state: TicketState;
  readonly history: readonly HistoryLine[];
}

/** What the report dialog ends with. */
export interface TicketDraft {
  readonly description: string;
  readonly category: Category;
  readonly device?: DeviceRef & { readonly hardware: 'ok' | 'failing' };
  readonly reach: Reach;
  readonly effect: EffectOnWork;
  readonly affected: PersonRef;
}

export type TicketEvent =
  | { readonly kind: 'ticket/claim'; readonly by: Person }
  | { readonly kind: 'ticket/ask'; readonly by: Person; readonly question: string }
  | { readonly kind: 'ticket/reply'; readonly by: Person; readonly reply: string }
  | { readonly kind: 'ticket/hand-off'; readonly by: Person; readonly tier: number; readonly note: string }
  | { readonly kind: 'ticket/regrade'; readonly by: Person; readonly severity: Severity; readonly reason: string }
  | { readonly kind: 'ticket/route'; readonly by: Person; readonly route: Route; readonly contact: string; readonly caseNumber: string }
  | { readonly kind: 'ticket/resolve'; readonly by: Person; readonly resolution: string }
  | { readonly kind: 'ticket/withdraw'; readonly by: Person }
  | { readonly kind: 'ticket/reopen'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'ticket/close' };

/** Tiers that somebody works, lowest first; a resolved ticket closes `closeAfter` ms later (it may be reopened before and after). */
export interface TicketPolicy {
  readonly tiers: readonly number[];
  readonly closeAfter: number;
}

export type TicketOutcome = Outcome<Step<Ticket, Effect>>;

export function openTicket(id: string, draft: TicketDraft, by: Person, policy: TicketPolicy, now: number): TicketOutcome {
  if (!may(by, 'ticket/report')) return refuse('not-allowed');
  if (draft.description.trim() === '') return refuse('text-needed');
  const { device, ...rest } = draft;
  return become<Ticket, Effect>({
    id,
    reporter: refOf(by),
    ...rest,
    affected: refOf(draft.affected),
    ...(device && { device: { id: device.id, name: device.name } }),
    severity: severityOf(draft.reach, draft.effect),
    tier: policy.tiers[0] ?? 1,
    suggested: suggestedRoute(draft.category, device),
    openedAt: now,
    state: { kind: 'new' },
    history: [{ at: now, what: 'ticket/report', by: refOf(by) }],
  });
}

export function advanceTicket(was: Ticket, event: TicketEvent, policy: TicketPolicy, now: number): TicketOutcome {
  if (event.kind === 'ticket/close') return close(was, policy, now);
  const no = refusalFor(was, event);
  if (no) return refuse(no, { tier: String(was.tier) });

  switch (event.kind) {
    case 'ticket/claim':
      if (was.state.kind !== 'new') return refuse('already-claimed', { name: assigneeOf(was)?.name ?? '' });
      return step(was, event, now, { state: { kind: 'assigned', assignee: refOf(event.by) } }, {},
        tellUser(was, 'ticket-claimed', { name: event.by.name }));

    case 'ticket/ask':
      if (event.question.trim() === '') return refuse('text-needed');
      return step(was, event, now, { state: { kind: 'waiting-for-user', assignee: assigneeOf(was) ?? refOf(event.by), question: event.question } },
        { words: event.question }, tellUser(was, 'ticket-asked', { name: event.by.name, words: event.question }));

    case 'ticket/reply': {
      if (event.reply.trim() === '') return refuse('text-needed');
      const assignee = assigneeOf(was);
      return step(was, event, now, { state: assignee ? { kind: 'assigned', assignee } : { kind: 'new' } }, { words: event.reply },
        ...(assignee ? [tell(toPerson(assignee), 'ticket-replied', { id: was.id, name: event.by.name, words: event.reply })] : []));
    }

    case 'ticket/hand-off':
      if (!policy.tiers.includes(event.tier)) return refuse('tier-unknown', { tier: String(event.tier) });
      if (event.note.trim() === '') return refuse('reason-needed');
      return step(was, event, now, { tier: event.tier, state: { kind: 'new' } }, { words: event.note, internal: true });

    case 'ticket/regrade':
      if (event.severity === was.severity) return refuse('same-severity', { severity: was.severity });
      if (event.reason.trim() === '') return refuse('reason-needed');
      return step(was, event, now, { severity: event.severity }, { words: event.reason });

    case 'ticket/route': {
      const { route, contact, caseNumber } = event;
      if (needsCaseNumber(route) && contact.trim() === '') return refuse('contact-needed');
      if (needsCaseNumber(route) && caseNumber.trim() === '') return refuse('case-number-needed');
      return step(was, event, now, { routed: { route, ...(contact && { contact }), ...(caseNumber && { caseNumber }) } }, { words: route, internal: true });
    }

    case 'ticket/resolve':
      if (event.resolution.trim() === '') return refuse('text-needed');
      return step(was, event, now, { state: { kind: 'resolved', by: refOf(event.by), resolution: event.resolution, at: now } }, { words: event.resolution },
        tellUser(was, 'ticket-resolved', { words: event.resolution }),
        { do: 'end-elevations', ticket: was.id },
        { do: 'timer', kind: 'ticket/close', at: now + policy.closeAfter });

    case 'ticket/withdraw':
      return step(was, event, now, { state: { kind: 'withdrawn', at: now } }, {}, { do: 'end-elevations', ticket: was.id });

    case 'ticket/reopen':
      if (event.reason.trim() === '') return refuse('reason-needed');
      return step(was, event, now, { state: { kind: 'new' } }, { words: event.reason });
  }
}

/** True while somebody may still work on it; a resolved ticket only waits to be closed or reopened. */
export function isOpenTicket(ticket: Ticket): boolean {
  return ticket.state.kind === 'new' || ticket.state.kind === 'assigned' || ticket.state.kind === 'waiting-for-user';
}

export function assigneeOf(ticket: Ticket): PersonRef | undefined {
  return ticket.state.kind === 'assigned' || ticket.state.kind === 'waiting-for-user' ? ticket.state.assignee : undefined;
}

export function isTheirs(ticket: Ticket, person: PersonRef): boolean {
  return ticket.affected.id === person.id || ticket.reporter.id === person.id;
}

export function ticketTargets(ticket: Ticket): readonly Target[] {
  return [...new Set([toChannel('support'), toPerson(ticket.affected), toPerson(ticket.reporter)])];
}

type Pressed = Exclude<TicketEvent, { kind: 'ticket/close' }>;

/** What stands in the way before the event itself is looked at: rights first, then whose it is, then the state. */
function refusalFor(was: Ticket, event: Pressed): RefusalReason | undefined {
  if (!may(event.by, event.kind)) return noRight(event.by, event.kind);
  const theirs = event.kind === 'ticket/reply' || event.kind === 'ticket/withdraw' || event.kind === 'ticket/reopen';
  if (theirs && !isTheirs(was, event.by)) return 'not-the-user';
  if (!theirs && !worksTier(event.by, was.tier)) return noRight(event.by, event.kind, 'other-tier');
  if (event.kind === 'ticket/reopen') return was.state.kind === 'resolved' || was.state.kind === 'closed' ? undefined : 'ticket-not-ended';
  return isOpenTicket(was) ? undefined : 'ticket-ended';
}

function close(was: Ticket, policy: TicketPolicy, now: number): TicketOutcome {
  if (was.state.kind !== 'resolved') return refuse('ticket-not-ended');
  if (now < was.state.at + policy.closeAfter) return refuse('not-yet');
  return become<Ticket, Effect>({ ...was, state: { kind: 'closed', at: now }, history: [...was.history, { at: now, what: 'ticket/close' }] });
}

function step(
  was: Ticket, event: Pressed, now: number, change: Partial<Ticket>, line: Pick<HistoryLine, 'words' | 'internal'>, ...effects: readonly Effect[]
): TicketOutcome {
  return become({ ...was, ...change, history: [...was.history, { at: now, what: event.kind, by: refOf(event.by), ...line }] }, ...effects);
}

function tellUser(was: Ticket, text: 'ticket-claimed' | 'ticket-asked' | 'ticket-resolved', data: Readonly<Record<string, string>>): Effect {
  return tell(toPerson(was.affected), text, { id: was.id, ...data });
}
