// What Teams asks of a card besides the schema, as a list of what a card breaks.
import type { Card } from '../../cards/card.ts';

const bytes = 28 * 1024;

export function breachesOf(card: Card): readonly string[] {
  const content = card.toJSON();
  const nodes = [...walk(content)];
  const texts = [...strings(content)];
  return [
    ...(Buffer.byteLength(card.text) > bytes ? ['larger than 28 KB'] : []),
    ...nodes.flatMap(breachesOfNode),
    ...texts.filter((text) => text.includes('${')).map((text) => `unfilled: ${text}`),
    ...texts.filter((text) => /undefined|\[object|NaN/.test(text)).map((text) => `leaked: ${text}`),
  ];
}

type Node = Readonly<Record<string, unknown>>;

function breachesOfNode(node: Node): readonly string[] {
  const type = word(node['type']);
  const name = `${type} ${word(node['id'])}${word(node['title'])}`;
  const lacks = (property: string): readonly string[] => (filled(node[property]) ? [] : [`${name} has no ${property}`]);
  if (type === 'AdaptiveCard') return size(node['actions']) > 6 ? ['more than six actions'] : [];
  if (type === 'TextBlock') return [...lacks('text'), ...(node['wrap'] === true ? [] : [`"${word(node['text'])}" does not wrap`])];
  if (type === 'Image') return lacks('altText');
  if (type.startsWith('Input.')) return [...lacks('id'), ...lacks('label'), ...lacks('errorMessage'), ...(type === 'Input.Text' ? [...number(node, 'maxLength')] : []), ...cutOff(node)];
  const carried = carriedBy[word(node['verb'])] ?? 'id,version';
  if (type === 'Action.Execute') return [...lacks('title'), ...lacks('verb'), ...(keys(node['data']) === carried ? [] : [`${name} carries something else than ${carried}`])];
  if (type.startsWith('Action.')) return lacks('title');
  return [];
}

/** The queue is no record, so that there is no version of it; of several attachments on one card, it must be said which. */
const carriedBy: Readonly<Record<string, string>> = { 'queue/show': 'id', 'ticket/attachments': 'attachment,id,version' };

/** What is ticked is read whole, or people answer for words that they did not see. */
function cutOff(node: Node): readonly string[] {
  const ticked = node['type'] === 'Input.Toggle' || (node['type'] === 'Input.ChoiceSet' && (node['style'] === 'expanded' || node['isMultiSelect'] === true));
  return ticked && node['wrap'] !== true ? [`${word(node['id'])} does not wrap`] : [];
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(node: Node, property: string): readonly string[] {
  return typeof node[property] === 'number' ? [] : [`${word(node['id'])} has no ${property}`];
}

function filled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function size(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function keys(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.keys(value).toSorted().join() : '';
}

function* walk(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value));
  for (const child of Object.values(value)) yield* walk(child);
}

function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) yield* strings(child);
}
