// What the page knows on behalf of one person, and how each happening changes it. Pure.
import type { AdaptiveCard, Happening, Message, State } from '../wire.ts';
import { peopled } from './directory.ts';

/** The card a press was answered with: seen by the presser only, until the message's version grows. */
export interface View {
  readonly version: number;
  readonly card: AdaptiveCard;
}

export interface Known {
  readonly state: State;
  /** By conversation id, oldest first; a chat not opened yet is absent. */
  readonly messages: ReadonlyMap<string, readonly Message[]>;
  /** By message id. */
  readonly views: ReadonlyMap<string, View>;
  /** Conversation ids in which the bot is typing. */
  readonly typing: ReadonlySet<string>;
}

export const begin = (state: State): Known => ({ state, messages: new Map(), views: new Map(), typing: new Set() });

export function hear(known: Known, happening: Happening): Known {
  switch (happening.type) {
    case 'message':
      return quiet(put(known, happening.message), happening.message);
    case 'updated':
      return put(known, happening.message);
    case 'deleted': {
      const there = known.messages.get(happening.chat);
      return there ? withMessages(known, happening.chat, there.filter(({ id }) => id !== happening.message)) : known;
    }
    case 'typing':
      return { ...known, typing: new Set(known.typing).add(happening.chat) };
    case 'unread': {
      const chats = known.state.chats.map((chat) => chat.id === happening.chat ? { ...chat, unread: happening.unread } : chat);
      return { ...known, state: { ...known.state, chats } };
    }
    case 'waiting':
      return { ...known, state: { ...known.state, waiting: { ...known.state.waiting, [happening.person]: happening.unread } } };
    case 'clock':
      return { ...known, state: { ...known.state, now: happening.now } };
  }
}

/** A message whose version is known already stays the same object, so that nothing of it is redrawn. */
export function withMessages(known: Known, chat: string, messages: readonly Message[]): Known {
  const there = known.messages.get(chat) ?? [];
  const same = (message: Message) => there.find(({ id, version }) => id === message.id && version === message.version) ?? message;
  return { ...known, messages: new Map(known.messages).set(chat, messages.map(same)) };
}

export function withoutMessages(known: Known, chat: string): Known {
  const messages = new Map(known.messages);
  return messages.delete(chat) ? { ...known, messages } : known;
}

export const withView = (known: Known, message: string, view: View): Known =>
  ({ ...known, views: new Map(known.views).set(message, view) });

export function stopTyping(known: Known, chat: string): Known {
  const typing = new Set(known.typing);
  return typing.delete(chat) ? { ...known, typing } : known;
}

/** The card to show for a message: the private view while it is current, else its own. */
export function cardOf(known: Known, message: Message): AdaptiveCard | undefined {
  const view = known.views.get(message.id);
  const { people } = known.state.cast;
  if (view && view.version >= message.version) return peopled(view.card, people);
  const content = message.attachments.find(({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive')?.content;
  return isCard(content) ? peopled(content, people) : undefined;
}

/** Answers and events may overtake each other: a version already passed changes nothing. */
function put(known: Known, message: Message): Known {
  const there = known.messages.get(message.chat);
  if (!there) return known;
  const index = there.findIndex(({ id }) => id === message.id);
  const shown = there[index];
  if (!shown) return withMessages(known, message.chat, [...there, message]);
  return shown.version >= message.version ? known : withMessages(known, message.chat, there.with(index, message));
}

const quiet = (known: Known, { chat, from }: Message): Known => from.kind === 'bot' ? stopTyping(known, chat) : known;

const isCard = (content: unknown): content is AdaptiveCard =>
  typeof content === 'object' && content !== null && 'type' in content && content.type === 'AdaptiveCard';
