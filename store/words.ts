// The words that records are found by: one row for each, newest last, so that the newest with a word are read off its end.
import type { Driver } from './driver.ts';
import { placeholders, type Statement } from './statement.ts';
import type { Store } from './store.ts';

/** So many words are written by one statement; a shorter list says its last word again. */
const together = 8;
/** So many rows of words that begin alike are looked at: a single letter must not read the whole index. */
const mostAlike = 5_000;

const columns = placeholders(together, 1, 3).map((word) => `(${word}, $2, $1)`).join(', ');

/** As part of another write. `at` is when the record was made. */
export function wordsNoted(record: string, at: number, words: readonly string[]): readonly Statement[] {
  const last = words.at(-1) ?? '';
  return Array.from({ length: Math.ceil(words.length / together) }, (_, part) => ({
    sql: `insert into record_word (word, at, record) values ${columns} on conflict do nothing`,
    params: [record, at, ...Array.from({ length: together }, (__, place) => words[part * together + place] ?? last)],
  }));
}

export function words(driver: Driver): Pick<Store, 'withWord' | 'withWordLike'> {
  return {
    withWord: async (word, limit, since = 0) =>
      (await driver.read<{ record: string }>('select record from record_word where word = $1 and at >= $3 order by at desc, record desc limit $2', [word, limit, since]))
        .map(({ record }) => record),
    withWordLike: async (beginning, limit) =>
      (await driver.read<{ record: string }>(`select record from (select at, record from record_word where word >= $1 and word < $2 limit ${mostAlike}) as alike
        group by record order by max(at) desc, record desc limit $3`, [beginning, `${beginning}\u{10ffff}`, limit])).map(({ record }) => record),
  };
}
