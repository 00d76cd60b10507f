// Where the page is, kept in its address: who one is, which chat, which theme. Scripts and bookmarks open the page at a place.
import type { Theme as WireTheme } from '../wire.ts';

export type Theme = 'light' | 'dark' | 'contrast';
export interface Address {
  /** Keys, as in the cast: `minji`, `escalation`. */
  readonly as: string | undefined;
  readonly chat: string;
  readonly theme: Theme;
}

export const themes: readonly Theme[] = ['light', 'dark', 'contrast'];

/** What Teams calls the theme when it tells the bot. */
export const wireTheme: Readonly<Record<Theme, WireTheme>> = { light: 'default', dark: 'dark', contrast: 'contrast' };

/** What the address leaves open follows the settings of the machine. */
export function readAddress(): Address {
  const query = new URLSearchParams(location.search);
  return {
    as: query.get('as') ?? undefined,
    chat: query.get('chat') ?? 'bot',
    theme: themes.find((theme) => theme === query.get('theme')) ?? preferredTheme(),
  };
}

/** `replace` corrects the address without a step to go back to. */
export function writeAddress(address: Address, how: 'step' | 'replace'): void {
  const query = new URLSearchParams({ ...address.as && { as: address.as }, theme: address.theme, chat: address.chat });
  const url = `${location.pathname}?${query}`;
  if (how === 'replace') history.replaceState(null, '', url);
  else history.pushState(null, '', url);
}

function preferredTheme(): Theme {
  if (matchMedia('(prefers-contrast: more), (forced-colors: active)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
