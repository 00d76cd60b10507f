// One person's stay at the page: learns what is there, hears what happens, and is over when someone else is chosen.
import type { AdaptiveCard, Chat, Happening, Message, State } from '../wire.ts';
import { apiOf, type Api } from './api.ts';
import { begin, hear, stopTyping, withMessages, withoutMessages, withView, type Known } from './known.ts';

/** Teams lets the dots run this long after a typing activity. */
const typingFor = 10_000;

export interface StayHandlers {
  /** Which of the person's chats is open. */
  readonly openChat: (state: State) => Chat | undefined;
  readonly changed: (known: Known) => void;
  /** A message came into the open chat. */
  readonly arrived: (message: Message, known: Known) => void;
  readonly lost: () => void;
  readonly failed: (error: unknown) => void;
}

export interface Stay {
  readonly api: Api;
  readonly known: () => Known | undefined;
  /** The chat that is open. */
  readonly chat: () => Chat | undefined;
  /** Fetches the messages of the open chat when it has not been open before, and marks them read. Never rejects. */
  readonly open: () => Promise<void>;
  readonly hear: (happening: Happening) => void;
  readonly replaceCard: (message: Message, card: AdaptiveCard) => void;
  readonly leave: () => void;
}

/** Begins at once; everything known arrives through `changed`. After `leave` no handler is called any more. */
export function stayAs(as: string, { openChat, changed, arrived, lost, failed }: StayHandlers): Stay {
  const leaving = new AbortController();
  const { signal } = leaving;
  const api = apiOf(as, signal);
  /** What happens while messages are fetched may be missing from the answer: it is heard again on top of it. */
  const meanwhile = new Set<Happening[]>();
  let known: Known | undefined;
  const openNow = () => known && openChat(known.state);

  function know(next: Known): void {
    if (signal.aborted || next === known) return;
    known = next;
    changed(next);
  }

  function heard(happening: Happening): void {
    for (const heardMeanwhile of meanwhile) heardMeanwhile.push(happening);
    if (!known || signal.aborted) return;
    know(hear(known, happening));
    if (happening.type === 'message' && happening.message.chat === openNow()?.id) arrived(happening.message, known);
    if (happening.type === 'typing') setTimeout(() => known && know(stopTyping(known, happening.chat)), typingFor);
    if (happening.type === 'unread') void quietly(markRead);
  }

  async function fetchMessages(): Promise<void> {
    const chat = openNow();
    if (!chat) return;
    const missed: Happening[] = [];
    meanwhile.add(missed);
    const { messages } = await api.messages(chat.id).finally(() => meanwhile.delete(missed));
    if (known) know(missed.reduce(hear, withMessages(known, chat.id, messages)));
    await markRead();
  }

  async function markRead(): Promise<void> {
    const chat = openNow();
    if (chat && chat.unread > 0 && document.visibilityState === 'visible') await api.read(chat.id);
  }

  /** Learns everything anew: at the beginning, and after a lost connection. */
  async function refresh(): Promise<void> {
    const state = await api.state();
    const chat = openChat(state);
    let next = known ? { ...known, state } : begin(state);
    for (const { id } of state.chats) if (id !== chat?.id) next = withoutMessages(next, id);
    know(next);
    await fetchMessages();
  }

  async function open(): Promise<void> {
    const chat = openNow();
    await quietly(chat && known?.messages.has(chat.id) ? markRead : fetchMessages);
  }

  async function quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
  }

  api.listen(heard, () => void quietly(refresh), lost);
  const seen = () => void quietly(markRead);
  document.addEventListener('visibilitychange', seen, { signal });

  return {
    api, open,
    known: () => known,
    chat: openNow,
    hear: heard,
    replaceCard(message, card) {
      const shown = known?.messages.get(message.chat)?.find(({ id }) => id === message.id) ?? message;
      if (known) know(withView(known, message.id, { version: shown.version, card }));
    },
    leave: () => leaving.abort(),
  };
}
