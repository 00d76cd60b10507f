// What is going on with an escalation and what it is about: the same for its filer, the escalation team, the IT admin and Operations.
import type { Say } from '../locales/say.ts';
import { reactivateWithin, type Escalation, type EscalationState } from '../support/escalation.ts';
import { badge, type Badge, type BadgeStyle } from './badge.ts';
import type { Around, CardContext } from './context.ts';
import { deviceInFull } from './device.ts';
import { dateTime, onOneLine, plain } from './render.ts';
import { dueLine } from './service-level.ts';
import { story, type Story } from './story.ts';
import { ticketTitle } from './ticket.ts';

export type AroundEscalation = Pick<Around, 'answerBy' | 'clock' | 'ticket' | 'device'>;

export function escalationStory(say: Say, { severity, state }: Escalation): Story {
  switch (state.kind) {
    case 'handed-off': {
      return story(say('escalation.now.handed-off', { severity, focus: say(`focus.${state.focus}`), contact: plain(state.adminContact) }));
    }
    case 'proposed':
      return story(say('escalation.now.proposed'));
    case 'declined':
      return story(say('escalation.now.declined', { name: plain(state.by.name), when: dateTime(state.at) }), state.reason);
    case 'filed':
      return story(say('escalation.now.filed', { name: plain(state.filing.by.name), when: dateTime(state.filing.at) }));
    case 'accepted':
      return story(say('escalation.now.accepted', { name: plain(state.by.name) }));
    case 'awaiting-answer':
      return story(say('escalation.now.awaiting-answer', { name: plain(state.by.name) }), state.question);
    case 'mitigated':
      return story(say('escalation.now.mitigated', { name: plain(state.by.name) }), state.note);
    case 'resolved':
      return story(say('escalation.now.resolved', { name: plain(state.by.name), when: dateTime(state.at + reactivateWithin) }), state.note);
    case 'transferred':
      return story(say('escalation.now.transferred', { name: plain(state.by.name), route: say(`route.${state.to}`) }), state.reason);
    case 'closed':
      return state.because === 'resolved'
        ? story(say('escalation.now.closed'))
        : story(say('escalation.now.closed-unanswered', { when: dateTime(state.at + reactivateWithin) }));
  }
}

/** Facts that every reader of an escalation needs; the contact is the one that was filed, once it was. */
export function escalationFacts(say: Say, escalation: Escalation, { ticket, device }: AroundEscalation) {
  const { state } = escalation;
  const filing = 'filing' in state ? state.filing : undefined;
  return [
    { title: say('escalation.severity'), value: say(`severity.${escalation.severity}`) },
    { title: say('escalation.request-type'), value: say(`request-type.${escalation.requestType}`) },
    { title: say('escalation.category'), value: say(`category.${escalation.category}`) },
    { title: say('escalation.ticket'), value: ticket ? `${ticket.id} · ${plain(ticketTitle(ticket))}` : escalation.ticket },
    ...(device ? [{ title: say('escalation.device'), value: deviceInFull(say, device) }] : []),
    { title: say('escalation.contact'), value: plain(filing?.contact ?? escalation.contact) },
    ...(filing ? [
      { title: say('escalation.coverage'), value: say(`coverage.${filing.coverage}`) },
      { title: say('escalation.filed-by'), value: plain(filing.by.name) },
    ] : []),
  ];
}

/** What every card of an escalation begins with, whoever reads it. */
export function escalationHead({ say, now }: CardContext, escalation: Escalation, version: number, around: AroundEscalation) {
  const { id, filer, state } = escalation;
  return {
    record: { id, version },
    summary: escalationSummary(say, escalation),
    title: `${id} · ${plain(escalation.title)}`,
    badge: escalationBadge(say, state),
    drafted: say('escalation.drafted', { name: plain(filer.name), when: dateTime(escalation.draftedAt) }),
    now: escalationStory(say, escalation),
    due: dueLine(say, around, now),
  };
}

export function escalationSummary(say: Say, { id, title, state }: Escalation): string {
  return say('escalation.summary', { id, title: onOneLine(title), state: say(`escalation.state.${state.kind}`) });
}

export function escalationBadge(say: Say, { kind }: EscalationState): Badge {
  return badge(say, say(`escalation.state.${kind}`), badgeStyles[kind]);
}

const badgeStyles: Readonly<Record<EscalationState['kind'], BadgeStyle>> = {
  'handed-off': 'warning',
  'proposed': 'warning',
  'declined': 'attention',
  'filed': 'accent',
  'accepted': 'accent',
  'awaiting-answer': 'warning',
  'mitigated': 'good',
  'resolved': 'good',
  'transferred': 'emphasis',
  'closed': 'emphasis',
};
