// The filer's card of an escalation: where it is, and the answer that Operations waits for.
import { may } from '../support/rights.ts';
import type { Escalation } from '../support/escalation.ts';
import { holds } from '../support/person.ts';
import { show, type CardContext } from './context.ts';
import { escalationFacts, escalationHead, type AroundEscalation } from './escalation-story.ts';
import template from './escalation.template.json' with { type: 'json' };
import { perLanguage } from './fixed.ts';
import { limits } from './form.ts';
import { historyLines } from './history.ts';
import { type Card } from './render.ts';

export function escalationCard(context: CardContext, escalation: Escalation, version: number, around: AroundEscalation): Card {
  return show(context, template, escalationData(context, escalation, version, around));
}

export function escalationData(context: CardContext, escalation: Escalation, version: number, around: AroundEscalation) {
  const { say } = context;
  const { ticket } = escalation;
  return {
    fixed: fixed(say),
    ...escalationHead(say, escalation, version),
    facts: escalationFacts(say, escalation, around),
    history: historyLines(say, escalation.history, true),
    ticket,
    canAnswer: mayAnswer(context, escalation),
    openTicket: say('elevation.open-ticket', { id: ticket }),
  };
}

function mayAnswer({ reader }: CardContext, { filer, state }: Escalation): boolean {
  if (state.kind !== 'awaiting-answer') return false;
  return !reader || (may(reader, 'escalation/answer') && (reader.id === filer.id || holds(reader, 'it-admin')));
}

const fixed = perLanguage((say) => ({
  limits,
  words: {
    history: say('history.title'),
    answer: say('escalation.answer'),
    answerLabel: say('escalation.answer-label'),
    send: say('escalation.send'),
    textError: say('input.text'),
  },
}));
