// A ticket that somebody found and posts into a chat: what everybody there may read. Whoever may see more is shown the ticket's own card.
import type { Ticket } from '../support/ticket.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import template from './found.template.json' with { type: 'json' };
import { dateTime, plain } from './render.ts';
import { ticketBadge, ticketTitle } from './ticket.ts';

export function foundCard(context: CardContext, ticket: Ticket, version: number): Card {
  return show(context, template, foundData(context, ticket, version));
}

export function foundData({ say }: CardContext, ticket: Ticket, version: number) {
  const { id, category, openedAt, state } = ticket;
  return {
    record: { id, version },
    summary: say('ticket.summary', { id, category: say(`category.${category}`), state: say(`ticket.state.${state.kind}`) }),
    title: `${id} · ${plain(ticketTitle(ticket))}`,
    line: `${say(`category.${category}`)} · ${dateTime(openedAt)}`,
    badge: ticketBadge(say, state),
    show: say('found.show'),
  };
}
