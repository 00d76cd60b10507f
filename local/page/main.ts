// The page of the local Teams: joins the address, a person's stay and the panes. Started by page.html.
import type { AdaptiveCard, Chat, Consent, Found, Message, Outcome, Press, State } from '../wire.ts';
import { readAddress, wireTheme, writeAddress, type Address } from './address.ts';
import { RefusedError } from './api.ts';
import { titleBar } from './bar.ts';
import type { CardPress } from './card.ts';
import { chatPane } from './chat.ts';
import { chatList } from './chats.ts';
import type { Addressee } from './composer.ts';
import { dayAndTime } from './dates.ts';
import { dialogBox } from './dialog.ts';
import { partOfPage } from './element.ts';
import { cardOf, type Known } from './known.ts';
import { peopleRail } from './people.ts';
import { spoken } from './post.ts';
import { stayAs, type Stay } from './stay.ts';
import { threatBox } from './threats.ts';
import { toast, type ToastKind } from './toasts.ts';
import type { WaitingFile } from './tray.ts';
import { tongues, type Tongue } from './words.ts';

/** Who one is when the address does not say, or names nobody. */
const firstPerson = 'minji';

let address = readAddress();
let replyTo: Addressee['replyTo'];
let stay: Stay | undefined;

const bar = titleBar({ moveClock: (advance) => void moveClock(advance), openThreats: () => void openThreats(), chooseTheme: (theme) => go({ theme }) });
const people = peopleRail((as) => go({ as }));
const chats = chatList((chat) => go({ chat }));
const dialog = dialogBox();
const threats = threatBox(tellFault);
const pane = chatPane({ say, press, answer, report, consent, find, post, failed: tellFault, cancelReply: () => setReply(undefined) });

arrive({ as: address.as ?? firstPerson });
addEventListener('popstate', () => {
  const before = address;
  address = readAddress();
  arrive({ chat: address.chat, ...address.as !== before.as && { as: address.as ?? firstPerson } });
});

/** Goes to another person, chat or theme, and says so in the address. */
function go(change: Partial<Address>): void {
  address = { ...address, ...change };
  writeAddress(address, 'step');
  arrive(change);
}

function arrive({ as, chat }: Partial<Address>): void {
  document.documentElement.dataset['theme'] = address.theme;
  dialog.wear(wireTheme[address.theme]);
  if (as !== undefined || chat !== undefined) replyTo = undefined;
  if (as !== undefined) stay = settle(as);
  else if (chat !== undefined) void stay?.open().then(() => pane.focus());
  show(stay?.known());
}

/** Becomes another person. What the one before sees stays on the page until the new one's is there, but nobody can press it. */
function settle(as: string): Stay {
  stay?.leave();
  dialog.close();
  threats.close();
  beStill(true);
  return stayAs(as, {
    openChat, changed: show,
    arrived(message, known) {
      if (message.from.id !== known.state.me.teamsId) partOfPage('announcer').textContent = spoken(message, cardOf(known, message));
    },
    lost: () => tell('error', tongue().words.reconnecting),
    failed(error) {
      tellFault(error);
      if (error instanceof RefusedError && as !== firstPerson && !stay?.known()) go({ as: firstPerson });
    },
  });
}

function show(known: Known | undefined): void {
  const chat = known && openChat(known.state);
  if (!known || !chat) return;
  const { state } = known;
  const spokenHere = tongues[state.me.language];
  address = { ...address, as: state.me.key, chat: chat.key };
  writeAddress(address, 'replace');
  if (document.documentElement.lang !== state.me.language) fetchLetters(spokenHere);
  document.documentElement.lang = state.me.language;
  document.title = `${chat.name} – ${state.me.name} – ${spokenHere.words.app}`;
  bar.show(state.now, address.theme, spokenHere);
  people.show(state, spokenHere);
  chats.show(state, chat.key, spokenHere);
  pane.show(known, chat, replyTo, spokenHere);
  if (known.messages.has(chat.id)) beStill(false);
}

/** While the bot is down no piece of a font can be fetched, and just then some words are shown for the first time. */
function fetchLetters({ words }: Tongue): void {
  document.fonts.load('1em "Noto Sans KR"', Object.values(words).filter((word) => typeof word === 'string').join('')).catch(tellFault);
}

function beStill(still: boolean): void {
  for (const part of ['chats', 'chat'] as const) partOfPage(part).inert = still;
}

async function say(text: string, waiting: readonly WaitingFile[] = []): Promise<void> {
  const here = stay;
  const chat = here?.chat();
  if (!here || !chat) return;
  const thread = replyTo?.thread;
  setReply(undefined);
  try {
    const files = await Promise.all(waiting.map(here.api.putUp));
    const { message, delivered } = await here.api.say(chat.id, { text, ...files.length > 0 && { files }, ...thread !== undefined && { thread } });
    here.hear({ type: 'message', message });
    if (!delivered) tell('error', tongue().words.unreachable);
  } catch (error) {
    // Someone who became another person meanwhile has still said it.
    if (here !== stay) return;
    tellFault(error);
    throw error;
  }
}

function answer(message: Message): void {
  setReply({ thread: message.thread ?? message.id, name: message.from.name });
  pane.focus();
}

function setReply(to: Addressee['replyTo']): void {
  replyTo = to;
  show(stay?.known());
}

async function find(words: string): Promise<Found> {
  const chat = stay?.chat();
  return stay && chat ? stay.api.find(chat.id, words) : { kind: 'found', results: [] };
}

async function post(card: AdaptiveCard): Promise<void> {
  const here = stay;
  const chat = here?.chat();
  if (!here || !chat) return;
  const thread = replyTo?.thread;
  setReply(undefined);
  here.hear({ type: 'message', message: await here.api.post(chat.id, card, thread) });
}

function report(message: Message): void {
  const here = stay;
  if (!here) return;
  here.api.report(message, wireTheme[address.theme]).then((outcome) => {
    const fault = here === stay ? see(here, message, outcome, 'report-message') : undefined;
    if (fault !== undefined) tell('error', fault);
  }, tellFault);
}

function consent(message: Message, action: Consent['action']): void {
  const here = stay;
  here?.api.consent({ chat: message.chat, message: message.id, action }).then((outcome) => {
    const fault = here === stay ? see(here, message, outcome) : undefined;
    if (fault !== undefined) tell('error', fault);
  }, tellFault);
}

async function press(message: Message, { action, inputs }: CardPress, inDialog?: Press['dialog']): Promise<string | undefined> {
  const here = stay;
  if (!here) return undefined;
  try {
    const outcome = await here.api.press({
      chat: message.chat, message: message.id, action, inputs, theme: wireTheme[address.theme], ...inDialog && { dialog: inDialog },
    });
    return here === stay ? see(here, message, outcome, inDialog) : undefined;
  } catch (error) {
    return faultText(error);
  }
}

/** Shows what a press was answered with; answers with the error to show at the card, if that is what it was. @param from the dialog it was in */
function see(here: Stay, message: Message, outcome: Outcome, from: Press['dialog'] = true): string | undefined {
  switch (outcome.kind) {
    case 'card':
      here.replaceCard(message, outcome.card);
      return undefined;
    case 'message':
      if (dialog.isOpen()) dialog.showText(outcome.text, tongue());
      else tell('notice', outcome.text);
      return undefined;
    case 'dialog':
      dialog.show(outcome, tongue(), (pressed) => press(message, pressed, from), { theme: () => wireTheme[address.theme], token: here.api.token });
      return undefined;
    case 'closed':
      dialog.close();
      return undefined;
    case 'sent':
    case 'none':
      return undefined;
    case 'error':
      return outcome.code === 'unreachable' ? tongue().words.unreachable : outcome.text || tongue().words.fault;
  }
}

async function moveClock(advance: string): Promise<void> {
  const here = stay;
  try {
    const moved = await here?.api.moveClock(advance);
    if (!here || !moved) return;
    here.hear({ type: 'clock', now: moved.now });
    const { words, locale } = tongue();
    tell('notice', words.nowIs(dayAndTime(moved.now, locale)));
  } catch (error) {
    tellFault(error);
  }
}

async function openThreats(): Promise<void> {
  const here = stay;
  const state = here?.known()?.state;
  if (here && state) await threats.open(here.api, state, tongue()).catch(tellFault);
}

function tongue(): Tongue {
  return tongues[stay?.known()?.state.me.language ?? 'en'];
}

function openChat({ chats: all }: State): Chat | undefined {
  return all.find(({ key }) => key === address.chat) ?? all[0];
}

function tell(kind: ToastKind, text: string): void {
  toast(kind, text, tongue().words.close);
}

function tellFault(error: unknown): void {
  tell('error', faultText(error));
}

function faultText(error: unknown): string {
  return error instanceof RefusedError ? error.message : tongue().words.fault;
}
