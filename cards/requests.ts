// Everything the reader has asked for: tickets, elevations and escalations, each a press away.
import type { Key, Say } from '../locales/say.ts';
import type { Elevation } from '../support/elevation.ts';
import type { Escalation } from '../support/escalation.ts';
import type { Ticket } from '../support/ticket.ts';
import type { Badge } from './badge.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import { elevationBadge } from './elevation-story.ts';
import { escalationBadge } from './escalation-story.ts';
import { clip, dateTime, plain } from './render.ts';
import template from './requests.template.json' with { type: 'json' };
import { ticketBadge, ticketTitle } from './ticket.ts';
import { wordButtons } from './word-button.ts';

/** In the order in which they are to be shown. */
export interface Requests {
  readonly tickets: readonly Ticket[];
  readonly elevations: readonly Elevation[];
  readonly escalations: readonly Escalation[];
}

export function requestsCard(context: CardContext, requests: Requests): Card {
  return show(context, template, requestsData(context, requests));
}

export function requestsData({ say }: CardContext, { tickets, elevations, escalations }: Requests) {
  const sections = [
    section(say, 'requests.tickets', tickets.map((ticket) => row(ticket.id, ticketTitle(ticket), ticket.openedAt, ticketBadge(say, ticket.state)))),
    section(say, 'requests.elevations', elevations.map((one) => row(one.id, one.title, one.requestedAt, elevationBadge(say, one)))),
    section(say, 'requests.escalations', escalations.map((one) => row(one.id, one.title, one.draftedAt, escalationBadge(say, one.state)))),
  ].flat();
  return {
    summary: say('requests.title'),
    title: say('requests.title'),
    intro: say(sections.length === 0 ? 'requests.none' : 'requests.intro'),
    sections,
    wordButtons: wordButtons(say, 'report', 'help'),
  };
}

// So many rows of each kind stay well below what a card may weigh.
const shown = 10;

interface Row {
  readonly id: string;
  readonly title: string;
  readonly line: string;
  readonly badge: Badge;
}

function row(id: string, title: string, at: number, state: Badge): Row {
  return { id, title: `${id} · ${plain(clip(title, 80))}`, line: dateTime(at), badge: state };
}

function section(say: Say, title: Key, rows: readonly Row[]) {
  if (rows.length === 0) return [];
  const rest = rows.length - shown;
  return [{ title: say(title), rows: rows.slice(0, shown), more: rest > 0 ? say.count('list.more', rest) : '' }];
}
