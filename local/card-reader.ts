// Reads a card as a person does: its words line by line, its buttons, and the inputs each button sends.

import type { PressedAction } from './wire.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Button {
  readonly title: string;
  /** `Action.Execute` and `Action.Submit` can be pressed; the others are listed as well. */
  readonly type: string;
  readonly id?: string;
  readonly verb?: string;
  readonly data?: unknown;
  /** What goes along when nothing is filled in: input id → default value. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** How a person or a test finds a button. */
export type Which = { readonly verb: string } | { readonly title: string } | { readonly id: string };

/** Every button, in reading order, those behind Action.ShowCard included. */
export function buttonsOf(card: unknown): readonly Button[] {
  return buttonsIn(card, {});
}

/** The first that fits. `verb` also finds a submit whose `data.verb` or `data.form` says so. */
export function findButton(card: unknown, which: Which): Button | undefined {
  return buttonsOf(card).find((button) => {
    if ('title' in which) return button.title === which.title;
    if ('id' in which) return button.id === which.id;
    const data = isObject(button.data) ? button.data : {};
    return [button.verb, data['verb'], data['form']].includes(which.verb);
  });
}

/** As a press carries it; throws for a button that only the renderer acts on. */
export function pressedBy({ type, title, id, verb, data }: Button): PressedAction {
  if (type !== 'Action.Execute' && type !== 'Action.Submit') throw new Error(`"${title}" is ${type}: nothing is sent`);
  return { type, ...(id === undefined ? {} : { id }), ...(verb === undefined ? {} : { verb }), ...(data === undefined ? {} : { data }) };
}

/** The words people read, one line for each text, fact, label, placeholder, choice and button. */
export function linesOf(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(linesOf);
  if (!isObject(part)) return [];
  const own = ['text', 'label', 'placeholder', 'value', 'title'].flatMap((property) => {
    const words = part[property];
    // The value of an input is a key, its label and choices are what is read.
    const read = typeof words === 'string' && words !== '' && !(property === 'value' && !isFact(part));
    return read ? [words] : [];
  });
  const lines = isFact(part) ? [own.toReversed().join(': ')] : own;
  const nested = ['body', 'items', 'columns', 'rows', 'cells', 'inlines', 'facts', 'choices', 'images', 'actions', 'card'];
  return [...lines, ...nested.flatMap((property) => linesOf(part[property]))];
}

const isFact = (part: Json): boolean => part['type'] === undefined && typeof part['title'] === 'string' && typeof part['value'] === 'string';

function buttonsIn(card: unknown, around: Readonly<Record<string, unknown>>): readonly Button[] {
  const inputs = { ...around, ...defaultsIn(card) };
  return actionsIn(card).flatMap((action) => {
    const { type, title, id, verb, data, card: inner } = action;
    const button = {
      type: typeof type === 'string' ? type : '',
      title: typeof title === 'string' ? title : '',
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof verb === 'string' ? { verb } : {}),
      ...(data === undefined ? {} : { data }),
      inputs: action['associatedInputs'] === 'none' ? {} : inputs,
    };
    return [button, ...(inner === undefined ? [] : buttonsIn(inner, inputs))];
  });
}

/** Actions of this card, not of the cards behind its Action.ShowCard. */
function actionsIn(part: unknown): readonly Json[] {
  if (Array.isArray(part)) return part.flatMap(actionsIn);
  if (!isObject(part)) return [];
  const own = [part['selectAction'], part['inlineAction'], ...(Array.isArray(part['actions']) ? part['actions'] : [])].filter(isObject);
  return [...['body', 'items', 'columns', 'rows', 'cells'].flatMap((property) => actionsIn(part[property])), ...own];
}

/** Default values as the renderer collects them: an empty text goes along, an unanswered choice does not. */
function defaultsIn(part: unknown): Readonly<Record<string, unknown>> {
  if (Array.isArray(part)) return Object.assign({}, ...part.map(defaultsIn));
  if (!isObject(part)) return {};
  const nested = Object.assign({}, ...['body', 'items', 'columns', 'rows', 'cells'].map((property) => defaultsIn(part[property])));
  const { type, id, value } = part;
  if (typeof type !== 'string' || !type.startsWith('Input.') || typeof id !== 'string') return nested;
  if (type === 'Input.Text') return { ...nested, [id]: value ?? '' };
  if (type === 'Input.Toggle') return { ...nested, [id]: value ?? part['valueOff'] ?? 'false' };
  return value === undefined ? nested : { ...nested, [id]: value };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
