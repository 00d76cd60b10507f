// What a turn answers: written down with the turn, sent right after it, so that a crash in between loses no word.
import type { Card } from '../cards/card.ts';
import type { NewTodo } from '../store/store.ts';
import { cardMessage, type Reply } from './messenger.ts';
import type { Turn } from './turn.ts';

/** @param key the turn's own: the same turn delivered twice answers once. */
export function replyTodo(key: string, { activity }: Turn, replies: readonly Reply[], dueAt: number): NewTodo {
  return { key, kind: 'say', target: activity.conversation.id, body: { conversation: activity.conversation.id, serviceUrl: activity.serviceUrl, replies }, dueAt };
}

/** Words as a turn's whole answer; markdown, so people's own are dressed before. */
export function textReply(words: string): readonly Reply[] {
  return [{ activity: { type: 'message', text: words, textFormat: 'markdown' } }];
}

export function cardReply(card: Card, summary = card.summary): readonly Reply[] {
  return [{ activity: cardMessage(card, summary) }];
}

/** Why an invoke got no answer, as its kind wants it said. */
export function sorryFor(invoke: string | undefined, text: string): object {
  if (invoke === 'composeExtension/query') return { composeExtension: { type: 'message', text } };
  return invoke?.startsWith('task/') || invoke?.startsWith('composeExtension/') ? { task: { type: 'message', value: text } } : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
}
