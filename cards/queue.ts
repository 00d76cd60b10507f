// The open tickets as staff take them on: the worst severity first, then the oldest.
import type { Say } from '../locales/say.ts';
import type { Agreement } from '../support/agreement.ts';
import { severities, type Severity } from '../support/severity.ts';
import { assigneeOf, type Ticket } from '../support/ticket.ts';
import { ticketClock } from '../support/ticket-clock.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import template from './queue.template.json' with { type: 'json' };
import { plain } from './render.ts';
import { dueLine } from './service-level.ts';
import { ticketTitle } from './ticket.ts';
import { wordButtons } from './word-button.ts';

/** Which tickets are looked at: those of a tier, of the reader's own tiers, or all. */
export type QueuePart = number | 'own' | 'all';

/** `page` counts from 1. */
export interface QueueView {
  readonly part: QueuePart;
  readonly page: number;
}

/** What a button names a view by. */
function idOf({ part, page }: QueueView): string {
  return `queue:${part}:${page}`;
}

/** Undefined: no button of ours names it. */
export function queueViewIn(id: string): QueueView | undefined {
  const [, part, page] = /^queue:(own|all|[1-9]):([1-9]\d?)$/.exec(id) ?? [];
  if (part === undefined) return undefined;
  return { part: part === 'own' || part === 'all' ? part : Number(part), page: Number(page) };
}

/** `tickets` are those of the view's part, in any order. `parts` are what there is to choose from; a count is left out where it is not known. */
export interface Queued {
  readonly view: QueueView;
  readonly tickets: readonly Ticket[];
  readonly parts: readonly { readonly part: QueuePart; readonly count?: number }[];
}

/** @param agreement by which it is known what is due, and when */
export function queueCard(context: CardContext, queued: Queued, agreement: Agreement): Card {
  return show(context, template, queueData(context, queued, agreement));
}

/** So many rows stay well below what a card may weigh. */
const perPage = 15;
/** So many parts stand beside each other on a phone. */
const perLine = 4;

export function queueData(context: CardContext, { view, tickets, parts }: Queued, agreement: Agreement) {
  const { say } = context;
  const pages = Math.max(Math.ceil(tickets.length / perPage), 1);
  const page = Math.min(view.page, pages);
  const tabs = parts.map(({ part, count }) => tab(say, view.part, part, count));
  return {
    summary: say.count('queue.summary', tickets.length),
    title: say('queue.title'),
    tabLines: tabs.length < 2 ? [] : Array.from({ length: Math.ceil(tabs.length / perLine) }, (_, line) => ({ tabs: tabs.slice(line * perLine, (line + 1) * perLine) })),
    intro: tickets.length > 0 ? say.count('queue.intro', tickets.length) : say(view.part === 'all' ? 'queue.none' : 'queue.none-here'),
    rows: tickets.toSorted(byUrgency).slice((page - 1) * perPage, page * perPage).map((ticket) => row(context, ticket, agreement)),
    page: pages > 1 ? say('queue.page', { page, pages }) : '',
    turns: [
      ...page < pages ? [{ title: say('queue.next'), view: idOf({ part: view.part, page: page + 1 }) }] : [],
      ...page > 1 ? [{ title: say('queue.previous'), view: idOf({ part: view.part, page: page - 1 }) }] : [],
    ],
    wordButtons: wordButtons(say, 'my-requests', 'help'),
  };
}

function tab(say: Say, open: QueuePart, part: QueuePart, count: number | undefined) {
  const name = typeof part === 'number' ? say('ticket.tier-number', { tier: part }) : say(`queue.part.${part}`);
  // The part that is open is looked at anew by it.
  const look = part === open ? { weight: 'Bolder', color: 'Default' } : { weight: 'Default', color: 'Accent' };
  return { text: count === undefined ? name : `${name} (${count})`, ...look, view: idOf({ part, page: 1 }) };
}

const styles: Readonly<Record<Severity, 'attention' | 'warning' | 'emphasis'>> = { A: 'attention', B: 'warning', C: 'emphasis' };

function byUrgency(one: Ticket, other: Ticket): number {
  return severities.indexOf(one.severity) - severities.indexOf(other.severity) || one.openedAt - other.openedAt;
}

function row({ say, now }: CardContext, ticket: Ticket, agreement: Agreement) {
  const assignee = assigneeOf(ticket);
  const state = say(`ticket.state.${ticket.state.kind}`);
  return {
    id: ticket.id,
    badge: { text: say('queue.severity', { severity: ticket.severity }), style: styles[ticket.severity] },
    title: `${ticket.id} · ${plain(ticketTitle(ticket))}`,
    line: [
      plain(ticket.affected.name), say('ticket.tier-number', { tier: ticket.tier }), assignee ? `${state} (${plain(assignee.name)})` : state,
      say('queue.age', { age: say.duration(now - ticket.openedAt) }),
    ].join(' · '),
    due: dueLine(say, { clock: ticketClock(ticket, agreement) }, now),
  };
}
