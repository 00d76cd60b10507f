// The form in which a problem is reported at one go; what was typed stays when something in it is wrong.
import { categories } from '../support/category.ts';
import type { Device } from '../support/device.ts';
import type { PersonRef } from '../support/person.ts';
import { effectsOnWork, reaches } from '../support/severity.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import { choices, faultLine, field, limits, type FormState } from './form.ts';
import template from './report-form.template.json' with { type: 'json' };

/** Beside the reader's devices, this choice says that the problem is with none of them. */
export const noDevice = 'none';

/** `colleagues` are offered at once; Teams finds everybody else in the directory. */
export interface ReportForm extends FormState {
  readonly devices: readonly Device[];
  readonly colleagues: readonly PersonRef[];
}

export function reportForm(context: CardContext, form: ReportForm): Card {
  return show(context, template, reportFormData(context, form));
}

export function reportFormData({ say, reader }: CardContext, form: ReportForm) {
  const { devices, colleagues } = form;
  return {
    summary: say('report.title'),
    title: say('report.title'),
    faults: faultLine(say, form),
    draft: form.draft,
    limits,
    placeholder: say('report.placeholder'),
    choose: say('report.choose'),
    me: say('report.me'),
    submit: say('report.submit'),
    description: field(say, form, 'description', 'report.description', 'input.text'),
    category: field(say, form, 'category', 'report.category', 'input.choice'),
    categories: choices(categories, (category) => say(`category.${category}`)),
    device: field(say, form, 'device', 'report.device', 'input.choice', devices.length === 1 ? devices[0]?.id : ''),
    devices: [
      ...devices.map(({ id, name, model }) => ({ title: `${name} · ${model}`, value: id })),
      { title: say('report.no-device'), value: noDevice },
    ],
    reach: field(say, form, 'reach', 'report.reach', 'input.choice'),
    reaches: choices(reaches, (reach) => say(`reach.${reach}`)),
    effect: field(say, form, 'effect', 'report.effect', 'input.choice'),
    effects: choices(effectsOnWork, (effect) => say(`effect.${effect}`)),
    colleague: field(say, form, 'for', 'report.for', 'input.choice'),
    colleagues: [
      ...(reader ? [{ title: say('report.me'), value: reader.id }] : []),
      ...colleagues.map(({ id, name }) => ({ title: name, value: id })),
    ],
  };
}
