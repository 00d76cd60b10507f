// The card of a ticket: the user follows it, staff work it.
import type { Key, Say } from '../locales/say.ts';
import type { Device } from '../support/device.ts';
import type { Elevation } from '../support/elevation.ts';
import type { Escalation } from '../support/escalation.ts';
import { knownContact, needsCaseNumber, routes } from '../support/routing.ts';
import { severities } from '../support/severity.ts';
import { assigneeOf, firstLine, isOpenTicket, scores, type Ticket, type TicketState } from '../support/ticket.ts';
import { sizeText, type Attachment } from '../support/attachment.ts';
import { badge, type Badge, type BadgeStyle } from './badge.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import { stateWords } from './emergency.ts';
import { perLanguage } from './fixed.ts';
import { choices, limits } from './form.ts';
import { historyLines } from './history.ts';
import { clip, dateTime, harmless, onOneLine, plain, timeOfDay } from './render.ts';
import { dueLine, promiseLine } from './service-level.ts';
import { buttonsOf, inTestRing, otherTiers, waysOn, type AroundTicket, type TicketView } from './ticket-buttons.ts';
import template from './ticket.template.json' with { type: 'json' };

export function ticketCard(context: CardContext, ticket: Ticket, version: number, view: TicketView, around: AroundTicket): Card {
  return show(context, template, ticketData(context, ticket, version, view, around));
}

export function ticketData(context: CardContext, ticket: Ticket, version: number, view: TicketView, around: AroundTicket) {
  const { say } = context;
  const { state, routed } = ticket;
  const reply = state.kind === 'waiting-for-user' ? 'answer' : 'reply';
  const can = buttonsOf(context, ticket, view, around);
  const contacts = contactsOf(say, around);
  const others = otherTiers(ticket, around);
  return {
    fixed: fixed(say),
    record: { id: ticket.id, version },
    summary: say('ticket.summary', { id: ticket.id, category: say(`category.${ticket.category}`), state: say(`ticket.state.${state.kind}`) }),
    title: [ticket.id, plain(ticketTitle(ticket))].join(' · '),
    badge: ticketBadge(say, state),
    opened: say('ticket.opened', { name: plain(ticket.reporter.name), when: dateTime(ticket.openedAt) }),
    description: plain(belowTitle(ticket)),
    now: nowOf(say, ticket, view),
    due: (view === 'staff' ? dueLine : promiseLine)(say, around, context.now),
    facts: factsOf(say, ticket, view, around.device),
    related: [
      incidentLine(say, ticket, view),
      view === 'staff' && inTestRing(around) ? [{ text: say('ticket.test-ring') }] : [],
      view === 'staff' && around.duplicates.length > 0 ? [{ text: say('ticket.duplicates', { ids: say.list(around.duplicates) }) }] : [],
      around.elevations.flatMap((elevation) => elevationLine(say, elevation, view)),
      around.escalations.flatMap((escalation) => escalationLine(say, escalation, view)),
    ].flat(),
    history: historyLines(say, ticket.history, view === 'staff'),
    severity: ticket.severity,
    route: routed?.route ?? ticket.suggested,
    contacts,
    contactHint: contacts.length > 0 ? say('ticket.contact-known') : '',
    rating: { title: say(ticket.rating ? 'ticket.rate-again' : 'ticket.rate'), score: String(ticket.rating?.score ?? ''), comment: harmless(ticket.rating?.comment ?? '') },
    passOn: say(can.handOff ? 'ticket.pass-on' : 'ticket.assign'),
    externalNumber: harmless(ticket.externalNumber ?? ''),
    tier: String(others.find((tier) => tier > ticket.tier) ?? others.at(-1) ?? ''),
    tiers: others.map((tier) => ({ title: say('ticket.tier-number', { tier }), value: String(tier) })),
    can,
    attachments: can.attachments ? (ticket.attachments ?? []).map((attachment) => attachmentRow(say, attachment, { id: ticket.id, version })) : [],
    wordButtons: waysOn(context, view, Object.values(can).includes(true)),
    answer: { title: say(`ticket.${reply}`), label: say(`ticket.${reply}-label`) },
  };
}

function attachmentRow(say: Say, { id, name, size }: Attachment, record: { readonly id: string; readonly version: number }) {
  const called = clip(onOneLine(name), 60);
  return { text: plain(`${called} (${sizeText(size)})`), show: say('ticket.attachment-show', { name: called }), press: { ...record, attachment: id } };
}

/** What a ticket is called, no longer than a line of a card. */
export function ticketTitle(ticket: Pick<Ticket, 'description'>): string {
  return clip(firstLine(ticket), 80);
}

// What the title says already is not said twice.
function belowTitle(ticket: Ticket): string {
  const title = ticketTitle(ticket);
  const description = ticket.description.trim();
  return description.startsWith(title) ? description.slice(title.length) : description;
}

export function ticketBadge(say: Say, { kind }: TicketState): Badge {
  return badge(say, say(`ticket.state.${kind}`), badgeStyles[kind]);
}

const badgeStyles: Readonly<Record<TicketState['kind'], BadgeStyle>> = {
  'new': 'accent',
  'assigned': 'accent',
  'waiting-for-user': 'warning',
  'duplicate': 'emphasis',
  'resolved': 'good',
  'closed': 'emphasis',
  'withdrawn': 'emphasis',
};

function nowOf(say: Say, ticket: Ticket, view: TicketView): { readonly text: string; readonly words: string } {
  const { state } = ticket;
  switch (state.kind) {
    case 'new':
      return { text: say(`ticket.now.${view}.new`, { tier: ticket.tier }), words: '' };
    case 'assigned':
      return { text: say('ticket.now.assigned', { name: plain(state.assignee.name) }), words: '' };
    case 'waiting-for-user':
      // Those who asked know the question; with all their buttons its longest would not fit on the card.
      return { text: say(`ticket.now.${view}.waiting-for-user`, { name: plain(state.assignee.name) }), words: plain(view === 'user' ? state.question : clip(state.question, 400)) };
    case 'duplicate':
      return { text: say(`ticket.now.${view}.duplicate`, { main: state.of }), words: '' };
    case 'resolved':
      if ('unanswered' in state) return { text: say(`ticket.now.${view}.unanswered`), words: plain(state.unanswered) };
      return { text: say('ticket.now.resolved', { name: plain(state.by.name) }), words: plain(state.resolution) };
    case 'closed':
    case 'withdrawn':
      return { text: say(`ticket.now.${state.kind}`), words: '' };
  }
}

/** What is not known is no fact. */
function factsOf(say: Say, ticket: Ticket, view: TicketView, device: Device | undefined) {
  const { routed, rating } = ticket;
  const fact = (key: Key, value = '') => ({ title: say(key), value });
  const known = device && say('ticket.device-known', {
    name: plain(device.name), model: plain(`${device.manufacturer} ${device.model}`), serial: plain(device.serial), ring: device.ring,
  });
  const shared = [
    fact('ticket.external-number', plain(ticket.externalNumber ?? '')),
    fact('ticket.affected', ticket.affected.id === ticket.reporter.id ? '' : plain(ticket.affected.name)),
    fact('ticket.category', say(`category.${ticket.category}`)),
    fact('ticket.effect-on-work', say('ticket.effect', { reach: say(`reach.${ticket.reach}`), effect: say(`effect.${ticket.effect}`) })),
    fact('ticket.rating', rating && [say(`score.${rating.score}`), plain(rating.comment)].filter(Boolean).join(' · ')),
  ];
  const facts = view === 'user' ? [
    ...shared,
    // Staff press them, below.
    fact('ticket.attachments', plain(clip((ticket.attachments ?? []).map(({ name }) => name).join(', '), 200))),
    fact('ticket.device', ticket.device && plain(ticket.device.name)),
  ] : [
    fact('ticket.severity', say(`severity.${ticket.severity}`)),
    ...shared,
    fact('ticket.device', known ?? (ticket.device && plain(ticket.device.name))),
    fact('ticket.tier', String(ticket.tier)),
    fact('ticket.assignee', plain(assigneeOf(ticket)?.name ?? '')),
    fact(routed ? 'ticket.route' : 'ticket.suggested-route', say(`route.${routed?.route ?? ticket.suggested}`)),
    fact('ticket.case', [routed?.contact, routed?.caseNumber].filter((part) => part !== undefined).map(plain).join(' · ')),
  ];
  return facts.filter(({ value }) => value !== '');
}

/** Whom this ticket's routes out of the house lead to, as the organisation has said. */
function contactsOf(say: Say, { routes: said, device }: AroundTicket) {
  return routes.filter(needsCaseNumber).flatMap((route) => {
    const contact = knownContact(route, said, device?.manufacturer);
    return contact === undefined ? [] : [{ text: say('ticket.known-contact', { route: say(`route.${route}`), contact: plain(contact) }) }];
  });
}

/** What is still to come of it: an ended ticket says in its history how it ended. */
function incidentLine(say: Say, ticket: Ticket, view: TicketView) {
  const { incident } = ticket;
  if (!incident || !isOpenTicket(ticket) || (view === 'user' && !incident.confirmed)) return [];
  const { id, confirmed } = incident;
  return [{ text: view === 'user' ? say('ticket.incident-user') : say(confirmed ? 'ticket.incident-confirmed' : 'ticket.incident-suspected', { id }) }];
}

// The user is told who is on the own device now, not who asked to be.
function elevationLine(say: Say, elevation: Elevation, view: TicketView) {
  const { id, state } = elevation;
  if (state.kind === 'active') {
    return [{ text: say('ticket.access-active', { id, name: plain(elevation.requester.name), device: plain(elevation.device.name), time: timeOfDay(state.until) }) }];
  }
  return view === 'staff' ? [{ text: say('ticket.elevation', { id, state: stateWords(say, elevation), name: plain(elevation.requester.name) }) }] : [];
}

function escalationLine(say: Say, escalation: Escalation, view: TicketView) {
  const { id, state } = escalation;
  if (view === 'user' && !('filing' in state)) return [];
  return [{ text: say('ticket.escalation', { id, state: say(`escalation.state.${state.kind}`), title: plain(escalation.title) }) }];
}

const fixed = perLanguage((say) => ({
  limits,
  severities: choices(severities, (severity) => say(`severity.${severity}`)),
  routes: choices(routes, (route) => say(`route.${route}`)),
  scores: scores.toReversed().map((score) => ({ title: say(`score.${score}`), value: String(score) })),
  words: {
    history: say('history.title'),
    claim: say('ticket.claim'),
    ask: say('ticket.ask'),
    question: say('ticket.question'),
    send: say('ticket.send'),
    comment: say('ticket.comment'),
    assign: say('ticket.assign'),
    assignTo: say('ticket.assign-to'),
    assignChoose: say('ticket.assign-choose'),
    handOff: say('ticket.hand-off'),
    tier: say('ticket.hand-off-tier'),
    note: say('ticket.hand-off-note'),
    grade: say('ticket.grade'),
    severity: say('ticket.severity'),
    regradeReason: say('ticket.regrade-reason'),
    regrade: say('ticket.regrade'),
    route: say('ticket.route'),
    routeGuide: say('ticket.route-guide'),
    contact: say('ticket.contact'),
    caseNumber: say('ticket.case-number'),
    sendRoute: say('ticket.send-route'),
    externalNumber: say('ticket.external-number-label'),
    setNumber: say('ticket.set-number'),
    duplicateOf: say('ticket.duplicate-of'),
    link: say('ticket.link'),
    separate: say('ticket.separate'),
    leave: say('ticket.leave'),
    ratingAsk: say('ticket.rating-ask'),
    ratingComment: say('ticket.rating-comment'),
    rate: say('ticket.rate-now'),
    attachments: say('ticket.attachments'),
    resolve: say('ticket.resolve'),
    resolution: say('ticket.resolution'),
    elevate: say('ticket.elevate'),
    escalate: say('ticket.escalate'),
    withdraw: say('ticket.withdraw'),
    withdrawMeans: say('ticket.withdraw-means'),
    withdrawNow: say('ticket.withdraw-now'),
    reopen: say('ticket.reopen'),
    reopenReason: say('ticket.reopen-reason'),
    textError: say('input.text'),
    choiceError: say('input.choice'),
  },
}));
