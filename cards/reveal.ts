// The card that shows a password, inside a dialog: the only place outside the vault that ever holds one. Never posted, never kept.
import { spell } from '../locales/phonetic.ts';
import type { Language } from '../locales/say.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import { perLanguage } from './fixed.ts';
import { onOneLine, timeOfDay } from './render.ts';
import template from './reveal.template.json' with { type: 'json' };

/** `account` is the local account's bare name, `until` (epoch ms) the end of the access window. */
export interface Revealed {
  readonly account: string;
  readonly password: string;
  readonly device: string;
  readonly until: number;
}

export function revealCard(context: CardContext, revealed: Revealed): Card {
  return show(context, template, revealData(context, revealed));
}

export function revealData({ say }: CardContext, { account, password, device, until }: Revealed) {
  return {
    fixed: fixed(say),
    summary: say('reveal.summary', { device: onOneLine(device) }),
    until: say('reveal.until', { at: timeOfDay(until) }),
    ...legible({ account, password }, say.language),
  };
}

/** The credential as it is typed, and read out character by character in this language. */
export function legible({ account, password }: Pick<Revealed, 'account' | 'password'>, language: Language) {
  return {
    // Windows takes a bare name for an account of the directory: the prefix says that it is the device's own.
    account: `.\\${account}`,
    password,
    groups: groupsOf(password).map((group) => ({ group, said: spell(group, language).map((one) => one.said).join(', ') })),
  };
}

/** Four characters at a time, with the hyphen that ends a group. */
function groupsOf(password: string): readonly string[] {
  return password.match(/.{1,4}-?/gsu) ?? [];
}

const fixed = perLanguage((say) => ({
  words: {
    account: say('reveal.account'),
    password: say('reveal.password'),
    how: say('reveal.how'),
    spelled: say('reveal.spelled'),
    care: say('reveal.care'),
    after: say('reveal.after'),
  },
}));
