// The JSON shapes of /local/api, as the page and the tests see it: types only, no code.

import type { Cast, CastPerson, ChannelKey } from './cast.ts';

/** An instant as ISO 8601 text in UTC, on the movable clock. */
export type Instant = string;

/** The 1:1 chat with the bot is `bot` for everyone; a channel goes by its key. */
export type ChatKey = 'bot' | ChannelKey;

/** An Adaptive Card as the renderer takes it. */
export type AdaptiveCard = { readonly type: 'AdaptiveCard' } & Readonly<Record<string, unknown>>;

// --- What is there -------------------------------------------------------------------------------

/** `GET state?as=` : `as` is a person's key or object id, everywhere. */
export interface State {
  readonly me: CastPerson;
  readonly cast: Cast;
  /** What this person sees: the 1:1 chat first, then channels in the order of the team. */
  readonly chats: readonly Chat[];
  /** Unread messages of everybody, by the person's key, so that one sees whom to be next. */
  readonly waiting: Readonly<Record<string, number>>;
  /** The movable clock, epoch milliseconds. */
  readonly now: number;
}

export interface Chat {
  /** The Connector's conversation id; paths take it (URI-encoded) or the `key`. */
  readonly id: string;
  readonly key: ChatKey;
  readonly kind: 'personal' | 'channel';
  readonly name: string;
  readonly unread: number;
  readonly lastMessageAt?: Instant;
}

/** `GET chats/{chat}/messages?as=` : oldest first, deleted ones left out. */
export interface Messages {
  readonly chat: string;
  readonly messages: readonly Message[];
}

export interface Message {
  readonly id: string;
  /** Conversation id of the chat, without any thread suffix. */
  readonly chat: string;
  /** In a channel: the id of the message that opened the thread (of itself, for one that opens it). */
  readonly thread?: string;
  readonly from: { readonly kind: 'bot' | 'person'; readonly id: string; readonly name: string };
  readonly at: Instant;
  /** Present once the message was updated. */
  readonly edited?: Instant;
  /** 1 when posted, one more with every update: a card got from a press is stale once this grows. */
  readonly version: number;
  readonly text: string;
  readonly textFormat: 'markdown' | 'plain' | 'xml';
  /** What notifications and narrow places show. */
  readonly summary?: string;
  readonly importance?: 'low' | 'normal' | 'high';
  readonly attachments: readonly Attachment[];
  /** Buttons under the last message of a 1:1 chat. Pressing one says its `value`. */
  readonly suggestedActions: readonly SuggestedAction[];
  /** `<at>` texts of the message that are real mentions. */
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
}

/** An Adaptive Card has `contentType: 'application/vnd.microsoft.card.adaptive'` and the card as `content`. */
export interface Attachment {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
  readonly name?: string;
}

export interface SuggestedAction {
  readonly title: string;
  readonly value: string;
}

// --- What a person does --------------------------------------------------------------------------

/** `POST chats/{chat}/messages`. In a channel the bot is @mentioned, else it would not hear it. */
export interface Say {
  readonly as: string;
  /** May be empty beside files. */
  readonly text: string;
  /** In the 1:1 chat: what was put up with `POST /local/drive?name=`, whose body is the file and whose answer its id. */
  readonly files?: readonly SentFile[];
  /** In a channel: the thread to reply in; absent, a new one is opened. */
  readonly thread?: string;
  /** Delivers under this activity id instead of a fresh one: how tests redeliver. */
  readonly activityId?: string;
}

/** A file that was put up; one that was pasted goes as a picture, without its name. */
export interface SentFile {
  readonly id: string;
  readonly pasted?: true;
}

/** `POST consent`: what somebody says to the card that asks whether a file may be saved in their OneDrive. */
export interface Consent {
  readonly as: string;
  readonly chat: string;
  readonly message: string;
  readonly action: 'accept' | 'decline';
}

/** Answered when the bot's turn is over, or when it did not answer in time. */
export interface Said {
  readonly message: Message;
  /** False: "unable to reach app", nobody took the message. */
  readonly delivered: boolean;
}

export type Theme = 'default' | 'dark' | 'contrast';

/** `POST press`: a button of a card in a message, or of a card in a dialog that a message's button opened. */
export interface Press {
  readonly as: string;
  readonly chat: string;
  readonly message: string;
  readonly action: PressedAction;
  /** What the renderer collected: input id → value. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** The button is inside the dialog: sent on as `task/submit`, or of one that a message's menu opened, as `composeExtension/submitAction`. */
  readonly dialog?: true | 'report-message';
  readonly theme?: Theme;
  /** Delivers under this activity id instead of a fresh one: how tests redeliver. */
  readonly activityId?: string;
  /** `automatic` is what a card's `refresh` sends; people press `manual`, the default. */
  readonly trigger?: 'manual' | 'automatic';
}

export interface PressedAction {
  readonly type: 'Action.Execute' | 'Action.Submit';
  readonly id?: string;
  readonly verb?: string;
  /** As in the card, before inputs are merged in. For Action.Submit, `data.msteams.type` may say `task/fetch`, `imBack`, `messageBack`. */
  readonly data?: unknown;
}

/**
 * What the presser, and nobody else, now sees. Nothing of it is stored by the local Teams.
 * - `card`: takes the place of the pressed message's card in this person's view until the message's `version` grows.
 * - `message`: a toast (from a dialog button: shown in place of the dialog's card).
 * - `dialog`: opens a dialog, or replaces the card of the one that is open.
 * - `closed`: the dialog closes. `sent`: went to the bot as a message, the answer comes as messages. `none`: nothing to show.
 * - `error`: shown as an error at the card. `unreachable` is the code when the bot did not answer.
 */
export type Outcome =
  | { readonly kind: 'card'; readonly card: AdaptiveCard }
  | { readonly kind: 'message'; readonly text: string }
  | Dialog
  | { readonly kind: 'closed' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'none' }
  | { readonly kind: 'error'; readonly code: string; readonly text: string; readonly status: number };

/** A size is pixels or a Teams word. */
export interface Dialog {
  readonly kind: 'dialog';
  readonly title: string;
  readonly content: { readonly card: AdaptiveCard } | { readonly url: string };
  readonly width?: number | 'small' | 'medium' | 'large';
  readonly height?: number | 'small' | 'medium' | 'large';
}

/** `POST chats/{chat}/found`: searches with the app's message extension, as from the box one writes in. No words: what it begins with. */
export interface Find {
  readonly as: string;
  readonly words: string;
  readonly theme?: Theme;
}

/** What was found, for the one who asked; a `card` can be posted. */
export type Found =
  | { readonly kind: 'found'; readonly results: readonly FoundOne[] }
  | { readonly kind: 'message'; readonly text: string }
  | Extract<Outcome, { readonly kind: 'error' }>;

export interface FoundOne {
  readonly title: string;
  readonly text: string;
  readonly card: AdaptiveCard;
}

/** `POST chats/{chat}/cards`: posts what was found as one's own message, for the people of the chat; the bot is told nothing. Answers the message. */
export interface PostCard {
  readonly as: string;
  readonly card: AdaptiveCard;
  readonly thread?: string;
}

/** `POST chats/{chat}/reports`: “Report as a problem” in the menu of a message. Answers an `Outcome`. */
export interface ReportMessage {
  readonly as: string;
  readonly message: string;
  readonly theme?: Theme;
}

/** `POST chats/{chat}/read` marks the chat read; answers `{}`. */
export interface Read {
  readonly as: string;
}

/** `POST sign-in`: what a page in a dialog gets when it asks who is signed in. */
export interface SignInAs {
  readonly as: string;
}

/** Answer of `POST sign-in`. */
export interface SignedIn {
  readonly token: string;
}

// --- What happens --------------------------------------------------------------------------------

/** `GET events?as=` : Server-Sent Events, each unnamed with one of these as JSON. After a reconnect, fetch the state again. */
export type Happening =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'updated'; readonly message: Message }
  | { readonly type: 'deleted'; readonly chat: string; readonly message: string }
  | { readonly type: 'typing'; readonly chat: string; readonly thread?: string }
  | { readonly type: 'unread'; readonly chat: string; readonly unread: number }
  | { readonly type: 'waiting'; readonly person: string; readonly unread: number }
  | { readonly type: 'clock'; readonly now: number };

/** `POST /local/clock`. */
export interface MoveClock {
  /** ISO 8601 duration, for example `PT2H`. */
  readonly advance: string;
}

/** Answer of `POST /local/clock`: epoch milliseconds. */
export interface ClockMoved {
  readonly now: number;
}

/** Every refusal of /local: `{ error }` with a fitting status. */
export interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}
