// What IT admins may change in Teams of what the configuration says, section by section: the rule, and what was changed.
import type { AdminContacts } from './admin-contact.ts';
import type { ElevationLimits } from './elevation-limits.ts';
import type { IncidentLimits } from './incident-limits.ts';
import type { Coverage } from './escalation-record.ts';
import { tell, toChannel, type Effect } from './effect.ts';
import { become, refuse, type Outcome, type Step } from './outcome.ts';
import { refOf, type Person, type PersonRef } from './person.ts';
import { may, noRight } from './rights.ts';
import type { RoutePolicy } from './routing.ts';
import type { Severity } from './severity.ts';
import type { SupportHours } from './support-hours.ts';

export const sections = ['user-levels', 'operations-levels', 'support-hours', 'elevation', 'incidents', 'admin-contacts', 'routes', 'provider'] as const;
export type Section = (typeof sections)[number];

export const publishedAgreements = ['managed-desktop-2021', 'managed-desktop-2023'] as const;
export const providerKinds = ['customer-led', 'partner-led'] as const;

/** ISO 8601 durations, as the configuration file has them. */
interface Promises {
  readonly initial: string;
  readonly update: string;
}

/** Each section as the configuration file writes it, defaults filled in. */
export interface SectionValues {
  readonly 'user-levels': Readonly<Record<Severity, Promises & { readonly coverage: Coverage }>>;
  readonly 'operations-levels': (typeof publishedAgreements)[number] | (Readonly<Record<Severity, Promises>> & { readonly hours: SupportHours });
  readonly 'support-hours': SupportHours;
  readonly 'elevation': ElevationLimits;
  readonly 'incidents': IncidentLimits;
  readonly 'admin-contacts': AdminContacts;
  readonly 'routes': Pick<RoutePolicy, 'vendors' | 'microsoft'>;
  readonly 'provider': { readonly kind: (typeof providerKinds)[number]; readonly name: string; readonly contact?: string };
}

/** A section with its value; narrows by `section`. */
export type Sectioned = { [S in Section]: { readonly section: S; readonly value: SectionValues[S] } }[Section];

/** What was changed, section by section; where it is silent, the file counts. `at` is epoch ms. */
export type SettingBook = { readonly [S in Section]?: { readonly value: SectionValues[S]; readonly by: PersonRef; readonly at: number } };

/** `seen` is the `at` of the section's entry that its author looked at, 0 where the file counted: nobody's change is written over unseen. */
export type SettingChange =
  | { readonly kind: 'setting/change'; readonly by: Person; readonly to: Sectioned; readonly seen: number }
  | { readonly kind: 'setting/reset'; readonly by: Person; readonly section: Section; readonly seen: number };

/** @param inForce what the sections say now, changed or not */
export function changeSetting(was: SettingBook, event: SettingChange, inForce: SectionValues, now: number): Outcome<Step<SettingBook, Effect>> {
  const { by } = event;
  if (!may(by, 'setting/change')) return refuse(noRight(by, 'setting/change'));
  const section = event.kind === 'setting/change' ? event.to.section : event.section;
  const entry = was[section];
  if (event.kind === 'setting/reset' && !entry) return refuse('setting-of-file');
  if (event.kind === 'setting/change' && isSame(event.to.value, inForce[section])) return refuse('setting-same');
  if ((entry?.at ?? 0) !== event.seen) return refuse('setting-overtaken', { name: entry?.by.name ?? '' });
  const { [section]: _, ...others } = was;
  if (event.kind === 'setting/reset') return become<SettingBook, Effect>(others, told(by, 'setting-reset', section));
  return become<SettingBook, Effect>({ ...others, [section]: { value: event.to.value, by: refOf(by), at: now } }, told(by, 'setting-changed', section));
}

/** As JSON, whatever the order of the keys. */
export function isSame(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1))) : part)) ?? '';
}

function told(by: Person, text: 'setting-changed' | 'setting-reset', section: Section): Effect {
  return tell(toChannel('it-admin'), text, { name: by.name, section });
}
