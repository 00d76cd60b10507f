// What a rule leaves to be done: words for the desk, never calls.
import type { PersonRef } from './person.ts';
import type { Route } from './routing.ts';
import type { Severity } from './severity.ts';

export const channels = ['support', 'escalation', 'it-admin', 'operations'] as const;
export type Channel = (typeof channels)[number];

/** Where the card of a record hangs: in a channel, or in a person's 1:1 chat with the bot. */
export type Target = `channel:${Channel}` | `person:${string}`;

export function toChannel(channel: Channel): Target {
  return `channel:${channel}`;
}

export function toPerson(person: PersonRef): Target {
  return `person:${person.id}`;
}

/** Things people are told in a message of their own, because a card that changes in place makes no sound. Locale keys `tell.<text>`. */
export const tellings = [
  'access-started', 'access-ended', 'elevation-approved', 'elevation-denied', 'elevation-expired', 'elevation-cancelled', 'elevation-revoked',
  'elevation-over', 'elevation-undecided', 'elevation-looked-at', 'report-missing', 'report-missing-of', 'access-extended', 'access-ending',
  'access-ending-for-good', 'extension-asked', 'extension-granted', 'extension-denied', 'access-revoked', 'glass-broken', 'review-missing',
  'rotation-overdue', 'vault-hindered', 'ticket-claimed', 'ticket-asked', 'ticket-resolved', 'ticket-replied', 'ticket-commented', 'escalation-handed-off', 'escalation-reminder',
  'escalation-filed', 'escalation-declined', 'escalation-accepted', 'escalation-asked', 'escalation-answered', 'escalation-updated',
  'ticket-assigned', 'ticket-follows', 'ticket-security', 'promise-near', 'promise-missed', 'ticket-unanswered', 'ticket-unresponsive',
  'escalation-copied', 'escalation-lowered', 'escalation-regraded', 'escalation-unanswered', 'escalation-unresponsive', 'escalation-transferred', 'escalation-reactivated',
  'escalation-mitigated', 'escalation-resolved', 'role-granted', 'role-revoked', 'escalation-team-large',
  'alert-raised', 'alert-under-elevation', 'alerts-not-permitted', 'alerts-unread', 'alerts-read', 'permission-missing', 'setting-changed', 'setting-reset',
  'ticket-incident', 'ticket-freed', 'incident-confirmed', 'incident-not-escalated', 'incident-escalation-lost',
  'ticket-attached', 'file-not-fetched', 'file-not-taken', 'file-not-used', 'file-refused', 'file-too-large', 'file-gone', 'file-not-saved',
] as const;
export type Telling = (typeof tellings)[number];

/** Everyone who holds a role, each told in their own chat. */
export const crowds = ['it-admins', 'escalation-team'] as const;
export type Crowd = (typeof crowds)[number];

/**
 * - `tell`: one message to one person, to a channel, or to each of a crowd but the person of this id.
 * - `remind`: a message that comes to nothing once the record has left the state `while`; a newer one takes the place of one not yet sent.
 * - `bring`: the record's card moves to the end of this chat, with its buttons.
 * - `timer`: this record's event `kind` happens at `at` (epoch ms, the bot's clock); a later timer of the same kind replaces it.
 * - `rotate`: the device's password is changed and the change is proved.
 * - `refresh`: another record's cards show something of this one and are drawn anew.
 * - `reroute`: this escalation was none for Operations; its ticket goes another way.
 * - `end-elevations`: elevations on this ticket that are open are cancelled or ended.
 * - `erase-attachments`: what was attached to this ticket is kept until `at` (epoch ms, the bot's clock), if it is still over by then.
 * - `end-duplicates`: tickets that follow this one are resolved with it, or stand by themselves again.
 * - `compare`: this ticket is looked at beside others of late: many about the same make a major incident.
 * - `inform-tickets`: these tickets learn how this incident, which they are part of, stands.
 * - `leave-incident`: this ticket is none of the incident's any more.
 * - `draft-escalation`: this incident is handed over as an escalation.
 * - `follow-escalation`: this escalation of the incident has ended.
 */
export type Effect =
  | { readonly do: 'tell'; readonly to: Target | Crowd; readonly except?: string; readonly text: Telling; readonly data: Readonly<Record<string, string>> }
  | { readonly do: 'remind'; readonly while: string; readonly to: Target; readonly text: Telling; readonly data: Readonly<Record<string, string>> }
  | { readonly do: 'bring'; readonly to: Target }
  | { readonly do: 'timer'; readonly kind: string; readonly at: number }
  | { readonly do: 'rotate'; readonly device: string }
  | { readonly do: 'refresh'; readonly record: string }
  | { readonly do: 'reroute'; readonly ticket: string; readonly route: Route; readonly by: PersonRef; readonly reason: string }
  | { readonly do: 'end-elevations'; readonly ticket: string }
  | { readonly do: 'end-duplicates' }
  | { readonly do: 'compare' }
  | { readonly do: 'inform-tickets'; readonly tickets: readonly string[] }
  | { readonly do: 'leave-incident'; readonly incident: string }
  | { readonly do: 'draft-escalation' }
  | { readonly do: 'follow-escalation'; readonly incident: string }
  | { readonly do: 'erase-attachments'; readonly at: number };

export function tell(to: Target | Crowd, text: Telling, data: Readonly<Record<string, string>> = {}): Extract<Effect, { readonly do: 'tell' }> {
  return { do: 'tell', to, text, data };
}

/** A line of a record's history: `what` is the event's kind, `words` are somebody's own, `internal` hides it from the user, `severity` is the one from then on. */
export interface HistoryLine {
  readonly at: number;
  readonly what: string;
  readonly by?: PersonRef;
  readonly words?: string;
  readonly internal?: true;
  readonly severity?: Severity;
}
