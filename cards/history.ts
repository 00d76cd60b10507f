// The last lines of a record's history, as people read them.
import { isKey, type Say } from '../locales/say.ts';
import type { HistoryLine } from '../support/effect.ts';
import { clip, dateTime, plain } from './render.ts';

const shown = 4;

/** Earlier ones are counted. `inside` shows the lines that are not for the user. A kind without words in the locales is no news for anybody and is left out. */
export function historyLines(say: Say, history: readonly HistoryLine[], inside: boolean): readonly { readonly text: string }[] {
  const lines = history
    .filter((line) => inside || !line.internal)
    .flatMap((line) => {
      const key = `history.${line.what}`;
      if (!isKey(key)) return [];
      const words = line.words === undefined ? '' : ` – ${wordsOf(say, line.what, line.words)}`;
      return [{ text: `${dateTime(line.at)} · ${say(key, { name: plain(line.by?.name ?? '') })}${words}` }];
    });
  const earlier = lines.length - shown;
  return [...earlier > 0 ? [{ text: say.count('history.earlier', earlier) }] : [], ...lines.slice(-shown)];
}

// A route is kept by its machine word, with its contact and case number behind it; all else is somebody's own.
function wordsOf(say: Say, what: string, words: string): string {
  const theirs = (text: string) => plain(clip(text.replaceAll(/\s+/g, ' '), 120));
  const [word = ''] = what === 'ticket/route' ? words.split(' · ', 1) : [];
  const route = `route.${word}`;
  if (!isKey(route)) return theirs(words);
  return [say(route), ...words.slice(word.length).split(' · ').filter(Boolean).map(theirs)].join(' · ');
}
