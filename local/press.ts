// What a press of a card's button becomes on its way to the bot, as Teams does it.

import { submittedActivity } from './extension.ts';
import { invokeActivity, messageActivity, submitActivity, type InboundActivity, type Occasion } from './inbound.ts';
import type { Message, Press } from './wire.ts';

/** `invoke` is answered at once; `say` goes as a message, with `shown` as the person's words in the chat if it has any. */
export type Sent =
  | { readonly kind: 'invoke'; readonly from: 'card' | 'dialog'; readonly activity: InboundActivity }
  | { readonly kind: 'say'; readonly activity: InboundActivity; readonly shown?: string }
  | { readonly kind: 'wrong'; readonly problem: string };

/** @param message the one whose card, or whose menu, was pressed */
export function sendPress(occasion: Occasion, press: Press, message: Message): Sent {
  const { action, inputs, message: replyToId, trigger = 'manual' } = press;
  const data = { ...(isObject(action.data) ? action.data : {}), ...inputs };
  const context = { theme: press.theme ?? 'default' } as const;

  if (press.dialog !== undefined) {
    if (action.type !== 'Action.Submit') return { kind: 'wrong', problem: 'action.type: in a dialog only Action.Submit is sent on' };
    if (press.dialog === 'report-message') return { kind: 'invoke', from: 'dialog', activity: submittedActivity(occasion, message, context.theme, data) };
    const value = { data, context };
    return { kind: 'invoke', from: 'dialog', activity: invokeActivity(occasion, { name: 'task/submit', value, replyToId }) };
  }
  if (action.type === 'Action.Execute') {
    if (action.verb === undefined) return { kind: 'wrong', problem: 'action.verb: is missing' };
    const execute = { type: action.type, ...(action.id === undefined ? {} : { id: action.id }), verb: action.verb, data };
    const value = { action: execute, trigger };
    return { kind: 'invoke', from: 'card', activity: invokeActivity(occasion, { name: 'adaptiveCard/action', value, replyToId }) };
  }

  const teams = isObject(data['msteams']) ? data['msteams'] : {};
  switch (teams['type']) {
    case 'task/fetch':
      return { kind: 'invoke', from: 'dialog', activity: invokeActivity(occasion, { name: 'task/fetch', value: { data, context }, replyToId }) };
    case 'imBack': {
      const text = textOf(teams['value']);
      return { kind: 'say', shown: text, activity: messageActivity(occasion, { text }) };
    }
    case 'messageBack': {
      const shown = textOf(teams['displayText']);
      const activity = messageActivity(occasion, { text: textOf(teams['text']), value: teams['value'] ?? data, replyToId });
      return { kind: 'say', activity, ...(shown === '' ? {} : { shown }) };
    }
    default:
      return { kind: 'say', activity: submitActivity(occasion, { value: data, replyToId }) };
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
