// A person at the local Teams, for tests and scripts: says, presses, fills in, waits for what they come to see.

import { setTimeout as pause } from 'node:timers/promises';
import type { Answered, Asked } from '../web/wire.ts';
import { buttonsOf, findButton, linesOf, pressedBy, type Button, type Which } from './card-reader.ts';
import type { Fault, LocalAlert, RaiseAlert, Standing, Violation, Violations } from './trial.ts';
import type {
  AdaptiveCard, Chat, ClockMoved, Consent, Dialog, Message, Messages, Outcome, Press, PressedAction, Said, SentFile, SignedIn, SignInAs, State, Theme,
} from './wire.ts';

export { buttonsOf, findButton, linesOf } from './card-reader.ts';

/** A dialog remembers the message it was opened from: that is where its submit goes. */
export type OpenDialog = Dialog & { readonly opener: Message };
export type Shown = Exclude<Outcome, Dialog> | OpenDialog;

export interface PressOptions {
  /** Look for the button here instead of in the message's card: what an earlier press showed. */
  readonly card?: AdaptiveCard;
  readonly activityId?: string;
  readonly trigger?: 'manual' | 'automatic';
  readonly theme?: Theme;
}

export interface LocalClient {
  state(person: string): Promise<State>;
  chat(person: string, chat?: string): Promise<Chat>;
  messages(person: string, chat?: string): Promise<readonly Message[]>;
  /** Resolves when the bot's turn is over. `chat` is a key or a conversation id, `bot` by default. */
  say(person: string, text: string, chat?: string, options?: { readonly thread?: string; readonly activityId?: string; readonly files?: readonly SentFile[] }): Promise<Said>;
  /** Puts a file up, to be sent with `say`; left out, a picture that is pasted has no name. */
  putUp(bytes: Uint8Array, name?: string): Promise<SentFile>;
  /** Says to the card of this message that its file may be saved, or not. */
  consent(person: string, message: Message, action: 'accept' | 'decline'): Promise<Outcome>;
  /** What lies at an address that Teams gave, such as a file that was saved. */
  fetched(address: string): Promise<Uint8Array>;
  /** Presses a button of the message's card, or sends `action` as it stands. Throws when the card has no such button. */
  press(person: string, message: Message, which: Which | { readonly action: PressedAction }, inputs?: Inputs, options?: PressOptions): Promise<Shown>;
  /** Presses a button of the dialog's card: the one named, else its first that submits. */
  submit(person: string, dialog: OpenDialog, inputs?: Inputs, which?: Which): Promise<Shown>;
  /** What the page of a dialog is told, asked as its script asks, by whoever `person` is signed in as. Throws when it is refused. */
  askPage(person: string, dialog: OpenDialog): Promise<Answered>;
  /** The newest message that fits, as soon as there is one; throws with what is there instead after `timeout` ms (15000). */
  waitFor(person: string, chat: string, fits: (message: Message) => boolean, timeout?: number): Promise<Message>;
  read(person: string, chat?: string): Promise<void>;
  /** ISO 8601 duration; resolves to the new now, epoch ms. */
  advance(duration: string): Promise<number>;
  violations(): Promise<readonly Violation[]>;
  forgetViolations(): Promise<void>;
  faults(fault: Fault): Promise<void>;
  noFaults(): Promise<void>;
  /** Raises a threat alert on a device, by its name. */
  raise(device: string, more?: Omit<RaiseAlert, 'device'>): Promise<LocalAlert>;
  /** Resolves it where it was raised. */
  resolveAlert(id: string): Promise<void>;
  /** Changes how somebody stands in the team. */
  stand(person: string, standing: Standing): Promise<void>;
}

export type Inputs = Readonly<Record<string, unknown>>;

/** A refusal of the local Teams itself, not of the bot. */
export class LocalTeamsError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(`${status} ${message}`);
    this.name = 'LocalTeamsError';
    this.status = status;
  }
}

/** `origin`, for example `http://127.0.0.1:3978`. */
export function localClient(origin: string): LocalClient {
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${origin}/local/${path}`, {
      method, ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new LocalTeamsError(response.status, text);
    return JSON.parse(text);
  };
  const chatPath = (chat: string): string => `api/chats/${encodeURIComponent(chat)}`;
  const as = (person: string): string => `as=${encodeURIComponent(person)}`;
  const messages = async (person: string, chat = 'bot'): Promise<readonly Message[]> =>
    (await ask<Messages>('GET', `${chatPath(chat)}/messages?${as(person)}`)).messages;
  const state = (person: string): Promise<State> => ask('GET', `api/state?${as(person)}`);

  const send = async (press: Press, opener: Message): Promise<Shown> => {
    const outcome = await ask<Outcome>('POST', 'api/press', press);
    return outcome.kind === 'dialog' ? { ...outcome, opener } : outcome;
  };

  return {
    state,
    chat: async (person, chat = 'bot') => {
      const found = (await state(person)).chats.find(({ id, key }) => id === chat || key === chat);
      if (!found) throw new Error(`${person} does not see the chat ${chat}`);
      return found;
    },
    messages,
    say: (person, text, chat = 'bot', options = {}) => ask('POST', `${chatPath(chat)}/messages`, { as: person, text, ...options }),
    putUp: async (bytes, name) => {
      const response = await fetch(`${origin}/local/drive?name=${encodeURIComponent(name ?? 'picture')}`, { method: 'POST', body: Uint8Array.from(bytes) });
      const { id }: { readonly id: string } = JSON.parse(await response.text());
      return { id, ...name === undefined && { pasted: true } };
    },
    consent: (person, { chat, id }, action) => ask('POST', 'api/consent', { as: person, chat, message: id, action } satisfies Consent),
    fetched: async (address) => {
      const response = await fetch(address);
      if (!response.ok) throw new LocalTeamsError(response.status, await response.text());
      return new Uint8Array(await response.arrayBuffer());
    },
    press: async (person, message, which, inputs = {}, { card = cardOf(message), ...options } = {}) => {
      const pressed = 'action' in which ? { action: which.action, inputs } : fillIn(card, findButton(card, which), which, inputs);
      return send({ as: person, chat: message.chat, message: message.id, ...pressed, ...options }, message);
    },
    submit: async (person, { content, opener }, inputs = {}, which) => {
      if (!('card' in content)) throw new Error('this dialog shows a page, not a card');
      const button = which ? findButton(content.card, which) : buttonsOf(content.card).find(({ type }) => type === 'Action.Submit');
      const pressed = fillIn(content.card, button, which ?? 'a submit', inputs);
      return send({ as: person, chat: opener.chat, message: opener.id, ...pressed, dialog: true }, opener);
    },
    askPage: async (person, { content }) => {
      if (!('url' in content)) throw new Error('this dialog shows a card, not a page');
      const { origin: page, pathname, hash } = new URL(content.url);
      const [id = '', pass = ''] = hash.slice(1).split('.');
      const { token } = await ask<SignedIn>('POST', 'api/sign-in', { as: person } satisfies SignInAs);
      const response = await fetch(`${page}/api/reveal`, {
        method: 'POST', headers: { 'Content-Type': 'application/json', 'Authorization': `Bearer ${token}` },
        body: JSON.stringify({ id, pass, language: pathname.split('/').at(-1) ?? '' } satisfies Asked),
      });
      const text = await response.text();
      if (!response.ok) throw new LocalTeamsError(response.status, text);
      return JSON.parse(text);
    },
    waitFor: async (person, chat, fits, timeout = 15_000) => {
      const tooLate = expiry(AbortSignal.timeout(timeout));
      const stream = await listen(`${origin}/local/api/events?${as(person)}`);
      try {
        for (;;) {
          const seen = await messages(person, chat);
          const found = seen.findLast(fits);
          if (found) return found;
          if (!(await Promise.race([stream.next(), tooLate]))) {
            const there = seen.map((message) => `- ${[message.text, ...linesOf(cardOf(message))].join(' | ')}`);
            throw new Error(`${person} waited ${timeout} ms in ${chat} for ${fits.toString()}, and sees\n${there.join('\n')}`);
          }
        }
      } finally {
        stream.close();
      }
    },
    read: async (person, chat = 'bot') => {
      await ask('POST', `${chatPath(chat)}/read`, { as: person });
    },
    advance: async (duration) => (await ask<ClockMoved>('POST', 'clock', { advance: duration })).now,
    violations: async () => (await ask<Violations>('GET', 'api/violations')).violations,
    forgetViolations: async () => {
      await ask('DELETE', 'api/violations');
    },
    faults: async (fault) => {
      await ask('POST', 'api/faults', fault);
    },
    noFaults: async () => {
      await ask('DELETE', 'api/faults');
    },
    raise: (device, more = {}) => ask('POST', 'alerts', { device, ...more } satisfies RaiseAlert),
    resolveAlert: async (id) => {
      await ask('DELETE', `alerts/${encodeURIComponent(id)}`);
    },
    stand: async (person, standing) => {
      await ask('POST', 'api/roster', { person, standing });
    },
  };
}

/** The Adaptive Card of a message, if it has one. */
export function cardOf(message: Message): AdaptiveCard | undefined {
  const content = message.attachments.find(({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive')?.content;
  return isCard(content) ? content : undefined;
}

function fillIn(card: unknown, button: Button | undefined, which: unknown, inputs: Inputs): { readonly action: PressedAction; readonly inputs: Inputs } {
  if (button) return { action: pressedBy(button), inputs: { ...button.inputs, ...inputs } };
  const there = buttonsOf(card).map(({ title, verb }) => `"${title}"${verb === undefined ? '' : ` (${verb})`}`);
  throw new Error(`the card has no button ${JSON.stringify(which)}, but ${there.join(', ') || 'none at all'}`);
}

function isCard(value: unknown): value is AdaptiveCard {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'AdaptiveCard';
}

async function expiry(deadline: AbortSignal): Promise<false> {
  await pause(2 ** 31 - 1, undefined, { signal: deadline, ref: false }).catch(() => undefined);
  return false;
}

/** The live stream; `next` resolves to true when something happened since it was last asked, to false at its end. */
async function listen(address: string): Promise<{ next(): Promise<boolean>; close(): void }> {
  const ending = new AbortController();
  const response = await fetch(address, { signal: ending.signal });
  const reader = response.body?.getReader();
  return {
    next: async () => {
      const read = await reader?.read().catch(() => undefined);
      return read !== undefined && !read.done;
    },
    close: () => ending.abort(),
  };
}
