// The page of the local Teams: joins the address, the api and the panes. Started by page.html.
import type { Chat, Happening, Message, Outcome, State } from '../wire.ts';
import { readAddress, wireTheme, writeAddress, type Address } from './address.ts';
import { apiOf, RefusedError, type Api } from './api.ts';
import { titleBar } from './bar.ts';
import type { CardPress } from './card.ts';
import { chatPane } from './chat.ts';
import { chatList } from './chats.ts';
import type { Addressee } from './composer.ts';
import { dayAndTime } from './dates.ts';
import { dialogBox } from './dialog.ts';
import { partOfPage } from './element.ts';
import { begin, cardOf, hear, stopTyping, withMessages, withoutMessages, withView, type Known } from './known.ts';
import { peopleRail } from './people.ts';
import { spoken } from './post.ts';
import { toast } from './toasts.ts';
import { tongues, type Tongue } from './words.ts';

/** Who one is when the address does not say. */
const firstPerson = 'minji';
/** Teams lets the dots run this long after a typing activity. */
const typingFor = 10_000;

let address: Address = readAddress();
let known: Known | undefined;
let replyTo: Addressee['replyTo'];
let stay = new AbortController();
let api: Api = apiOf(address.as ?? firstPerson, stay.signal);

const bar = titleBar({ moveClock: (advance) => void attempt(moveClock(advance)), chooseTheme: (theme) => go({ theme }) });
const people = peopleRail((as) => go({ as }));
const chats = chatList((chat) => go({ chat }));
const dialog = dialogBox();
const pane = chatPane({ say, press, answer, cancelReply: () => setReply(undefined) });

const tongue = (): Tongue => tongues[known?.state.me.language ?? 'en'];
const openChat = (state: State): Chat | undefined => state.chats.find(({ key }) => key === address.chat) ?? state.chats[0];

function show(): void {
  document.documentElement.dataset['theme'] = address.theme;
  if (!known) return;
  const { state } = known;
  const chat = openChat(state);
  document.documentElement.lang = state.me.language;
  bar.show(state.now, address.theme, tongue());
  people.show(state.cast.people, state.me, tongue());
  if (!chat) return;
  document.title = `${chat.name} – ${state.me.name} – ${tongue().words.app}`;
  chats.show(state, chat.key, tongue());
  pane.show(known, chat, replyTo, tongue());
}

/** Goes to another person, chat or theme, and says so in the address. */
function go(change: Partial<Address>): void {
  address = { ...address, ...change };
  writeAddress(address);
  arrive(change);
}

function arrive(change: Partial<Address>): void {
  if (change.as !== undefined || change.chat !== undefined) replyTo = undefined;
  show();
  if (change.as !== undefined) settle();
  else if (change.chat !== undefined) void attempt(openMessages().then(() => pane.focus()));
}

/** Becomes the person of the address: ends what was under way for the one before, and listens. */
function settle(): void {
  stay.abort();
  stay = new AbortController();
  dialog.close();
  known = undefined;
  for (const part of ['chats', 'chat'] as const) partOfPage(part).inert = true;
  api = apiOf(address.as ?? firstPerson, stay.signal);
  let told = false;
  const { signal } = stay;
  api.listen(heard, () => {
    told = false;
    void attempt(refresh());
  }, () => {
    if (!told && !signal.aborted) toast('error', tongue().words.reconnecting, tongue().words.close);
    told = true;
  });
}

/** Learns everything anew: at the beginning, and after a lost connection. */
async function refresh(): Promise<void> {
  const state = await api.state();
  const chat = openChat(state);
  known = known ? { ...known, state } : begin(state);
  address = { ...address, as: state.me.key, chat: chat?.key ?? address.chat };
  writeAddress(address);
  for (const { id } of state.chats) if (id !== chat?.id) known = withoutMessages(known, id);
  await fetchMessages();
  for (const part of ['chats', 'chat'] as const) partOfPage(part).inert = false;
}

async function openMessages(): Promise<void> {
  const chat = known && openChat(known.state);
  if (chat && !known?.messages.has(chat.id)) await fetchMessages();
  else await markRead();
}

async function fetchMessages(): Promise<void> {
  const chat = known && openChat(known.state);
  if (!chat) return;
  const { messages } = await api.messages(chat.id);
  if (known) known = withMessages(known, chat.id, messages);
  show();
  await markRead();
}

async function markRead(): Promise<void> {
  const chat = known && openChat(known.state);
  if (chat && chat.unread > 0 && document.visibilityState === 'visible') await api.read(chat.id);
}

function heard(happening: Happening): void {
  if (!known) return;
  known = hear(known, happening);
  if (happening.type === 'message' && happening.message.chat === openChat(known.state)?.id) announce(happening.message);
  if (happening.type === 'typing') setTimeout(() => update(stopTyping, happening.chat), typingFor);
  show();
  if (happening.type === 'unread') void attempt(markRead());
}

function update(change: typeof stopTyping, chat: string): void {
  if (!known) return;
  known = change(known, chat);
  show();
}

function announce(message: Message): void {
  if (known && message.from.id !== known.state.me.teamsId) partOfPage('announcer').textContent = spoken(message, cardOf(known, message));
}

async function say(text: string): Promise<void> {
  const chat = known && openChat(known.state);
  if (!chat) return;
  const thread = replyTo?.thread;
  setReply(undefined);
  const { message, delivered } = await tell(api.say(chat.id, { text, ...thread !== undefined && { thread } }));
  heard({ type: 'message', message });
  if (!delivered) toast('error', tongue().words.unreachable, tongue().words.close);
}

function answer(message: Message): void {
  setReply({ thread: message.thread ?? message.id, name: message.from.name });
  pane.focus();
}

function setReply(to: Addressee['replyTo']): void {
  replyTo = to;
  show();
}

async function press(message: Message, { action, inputs }: CardPress, inDialog?: true): Promise<string | undefined> {
  try {
    const outcome = await api.press({
      chat: message.chat, message: message.id, action, inputs, theme: wireTheme[address.theme], ...inDialog && { dialog: inDialog },
    });
    return see(message, outcome);
  } catch (error) {
    return stay.signal.aborted ? undefined : textOf(error);
  }
}

/** Shows what a press was answered with; answers with the error to show at the card, if that is what it was. */
function see(message: Message, outcome: Outcome): string | undefined {
  const { words } = tongue();
  switch (outcome.kind) {
    case 'card':
      if (known) known = withView(known, message.id, { version: currentVersion(message), card: outcome.card });
      show();
      return undefined;
    case 'message':
      if (dialog.isOpen()) dialog.showText(message.from.name, outcome.text, tongue());
      else toast('notice', outcome.text, words.close);
      return undefined;
    case 'dialog':
      dialog.show(outcome, tongue(), (pressed) => press(message, pressed, true));
      return undefined;
    case 'closed':
      dialog.close();
      return undefined;
    case 'sent':
    case 'none':
      return undefined;
    case 'error':
      return outcome.code === 'unreachable' ? words.unreachable : outcome.text || words.fault;
  }
}

const currentVersion = ({ chat, id, version }: Message): number =>
  known?.messages.get(chat)?.find((message) => message.id === id)?.version ?? version;

async function moveClock(advance: string): Promise<void> {
  const { now } = await api.moveClock(advance);
  heard({ type: 'clock', now });
  const { words, locale } = tongue();
  toast('notice', words.nowIs(dayAndTime(now, locale)), words.close);
}

/** Faults are told to the person; what was cut off by leaving is not. */
async function attempt(work: Promise<void>): Promise<void> {
  await tell(work).catch(() => undefined);
}

async function tell<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!stay.signal.aborted) toast('error', textOf(error), tongue().words.close);
    throw error;
  }
}

const textOf = (error: unknown): string => error instanceof RefusedError ? error.message : tongue().words.fault;

addEventListener('popstate', () => {
  const before = address;
  address = readAddress();
  arrive({ ...address.as !== before.as && address.as !== undefined && { as: address.as }, chat: address.chat });
});
document.addEventListener('visibilitychange', () => void attempt(markRead()));

show();
settle();
