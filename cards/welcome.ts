// The first thing people see: who the bot is, and what it does for them.
import { holds } from '../support/person.ts';
import type { Card } from './card.ts';
import { show, type ReaderContext } from './context.ts';
import { wordsFor } from './help.ts';
import { plain } from './render.ts';
import template from './welcome.template.json' with { type: 'json' };
import { wordButtons } from './word-button.ts';

export function welcomeCard(context: ReaderContext): Card {
  return show(context, template, welcomeData(context));
}

/** Six buttons fit on a card; the rest of the words stand in the help, which is always the last of them. */
export function welcomeData({ say, reader }: ReaderContext) {
  const buttons = wordsFor(reader).filter((word) => word !== 'help' && word !== 'cancel' && word !== 'language').slice(0, 5);
  return {
    summary: say('welcome.summary'),
    title: say('welcome.title', { name: plain(reader.name) }),
    who: say('welcome.who'),
    how: say('welcome.how'),
    offers: offersOf(reader).map((offer) => ({ text: say(`welcome.offer.${offer}`) })),
    privacy: say('welcome.privacy'),
    wordButtons: wordButtons(say, ...buttons, 'help'),
  };
}

/** What the bot is for, by the roles of this person. */
export function offersOf(reader: ReaderContext['reader']) {
  return [
    'report' as const,
    'follow' as const,
    ...(holds(reader, 'staff') || holds(reader, 'escalation-team') ? ['work' as const] : []),
    ...(holds(reader, 'designated') ? ['elevate' as const] : []),
    ...(holds(reader, 'escalation-team') ? ['decide' as const] : []),
    ...(holds(reader, 'it-admin') ? ['admin' as const] : []),
    ...(holds(reader, 'operations') ? ['operations' as const] : []),
  ];
}
