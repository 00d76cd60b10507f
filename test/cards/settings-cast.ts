// The settings of an organisation that has changed one of them in Teams.
import type { SectionValues, SettingBook } from '../../support/setting.ts';
import { dana, nine } from './cast.ts';

export const values: SectionValues = {
  'user-levels': {
    A: { initial: 'PT1H', update: 'PT4H', coverage: '24x7' },
    B: { initial: 'PT4H', update: 'PT8H', coverage: 'support-hours' },
    C: { initial: 'PT8H', update: 'PT24H', coverage: 'support-hours' },
  },
  'operations-levels': 'managed-desktop-2023',
  'support-hours': { zone: 'Europe/Madrid', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30', breaks: [{ from: '13:00', to: '14:00' }], holidays: ['2026-12-25', '2027-01-06'] },
  'elevation': {
    tiers: [{ role: 'escalation-team', quorum: 2 }], hours: 'support-hours', outOfHours: { tiers: [{ role: 'it-admin', quorum: 1 }] },
    decideWithin: 'PT8H', remindAfter: 'PT15M', lookingFor: 'PT10M', revealWithin: 'PT30M', cap: 'PT3H', dailyBudget: 'PT8H', rotateWithin: 'PT24H',
  },
  'incidents': { window: 'PT1H', threshold: 5, lapseAfter: 'PT24H', applications: [{ name: 'Outlook', also: ['아웃룩'] }, { name: 'Contoso ERP', also: [] }] },
  'admin-contacts': { 'devices': { name: 'Dana Weiss · dana@contoso.example', person: dana.id }, 'security': { name: 'Security desk · ext. 4400' } },
  'routes': { vendors: [{ name: 'Northwind repairs', manufacturer: 'HP', contact: '+1 555 0140' }], microsoft: { plan: 'Unified', contact: '+1 555 0141' } },
  'provider': { kind: 'customer-led', name: 'Contoso Service Desk', contact: '+1 555 0100' },
};
export const book: SettingBook = { 'support-hours': { value: values['support-hours'], by: { id: dana.id, name: dana.name }, at: nine } };
/** Milliseconds. */
export const levels = {
  A: { initial: 3_600_000, update: 28_800_000 }, B: { initial: 14_400_000, update: 86_400_000 }, C: { initial: 28_800_000, update: 172_800_000 },
};
