// A card's data parted into its shape and its words: what the words are changes nothing about a card but the words that stand in it.

type Word = string | number;

/** Data are texts, numbers, truths, lists and objects. Of words the shape keeps only that they are there: an empty text is another shape. */
export interface Shaped {
  readonly shape: string;
  /** In the order in which they are met. */
  readonly words: readonly Word[];
}

export function shapeOf(data: object): Shaped {
  const words: Word[] = [];
  const shape = write(data, words);
  return { shape, words };
}

function write(node: unknown, words: Word[]): string {
  if (isWord(node)) {
    words.push(node);
    return '_';
  }
  if (typeof node !== 'object' || node === null) return `${JSON.stringify(node)}`;
  if (Array.isArray(node)) return `[${node.map((item) => write(item, words)).join()}]`;
  let shape = '{';
  for (const [name, value] of Object.entries(node)) shape += `${name}:${write(value, words)},`;
  return `${shape}}`;
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

/** What was made of data with holes, as a function of the words. What has no hole in it is shared by all that it gives. */
export function filling(drawn: unknown): (words: readonly Word[]) => unknown {
  const part = fill(drawn);
  return typeof part === 'function' ? part : () => drawn;
}

type Fill = (words: readonly Word[]) => unknown;

/** Undefined: there is no hole in it. */
function fill(node: unknown): Fill | undefined {
  if (typeof node === 'string') return fillText(node);
  if (typeof node !== 'object' || node === null) return undefined;
  const parts = Object.entries(node).map(([name, value]) => ({ name, value, fill: fill(value) }));
  if (parts.every((part) => part.fill === undefined)) return undefined;
  if (Array.isArray(node)) return (words) => parts.map((part) => (part.fill ? part.fill(words) : part.value));
  return (words) => {
    const whole: Record<string, unknown> = {};
    for (const part of parts) whole[part.name] = part.fill ? part.fill(words) : part.value;
    return whole;
  };
}

function fillText(text: string): Fill | undefined {
  const [, alone] = /^\0(\d+)\0$/.exec(text) ?? [];
  if (alone !== undefined) return (words) => words[Number(alone)];
  if (!text.includes('\0')) return undefined;
  return (words) => text.replaceAll(/\0(\d+)\0/g, (_, at: string) => String(words[Number(at)]));
}

function isWord(value: unknown): value is Word {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
