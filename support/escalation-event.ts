// What can happen to an escalation, the limits it is held to, and what every step of it leaves: a line, a copy, the ticket's cards, its clocks.
import type { AdminContact, AdminContacts } from './admin-contact.ts';
import type { Agreement } from './agreement.ts';
import { focusOf } from './category.ts';
import type { Device } from './device.ts';
import { tell, toChannel, toPerson, type Effect, type HistoryLine } from './effect.ts';
import { answerTimers } from './escalation-answer.ts';
import { escalationAlarms } from './escalation-clock.ts';
import { isOpenEscalation, type Coverage, type Escalation, type TransferRoute } from './escalation-record.ts';
import { become, type Outcome, type Step } from './outcome.ts';
import type { Person } from './person.ts';
import type { Severity } from './severity.ts';
import type { Ticket } from './ticket.ts';

export interface EscalationFacts {
  readonly ticket: Ticket | undefined;
  readonly device: Device | undefined;
}

/** `remindAfter` (ms) doubles with every reminder of an unfiled hand-off; `agreement` is the one with Operations. */
export interface EscalationPolicy {
  readonly adminContacts: AdminContacts;
  readonly remindAfter: number;
  readonly agreement: Agreement;
}

export type EscalationEvent =
  | { readonly kind: 'escalation/file'; readonly by: Person; readonly contact: string; readonly commitment: boolean; readonly coverage: Coverage | '' }
  | { readonly kind: 'escalation/decline'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'escalation/regrade'; readonly by: Person; readonly severity: Severity; readonly reason: string }
  | { readonly kind: 'escalation/accept'; readonly by: Person }
  | { readonly kind: 'escalation/ask'; readonly by: Person; readonly question: string }
  | { readonly kind: 'escalation/answer'; readonly by: Person; readonly answer: string }
  | { readonly kind: 'escalation/update'; readonly by: Person; readonly note: string }
  | { readonly kind: 'escalation/transfer'; readonly by: Person; readonly to: TransferRoute; readonly reason: string }
  | { readonly kind: 'escalation/mitigate'; readonly by: Person; readonly note: string }
  | { readonly kind: 'escalation/resolve'; readonly by: Person; readonly note: string }
  | { readonly kind: 'escalation/reactivate'; readonly by: Person; readonly reason: string }
  | { readonly kind: EscalationTimer };

/** What happens because time goes by. */
export type EscalationTimer =
  | 'escalation/remind' | 'escalation/warn' | 'escalation/breach' | 'escalation/unanswered' | 'escalation/unresponsive' | 'escalation/close';

export type EscalationOutcome = Outcome<Step<Escalation, Effect>>;
export type EventOf<Kind extends EscalationEvent['kind']> = Extract<EscalationEvent, { readonly kind: Kind }>;

/** Of a resolved escalation, milliseconds (admin support page, "Reactivate"). */
export const reactivateWithin = 24 * 60 * 60 * 1000;

/** Writes down a step: the record with its new line, and who hears of it besides those the step itself tells. */
export function step(was: Escalation, change: Partial<Escalation>, line: HistoryLine, policy: EscalationPolicy, ...effects: readonly Effect[]): EscalationOutcome {
  const next: Escalation = { ...was, ...change, history: [...was.history, line] };
  return become(next, ...effects, ...stepLeaves(was, next, policy));
}

/** What is left to do about a record that has changed, or is new. */
export function stepLeaves(was: Escalation | undefined, next: Escalation, policy: EscalationPolicy): readonly Effect[] {
  return [
    ...copies(next, policy), { do: 'refresh', record: next.ticket },
    ...(was && next.incident !== undefined && isOpenEscalation(was) && !isOpenEscalation(next) ? [{ do: 'follow-escalation' as const, incident: next.incident }] : []),
    ...answerTimers(next, policy.agreement), ...escalationAlarms(was, next, policy.agreement),
  ];
}

export function contactFor({ category }: Pick<Escalation, 'category'>, { adminContacts }: EscalationPolicy): AdminContact | undefined {
  return adminContacts[focusOf(category)];
}

export function tellFiler(was: Escalation, by: Person, text: Parameters<typeof tell>[1], words = ''): Effect {
  return tell(toPerson(was.filer), text, { id: was.id, name: by.name, words });
}

/** The admin contact of the focus area is copied on whatever happens before Operations; one who is named without an account, by way of the IT admins. */
function copies(next: Escalation, policy: EscalationPolicy): readonly Effect[] {
  const contact = contactFor(next, policy);
  if (!contact || !('filing' in next.state) || contact.person === next.filer.id) return [];
  const { id, severity, category, state } = next;
  const to = contact.person === undefined ? toChannel('it-admin') : toPerson({ id: contact.person, name: contact.name });
  return [tell(to, 'escalation-copied', { id, severity, focus: focusOf(category), contact: contact.name, state: state.kind })];
}
