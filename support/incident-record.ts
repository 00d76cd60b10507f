// A major incident as it is remembered: who reports the same, since when, and what the IT admin made of it.
import type { Category } from './category.ts';
import { toChannel, type HistoryLine, type Target } from './effect.ts';
import type { PersonRef } from './person.ts';
import { effectsOnWork, reaches, severityOf, type EffectOnWork, type Reach, type Severity } from './severity.ts';
import { signalOf, type Subject } from './subject.ts';
import { firstLine, type Ticket } from './ticket-record.ts';

/** A ticket that is part of it: whose problem it is, how bad, and the first words of it. Times are epoch milliseconds. */
export interface Report {
  readonly ticket: string;
  readonly person: PersonRef;
  readonly reach: Reach;
  readonly effect: EffectOnWork;
  readonly title: string;
  readonly at: number;
}

/**
 * `escalating`: the escalation is being drafted. Resolved by an IT admin, or by whoever resolved its escalation. `people` is how many there were
 * when it was dismissed. A suspicion that nobody decides lapses.
 */
export type IncidentState =
  | { readonly kind: 'suspected' }
  | { readonly kind: 'confirmed'; readonly by: PersonRef; readonly at: number }
  | { readonly kind: 'escalating'; readonly by: PersonRef; readonly at: number }
  | { readonly kind: 'escalated'; readonly by: PersonRef; readonly at: number; readonly escalation: string }
  | { readonly kind: 'resolved'; readonly by: PersonRef; readonly resolution: string; readonly at: number }
  | { readonly kind: 'dismissed'; readonly by: PersonRef; readonly reason: string; readonly people: number; readonly at: number }
  | { readonly kind: 'lapsed'; readonly at: number };

export interface Incident {
  readonly id: string;
  readonly category: Category;
  readonly subject: Subject;
  /** In the order in which they came. */
  readonly reports: readonly Report[];
  readonly suspectedAt: number;
  readonly state: IncidentState;
  readonly history: readonly HistoryLine[];
}

/** A title is a line on a card. */
const longestTitle = 80;

export function reportOf(ticket: Ticket): Report {
  const { id, affected, reach, effect, openedAt } = ticket;
  return { ticket: id, person: affected, reach, effect, title: firstLine(ticket).slice(0, longestTitle).toWellFormed(), at: openedAt };
}

/** Who reports twice counts once. */
export function peopleOf(reports: readonly Pick<Report, 'person'>[]): number {
  return new Set(reports.map(({ person }) => person.id)).size;
}

export function isOpenIncident({ state: { kind } }: Incident): boolean {
  return kind === 'suspected' || isConfirmed(kind);
}

/** While it lasts, and known to be one. */
export function isConfirmed(kind: IncidentState['kind']): boolean {
  return kind === 'confirmed' || kind === 'escalating' || kind === 'escalated';
}

/** What the organisation's threshold calls many is a whole group at least; the effect is the worst that somebody reported. */
export function suggestedSeverity({ reports }: Pick<Incident, 'reports'>): Severity {
  const worst = <Word extends string>(scale: readonly Word[], words: readonly Word[]): number => Math.max(0, ...words.map((word) => scale.indexOf(word)));
  const reach = worst(reaches, ['group', ...reports.map((one) => one.reach)]);
  const effect = worst(effectsOnWork, reports.map((one) => one.effect));
  return severityOf(reaches[reach] ?? 'group', effectsOnWork[effect] ?? 'minor');
}

export function incidentSignal({ category, subject }: Pick<Incident, 'category' | 'subject'>): string {
  return signalOf(category, subject);
}

export function incidentTargets(): readonly Target[] {
  return [toChannel('it-admin')];
}
