// The state of a record at the head of its card: words in a coloured box, never colour alone.
import type { Say } from '../locales/say.ts';

export type BadgeStyle = 'accent' | 'emphasis' | 'warning' | 'good' | 'attention';

export interface Badge {
  readonly text: string;
  readonly style: BadgeStyle;
}

/** States are worded to stand inside a sentence; alone in a box they begin with a capital. */
export function badge(say: Say, state: string, style: BadgeStyle): Badge {
  return { text: state.charAt(0).toLocaleUpperCase(say.language) + state.slice(1), style };
}
