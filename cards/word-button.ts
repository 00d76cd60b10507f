// Buttons that say one of the bot's words for the reader.
import type { Say } from '../locales/say.ts';
import { primaryWord } from '../locales/words.ts';

export type ButtonWord = 'help' | 'report' | 'my-requests' | 'queue' | 'elevate' | 'escalate' | 'roles' | 'admin' | 'stats' | 'language' | 'submit' | 'change' | 'cancel';

/** `title` is read, `say` is what the press says in the chat. */
export interface WordButton {
  readonly title: string;
  readonly say: string;
}

export function wordButtons(say: Say, ...words: readonly ButtonWord[]): readonly WordButton[] {
  return words.map((word) => ({ title: say(`word.${word}`), say: primaryWord(word, say.language) }));
}
