// The card on which Operations works an escalation: what was filed and promised, the user's own words, and the next steps.
import type { Say } from '../locales/say.ts';
import { transferRoutes, type Escalation } from '../support/escalation.ts';
import { may, type Act } from '../support/rights.ts';
import { isWorse, severities } from '../support/severity.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import { escalationFacts, escalationHead, type AroundEscalation } from './escalation-story.ts';
import { perLanguage } from './fixed.ts';
import { choices, limits } from './form.ts';
import { historyLines } from './history.ts';
import template from './operations.template.json' with { type: 'json' };
import { clip, plain } from './render.ts';

export function operationsCard(context: CardContext, escalation: Escalation, version: number, around: AroundEscalation): Card {
  return show(context, template, operationsData(context, escalation, version, around));
}

export function operationsData(context: CardContext, escalation: Escalation, version: number, around: AroundEscalation) {
  const { say } = context;
  const { severity } = escalation;
  const lower = severities.filter((other) => isWorse(severity, other));
  const can = buttonsOf(context, escalation, lower.length > 0);
  return {
    fixed: fixed(say),
    ...escalationHead(context, escalation, version, around),
    facts: escalationFacts(say, escalation, around),
    description: plain(escalation.description),
    quote: quoteOf(say, around),
    severity: lower.at(0) ?? '',
    to: transferRoutes.find((route) => route === around.ticket?.suggested) ?? 'provider',
    severities: choices(lower, (other) => say(`severity.${other}`)),
    history: historyLines(say, escalation.history, true),
    can,
    turn: say(can.lower ? 'operations.lower-or-transfer' : 'operations.transfer'),
  };
}

/** Operations reads one language, users write in theirs: their words stay as they are. */
function quoteOf(say: Say, { ticket }: AroundEscalation): { readonly label: string; readonly text: string } {
  if (!ticket) return { label: '', text: '' };
  return {
    label: say('operations.user-words', { name: plain(ticket.reporter.name) }),
    text: say('operations.quote', { words: plain(clip(ticket.description, 1000)) }),
  };
}

function buttonsOf({ reader }: CardContext, { state: { kind } }: Escalation, canBeLower: boolean) {
  const allowed = (act: Act): boolean => !reader || may(reader, act);
  const inWork = kind === 'accepted' || kind === 'awaiting-answer';
  const lower = canBeLower && (inWork || kind === 'filed') && allowed('escalation/regrade');
  const transfer = (inWork || kind === 'filed') && allowed('escalation/transfer');
  return {
    accept: kind === 'filed' && allowed('escalation/accept'),
    ask: kind === 'accepted' && allowed('escalation/ask'),
    progress: (inWork || kind === 'mitigated') && allowed('escalation/resolve'),
    update: inWork && allowed('escalation/update'),
    mitigate: inWork && allowed('escalation/mitigate'),
    turn: lower || transfer,
    lower,
    transfer,
  };
}

const fixed = perLanguage((say) => ({
  limits,
  transferRoutes: choices(transferRoutes, (route) => say(`route.${route}`)),
  words: {
    description: say('escalation.description'),
    history: say('history.title'),
    accept: say('operations.accept'),
    ask: say('operations.ask'),
    question: say('operations.question'),
    send: say('operations.send'),
    progress: say('operations.progress'),
    note: say('operations.note'),
    update: say('operations.update'),
    mitigate: say('operations.mitigate'),
    resolve: say('operations.resolve'),
    lower: say('operations.lower'),
    transfer: say('operations.transfer'),
    transferTo: say('operations.transfer-to'),
    severity: say('escalation.new-severity'),
    reason: say('escalation.reason'),
    reasonError: say('escalation.reason-error'),
    choiceError: say('input.choice'),
    textError: say('input.text'),
  },
}));
