// Every word the reader can say and every button the reader may press, and what it does.
import { primaryWord } from '../locales/words.ts';
import { holds, type Person } from '../support/person.ts';
import { may } from '../support/rights.ts';
import { buttonGuide } from './button-guide.ts';
import type { Card } from './card.ts';
import { show, type ReaderContext } from './context.ts';
import template from './help.template.json' with { type: 'json' };
import { wordButtons, type ButtonWord } from './word-button.ts';

export function helpCard(context: ReaderContext): Card {
  return show(context, template, helpData(context));
}

export function helpData({ say, reader }: ReaderContext) {
  return {
    summary: say('help.summary'),
    title: say('help.title'),
    how: say('help.how'),
    rows: wordsFor(reader).map((word) => ({ say: primaryWord(word, say.language), text: say(`help.word.${word}`) })),
    notes: [
      { text: say('help.record') },
      ...(holds(reader, 'it-admin') ? [{ text: say('help.channel') }] : []),
    ],
    buttonsTitle: say('help.buttons'),
    buttons: buttonGuide(say, reader),
    wordButtons: wordButtons(say, 'report', 'my-requests', 'roles', 'language'),
  };
}

export type HelpWord = Exclude<ButtonWord, 'submit' | 'change'>;

/** The words that do something for this person, what most people come for first. */
export function wordsFor(person: Person): readonly HelpWord[] {
  return [
    'report',
    'my-requests',
    ...(may(person, 'ticket/claim') ? ['queue' as const] : []),
    ...(may(person, 'elevation/request') ? ['elevate' as const] : []),
    ...(may(person, 'escalation/draft') ? ['escalate' as const] : []),
    ...(holds(person, 'it-admin') ? ['admin' as const] : []),
    'roles',
    ...(may(person, 'stats/see') ? ['stats' as const] : []),
    'language',
    'help',
    'cancel',
  ];
}
