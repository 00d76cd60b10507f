// A record as it is saved, what it can be found by, and how to ask for many.
import type { Alert } from '../support/alert-record.ts';
import type { Elevation } from '../support/elevation.ts';
import type { Escalation } from '../support/escalation.ts';
import type { Incident } from '../support/incident-record.ts';
import type { Ticket } from '../support/ticket.ts';

/** The kinds of record, each saved as plain JSON. */
export interface Records {
  readonly ticket: Ticket;
  readonly elevation: Elevation;
  readonly escalation: Escalation;
  readonly alert: Alert;
  readonly incident: Incident;
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
  /** The ticket that an elevation or escalation belongs to; of an alert, what it is called at its source; of an incident, what its tickets have in common. */
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

/** Which of a person's or device's records to list; newest activity first. */
export interface Listing {
  readonly kinds?: readonly Kind[];
  readonly open?: boolean;
  /** Created at or after. */
  readonly since?: number;
  readonly limit: number;
}

/** A place among records in the order of their last change: its time and the id. */
export interface Point {
  /** Epoch ms. */
  readonly at: number;
  readonly id: string;
}
/** Before all of them. */
export const earliest: Point = { at: 0, id: '' };
export const pointOf = ({ updatedAt, id }: Pick<Saved, 'updatedAt' | 'id'>): Point => ({ at: updatedAt, id });
