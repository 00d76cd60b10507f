// The port: everything the bot remembers, and the one atomic commit. Times are epoch milliseconds, given by the caller.
import type { Elevation } from '../support/elevation.ts';
import type { Escalation } from '../support/escalation.ts';
import type { Ticket } from '../support/ticket.ts';
import type { Statement } from './statement.ts';

/** The kinds of record, each saved as plain JSON. */
export interface Records {
  readonly ticket: Ticket;
  readonly elevation: Elevation;
  readonly escalation: Escalation;
}
export type Kind = keyof Records;
export type RecordOf<K extends Kind> = Records[K];

/** What a record can be found by. Derived from the record by the caller, whole, at every commit. */
export interface Facets {
  /** The name of the state, such as `waiting-for-user`. */
  readonly state: string;
  /** Whether anybody still has something to do about it. */
  readonly open: boolean;
  /** Everyone whose request this is, and how: `reporter`, `affected`, `assignee`, `requester`, `filer`. */
  readonly people: readonly { readonly person: string; readonly part: string }[];
  /** The ticket that an elevation or escalation belongs to. */
  readonly parent?: string;
  readonly device?: string;
  /** The tier a ticket waits at; the queue is read by it. */
  readonly tier?: number;
  /** Exclusive claims such as `device:<id>`, held for as long as the record lists them. Taken by another record: the commit is false. */
  readonly holds: readonly string[];
}

/** A record as last committed. */
export interface Saved<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: string;
  /** 1 after the first commit, one more after each. */
  readonly version: number;
  /** Hash of the record's last audit line: the head of its chain. */
  readonly hash: string;
  readonly facets: Facets;
  readonly body: RecordOf<K>;
  readonly createdAt: number;
  readonly updatedAt: number;
}
/** A record of any kind; narrows by `kind`. */
export type AnySaved = { [K in Kind]: Saved<K> }[Kind];

export interface AuditLine {
  readonly at: number;
  /** Entra object id of the person, or `system`. */
  readonly actor: string;
  /** The verb or event, such as `elevation/approve`. */
  readonly action: string;
  /** Plain JSON; never a secret. */
  readonly detail: object;
}

/** One step of one record: written wholly or not at all. */
export interface Change<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: string;
  /** As it was read; undefined for a new record. Its version must still be the current one. */
  readonly was: Saved<K> | undefined;
  readonly next: RecordOf<K>;
  readonly facets: Facets;
  /** Idempotency key of a new record; already used: the commit is false, and `byDraft` finds the record. */
  readonly draft?: { readonly id: string; readonly person: string };
  readonly audit: AuditLine;
  readonly todos: readonly NewTodo[];
  /** Keys of to-dos that no longer matter, timers mostly. */
  readonly cancel?: readonly string[];
  /** Records whose posts are drawn anew wherever they hang: this one as a rule, and those whose cards show something of it. */
  readonly refresh: readonly string[];
  /** More to write in the same transaction, such as `dialogSaved(…)`; their guards count too. */
  readonly also?: readonly Statement[];
}

/** Something to do off the turn. Due later, it is a timer. */
export interface NewTodo {
  /** Says what it is about; a newer to-do of the same key takes the place of the older. A post's is `postKey(record, target)`. */
  readonly key: string;
  readonly kind: string;
  readonly record?: string;
  /** Whom or where it is for. */
  readonly target?: string;
  /** Plain JSON for whoever does it. */
  readonly body?: object;
  readonly dueAt: number;
  /** The version it is about; left out in a commit, the version committed. The highest wanted under a key stays. */
  readonly wanted?: number;
}

/** A to-do under lease. */
export interface Todo {
  readonly key: string;
  readonly kind: string;
  readonly record: string | undefined;
  readonly target: string | undefined;
  readonly body: object;
  readonly dueAt: number;
  readonly wanted: number;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  /** One more each time the key is queued again. */
  readonly revision: number;
  readonly leasedBy: string;
  readonly leasedUntil: number;
}
export interface DeadTodo extends Pick<Todo, 'key' | 'kind' | 'record' | 'target' | 'attempts'> {
  readonly deadAt: number;
  readonly fault: string;
}

export interface Claim {
  /** The instance that does the work. */
  readonly by: string;
  /** Decides what is due: the movable clock. */
  readonly now: number;
  /** Decides leases: the machine's clock. */
  readonly machine: number;
  readonly limit: number;
  /** Milliseconds. */
  readonly lease: number;
}

/** Where a card hangs. `target` says for whom, such as `channel:escalation` or `person:<object id>`. */
export interface Post {
  readonly record: string;
  readonly target: string;
  readonly conversation: string;
  readonly activity: string;
  /** The version it shows. */
  readonly version: number;
  readonly at: number;
}

export interface Conversation {
  readonly id: string;
  readonly kind: 'personal' | 'channel';
  readonly person?: string;
  readonly channel?: string;
  readonly serviceUrl: string;
  /** The Bot Framework conversation reference, plain JSON. */
  readonly reference: object;
  /** Since when nothing can be sent here: the person blocked or removed the bot. Saving the conversation again ends it. */
  readonly parkedAt?: number;
  readonly updatedAt: number;
}

export interface Dialog {
  readonly etag: number;
  readonly body: object;
  /** Ids of the activities processed last, newest first. */
  readonly processed: readonly string[];
}
export interface DialogSave {
  readonly conversation: string;
  /** As it was read; undefined when there was none. */
  readonly was: Dialog | undefined;
  readonly body: object;
  /** The activity that led here. */
  readonly activity: string;
  readonly at: number;
}

export interface Setting {
  readonly value: unknown;
  readonly version: number;
}

export interface Person {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
  /** Chosen language; undefined: follow the client. */
  readonly language?: string;
  readonly email?: string;
  readonly seenAt: number;
}

/** Seals the newest line of every chain that grew, and through their hashes all lines before. To be exported. */
export interface Checkpoint {
  readonly seq: number;
  readonly at: number;
  /** Number of lines newly sealed. */
  readonly lines: number;
  /** Chain → version and hash of its newest line. */
  readonly heads: Readonly<Record<string, { readonly version: number; readonly hash: string }>>;
  /** Mac of the checkpoint before; empty for the first. */
  readonly previous: string;
  readonly mac: string;
}
export interface LoggedLine extends AuditLine {
  /** The record's id, or `house` for what belongs to no record's life. */
  readonly chain: string;
  readonly version: number;
  readonly record: string | undefined;
  readonly previous: string;
  readonly hash: string;
  /** Of what this line left behind: the record's body and facets, or the setting's value. Undefined: it changed none. */
  readonly digest: string | undefined;
}
/** Which part of the audit log; what is left out narrows nothing. */
export interface AuditPart {
  readonly record?: string;
  /** At or after. */
  readonly from?: number;
  /** Before. */
  readonly to?: number;
}
export type Verdict =
  | { readonly kind: 'intact'; readonly lines: number; readonly checkpoints: number }
  | { readonly kind: 'broken'; readonly chain: string; readonly version: number; readonly fault: LineFault }
  | { readonly kind: 'broken-checkpoint'; readonly seq: number; readonly fault: 'forged' | 'missing' };
/**
 * `edited`: the line is not what was hashed. `missing`: no line where one must be. `unlinked`: it does not follow the line before.
 * `unsealed`: neither sealed nor waiting to be. `replaced`: not the line that a checkpoint sealed. `not-the-head`: the record stands elsewhere.
 * `altered`: the record, or the setting, is not what the line left behind.
 */
export type LineFault = 'edited' | 'missing' | 'unlinked' | 'unsealed' | 'replaced' | 'not-the-head' | 'altered';

/** Which of a person's or device's records to list; newest activity first. */
export interface Listing {
  readonly kinds?: readonly Kind[];
  readonly open?: boolean;
  /** Created at or after. */
  readonly since?: number;
  readonly limit: number;
}

export interface Store {
  // Records
  /** The one atomic commit: value, facets, audit line, to-dos. False: someone was faster, or a hold or draft is taken; read again, decide again. */
  commit<K extends Kind>(change: Change<K>): Promise<Saved<K> | false>;
  /** Throws, naming the id, when what is saved cannot be read. */
  get<K extends Kind>(kind: K, id: string): Promise<Saved<K> | undefined>;
  /** The record made from this draft by this person. */
  byDraft(draft: string, person: string): Promise<AnySaved | undefined>;
  /** Records this person has a part in, whatever the part. */
  requestsOf(person: string, listing: Listing): Promise<AnySaved[]>;
  /** Records about this device. */
  ofDevice(device: string, listing: Listing): Promise<AnySaved[]>;
  /** Elevations and escalations of a ticket, oldest first. */
  linked(parent: string): Promise<AnySaved[]>;
  /** Open tickets, newest activity first; `tier` left out means all. */
  queue(filter: { readonly tier?: number; readonly limit: number }): Promise<Saved<'ticket'>[]>;
  /** The record that holds this exclusive claim. */
  holder(hold: string): Promise<string | undefined>;
  /** A fresh readable id: `T-1001`, `E-1`, `X-1` and on. Never given twice; one that is not used leaves a gap. */
  nextId(kind: Kind): Promise<string>;

  // To-dos
  enqueue(todo: NewTodo): Promise<void>;
  /** Leaves what already waits, or is being done, under this key as it is; what is dead begins anew. */
  enqueueIfAbsent(todo: NewTodo): Promise<void>;
  cancel(key: string): Promise<void>;
  /** Called in the same tick as a commit, it shares its transaction and sees its to-dos. */
  claim(claim: Claim): Promise<Todo[]>;
  /**
   * Done. It goes, unless a newer one took its key meanwhile (that one is set free) or the lease is no longer ours.
   * `also` is written in any case, such as `postHung(…)` or `todoQueued(…)`.
   */
  finish(todo: Todo, also?: readonly Statement[]): Promise<void>;
  /** Once more at `at` (movable clock); a newer one that took its key is due when it says. */
  retry(todo: Todo, at: number, fault: string): Promise<void>;
  /** Given up: it stays, dead, until `revive` or a newer one of its key. */
  bury(todo: Todo, at: number, fault: string): Promise<void>;
  dead(limit: number): Promise<DeadTodo[]>;
  /** Due at `at` again, attempts counted anew. False: no dead to-do of this key. */
  revive(key: string, at: number): Promise<boolean>;
  /** Takes every lease back. Only for a store that no other instance works on: their holders are known to be dead. */
  freeLeases(): Promise<void>;
  /** Milliseconds until there may be something to claim, 0 for at once; undefined: nothing waits. */
  nextDue(clocks: Pick<Claim, 'now' | 'machine'>): Promise<number | undefined>;

  // Audit
  /** Audits what changes no record: refusals, failed reveals, settings. False only when a guard of `also` does not hold. */
  note(line: AuditLine & { readonly record?: string; readonly digest?: string }, also?: readonly Statement[]): Promise<boolean>;
  /** The lines of a record's life, oldest first. */
  history(record: string): Promise<LoggedLine[]>;
  /** Chain by chain, oldest first in each; of a record: its own chain, then what the house says about it. */
  lines(part: AuditPart): AsyncIterable<LoggedLine>;
  /** Oldest first; of a record: those that seal a line of its chain. */
  checkpoints(part: AuditPart): AsyncIterable<Checkpoint>;
  /** Seals the open lines; undefined when there are none, or another instance was faster. */
  checkpoint(at: number): Promise<Checkpoint | undefined>;
  /** Walks every line and checkpoint and names the first bad one; an exported checkpoint must be among them, unchanged. */
  verify(exported?: Checkpoint): Promise<Verdict>;

  // Posts and conversations
  /** Where the record hangs by now; a post still to be sent is not among them. */
  posts(record: string): Promise<Post[]>;
  /** The post that an activity carries: a card answers for its record. */
  postOf(conversation: string, activity: string): Promise<Post | undefined>;
  conversation(id: string): Promise<Conversation | undefined>;
  /** The newest 1:1 chat with a person. */
  chatWith(person: string): Promise<Conversation | undefined>;
  /** The conversation of a Teams channel. */
  channel(channel: string): Promise<Conversation | undefined>;
  saveConversation(conversation: Omit<Conversation, 'parkedAt'>): Promise<void>;
  park(conversation: string, at: number): Promise<void>;

  // Dialogs
  dialog(conversation: string): Promise<Dialog | undefined>;
  /** False: someone saved since it was read. */
  saveDialog(save: DialogSave, also?: readonly Statement[]): Promise<boolean>;

  // Settings and people
  setting(name: string): Promise<Setting | undefined>;
  settings(): Promise<ReadonlyMap<string, Setting>>;
  /** With its audit line. False: the setting is no longer at version `expected` (0: not set yet). */
  saveSetting(name: string, value: unknown, expected: number, line: AuditLine): Promise<boolean>;
  person(id: string): Promise<Person | undefined>;
  savePerson(person: Person): Promise<void>;

  /** Closes the driver too. */
  close(): Promise<void>;
}
