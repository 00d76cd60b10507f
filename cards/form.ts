// What a form remembers between two showings: what was typed, what was wrong with it, and how long it may be.
import type { Key, Say } from '../locales/say.ts';
import { harmless } from './render.ts';

/** Longest texts, in characters: shown to the client, checked by the dialogs with the same numbers. */
export const limits = {
  description: 2000,
  title: 120,
  plan: 2000,
  justification: 500,
  contact: 200,
  caseNumber: 60,
  question: 1000,
  reply: 1000,
  answer: 2000,
  reason: 500,
  note: 500,
  resolution: 2000,
  actionsTaken: 1000,
  device: 120,
} as const;

const longest = Math.max(...Object.values(limits));

export const faultNames = ['missing', 'too-long', 'not-a-choice', 'unknown-device', 'unknown-person', 'not-supported', 'not-hours', 'not-minutes', 'not-a-count', 'no-approval', 'not-a-time', 'not-breaks', 'not-a-zone', 'not-a-date', 'not-vendors', 'not-a-threshold', 'not-applications'] as const;
export type FaultName = (typeof faultNames)[number];

/** `draft` is the key of the record that will come of it; `values` and `faults` by input id. */
export interface FormState {
  readonly draft: string;
  readonly values: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, FaultName>>;
}

/** An input as its template shows it; `fault` is empty while nothing is wrong. */
export interface Field {
  readonly label: string;
  readonly error: string;
  readonly value: string;
  readonly fault: string;
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** The input `id` of a form, with `value` where nothing was typed yet. */
export function field(say: Say, form: FormState, id: string, label: Key, error: Key, value = ''): Field {
  const fault = form.faults[id];
  // What is too long for its input is too long for the card as well.
  const typed = harmless((form.values[id] ?? value).slice(0, longest));
  return { label: say(label), error: say(error), value: typed, fault: fault === undefined ? '' : say(`fault.${fault}`) };
}

/** One line above the form when something in it is wrong, else empty. */
export function faultLine(say: Say, form: FormState): string {
  const count = Object.keys(form.faults).length;
  return count === 0 ? '' : say.count('form.faults', count);
}

/** Machine words as choices in the reader's words: `choices(reaches, (reach) => say(`reach.${reach}`))`. */
export function choices<Word extends string>(words: readonly Word[], title: (word: Word) => string): readonly Choice[] {
  return words.map((value) => ({ title: title(value), value }));
}
