// The options of a question, and which of them an answer means: by number, by label, or by what people say for it.
import { noDevice } from '../cards/report-form.ts';
import type { Key, Say } from '../locales/say.ts';
import { languages, speak } from '../locales/say.ts';
import { answers } from '../locales/answers.ts';
import { fold, primaryWord, squeeze, wordIn } from '../locales/words.ts';
import { categories } from '../support/category.ts';
import { effectsOnWork, reaches } from '../support/severity.ts';
import type { Question } from './question.ts';

/** `value` is the machine word or id; `label` is what the reader sees and the button says; `detail` helps to tell options apart. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
  readonly sayings: readonly string[];
}

export function optionsOf(asked: Question, say: Say): readonly Option[] {
  switch (asked.about) {
    case 'category':
      return categories.map((value) => option(say, value, `category.${value}`, answers.category[value]));
    case 'reach':
      return reaches.map((value) => option(say, value, `reach.${value}`, answers.reach[value]));
    case 'effect':
      return effectsOnWork.map((value) => option(say, value, `effect.${value}`, answers.effect[value]));
    case 'device':
      return [
        ...asked.devices.map(({ id, name, serial, model }) => ({ value: id, label: name, detail: model, sayings: [name, serial, model] })),
        option(say, noDevice, 'report.no-device', answers.device.none),
      ];
    case 'place':
      return [...asked.tickets.map(ticketOption), option(say, 'new', 'option.place.new', answers.place.new)];
    case 'elevation-ticket':
    case 'escalation-ticket':
      return asked.tickets.map(ticketOption);
    case 'confirmation':
      return (['submit', 'change', 'cancel'] as const).map((value) => ({ value, label: primaryWord(value, say.language), sayings: [] }));
  }
}

/** The value of the option that the whole message is; undefined when it says anything else. */
export function exactAnswer(asked: Question, text: string, say: Say): string | undefined {
  if (asked.about === 'confirmation') return confirmationWord(text);
  const options = optionsOf(asked, say);
  const said = squeeze(text);
  const number = /^(?:number|option|no|opcion|numero)?(\d{1,2})(?:번|번째)?$/.exec(said)?.[1];
  return options.find(({ sayings }) => sayings.some((saying) => squeeze(saying) === said))?.value ?? options[Number(number) - 1]?.value;
}

/** What a message speaks for, and by which of its words (squeezed). */
export interface Hint {
  readonly value: string;
  readonly saying: string;
}

/**
 * The only option that the message speaks for ("it is the printer"). Numbers do not count here: "3 people" is not
 * the third option. What lies within a longer saying does not count either: "the whole company" is not "whole".
 */
export function answerWithin(asked: Question, text: string, say: Say): Hint | undefined {
  const heard = optionsOf(asked, say).flatMap(({ value, sayings }) =>
    sayings.filter((saying) => isWithin(saying, text)).map((saying) => ({ value, saying: squeeze(saying) })));
  const telling = heard.filter(({ saying }) => !heard.some((other) => other.saying !== saying && other.saying.includes(saying)));
  return telling.every(({ value }) => value === telling[0]?.value) ? telling[0] : undefined;
}

function option(say: Say, value: string, key: Key, sayings: Readonly<Record<string, readonly string[]>>): Option {
  return { value, label: say(key), sayings: [value, ...languages.map((language) => speak(language)(key)), ...Object.values(sayings).flat()] };
}

function ticketOption({ id, description }: { readonly id: string; readonly description: string }): Option {
  return { value: id, label: id, detail: description, sayings: [id, id.replace(/\D/g, '')] };
}

function confirmationWord(text: string): 'submit' | 'change' | undefined {
  const word = wordIn(text);
  if (word === 'yes') return 'submit';
  return word === 'submit' || word === 'change' ? word : undefined;
}

// Korean puts particles right behind a word and spaces as it likes, so there the letters decide; a single syllable tells too little.
function isWithin(saying: string, text: string): boolean {
  if (/\p{Script=Hangul}/u.test(saying)) return squeeze(saying).length > 1 && squeeze(text).includes(squeeze(saying));
  return fold(saying).length > 1 && ` ${fold(text)} `.includes(` ${fold(saying)} `);
}
