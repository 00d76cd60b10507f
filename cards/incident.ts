// The card of a major incident, for the IT admins: how many report the same since when, how bad it is, and what is to be done about it.
import type { Say } from '../locales/say.ts';
import { isOpenIncident, peopleOf, suggestedSeverity, type Incident, type IncidentState } from '../support/incident.ts';
import { may, type Act } from '../support/rights.ts';
import { badge, type BadgeStyle } from './badge.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import { perLanguage } from './fixed.ts';
import { limits } from './form.ts';
import { historyLines } from './history.ts';
import template from './incident.template.json' with { type: 'json' };
import { clip, dateTime, onOneLine, plain } from './render.ts';
import { story, type Story } from './story.ts';

/** So many tickets are named, the first that came; the others are counted. */
const mostNamed = 5;

export function incidentCard(context: CardContext, incident: Incident, version: number): Card {
  return show(context, template, incidentData(context, incident, version));
}

export function incidentData(context: CardContext, incident: Incident, version: number) {
  const { say } = context;
  const { id, subject, category, reports, state, suspectedAt } = incident;
  const people = peopleOf(reports);
  const severity = suggestedSeverity(incident);
  const rest = reports.length - mostNamed;
  return {
    fixed: fixed(say),
    record: { id, version },
    summary: say('incident.summary', { id, subject: onOneLine(subject.name), state: say(`incident.state.${state.kind}`), count: people }),
    title: say('incident.title', { id, subject: plain(clip(subject.name, 100)) }),
    since: say('incident.since', { when: dateTime(reports[0]?.at ?? suspectedAt) }),
    badge: badge(say, say(`incident.state.${state.kind}`), badgeStyles[state.kind]),
    now: nowOf(say, incident),
    facts: [
      { title: say('incident.people'), value: String(people) },
      { title: say(`incident.subject.${subject.kind}`), value: plain(clip(subject.name, 100)) },
      { title: say('ticket.category'), value: say(`category.${category}`) },
      { title: say('incident.severity'), value: say(`severity.${severity}`) },
    ],
    ticketsTitle: say.count('incident.tickets', reports.length),
    tickets: reports.slice(0, mostNamed).map(({ ticket, person, title }) => ({ text: `${ticket} · ${plain(person.name)} · ${plain(clip(title, 80))}` })),
    more: rest > 0 ? say('incident.more', { count: rest }) : '',
    history: historyLines(say, incident.history, true),
    escalateMeans: say(severity === 'C' ? 'incident.escalate-means-c' : 'incident.escalate-means', { severity }),
    can: buttonsOf(context, incident),
  };
}

function nowOf(say: Say, { state }: Incident): Story {
  switch (state.kind) {
    case 'suspected': return story(say('incident.now.suspected'));
    case 'confirmed': return story(say('incident.now.confirmed', { name: plain(state.by.name), when: dateTime(state.at) }));
    case 'escalating': return story(say('incident.now.escalating', { name: plain(state.by.name) }));
    case 'escalated': return story(say('incident.now.escalated', { name: plain(state.by.name), when: dateTime(state.at), escalation: state.escalation }));
    case 'resolved': return story(say('incident.now.resolved', { name: plain(state.by.name), when: dateTime(state.at) }), state.resolution);
    case 'dismissed': return story(say('incident.now.dismissed', { name: plain(state.by.name), when: dateTime(state.at) }), state.reason);
    case 'lapsed': return story(say('incident.now.lapsed', { when: dateTime(state.at) }));
  }
}

const badgeStyles: Readonly<Record<IncidentState['kind'], BadgeStyle>> = {
  suspected: 'warning', confirmed: 'attention', escalating: 'attention', escalated: 'accent', resolved: 'good', dismissed: 'emphasis', lapsed: 'emphasis',
};

function buttonsOf({ reader }: CardContext, incident: Incident) {
  const { kind } = incident.state;
  const open = isOpenIncident(incident);
  const allowed = (act: Act): boolean => open && (!reader || may(reader, act));
  const handedOver = kind === 'escalating' || kind === 'escalated';
  return {
    confirm: kind === 'suspected' && allowed('incident/confirm'),
    escalate: !handedOver && allowed('incident/escalate'),
    resolve: allowed('incident/resolve'),
    dismiss: !handedOver && allowed('incident/dismiss'),
  };
}

const fixed = perLanguage((say) => ({
  limits,
  words: {
    history: say('history.title'),
    confirm: say('incident.confirm'),
    escalate: say('incident.escalate'),
    escalateNow: say('incident.escalate-now'),
    resolve: say('incident.resolve'),
    resolution: say('incident.resolution'),
    resolveNow: say('incident.resolve-now'),
    dismiss: say('incident.dismiss'),
    dismissReason: say('incident.dismiss-reason'),
    dismissNow: say('incident.dismiss-now'),
    textError: say('input.text'),
  },
}));
