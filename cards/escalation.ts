// The filer's card of an escalation: where it is, and the answer that Operations waits for.
import { may, type Act } from '../support/rights.ts';
import { mayReactivate, type Escalation } from '../support/escalation.ts';
import { holds } from '../support/person.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import { escalationFacts, escalationHead, type AroundEscalation } from './escalation-story.ts';
import template from './escalation.template.json' with { type: 'json' };
import { perLanguage } from './fixed.ts';
import { limits } from './form.ts';
import { historyLines } from './history.ts';
import { filerLine } from './service-level.ts';

export function escalationCard(context: CardContext, escalation: Escalation, version: number, around: AroundEscalation): Card {
  return show(context, template, escalationData(context, escalation, version, around));
}

export function escalationData(context: CardContext, escalation: Escalation, version: number, around: AroundEscalation) {
  const { say } = context;
  const { ticket, state } = escalation;
  return {
    fixed: fixed(say),
    ...escalationHead(context, escalation, version, around),
    due: filerLine(say, around, context.now),
    facts: escalationFacts(say, escalation, around),
    history: historyLines(say, escalation.history, true),
    ticket,
    canAnswer: state.kind === 'awaiting-answer' && theirs(context, escalation, 'escalation/answer'),
    canReactivate: mayReactivate(state, context.now) && theirs(context, escalation, 'escalation/reactivate'),
    openTicket: say('elevation.open-ticket', { id: ticket }),
  };
}

function theirs({ reader }: CardContext, { filer }: Escalation, act: Act): boolean {
  return !reader || (may(reader, act) && (reader.id === filer.id || holds(reader, 'it-admin')));
}

const fixed = perLanguage((say) => ({
  limits,
  words: {
    history: say('history.title'),
    answer: say('escalation.answer'),
    answerLabel: say('escalation.answer-label'),
    send: say('escalation.send'),
    reactivate: say('escalation.reactivate'),
    reactivateReason: say('escalation.reactivate-reason'),
    textError: say('input.text'),
  },
}));
