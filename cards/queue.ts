// The open tickets as staff take them on: the worst severity first, then the oldest.
import type { Agreement } from '../support/agreement.ts';
import { severities, type Severity } from '../support/severity.ts';
import { assigneeOf, type Ticket } from '../support/ticket.ts';
import { ticketClock } from '../support/ticket-clock.ts';
import { show, type CardContext } from './context.ts';
import template from './queue.template.json' with { type: 'json' };
import { plain, type Card } from './render.ts';
import { dueLine } from './service-level.ts';
import { ticketTitle } from './ticket.ts';
import { wordButtons } from './word-button.ts';

/** @param agreement by which it is known what is due, and when */
export function queueCard(context: CardContext, tickets: readonly Ticket[], agreement: Agreement): Card {
  return show(context, template, queueData(context, tickets, agreement));
}

// So many rows stay well below what a card may weigh, and nobody takes on more than one.
const shown = 15;

export function queueData(context: CardContext, tickets: readonly Ticket[], agreement: Agreement) {
  const { say } = context;
  const rest = tickets.length - shown;
  return {
    summary: say.count('queue.summary', tickets.length),
    title: say('queue.title'),
    intro: tickets.length === 0 ? say('queue.none') : say.count('queue.intro', tickets.length),
    rows: tickets.toSorted(byUrgency).slice(0, shown).map((ticket) => row(context, ticket, agreement)),
    more: rest > 0 ? say.count('list.more', rest) : '',
    wordButtons: wordButtons(say, 'my-requests', 'help'),
  };
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
