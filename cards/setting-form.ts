// The form of one section of the settings, filled with what is in force.
import type { Key, Say } from '../locales/say.ts';
import { focusAreas } from '../support/category.ts';
import { coverages } from '../support/escalation-record.ts';
import type { PersonRef } from '../support/person.ts';
import { supportPlans } from '../support/routing.ts';
import { severities } from '../support/severity.ts';
import { providerKinds, publishedAgreements, type Sectioned } from '../support/setting.ts';
import type { Card } from './card.ts';
import template from './setting-form.template.json' with { type: 'json' };
import { show, type CardContext } from './context.ts';
import type { Asked, AskedKind } from './asked.ts';
import { limitFields } from './elevation-limits.ts';
import { incidentFields } from './incident-limits.ts';
import { choices, faultLine, field, type FormState } from './form.ts';
import { clip } from './render.ts';
import { weekday } from './promises.ts';

/** `values` are those typed, else what `setting` says; `levels` are the promises of the agreement in force with Operations, published or not. */
export interface SettingForm extends Omit<FormState, 'draft'> {
  readonly setting: Sectioned;
  readonly levels: Levels;
  readonly seen: number;
  /** To choose from at once; Teams finds everybody else. */
  readonly known: readonly PersonRef[];
}

/** Milliseconds. */
export type Levels = Readonly<Record<'A' | 'B' | 'C', { readonly initial: number; readonly update: number }>>;

export function settingForm(context: CardContext, form: SettingForm): Card {
  return show(context, template, settingFormData(context, form));
}

export function settingFormData({ say }: CardContext, form: SettingForm) {
  const { setting: { section }, seen } = form;
  return {
    summary: say(`section.${section}`),
    title: say(`section.${section}`),
    means: say(`section.${section}.means`),
    faults: faultLine(say, { ...form, draft: '' }),
    choose: say('report.choose'),
    fields: askedFor(say, form).map((one) => inputOf(say, form, one)),
    toPreview: { form: 'setting', step: 'preview', section, seen },
    preview: say('setting.preview'),
    back: say('setting.back'),
  };
}

function askedFor(say: Say, { setting, levels, known }: SettingForm): readonly Asked[] {
  // Not every client lets go of somebody once picked.
  const peopleOrNobody = [{ title: say('setting.nothing'), value: 'none' }, ...known.map(({ id, name }) => ({ title: clip(name, 60), value: id }))];
  switch (setting.section) {
    case 'user-levels': return severities.flatMap((severity): readonly Asked[] => [
      ...promises(say, severity, hoursIn(setting.value[severity])),
      {
        id: `${severity}-coverage`, kind: 'choice', label: { key: 'setting.field.coverage', data: { severity: say(`severity.${severity}`) } },
        value: setting.value[severity].coverage, choices: choices(coverages, (coverage) => say(`setting.coverage.${coverage}`)),
      },
    ]);
    case 'operations-levels': return [
      {
        id: 'agreement', kind: 'choice', label: 'setting.agreement', value: typeof setting.value === 'string' ? setting.value : 'own',
        choices: choices([...publishedAgreements, 'own'] as const, (agreement) => say(`setting.agreement.${agreement}`)),
      },
      ...severities.flatMap((severity) => promises(say, severity, { initial: levels[severity].initial / hour, update: levels[severity].update / hour })),
    ];
    case 'support-hours': {
      const { zone, days, from, to, breaks = [], holidays } = setting.value;
      return [
        { id: 'days', kind: 'days', label: 'setting.days', value: days.join(','), choices: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ title: weekday(say, day), value: String(day) })) },
        { id: 'from', kind: 'text', label: 'setting.field.from', value: from },
        { id: 'to', kind: 'text', label: 'setting.field.to', value: to },
        { id: 'breaks', kind: 'text', label: 'setting.field.breaks', value: breaks.map((one) => `${one.from}-${one.to}`).join(', '), optional: true },
        { id: 'zone', kind: 'text', label: 'setting.field.zone', value: zone },
        { id: 'holidays', kind: 'lines', label: 'setting.field.holidays', value: holidays.join('\n'), optional: true },
      ];
    }
    case 'elevation': return limitFields(say, setting.value);
    case 'incidents': return incidentFields(say, setting.value);
    case 'admin-contacts': return focusAreas.flatMap((area): readonly Asked[] => {
      const data = { area: say(`focus.${area}`) };
      return [
        { id: `${area}-name`, kind: 'text', label: { key: 'setting.field.contact-name', data }, value: setting.value[area]?.name ?? '', optional: true },
        { id: `${area}-person`, kind: 'person', label: { key: 'setting.field.contact-person', data }, value: setting.value[area]?.person ?? '', optional: true, choices: peopleOrNobody },
      ];
    });
    case 'routes': {
      const { vendors, microsoft } = setting.value;
      const plans = choices(['none', ...supportPlans] as const, (plan) => (plan === 'none' ? say('setting.nothing') : plan));
      return [
        { id: 'vendors', kind: 'lines', label: 'setting.field.vendors', value: vendors.map(({ manufacturer, name, contact }) => [manufacturer, name, contact].join('; ')).join('\n'), optional: true },
        { id: 'plan', kind: 'choice', label: 'setting.microsoft', value: microsoft?.plan ?? 'none', choices: plans },
        { id: 'microsoft-contact', kind: 'text', label: 'setting.field.microsoft-contact', value: microsoft?.contact ?? '', optional: true },
      ];
    }
    case 'provider': return [
      { id: 'kind', kind: 'choice', label: 'setting.kind', value: setting.value.kind, choices: choices(providerKinds, (kind) => say(`setting.kind.${kind}`)) },
      { id: 'name', kind: 'text', label: 'setting.name', value: setting.value.name },
      { id: 'contact', kind: 'text', label: 'setting.contact', value: setting.value.contact ?? '', optional: true },
    ];
  }
}

const hour = 60 * 60 * 1000;

function promises(say: Say, severity: 'A' | 'B' | 'C', hours: { readonly initial: number; readonly update: number }): readonly Asked[] {
  const data = { severity: say(`severity.${severity}`) };
  return (['initial', 'update'] as const).map((promised) =>
    ({ id: `${severity}-${promised}`, kind: 'number', label: { key: `setting.field.${promised}`, data }, value: String(Number(hours[promised].toFixed(4))) }));
}

function hoursIn({ initial, update }: { readonly initial: string; readonly update: string }) {
  const hours = (iso: string) => Temporal.Duration.from(iso).total('hours');
  return { initial: hours(initial), update: hours(update) };
}

/** Holidays of many years, or many vendors: more characters than any other text of a form, as the template has it. */
const mostLines = 5000;

const errors = { text: 'input.text', lines: 'input.text', number: 'input.number', choice: 'input.choice', days: 'input.choice', person: 'input.choice' } as const satisfies Readonly<Record<AskedKind, Key>>;

function inputOf(say: Say, form: SettingForm, { id, kind, label, value, optional, choices: given = [] }: Asked) {
  const { key, data } = typeof label === 'string' ? { key: label, data: {} } : label;
  return {
    ...field(say, { ...form, draft: '' }, id, 'setting.agreement', errors[kind], value), id, ...(kind === 'lines' && { value: (form.values[id] ?? value).slice(0, mostLines) }), label: say(key, data), required: !optional, choices: given,
    isText: kind === 'text' || kind === 'number', isLines: kind === 'lines', isChoice: kind === 'choice', isDays: kind === 'days', isPerson: kind === 'person',
  };
}
