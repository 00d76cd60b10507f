// A question with more answers than a client offers as buttons: a row for each, to be pressed, or typed by its number.
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import template from './question.template.json' with { type: 'json' };
import { clip, plain } from './render.ts';
import { wordButtons } from './word-button.ts';

/** `detail` tells this answer from the others; `value` is what a press says in the chat. */
export interface QuestionOption {
  readonly label: string;
  readonly detail?: string;
  readonly value: string;
}

/** `text` and `remark`, which stands before the question, are safe for markdown; labels and details may be anybody's words. */
export interface AskedQuestion {
  readonly text: string;
  readonly remark?: string;
  readonly options: readonly QuestionOption[];
}

export function questionCard(context: CardContext, question: AskedQuestion): Card {
  return show(context, template, questionData(context, question));
}

export function questionData({ say }: CardContext, { text, remark = '', options }: AskedQuestion) {
  return {
    // Where there are no rows to see, the answers are read with the question; details stay out, as they hold people's own words.
    summary: [text, ...options.map(({ label }, index) => `${index + 1}. ${label}`)].join('\n'),
    remark,
    text,
    rows: options.map(({ label, detail, value }, index) => ({
      number: String(index + 1),
      label: plain(label),
      detail: detail === undefined ? '' : plain(clip(detail, 80)),
      name: detail === undefined ? label : `${label}: ${clip(detail, 80)}`,
      say: value,
    })),
    wordButtons: wordButtons(say, 'cancel'),
  };
}
