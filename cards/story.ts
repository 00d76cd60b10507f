// What is going on with a record, in a sentence or two, and the words somebody gave for it.
import { plain } from './render.ts';

export interface Story {
  readonly text: string;
  readonly words: string;
}

/** @param words somebody's own: a question, a reason, or what was done */
export function story(text: string, words = ''): Story {
  return { text, words: plain(words) };
}
