// The last lines of a record's history, as people read them.
import { isKey, type Say } from '../locales/say.ts';
import type { HistoryLine } from '../support/effect.ts';
import { clip, dateTime, plain } from './render.ts';

const shown = 4;

/** `inside` shows the lines that are not for the user. A kind without words in the locales is no news for anybody and is left out. */
export function historyLines(say: Say, history: readonly HistoryLine[], inside: boolean): readonly { readonly text: string }[] {
  return history
    .filter((line) => inside || !line.internal)
    .flatMap((line) => {
      const key = `history.${line.what}`;
      if (!isKey(key)) return [];
      const words = line.words === undefined ? '' : ` – ${wordsOf(say, line.what, line.words)}`;
      return [{ text: `${dateTime(line.at)} · ${say(key, { name: plain(line.by?.name ?? '') })}${words}` }];
    })
    .slice(-shown);
}

// A route is kept by its machine word; all else is somebody's own.
function wordsOf(say: Say, what: string, words: string): string {
  const route = `route.${words}`;
  return what === 'ticket/route' && isKey(route) ? say(route) : plain(clip(words.replaceAll(/\s+/g, ' '), 120));
}
