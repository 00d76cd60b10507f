// The form of each section of the settings, and one that came back with faults.
import { settingForm, settingFormData, type SettingForm } from '../../../cards/setting-form.ts';
import { sectionOf } from '../../../cards/setting-lines.ts';
import type { Section } from '../../../support/setting.ts';
import type { CardCase } from '../case.ts';
import { ana, dana } from '../cast.ts';
import { levels, values } from '../settings-cast.ts';

const form = (section: Section, more: Partial<SettingForm> = {}): SettingForm =>
  ({ values: {}, faults: {}, setting: sectionOf(values, section), levels, seen: 0, known: [ana, dana].map(({ id, name }) => ({ id, name })), ...more });

export const card: CardCase = {
  name: 'setting-form',
  data: (context) => settingFormData(context, form('support-hours', { values: { from: 'nine' }, faults: { from: 'not-a-time' } })),
  states: {
    'user-levels': (context) => settingForm(context, form('user-levels')),
    'operations-levels': (context) => settingForm(context, form('operations-levels')),
    'support-hours-again': (context) => settingForm(context, form('support-hours', { values: { from: 'nine' }, faults: { from: 'not-a-time' } })),
    'elevation-again': (context) => settingForm(context, form('elevation', { values: { cap: 'long' }, faults: { cap: 'not-hours' } })),
    'incidents-again': (context) => settingForm(context, form('incidents', { values: { threshold: '1' }, faults: { threshold: 'not-a-threshold' } })),
    'admin-contacts': (context) => settingForm(context, form('admin-contacts')),
    'routes-again': (context) => settingForm(context, form('routes', { values: { vendors: 'HP' }, faults: { vendors: 'not-vendors' } })),
    'provider': (context) => settingForm(context, form('provider')),
  },
};
