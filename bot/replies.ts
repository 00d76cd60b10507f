// What a turn answers: written down with the turn, sent right after it, so that a crash in between loses no word.
import type { NewTodo } from '../store/store.ts';
import type { Reply } from './messenger.ts';
import type { Turn } from './turn.ts';

/** @param key the turn's own: the same turn delivered twice answers once. */
export function replyTodo(key: string, { activity }: Turn, replies: readonly Reply[], dueAt: number): NewTodo {
  return { key, kind: 'say', target: activity.conversation.id, body: { conversation: activity.conversation.id, serviceUrl: activity.serviceUrl, replies }, dueAt };
}
