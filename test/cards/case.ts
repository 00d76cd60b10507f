// A card under test: what its builder is given, and the states that are kept as golden files.
import { readdirSync } from 'node:fs';
import type { Card } from '../../cards/card.ts';
import type { CardContext } from '../../cards/context.ts';
import { languages, speak, type Language } from '../../locales/say.ts';
import { minutes, nine } from './cast.ts';

/** `name` is the file's name in cards/; `data` must equal the sample there; `states` by name, '' for a card with one state only. */
export interface CardCase {
  readonly name: string;
  readonly data: (context: CardContext) => object;
  readonly states: Readonly<Record<string, (context: CardContext) => Card>>;
}

export interface Shown {
  readonly file: string;
  readonly language: Language;
  readonly card: Card;
}

export function contextIn(language: Language): CardContext {
  return { say: speak(language), now: nine + minutes(45) };
}

/** Every case lies in a file of its own in `cases/`, as its export `card`. */
export async function cardCases(): Promise<readonly CardCase[]> {
  const files = readdirSync(new URL('cases/', import.meta.url)).toSorted();
  return Promise.all(files.map(async (file) => {
    const module: { card: CardCase } = await import(`./cases/${file}`);
    return module.card;
  }));
}

/** A case in every state and language, under the name of its golden file. */
export function shownOf({ name, states }: CardCase): readonly Shown[] {
  return Object.entries(states).flatMap(([state, card]) => languages.map((language) => ({
    file: `${state === '' ? name : `${name}-${state}`}.${language}.json`,
    language,
    card: card(contextIn(language)),
  })));
}

export function printed(card: Card): string {
  return `${JSON.stringify(card, null, 2)}\n`;
}
