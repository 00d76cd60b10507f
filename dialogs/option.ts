// The options of a question, and which of them an answer means: by number, by label, or by what people say for it.
import { noDevice } from '../cards/report-form.ts';
import { answers } from '../locales/answers.ts';
import { fold, squeeze } from '../locales/fold.ts';
import { languages, speak, type Key, type Say } from '../locales/say.ts';
import { primaryWord, wordIn } from '../locales/words.ts';
import { categories } from '../support/category.ts';
import { effectsOnWork, reaches } from '../support/severity.ts';
import type { Question } from './question.ts';

/**
 * `value` is the machine word or id; `label` is what the reader sees and the button says; `detail` helps to tell options apart;
 * `sayings` are folded.
 */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
  readonly sayings: readonly string[];
}

/** An option with a label in every language, all of which are understood. */
interface FixedOption {
  readonly value: string;
  readonly key: Key;
  readonly sayings: readonly string[];
}

const fixed = {
  category: categories.map((value) => fixedOption(value, `category.${value}`, answers.category[value])),
  reach: reaches.map((value) => fixedOption(value, `reach.${value}`, answers.reach[value])),
  effect: effectsOnWork.map((value) => fixedOption(value, `effect.${value}`, answers.effect[value])),
  device: [fixedOption(noDevice, 'report.no-device', answers.device.none)],
  place: [fixedOption('new', 'option.place.new', answers.place.new)],
} as const;

const labels = new Set(Object.values(fixed).flat().flatMap(({ key }) => languages.map((language) => squeeze(speak(language)(key)))));

/** Whether the whole message is the label of an option, of whatever question: that is what a press says. */
export function isLabel(text: string): boolean {
  return labels.has(squeeze(text));
}

export function optionsOf(asked: Question, say: Say): readonly Option[] {
  switch (asked.about) {
    case 'category':
    case 'reach':
    case 'effect':
      return labelled(fixed[asked.about], say);
    case 'device':
      return [
        ...asked.devices.map(({ id, name, serial, model }) =>
          ({ value: id, label: name, detail: model, sayings: [name, serial, model].map(fold) })),
        ...labelled(fixed.device, say),
      ];
    case 'place':
      return [...asked.tickets.map(ticketOption), ...labelled(fixed.place, say)];
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
  if (said === '') return undefined;
  const number = /^(?:number|option|no|opcion|numero)?(\d{1,2})(?:번|번째)?$/.exec(said)?.[1];
  return options.find(({ sayings }) => sayings.some((saying) => lettersOf(saying) === said))?.value ?? options[Number(number) - 1]?.value;
}

/** What a message speaks for, and by which saying. */
export interface Hint {
  readonly value: string;
  readonly saying: string;
}

/**
 * The only option that the message speaks for ("it is the printer"). Numbers do not count here: "3 people" is not the third
 * option. What lies within a longer saying does not count either: "the whole company" is not "whole".
 */
export function answerWithin(asked: Question, text: string, say: Say): Hint | undefined {
  const words = ` ${fold(text)} `;
  const letters = lettersOf(words);
  const heard = optionsOf(asked, say).flatMap(({ value, sayings }) =>
    sayings.filter((saying) => isWithin(saying, words, letters)).map((saying) => ({ value, saying })));
  const telling = heard.filter(({ saying }) =>
    !heard.some((other) => other.saying !== saying && lettersOf(other.saying).includes(lettersOf(saying))));
  return telling.every(({ value }) => value === telling[0]?.value) ? telling[0] : undefined;
}

// Korean puts particles right behind a word and spaces as it likes, so there the letters decide. A single one tells too little.
function isWithin(saying: string, words: string, letters: string): boolean {
  if (saying.length === 1) return false;
  return /\p{Script=Hangul}/u.test(saying) ? letters.includes(lettersOf(saying)) : words.includes(` ${saying} `);
}

function lettersOf(folded: string): string {
  return folded.replaceAll(' ', '');
}

function fixedOption(value: string, key: Key, sayings: Readonly<Record<string, readonly string[]>>): FixedOption {
  const labels = languages.map((language) => speak(language)(key));
  return { value, key, sayings: [...new Set([value, ...labels, ...Object.values(sayings).flat()].map(fold))] };
}

function labelled(options: readonly FixedOption[], say: Say): readonly Option[] {
  return options.map(({ value, key, sayings }) => ({ value, label: say(key), sayings }));
}

function ticketOption({ id, description }: { readonly id: string; readonly description: string }): Option {
  return { value: id, label: id, detail: description, sayings: [fold(id), id.replace(/\D/g, '')] };
}

function confirmationWord(text: string): 'submit' | 'change' | undefined {
  const word = wordIn(text);
  if (word === 'yes') return 'submit';
  return word === 'submit' || word === 'change' ? word : undefined;
}
