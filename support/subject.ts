// What a ticket is about besides its category: the applications that its words name, and the model of its device.
import type { Category } from './category.ts';

/** An application or service by its name, and by what people call it besides, in any language. */
export interface Application {
  readonly name: string;
  readonly also: readonly string[];
}

export interface Subject {
  readonly kind: 'application' | 'model';
  readonly name: string;
}

/** Who names more has pasted a list. */
const mostNamed = 3;

/** Applications first, in the order in which the organisation lists them: they say more than the model does. */
export function subjectsOf(description: string, model: string | undefined, applications: readonly Application[]): readonly Subject[] {
  const text = folded(description);
  const named = applications.filter(({ name, also }) => [name, ...also].some((one) => isNamed(text, folded(one))));
  return [
    ...named.slice(0, mostNamed).map(({ name }): Subject => ({ kind: 'application', name })),
    ...(model === undefined || model.trim() === '' ? [] : [{ kind: 'model' as const, name: model.trim() }]),
  ];
}

/** One word for what tickets have in common: by it they are found, and of it there is one open incident at most. No text has such a word. */
export function signalOf(category: Category, { kind, name }: Subject): string {
  return `~${category}:${kind}:${folded(name)}`;
}

const letter = /[\p{L}\p{N}]/u;
const hangul = /\p{Script=Hangul}/u;

/** As a word of its own; in Korean a particle may follow without a space. */
function isNamed(text: string, name: string): boolean {
  for (let at = text.indexOf(name); name !== '' && at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text.slice(0, at).at(-1) ?? '';
    const after = text.charAt(at + name.length);
    if (!letter.test(before) && (!letter.test(after) || hangul.test(after))) return true;
  }
  return false;
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
