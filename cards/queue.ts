// The open tickets as staff take them on: the worst severity first, then the oldest.
import type { Say } from '../locales/say.ts';
import { severities, type Severity } from '../support/severity.ts';
import { assigneeOf, type Ticket } from '../support/ticket.ts';
import { show, type CardContext } from './context.ts';
import template from './queue.template.json' with { type: 'json' };
import { dateTime, plain, type Card } from './render.ts';
import { ticketTitle } from './ticket.ts';
import { wordButtons } from './word-button.ts';

export function queueCard(context: CardContext, tickets: readonly Ticket[]): Card {
  return show(context, template, queueData(context, tickets));
}

// So many rows stay well below what a card may weigh, and nobody takes on more than one.
const shown = 15;

export function queueData({ say }: CardContext, tickets: readonly Ticket[]) {
  const rest = tickets.length - shown;
  return {
    summary: say.count('queue.summary', tickets.length),
    title: say('queue.title'),
    intro: tickets.length === 0 ? say('queue.none') : say.count('queue.intro', tickets.length),
    rows: tickets.toSorted(byUrgency).slice(0, shown).map((ticket) => row(say, ticket)),
    more: rest > 0 ? say.count('list.more', rest) : '',
    wordButtons: wordButtons(say, 'my-requests', 'help'),
  };
}

const styles: Readonly<Record<Severity, 'attention' | 'warning' | 'emphasis'>> = { A: 'attention', B: 'warning', C: 'emphasis' };

function byUrgency(one: Ticket, other: Ticket): number {
  return severities.indexOf(one.severity) - severities.indexOf(other.severity) || one.openedAt - other.openedAt;
}

function row(say: Say, ticket: Ticket) {
  const assignee = assigneeOf(ticket);
  const state = say(`ticket.state.${ticket.state.kind}`);
  return {
    id: ticket.id,
    badge: { text: say('queue.severity', { severity: ticket.severity }), style: styles[ticket.severity] },
    title: `${ticket.id} · ${plain(ticketTitle(ticket))}`,
    line: [
      plain(ticket.affected.name), say('ticket.tier-number', { tier: ticket.tier }), assignee ? `${state} (${plain(assignee.name)})` : state, dateTime(ticket.openedAt),
    ].join(' · '),
  };
}
