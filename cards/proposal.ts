// The card of a Sev C draft in the escalation channel, whose team files it with Operations.
import { may } from '../support/rights.ts';
import type { Escalation } from '../support/escalation.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import { escalationFacts, escalationHead, type AroundEscalation } from './escalation-story.ts';
import { perLanguage } from './fixed.ts';
import { limits } from './form.ts';
import { historyLines } from './history.ts';
import template from './proposal.template.json' with { type: 'json' };
import { harmless, plain } from './render.ts';

export function proposalCard(context: CardContext, escalation: Escalation, version: number, around: AroundEscalation): Card {
  return show(context, template, proposalData(context, escalation, version, around));
}

export function proposalData(context: CardContext, escalation: Escalation, version: number, around: AroundEscalation) {
  const { say, reader } = context;
  const { state } = escalation;
  const proposed = state.kind === 'proposed';
  return {
    fixed: fixed(say),
    ...escalationHead(context, escalation, version, around),
    means: proposed ? say('proposal.means') : '',
    facts: escalationFacts(say, escalation, around),
    description: plain(escalation.description),
    contact: harmless(escalation.contact),
    history: historyLines(say, escalation.history, true),
    canFile: proposed && (!reader || may(reader, 'escalation/file')),
  };
}

const fixed = perLanguage((say) => ({
  limits,
  words: {
    description: say('escalation.description'),
    history: say('history.title'),
    file: say('escalation.file'),
    contact: say('escalation.file-contact'),
    contactError: say('escalation.contact-error'),
  },
}));
