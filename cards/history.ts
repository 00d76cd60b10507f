// The last lines of a record's history, as people read them.
import { isKey, type Key, type Say } from '../locales/say.ts';
import type { HistoryLine } from '../support/effect.ts';
import { clip, dateTime, plain } from './render.ts';

const shown = 4;

/** Earlier ones are counted. `inside` shows the lines and severities that are not for the user. A kind without words in the locales is no news for anybody and is left out. */
export function historyLines(say: Say, history: readonly HistoryLine[], inside: boolean): readonly { readonly text: string }[] {
  const told = history.flatMap((line) => {
    const key = `history.${line.what}`;
    return (inside || !line.internal) && isKey(key) ? [{ key, line }] : [];
  });
  const earlier = told.length - shown;
  return [...earlier > 0 ? [{ text: say.count('history.earlier', earlier) }] : [], ...told.slice(-shown).map(({ key, line }) => ({ text: worded(say, key, line, inside) }))];
}

function worded(say: Say, key: Key, { at, what, by, words, severity }: HistoryLine, inside: boolean): string {
  const told = say(key, { name: plain(by?.name ?? '') });
  const became = inside && severity !== undefined && what.endsWith('/regrade') ? [say(`severity.${severity}`)] : [];
  const more = [...became, ...words === undefined ? [] : [wordsOf(say, what, words)]].join(' · ');
  return [dateTime(at), ' · ', told, ...more === '' ? [] : [' – ', more]].join('');
}

// A route is kept by its machine word, with its contact and case number behind it; all else is somebody's own.
function wordsOf(say: Say, what: string, words: string): string {
  const theirs = (text: string) => plain(clip(text.replaceAll(/\s+/g, ' '), 120));
  const [word = ''] = what === 'ticket/route' ? words.split(' · ', 1) : [];
  const route = `route.${word}`;
  if (!isKey(route)) return theirs(words);
  return [say(route), ...words.slice(word.length).split(' · ').filter(Boolean).map(theirs)].join(' · ');
}
