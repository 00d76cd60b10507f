// Says a text in the reader's language: tables with {blanks}, plurals, lists and durations.
import enBot from './en/bot.json' with { type: 'json' };
import enCards from './en/cards.json' with { type: 'json' };
import enDialogs from './en/dialogs.json' with { type: 'json' };
import esBot from './es/bot.json' with { type: 'json' };
import esCards from './es/cards.json' with { type: 'json' };
import esDialogs from './es/dialogs.json' with { type: 'json' };
import koBot from './ko/bot.json' with { type: 'json' };
import koCards from './ko/cards.json' with { type: 'json' };
import koDialogs from './ko/dialogs.json' with { type: 'json' };

export const languages = ['en', 'ko', 'es'] as const;
export type Language = (typeof languages)[number];

const english = { ...enCards, ...enDialogs, ...enBot };

export type Key = keyof typeof english;

export function isKey(word: string): word is Key {
  return Object.hasOwn(english, word);
}

type Stem<K> = K extends `${infer S}.other` ? (`${S}.one` extends Key ? S : never) : never;

/** A text that depends on a number: `form.faults` stands for the keys `form.faults.one` and `form.faults.other`. */
export type CountedKey = Stem<Key>;

type Blanks = Readonly<Record<string, string | number>>;

const tables: Readonly<Record<Language, Readonly<Record<Key, string>>>> = {
  en: english,
  ko: { ...koCards, ...koDialogs, ...koBot },
  es: { ...esCards, ...esDialogs, ...esBot },
};

/** One language, ready to speak. It escapes nothing: people's own words go through `plain` of cards/render.ts first. */
export interface Say {
  /** Throws when the text has a blank that `data` does not fill. */
  (key: Key, data?: Blanks): string;
  readonly language: Language;
  /** The form of the text that goes with `count`, which also fills the blank `{count}`. */
  count(key: CountedKey, count: number, data?: Blanks): string;
  /** "a, b and c". */
  list(items: readonly string[]): string;
  /** A span in days, hours and minutes, rounded to the minute; shorter ones read "1 minute". */
  duration(milliseconds: number): string;
}

export function speak(language: Language): Say {
  return voices[language];
}

const voices: Readonly<Record<Language, Say>> = { en: voice('en'), ko: voice('ko'), es: voice('es') };

function voice(language: Language): Say {
  const table = tables[language];
  const plurals = new Intl.PluralRules(language);
  const lists = new Intl.ListFormat(language);
  const durations = new Intl.DurationFormat(language, { style: 'long' });
  const say = (key: Key, data: Blanks = {}): string => fill(table[key], data, key);
  return Object.assign(say, {
    language,
    count: (key: CountedKey, count: number, data: Blanks = {}): string => {
      const form = plurals.select(count) === 'one' ? 'one' : 'other';
      return say(`${key}.${form}` as const, { count, ...data });
    },
    list: (items: readonly string[]): string => lists.format(items),
    duration: (milliseconds: number): string => {
      const minutes = Math.max(1, Math.round(milliseconds / 60_000));
      return durations.format({ days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 });
    },
  });
}

/** A text parted at its blanks: what is before the first, and each with what follows it. */
interface Parted {
  readonly before: string;
  readonly blanks: readonly { readonly blank: string; readonly after: string }[];
}

/** Each text is parted once. */
const parted = new Map<string, Parted>();

function fill(text: string, data: Blanks, key: string): string {
  if (!text.includes('{')) return text;
  const { before, blanks } = parted.get(text) ?? part(text);
  const pieces: (string | number)[] = [before];
  for (const { blank, after } of blanks) {
    const value = data[blank];
    if (value === undefined) throw new Error(`Nothing to fill the blank {${blank}} of the text "${key}" with`);
    pieces.push(value, after);
  }
  // Added to one another, they would make JSON take twice as long to write all that the text stands in.
  return pieces.join('');
}

function part(text: string): Parted {
  const [before = '', ...rest] = text.split(/\{(\w+)\}/);
  const blanks = rest.flatMap((blank, at) => (at % 2 === 0 ? [{ blank, after: rest[at + 1] ?? '' }] : []));
  const made = { before, blanks };
  parted.set(text, made);
  return made;
}
