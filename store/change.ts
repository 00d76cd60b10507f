// What one commit writes.
import type { AuditLine } from './line.ts';
import type { Facets, Kind, RecordOf, Saved } from './saved.ts';
import type { Statement } from './statement.ts';
import type { NewTodo, Todo } from './todo.ts';

/** Records as they were when they were read. */
export type Among = readonly Pick<Saved, 'id' | 'version'>[];

/** One step of one record: written wholly or not at all. */
export interface Change<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: string;
  /** As it was read; undefined for a new record. Its version must still be the current one. */
  readonly was: Saved<K> | undefined;
  /** Other records that were looked at to decide this. Should one of them be at another version by now, the commit is false. */
  readonly among?: Among;
  readonly next: RecordOf<K>;
  readonly facets: Facets;
  /** Idempotency key of a new record; already used: the commit is false, and `byDraft` finds the record. */
  readonly draft?: { readonly id: string; readonly person: string };
  readonly audit: AuditLine;
  readonly todos: readonly NewTodo[];
  /** Keys of to-dos that no longer matter, timers mostly. */
  readonly cancel?: readonly string[];
  /** Where this record's card is to hang, besides the places where it does. In a commit that refreshes it. */
  readonly hangs?: readonly string[];
  /** Records whose posts are drawn anew wherever they hang: this one as a rule, and those whose cards show something of it. */
  readonly refresh: readonly string[];
  /** More to write in the same transaction, such as `dialogSaved(…)`; their guards count too. */
  readonly also?: readonly Statement[];
}

/** What came of a commit. */
export interface Committed<K extends Kind = Kind> {
  readonly saved: Saved<K>;
  /** To-dos that were claimed in it. */
  readonly claimed: readonly Todo[];
  /** When the first of its other to-dos may be due, those in `also` aside; undefined: there are none. */
  readonly next: number | undefined;
}
