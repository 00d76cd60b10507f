// What a change of the settings would do: levels, hours against the file, contacts taken away, and the way back to the file.
import { settingPreview, settingPreviewData, type Preview } from '../../../cards/setting-preview.ts';
import { sectionOf } from '../../../cards/setting-lines.ts';
import type { CardCase } from '../case.ts';
import { nine } from '../cast.ts';
import { values } from '../settings-cast.ts';

const levels: Preview = {
  step: 'save', seen: 0, typed: { 'B-initial': '2' }, effects: [{ kind: 'late-tickets', before: 1, after: 3 }],
  was: sectionOf(values, 'user-levels'),
  next: { section: 'user-levels', value: { ...values['user-levels'], B: { initial: 'PT2H', update: 'PT8H', coverage: '24x7' } } },
};
const hours: Preview = {
  ...levels, effects: [{ kind: 'late-tickets', before: 0, after: 0 }, { kind: 'next-opening', at: nine }, { kind: 'contradicted' }],
  was: sectionOf(values, 'support-hours'), next: { section: 'support-hours', value: { ...values['support-hours'], days: [1, 2, 3, 4, 5, 6], to: '20:00' } },
};
const contacts: Preview = {
  ...levels, effects: [{ kind: 'without', areas: ['app-packaging', 'it-help-desk', 'other', 'security'] }],
  was: sectionOf(values, 'admin-contacts'), next: { section: 'admin-contacts', value: { devices: { name: 'Dana Weiss · ext. 4401' } } },
};
const reset: Preview = {
  ...levels, step: 'save-reset', typed: {}, seen: nine, effects: [{ kind: 'late-escalations', before: 2, after: 0 }],
  was: { section: 'operations-levels', value: 'managed-desktop-2021' }, next: sectionOf(values, 'operations-levels'),
};

const limits: Preview = {
  ...levels,
  effects: [
    { kind: 'undecided', count: 2 }, { kind: 'running', count: 1 }, { kind: 'too-short', windows: [3_600_000, 7_200_000] },
    { kind: 'too-few', role: 'escalation-team', quorum: 3, count: 2 },
  ],
  was: sectionOf(values, 'elevation'),
  next: { section: 'elevation', value: { ...values['elevation'], tiers: [{ role: 'escalation-team', quorum: 3 }, { role: 'it-admin', quorum: 1 }], cap: 'PT30M' } },
};

export const card: CardCase = {
  name: 'setting-preview',
  data: (context) => settingPreviewData(context, levels),
  states: {
    'levels': (context) => settingPreview(context, levels),
    'hours': (context) => settingPreview(context, hours),
    'contacts': (context) => settingPreview(context, contacts),
    'elevation': (context) => settingPreview(context, limits),
    'reset': (context) => settingPreview(context, reset),
  },
};
