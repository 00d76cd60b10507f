// Faces: initials on a colour for people, a hexagon for the bot, a square for a channel.
import { element } from './element.ts';
import { icon } from './icon.ts';

const colours = ['plum', 'teal', 'rust', 'navy', 'forest', 'berry', 'steel', 'brown', 'violet'];

/** The colour follows the name, so that a person has one face everywhere. */
export function personAvatar(name: string): HTMLElement {
  let sum = 0;
  for (const letter of name) sum = sum * 31 + (letter.codePointAt(0) ?? 0) >>> 0;
  const colour = colours[sum % colours.length];
  return element('span', { class: `avatar person ${colour}`, 'aria-hidden': 'true' }, initials(name));
}

export const botAvatar = (): HTMLElement => element('span', { class: 'avatar hexagon', 'aria-hidden': 'true' }, icon('app'));

export const channelAvatar = (): HTMLElement => element('span', { class: 'avatar square', 'aria-hidden': 'true' }, icon('channel'));

export const givenName = (name: string): string => name.split(' ')[0] ?? name;

function initials(name: string): string {
  const [first = '', second = ''] = name.split(' ');
  return (first.slice(0, 1) + second.slice(0, 1)).toLocaleUpperCase();
}
