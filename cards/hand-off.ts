// The card of a Sev A or B in the IT-admin channel: why it is there, what filing it promises, and the three ways on.
import { may, type Act } from '../support/rights.ts';
import { coverages, isOpenEscalation, type Escalation } from '../support/escalation.ts';
import { isWorse, severities } from '../support/severity.ts';
import type { Say } from '../locales/say.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import { escalationFacts, escalationHead, type AroundEscalation } from './escalation-story.ts';
import { perLanguage } from './fixed.ts';
import { choices, limits } from './form.ts';
import template from './hand-off.template.json' with { type: 'json' };
import { historyLines } from './history.ts';
import { harmless, plain } from './render.ts';

export function handOffCard(context: CardContext, escalation: Escalation, version: number, around: AroundEscalation): Card {
  return show(context, template, handOffData(context, escalation, version, around));
}

export function handOffData(context: CardContext, escalation: Escalation, version: number, around: AroundEscalation) {
  const { say } = context;
  const { severity, state } = escalation;
  const others = severities.filter((other) => other !== severity);
  return {
    fixed: fixed(say),
    ...escalationHead(context, escalation, version, around),
    facts: [...escalationFacts(say, escalation, around), ...adminContactFact(say, escalation)],
    description: plain(escalation.description),
    contact: harmless(escalation.contact),
    // Sev A is always around the clock: the choice is shown, so that it is seen, but it is no choice.
    coverages: choices(severity === 'A' ? ['24x7'] : coverages, (coverage) => say(`coverage.${coverage}`)),
    coverage: severity === 'A' ? '24x7' : '',
    severities: choices(others, (other) => say(`severity.${other}`)),
    severity: others.find((other) => isWorse(severity, other)) ?? 'B',
    history: historyLines(say, escalation.history, true),
    can: buttonsOf(context, escalation),
    commitment: say(severity === 'A' ? 'hand-off.commitment.A' : 'hand-off.commitment.B'),
    decide: say(state.kind === 'handed-off' ? 'hand-off.decide' : 'escalation.regrade'),
  };
}

function adminContactFact(say: Say, { state }: Escalation) {
  if (state.kind !== 'handed-off') return [];
  const { focus, adminContact } = state;
  return [{
    title: say('hand-off.focus', { focus: say(`focus.${focus}`) }),
    value: plain(adminContact),
  }];
}

function buttonsOf({ reader }: CardContext, escalation: Escalation) {
  const handedOff = escalation.state.kind === 'handed-off';
  const allowed = (act: Act): boolean => !reader || may(reader, act);
  const decline = handedOff && allowed('escalation/decline');
  // Information and change requests are always Sev C.
  const regrade = isOpenEscalation(escalation) && escalation.requestType === 'incident' && allowed('escalation/regrade');
  return { file: handedOff && allowed('escalation/file-a-b'), decide: decline || regrade, decline, regrade };
}

const fixed = perLanguage((say) => ({
  limits,
  words: {
    description: say('escalation.description'),
    history: say('history.title'),
    file: say('escalation.file'),
    contact: say('escalation.file-contact'),
    contactError: say('escalation.contact-error'),
    commitment: say('hand-off.commitment'),
    commitmentError: say('hand-off.commitment-error'),
    coverage: say('hand-off.coverage'),
    decline: say('hand-off.decline'),
    regrade: say('escalation.regrade'),
    severity: say('escalation.new-severity'),
    reason: say('escalation.reason'),
    reasonError: say('escalation.reason-error'),
    choiceError: say('input.choice'),
  },
}));
