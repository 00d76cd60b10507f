// A card's data parted into its shape and its words: what the words are changes nothing about a card but the words that stand in it.

export type Word = string | number;

/** Data of one shape; what was made of that shape is kept here. Of words the shape keeps only that they are there: an empty text is another shape. */
export interface Shape<Made> {
  made?: Made;
  /** The way that data went on first, and where to: mostly there is no other, and to compare takes less than to look up. */
  way?: unknown;
  to?: Shape<Made>;
  readonly others: Map<unknown, Shape<Made>>;
}
export const noShape = <Made>(): Shape<Made> => ({ others: new Map() });

const [word, list, object, end] = [Symbol('word'), Symbol('list'), Symbol('object'), Symbol('end')];

/**
 * The shape of data (texts, numbers, truths, lists and objects), found from `known` on step by step, so that no text of it has to be made; `words` are
 * added in the order in which they are met. Of an object, what is called `leftOut` is no part of it.
 */
export function shapeOf<Made>(known: Shape<Made>, data: unknown, words: Word[], leftOut?: string): Shape<Made> {
  if (isWord(data)) {
    words.push(data);
    return step(known, word);
  }
  if (typeof data !== 'object' || data === null) return step(known, data);
  if (Array.isArray(data)) {
    let shape = step(known, list);
    for (const item of data) shape = shapeOf(shape, item, words);
    return step(shape, end);
  }
  let shape = step(known, object);
  const named: Readonly<Record<string, unknown>> = Object(data);
  for (const name in named) {
    if (name !== leftOut) shape = shapeOf(step(shape, name), named[name], words);
  }
  return step(shape, end);
}

function step<Made>(from: Shape<Made>, way: unknown): Shape<Made> {
  if (from.to && from.way === way) return from.to;
  const known = from.others.get(way);
  if (known) return known;
  const found = noShape<Made>();
  if (from.to) {
    from.others.set(way, found);
  } else {
    from.way = way;
    from.to = found;
  }
  return found;
}

/** The same data with a hole for each of its words. */
export function holed(data: object): object {
  let at = 0;
  const dig = (node: unknown): unknown => {
    if (isWord(node)) return `\0${at++}\0`;
    if (typeof node !== 'object' || node === null) return node;
    if (Array.isArray(node)) return node.map(dig);
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, dig(value)]));
  };
  return Object(dig(data));
}

/** A hole alone in its string, quotes and all, or within one. Only the quote that opens a string has no backslash before it and a hole behind it. */
const hole = /(?<!\\)"\\u0000(\d+)\\u0000"|\\u0000(\d+)\\u0000/g;

/** JSON of what was made of data with holes, as a function of the words. A word alone in its string keeps its type. */
export function filling(drawn: unknown): (words: readonly Word[]) => string {
  const text = JSON.stringify(drawn);
  let from = 0;
  const parts = Array.from(text.matchAll(hole), ({ 0: whole, 1: alone, 2: within, index }) => {
    const before = text.slice(from, index);
    from = index + whole.length;
    return { before, at: Number(alone ?? within), write: alone === undefined ? withinText : JSON.stringify };
  });
  const rest = text.slice(from);
  return (words) => {
    let filled = '';
    for (const { before, at, write } of parts) filled += before + write(words[at]);
    return filled + rest;
  };
}

function withinText(word: Word = ''): string {
  return JSON.stringify(String(word)).slice(1, -1);
}

function isWord(value: unknown): value is Word {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
