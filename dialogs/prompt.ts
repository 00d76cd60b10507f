// Asks a question in the language of the moment, hears the answer, and keeps what people add to their story on the way.
import { CardFactory, InputHints, MessageFactory, type Activity, type TurnContext } from 'botbuilder';
import type { PromptOptions, PromptRecognizerResult } from 'botbuilder-dialogs';
import { z } from 'zod';
import type { Card } from '../cards/card.ts';
import { confirmationCard } from '../cards/confirmation.ts';
import { questionCard } from '../cards/question.ts';
import { clip, plain } from '../cards/render.ts';
import { squeeze } from '../locales/fold.ts';
import type { Say } from '../locales/say.ts';
import { primaryWord } from '../locales/words.ts';
import { holds } from '../support/person.ts';
import { askerOf, type Asker } from './asker.ts';
import { answerWithin, exactAnswer, isLabel, optionsOf, type Option } from './option.ts';
import { collects, question, type Answer, type Question } from './question.ts';
import { Prompt } from './sdk.ts';
import { typed } from './typed.ts';

/** What a prompt remembers between turns: sentences that were no answer. */
export const heard = z.object({ more: z.array(z.string()).default([]) });

/**
 * The library's prompts keep their text as it was first asked and take "3 people" for the third option; this one keeps a `Question`.
 * Begin it with one; it ends with an `Answer`.
 */
export class QuestionPrompt extends Prompt<Answer> {
  constructor() {
    super('question');
  }

  protected override async onPrompt(context: TurnContext, state: object, options: PromptOptions, isRetry: boolean): Promise<void> {
    const asked = question.parse(options);
    const { more } = heard.parse(state);
    const noted = more.at(-1) === typed(context.activity.text);
    await context.sendActivity(messageFor(asked, more, askerOf(context), isRetry ? (noted ? 'ask.noted' : 'ask.again') : 'first'));
  }

  protected override async onRecognize(context: TurnContext, state: object, options: PromptOptions): Promise<PromptRecognizerResult<Answer>> {
    const asked = question.parse(options);
    const { say } = askerOf(context);
    const text = typed(context.activity.text);
    const exact = exactAnswer(asked, text, say);
    // The row of an earlier question, pressed late or twice, answers nothing and tells nothing.
    const stray = exact === undefined && isLabel(text);
    const hint = stray ? undefined : answerWithin(asked, text, say);
    const { more } = heard.parse(state);
    const kept = exact === undefined && !stray && collects(asked) && isStory(text, hint?.saying) ? [...more, text] : more;
    Object.assign(state, { more: kept });
    const choice = exact ?? hint?.value;
    return choice === undefined ? { succeeded: false } : { succeeded: true, value: { choice, more: kept } };
  }

  // Recognising remembers what it heard, so it is done once a turn and not for bubbling events as well.
  protected override async onPreBubbleEvent(): Promise<boolean> {
    return false;
  }
}

// Several words, with fifteen bytes or more besides the answer: five Hangul syllables, fifteen Latin letters. Too much for a slip.
function isStory(text: string, saying = ''): boolean {
  return /\s/.test(text) && Buffer.byteLength(squeeze(text)) - Buffer.byteLength(squeeze(saying)) >= 15;
}

type Time = 'first' | 'ask.noted' | 'ask.again';

function messageFor(asked: Question, more: readonly string[], asker: Asker, time: Time): Partial<Activity> {
  const { say, now, person } = asker;
  const context = { say, now, reader: person };
  const remark = remarkOn(asked, asker, time);
  const text = wordsOf(asked, say);
  if (asked.about === 'confirmation' && time !== 'ask.again') {
    const draft = { ...asked.draft, description: [asked.draft.description, ...more].join('\n') };
    return cardAlone(confirmationCard({ ...context, ...(remark && { notice: remark }) }, draft), text);
  }
  const options = optionsOf(asked, say);
  if (fitButtons(options)) return withButtons(remark ? `${remark}\n\n${text}` : text, options.map(({ label }) => label));
  const rows = options.map(({ label, detail }) => ({ label, value: label, ...(detail !== undefined && { detail }) }));
  return cardAlone(questionCard(context, { text, options: rows, ...(remark && { remark }) }), text);
}

// Teams shows no more than three suggested actions, and nothing but their titles.
function fitButtons(options: readonly Option[]): boolean {
  return options.length <= 3 && options.every(({ detail }) => detail === undefined);
}

function cardAlone(card: Card, summary: string): Partial<Activity> {
  return { ...MessageFactory.attachment(CardFactory.adaptiveCard(card), undefined, undefined, InputHints.ExpectingInput), summary };
}

function remarkOn(asked: Question, { say, person }: Asker, time: Time): string | undefined {
  const word = (name: 'cancel' | 'report' | 'queue') => primaryWord(name, say.language);
  // What a confirmation offers has no numbers, and is said with the question.
  if (time === 'ask.again' && asked.about === 'confirmation') return say('ask.no-answer');
  if (time !== 'first') return say(time, { cancel: word('cancel') });
  if (asked.about !== 'category') return undefined;
  const begun = say('report.begin', { words: quoted(asked.words), report: word('report'), cancel: word('cancel') });
  return holds(person, 'staff') ? `${begun} ${say('report.staff', { queue: word('queue') })}` : begun;
}

// Within a sentence of ours: on one line, without a full stop of their own.
function quoted(words: string): string {
  return plain(clip(words.replace(/\s+/g, ' ').replace(/(?<!\.)\.+$/, ''), 80));
}

function wordsOf(asked: Question, say: Say): string {
  const word = (name: 'submit' | 'change' | 'cancel') => primaryWord(name, say.language);
  switch (asked.about) {
    case 'confirmation':
      return say('ask.confirmation', { submit: word('submit'), change: word('change'), cancel: word('cancel') });
    case 'category':
    case 'device':
    case 'reach':
    case 'effect':
      return say(`report.${asked.about}`);
    case 'place':
    case 'elevation-ticket':
    case 'escalation-ticket':
      return say(`ask.${asked.about}`);
  }
}

/** A text with suggested actions, each of which says its own label. */
export function withButtons(text: string, labels: readonly string[]): Partial<Activity> {
  const actions = labels.map((label) => ({ type: 'imBack', title: label, value: label }));
  return MessageFactory.suggestedActions(actions, text, undefined, InputHints.ExpectingInput);
}
