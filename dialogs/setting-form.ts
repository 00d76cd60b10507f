// Reads the form of a section of the settings. Ends with what the section is to say, or with what is wrong in the form.
import { z } from 'zod';
import { limits } from '../cards/form.ts';
import { focusAreas } from '../support/category.ts';
import { coverages } from '../support/escalation-record.ts';
import { supportPlans } from '../support/routing.ts';
import { providerKinds, publishedAgreements, type Section, type Sectioned } from '../support/setting.ts';
import type { ElevationLimits } from '../support/elevation-limits.ts';
import { breaksFit, type SupportHours } from '../support/support-hours.ts';
import { readElevationLimits } from './elevation-limits.ts';
import { readIncidentLimits } from './incident-limits.ts';
import { choice, meaning, needed, read, text, type Reading } from './form.ts';
import { objectId } from './role-form.ts';
import { hours } from './span.ts';

/** Hours that no form asks for, which stay: those of an agreement of one's own with Operations, and the approvers' own. */
export interface KeptHours {
  readonly operations: SupportHours;
  readonly approvers: ElevationLimits['hours'];
}

/** @param kept of what is in force */
export function readSetting(section: Section, posted: unknown, kept: KeptHours): Reading<Sectioned> {
  switch (section) {
    case 'user-levels': return read(userLevels.transform((value): Sectioned => ({ section, value })), posted);
    case 'operations-levels': {
      const agreement = choice([...publishedAgreements, 'own'] as const);
      const chosen = read(z.object({ agreement: needed(agreement) }), posted);
      if (!chosen.ok) return chosen;
      const published = chosen.draft.agreement;
      if (published !== 'own') return { ok: true, draft: { section, value: published } };
      return read(ownLevels.transform((levels): Sectioned => ({ section, value: { ...levels, hours: kept.operations } })), posted);
    }
    case 'support-hours': return read(supportHours.transform((value): Sectioned => ({ section, value })), posted);
    case 'elevation': {
      const limits = readElevationLimits(posted, kept.approvers);
      return limits.ok ? { ok: true, draft: { section, value: limits.draft } } : limits;
    }
    case 'incidents': {
      const limits = readIncidentLimits(posted);
      return limits.ok ? { ok: true, draft: { section, value: limits.draft } } : limits;
    }
    case 'admin-contacts': return read(adminContacts.transform((value): Sectioned => ({ section, value })), posted);
    case 'routes': return read(routes.transform((value): Sectioned => ({ section, value })), posted);
    case 'provider': return read(provider.transform((value): Sectioned => ({ section, value })), posted);
  }
}

const coverage = needed(choice(coverages));

const promises = {
  'A-initial': hours, 'A-update': hours, 'B-initial': hours, 'B-update': hours, 'C-initial': hours, 'C-update': hours,
};
const ownLevels = z.object(promises).transform((typed) => ({
  A: { initial: typed['A-initial'], update: typed['A-update'] },
  B: { initial: typed['B-initial'], update: typed['B-update'] },
  C: { initial: typed['C-initial'], update: typed['C-update'] },
}));
const userLevels = z.object({ ...promises, 'A-coverage': coverage, 'B-coverage': coverage, 'C-coverage': coverage }).transform((typed) => ({
  A: { initial: typed['A-initial'], update: typed['A-update'], coverage: typed['A-coverage'] },
  B: { initial: typed['B-initial'], update: typed['B-update'], coverage: typed['B-coverage'] },
  C: { initial: typed['C-initial'], update: typed['C-update'], coverage: typed['C-coverage'] },
}));

const days = needed(meaning((words) => {
  const chosen = [...new Set(words.split(',').map(Number))].toSorted((one, other) => one - other);
  return chosen.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) ? chosen : undefined;
}, 'not-a-choice'));
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;
const time = (pattern: RegExp) => needed(meaning((words) => (pattern.test(words) ? words : undefined), 'not-a-time'));
const mostHolidays = 400;
const holidays = meaning((words) => {
  const dates = [...new Set(words.split(/[\s,;]+/).filter(Boolean))].toSorted();
  return dates.length <= mostHolidays && dates.every(isDate) ? dates : undefined;
}, 'not-a-date').transform((dates = []) => dates);
const mostBreaks = 8;
const breaks = meaning((words) => {
  const found = words.split(/[,;\n]/).filter((part) => part.trim() !== '').map((part) => /^\s*(\d\d:\d\d)\s*[-–~]\s*(\d\d:\d\d)\s*$/.exec(part));
  const read = found.flatMap((match) => (match?.[1] !== undefined && match[2] !== undefined && timeOfDay.test(match[1]) && timeOfDay.test(match[2]) ? [{ from: match[1], to: match[2] }] : []));
  return read.length === found.length && read.length <= mostBreaks ? read : undefined;
}, 'not-breaks').transform((listed = []) => listed);
const supportHours = z.object({
  zone: needed(meaning(zoneNamed, 'not-a-zone')),
  days,
  from: time(timeOfDay),
  to: time(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  breaks,
  holidays,
}).transform(({ breaks: listed, ...hours }, context) => {
  const whole = { ...hours, ...listed.length > 0 && { breaks: listed } };
  if (!breaksFit(whole)) context.addIssue({ code: 'custom', message: 'not-breaks', path: ['breaks'] });
  return whole;
});

const contact = z.object(Object.fromEntries(focusAreas.flatMap((area) => [[`${area}-name`, text(limits.contact)], [`${area}-person`, text(limits.contact)]])));
const adminContacts = contact.transform((typed, context) => Object.fromEntries(focusAreas.flatMap((area) => {
  const [name, picked] = [typed[`${area}-name`], typed[`${area}-person`]];
  const chosen = picked === 'none' ? undefined : picked;
  const person = chosen === undefined ? undefined : objectId(chosen);
  if (chosen !== undefined && person === undefined) context.addIssue({ code: 'custom', message: 'unknown-person', path: [`${area}-person`] });
  if (chosen !== undefined && name === undefined) context.addIssue({ code: 'custom', message: 'missing', path: [`${area}-name`] });
  return name === undefined ? [] : [[area, { name, ...(person !== undefined && { person }) }]];
})));

const mostVendors = 30;
const vendors = meaning((words) => {
  const lines = words.split('\n').filter((line) => line.trim() !== '').map((line) => line.split(';').map((part) => part.trim()));
  const whole = lines.every((parts) => parts.length === 3 && parts.every((part) => part !== '' && part.length <= limits.contact));
  if (!whole || lines.length > mostVendors) return undefined;
  return lines.map(([manufacturer = '', name = '', reach = '']) => ({ name, manufacturer, contact: reach }));
}, 'not-vendors').transform((listed = []) => listed);
const routes = z.object({ vendors, 'plan': needed(choice(['none', ...supportPlans] as const)), 'microsoft-contact': text(limits.contact) })
  .transform(({ vendors: listed, plan, 'microsoft-contact': reach }, context) => {
    if (plan === 'none') return { vendors: listed };
    if (reach === undefined) context.addIssue({ code: 'custom', message: 'missing', path: ['microsoft-contact'] });
    return { vendors: listed, microsoft: { plan, contact: reach ?? '' } };
  });

const provider = z.object({ kind: needed(choice(providerKinds)), name: needed(text(limits.contact)), contact: text(limits.contact) })
  .transform(({ kind, name, contact: reach }) => ({ kind, name, ...(reach !== undefined && { contact: reach }) }));

/** An offset such as +09:00 is none: it knows no daylight saving time. */
function zoneNamed(words: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: words }).resolvedOptions();
    return /^[A-Z]/.test(timeZone) ? words : undefined;
  } catch {
    return undefined;
  }
}

function isDate(words: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(words)) return false;
  try {
    return Temporal.PlainDate.from(words).toString() === words;
  } catch {
    return false;
  }
}
