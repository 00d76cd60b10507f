// The port: everything the bot remembers, and the one atomic commit. Times are epoch milliseconds, given by the caller.
import type { Allowance } from './allowance.ts';
import type { Content, FoundFile } from './attachments.ts';
import type { Change, Committed } from './change.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Conversation } from './conversation.ts';
import type { Dialog, DialogSave } from './dialog.ts';
import type { AuditLine, AuditPart, LoggedLine } from './line.ts';
import type { Numbers } from './milestones.ts';
import type { Pass } from './pass.ts';
import type { Person } from './person.ts';
import type { Hanging, Post } from './post.ts';
import type { AnySaved, Kind, Listing, Point, Saved } from './saved.ts';
import type { Setting } from './setting.ts';
import type { Statement } from './statement.ts';
import type { Claim, DeadTodo, Lease, NewTodo, Todo } from './todo.ts';
import type { Verdict } from './verdict.ts';

export type { Allowance, Quota } from './allowance.ts';
export type { Content, FoundFile } from './attachments.ts';
export type { Among, Change, Committed } from './change.ts';
export type { Checkpoint } from './checkpoint.ts';
export type { Conversation } from './conversation.ts';
export type { Dialog, DialogSave } from './dialog.ts';
export type { AuditLine, AuditPart, LoggedLine } from './line.ts';
export type { Pass } from './pass.ts';
export type { Person } from './person.ts';
export type { Hanging, Post } from './post.ts';
export type { AnySaved, Facets, Kind, Listing, Point, RecordOf, Records, Saved } from './saved.ts';
export type { Setting } from './setting.ts';
export type { Claim, DeadTodo, Lease, NewTodo, Todo } from './todo.ts';
export type { LineFault, Verdict } from './verdict.ts';

export interface Store extends Numbers {
  // Records
  /**
   * The one atomic commit: value, facets, audit line, to-dos, of which those that are due are claimed in it for `lease`. False: someone was faster, here or on a
   * record looked at, or a hold or draft is taken; read again, decide again.
   */
  commit<K extends Kind>(change: Change<K>, lease?: Lease): Promise<Committed<K> | false>;
  /** Throws, naming the id, when what is saved cannot be read. */
  get<K extends Kind>(kind: K, id: string): Promise<Saved<K> | undefined>;
  /** The record made from this draft by this person. */
  byDraft(draft: string, person: string): Promise<AnySaved | undefined>;
  /** Records this person has a part in, whatever the part. */
  requestsOf(person: string, listing: Listing): Promise<AnySaved[]>;
  /** Records about this device. */
  ofDevice(device: string, listing: Listing): Promise<AnySaved[]>;
  /** Elevations and escalations of a ticket, alerts of one threat, or incidents of one signal, oldest first. */
  linked(parent: string): Promise<AnySaved[]>;
  /** Open tickets, newest activity first; `tier` left out means all. */
  queue(filter: { readonly tier?: number; readonly limit: number }): Promise<Saved<'ticket'>[]>;
  /** Open records of a kind last changed after this point, the longest unchanged first. */
  openAfter<K extends Kind>(kind: K, point: Point, limit: number): Promise<Saved<K>[]>;
  /** Tickets, open or not, in the same way. */
  changedAfter(point: Point, limit: number): Promise<Saved<'ticket'>[]>;
  /** Ids of the records with this word, the newest records first; `since`: made at or after. */
  withWord(word: string, limit: number, since?: number): Promise<string[]>;
  /** The same for a word that begins so. */
  withWordLike(beginning: string, limit: number): Promise<string[]>;
  /** The digest of what another system asked for under this key. */
  asked(client: string, key: string): Promise<string | undefined>;
  /** The record that holds this exclusive claim. */
  holder(hold: string): Promise<string | undefined>;
  /** A fresh readable id: `T-1001`, `E-1`, `X-1`, `A-1`, `I-1` and on. Never given twice; one that is not used leaves a gap. */
  nextId(kind: Kind): Promise<string>;

  // To-dos
  enqueue(todo: NewTodo): Promise<void>;
  /** Leaves what already waits, or is being done, under this key as it is; what is dead begins anew. */
  enqueueIfAbsent(todo: NewTodo): Promise<void>;
  cancel(key: string): Promise<void>;
  /** Others may be faster with all it chose: then none, though some are due. */
  claim(claim: Claim): Promise<Todo[]>;
  /**
   * Done. It goes, unless a newer one took its key meanwhile (that one is set free) or the lease is no longer ours.
   * `also` is written in any case and durably, such as `postHung(…)` or `todoQueued(…)`. True: a newer one is free now.
   */
  finish(todo: Todo, also?: readonly Statement[]): Promise<boolean>;
  /** Whether something may have waited in line for this one to be done. */
  isAwaited(todo: Todo): Promise<boolean>;
  /** Once more at `at` (movable clock); a newer one that took its key is due when it says. */
  retry(todo: Todo, at: number, fault: string): Promise<void>;
  /** Not its turn yet: due at `at`, as if this time had not been. */
  postpone(todo: Todo, at: number): Promise<void>;
  /** Given up: it stays, dead, until `revive` or a newer one of its key. `also` is written in any case. */
  bury(todo: Todo, at: number, fault: string, also?: readonly Statement[]): Promise<void>;
  /** Those given up at `from` or later, the longest dead first. */
  dead(limit: number, from?: number): Promise<DeadTodo[]>;
  /** Due at `at` again, attempts counted anew. False: no dead to-do of this key. */
  revive(key: string, at: number): Promise<boolean>;
  /** Gives back what this instance leased. Without a name it takes every lease back: only for a store that no other instance works on. */
  freeLeases(by?: string): Promise<void>;
  /** Milliseconds until there may be something to claim, 0 for at once; undefined: nothing waits. */
  nextDue(clocks: Pick<Claim, 'now' | 'machine'>): Promise<number | undefined>;
  /** Since when that waits which is due, or being tried again, for the longest time, webhooks aside: others' systems are not the bot's health. */
  oldestDue(now: number): Promise<number | undefined>;

  // Rates, by the machine's clock
  /** Takes one send from each, or from none: then it gives the milliseconds to wait before asking again. 0: it may be sent. */
  takeSend(from: readonly Allowance[], machine: number): Promise<number>;
  /** Nothing may be sent there for as long as Teams said (milliseconds), else for a second, and twice as long each time it is said soon again. */
  holdSends(name: string, machine: number, atLeast?: number): Promise<void>;

  // Audit
  /** Audits what changes no record: refusals, failed reveals, settings. False only when a guard of `also` does not hold. */
  note(line: AuditLine & { readonly record?: string; readonly digest?: string }, also?: readonly Statement[]): Promise<boolean>;
  /** The lines of a record's life, oldest first. */
  history(record: string): Promise<LoggedLine[]>;
  /** What happened at this version of a record. */
  line(record: string, version: number): Promise<LoggedLine | undefined>;
  /** Chain by chain, oldest first in each; of a record: its own chain, then what the house says about it. */
  lines(part: AuditPart): AsyncIterable<LoggedLine>;
  /** Oldest first; of a record: those that seal a line of its chain. */
  checkpoints(part: AuditPart): AsyncIterable<Checkpoint>;
  /** Seals the open lines; undefined when there are none, or another instance was faster. */
  checkpoint(at: number): Promise<Checkpoint | undefined>;
  /** Whether the newest checkpoint was sealed with this store's key; true as long as there is none. */
  isSealedByUs(): Promise<boolean>;
  /** Walks every line and checkpoint and names the first bad one; an exported checkpoint must be among them, unchanged. */
  verify(exported?: Checkpoint): Promise<Verdict>;

  // Posts and conversations
  /** Where the record hangs by now; a post still to be sent is not among them. */
  posts(record: string): Promise<Hanging[]>;
  /** The post that an activity carries: a card answers for its record. */
  postOf(conversation: string, activity: string): Promise<Post | undefined>;
  conversation(id: string): Promise<Conversation | undefined>;
  /** The newest 1:1 chat with a person. */
  chatWith(person: string): Promise<Conversation | undefined>;
  /** The conversation of a Teams channel. */
  channel(channel: string): Promise<Conversation | undefined>;
  /** With `also` in the same transaction. */
  saveConversation(conversation: Omit<Conversation, 'parkedAt'>, also?: readonly Statement[]): Promise<void>;
  park(conversation: string, at: number): Promise<void>;

  // Dialogs
  dialog(conversation: string): Promise<Dialog | undefined>;
  /** False: someone saved since it was read. */
  saveDialog(save: DialogSave, also?: readonly Statement[]): Promise<boolean>;

  // Settings and people
  setting(name: string): Promise<Setting | undefined>;
  settings(): Promise<ReadonlyMap<string, Setting>>;
  /** With its audit line, and `also` in the same transaction. False: the setting is no longer at version `expected` (0: not set yet). */
  saveSetting(name: string, value: unknown, expected: number, line: AuditLine, also?: readonly Statement[]): Promise<boolean>;
  person(id: string): Promise<Person | undefined>;
  savePerson(person: Person): Promise<void>;

  // Passes, by the machine's clock
  /** Good until then (epoch milliseconds). Those whose time is over are forgotten. */
  givePass(pass: Pass, until: number, machine: number): Promise<void>;
  /** True once: for a pass that was given to this person for this record, is still good, and was not taken before. */
  takePass(pass: Pass, machine: number): Promise<boolean>;

  // Attachments
  /** Files somebody sent, with what is to be done about them. */
  announceFiles(list: readonly Statement[]): Promise<void>;
  /** What this person sent for what comes of this draft, the first first. */
  sentFor(person: string, draft: string): Promise<FoundFile[]>;
  sentFile(id: string): Promise<FoundFile | undefined>;
  /** What is attached to a record under this id, with its bytes. */
  content(id: string): Promise<Content | undefined>;

  /** Closes the driver too. */
  close(): Promise<void>;
}
