// What is in force: the configuration with what IT admins have changed in Teams since. Read for each event, so that every instance knows at once.
import * as z from 'zod';
import type { Setting } from '../store/setting.ts';
import type { Store } from '../store/store.ts';
import { approverRoles, type ApprovalTier } from '../support/approval-tier.ts';
import { elevationTimes, type ElevationLimits, type ElevationTime } from '../support/elevation-limits.ts';
import type { SupportHours } from '../support/support-hours.ts';
import type { IncidentLimits } from '../support/incident-limits.ts';
import { type Section, type SectionValues, type SettingBook } from '../support/setting.ts';
import { configSchema, milliseconds, type SupportConfig } from './config.ts';
import { following } from './following.ts';
import { policyOf, rotateWithinOf, tiersOf, type Policy } from './policy.ts';

/** The name of the setting. */
export const bookSetting = 'configuration';

/** `version` is that of the setting, 0 while nothing was changed. */
export interface Standing {
  readonly version: number;
  readonly book: SettingBook;
  readonly config: SupportConfig;
  readonly policy: Policy;
}

/** What is in force at this moment; one setting is read, and worked out anew only when its version is another. */
export type InForce = () => Promise<Standing>;

export function openInForce(store: Pick<Store, 'setting'>, file: SupportConfig): InForce {
  return following(store, bookSetting, (setting) => standingOf(file, setting));
}

function standingOf(file: SupportConfig, setting: Setting | undefined): Standing {
  const book = bookIn(setting);
  const config = standingUnder(file, book);
  return { version: setting?.version ?? 0, book, config, policy: policyOf(config) };
}

const { provider, adminContacts, routes, supportHours, serviceLevels, elevation, incidents } = configSchema.shape;
const levels = serviceLevels.unwrap().shape;

/** What a section may say, as in the configuration file. */
export const sectionSchemas = {
  'user-levels': levels.user, 'operations-levels': levels.operations, 'support-hours': supportHours, 'elevation': elevation, 'incidents': incidents, 'admin-contacts': adminContacts, 'routes': routes, 'provider': provider,
} as const;

const entry = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, by: z.object({ id: z.string(), name: z.string() }), at: z.number() }).optional();
const kept = z.object({
  'user-levels': entry(sectionSchemas['user-levels']),
  'operations-levels': entry(sectionSchemas['operations-levels']),
  'support-hours': entry(sectionSchemas['support-hours']),
  'elevation': entry(sectionSchemas['elevation']),
  'incidents': entry(sectionSchemas['incidents']),
  'admin-contacts': entry(sectionSchemas['admin-contacts'].transform(contactsOf)),
  'routes': entry(sectionSchemas['routes']),
  'provider': entry(sectionSchemas['provider']),
});

/** Throws when the setting is not what was written: what is promised is never guessed. */
export function bookIn(setting: Setting | undefined): SettingBook {
  return setting ? kept.parse(setting.value) as SettingBook : {};
}

/** Where a section stands in the file. */
export const pathOf: Readonly<Record<Section, string>> = {
  'user-levels': 'serviceLevels.user', 'operations-levels': 'serviceLevels.operations', 'support-hours': 'supportHours', 'elevation': 'elevation', 'incidents': 'incidents', 'admin-contacts': 'adminContacts', 'routes': 'routes', 'provider': 'provider',
};

export function sectionsIn(config: SupportConfig): SectionValues {
  const { serviceLevels: { user, operations }, routes: { vendors, microsoft } } = config;
  return {
    'user-levels': inHours(user),
    'operations-levels': typeof operations === 'string' ? operations : { ...inHours(operations), hours: operations.hours },
    'support-hours': withoutNothing(config.supportHours),
    'elevation': limitsOf(config),
    'incidents': incidentsOf(config),
    'admin-contacts': contactsOf(config.adminContacts),
    'routes': { vendors, ...(microsoft && { microsoft }) },
    'provider': config.provider as SectionValues['provider'],
  };
}

/** What the sections say that the file itself names. @param written the file as it was read @param config what it means, defaults filled in */
export function namedIn(written: unknown, config: SupportConfig): Partial<SectionValues> {
  const names = (section: Section) => pathOf[section].split('.').reduce<unknown>((at, key) => Reflect.get(Object(at), key), written) !== undefined;
  return Object.fromEntries(Object.entries(sectionsIn(config)).filter(([section]) => names(section as Section)));
}

/** What the file says, with what was changed. */
export function standingUnder(config: SupportConfig, book: SettingBook): SupportConfig {
  const changed = { ...sectionsIn(config), ...Object.fromEntries(Object.entries(book).map(([section, { value }]) => [section, value])) } as SectionValues;
  return {
    ...config,
    provider: changed.provider,
    elevation: changed.elevation as SupportConfig['elevation'],
    incidents: changed.incidents as SupportConfig['incidents'],
    routes: { vendors: [...changed.routes.vendors], microsoft: changed.routes.microsoft },
    adminContacts: changed['admin-contacts'],
    supportHours: changed['support-hours'] as SupportConfig['supportHours'],
    serviceLevels: { user: changed['user-levels'], operations: changed['operations-levels'] as SupportConfig['serviceLevels']['operations'] },
  };
}

/** No breaks are none, however that is written. */
function withoutNothing({ breaks = [], ...hours }: SupportHours): SupportHours {
  return { ...hours, ...breaks.length > 0 && { breaks } };
}

/** Defaults filled in; the tiers in one order, whichever the file has. */
function limitsOf(config: SupportConfig): ElevationLimits {
  const { hours, outOfHours, decideWithin, remindAfter, lookingFor, revealWithin, cap, dailyBudget } = config.elevation;
  const times = { decideWithin, remindAfter, lookingFor, revealWithin, cap, dailyBudget, rotateWithin: rotateWithinOf(config) };
  const inOrder = (tiers: readonly ApprovalTier[]) => approverRoles.flatMap((role) => tiers.filter((tier) => tier.role === role));
  return {
    tiers: inOrder(tiersOf(config.elevation)),
    ...hours && outOfHours && { hours, outOfHours: { tiers: inOrder(outOfHours.tiers) } },
    ...Object.fromEntries(elevationTimes.map((name) => [name, wholeHours(times[name])])) as Readonly<Record<ElevationTime, string>>,
  };
}

function incidentsOf({ incidents: { window, threshold, lapseAfter, applications } }: SupportConfig): IncidentLimits {
  return {
    window: wholeHours(window), threshold, lapseAfter: wholeHours(lapseAfter),
    applications: applications.map((said) => (typeof said === 'string' ? { name: said, also: [] } : said)),
  };
}

function inHours<Level extends { readonly initial: string; readonly update: string }>({ A, B, C }: { readonly A: Level; readonly B: Level; readonly C: Level }) {
  const level = (one: Level): Level => ({ ...one, initial: wholeHours(one.initial), update: wholeHours(one.update) });
  return { A: level(A), B: level(B), C: level(C) };
}

/** P1D and PT24H are the same. */
function wholeHours(iso: string): string {
  return Temporal.Duration.from({ milliseconds: milliseconds(iso) }).round({ largestUnit: 'hours' }).toString();
}

function contactsOf(contacts: SupportConfig['adminContacts']): SectionValues['admin-contacts'] {
  return Object.fromEntries(Object.entries(contacts).map(([area, said]) => [area, typeof said === 'string' ? { name: said } : said]));
}
