// The directory that a people picker searches, which in real Teams is the organisation's: here it is the cast.
import type { CastPerson } from '../cast.ts';
import type { AdaptiveCard } from '../wire.ts';

const withPeople = new WeakMap<AdaptiveCard, AdaptiveCard>();

/** The same card for the same card, so that nothing is redrawn. A picker that came with choices keeps them. */
export function peopled(card: AdaptiveCard, people: readonly CastPerson[]): AdaptiveCard {
  const known = withPeople.get(card);
  if (known) return known;
  const choices = people.map(({ id, name }) => ({ title: name, value: id }));
  const filled: AdaptiveCard = JSON.parse(JSON.stringify(card), (_, node: unknown) => (isEmptyPicker(node) ? { ...node, choices } : node));
  withPeople.set(card, filled);
  return filled;
}

function isEmptyPicker(node: unknown): node is { readonly choices: readonly unknown[] } {
  if (typeof node !== 'object' || node === null || !('choices.data' in node) || !('choices' in node)) return false;
  return Array.isArray(node.choices) && node.choices.length === 0;
}
