// Leads through a report question by question. Ends with the wish to report it or to go on in the form; does nothing itself.
import type { DialogInstance, DialogTurnResult, WaterfallStepContext } from 'botbuilder-dialogs';
import { z } from 'zod';
import { limits } from '../cards/form.ts';
import type { Say } from '../locales/say.ts';
import { categories } from '../support/category.ts';
import { refOf } from '../support/person.ts';
import { effectsOnWork, reaches } from '../support/severity.ts';
import type { TicketDraft } from '../support/ticket.ts';
import { askerOf } from './asker.ts';
import { heard } from './prompt.ts';
import { answer, type Question } from './question.ts';
import { WaterfallDialog } from './sdk.ts';
import type { ReportForm, Wish } from './wish.ts';

/** What a report begins with: the words that started it, and its idempotency key. */
const beginning = z.object({ description: z.string(), draft: z.string() });
export type ReportBeginning = z.infer<typeof beginning>;

/** What has been answered so far; `device` is an id or the form's word for none. */
const answered = z.object({
  category: z.enum(categories).exactOptional(),
  device: z.string().exactOptional(),
  reach: z.enum(reaches).exactOptional(),
  effect: z.enum(effectsOnWork).exactOptional(),
  more: z.array(z.string()).default([]),
});

type Step = WaterfallStepContext<ReportBeginning>;

export function leadReport(): WaterfallDialog<ReportBeginning> {
  return new WaterfallDialog<ReportBeginning>('report', [askCategory, askDevice, askReach, askEffect, askConfirmation, finish]);
}

/** The form with everything told so far. `options` and `values` are the dialog's saved ones. */
function reportForm(options: unknown, values: unknown, more: readonly string[] = []): ReportForm {
  const { description, draft } = beginning.parse(options);
  const { more: told, ...rest } = answered.parse(values);
  return { kind: 'form', form: 'report', draft, values: { description: whole(description, [...told, ...more]), ...rest }, faults: {} };
}

function isTooLong({ values: { description = '' } }: ReportForm): boolean {
  return description.length > limits.description;
}

/** The wish for the form; where more was told than it takes, for the form with the beginning of that, and for telling so. */
export function fitted(form: ReportForm, say: Say): readonly Wish[] {
  if (!isTooLong(form)) return [form];
  const limit = limits.description;
  // Not half a character at the end: the other half of a pair is left out with the rest.
  const description = form.values['description']?.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '') ?? '';
  return [{ kind: 'say', text: say('report.too-long', { limit }) }, { ...form, values: { ...form.values, description } }];
}

/** The form of the report that is being told, when the open question is about one; nothing else is a report yet. */
export function openReport(dialogStack: readonly DialogInstance[]): ReportForm | undefined {
  const [told, asking] = dialogStack;
  if (told?.id !== 'report' && told?.id !== 'place') return undefined;
  return reportForm(told.state.options, told.state.values, heard.parse(asking?.state.state).more);
}

async function askCategory(step: Step): Promise<DialogTurnResult> {
  const form = reportForm(step.options, step.values);
  return isTooLong(form) ? endInForm(step, form) : ask(step, { about: 'category', words: step.options.description });
}

async function askDevice(step: Step): Promise<DialogTurnResult> {
  keep(step, 'category');
  const devices = await askerOf(step.context).devices();
  if (devices.length === 0) return step.next();
  return ask(step, { about: 'device', devices: devices.map(({ id, name, serial, model }) => ({ id, name, serial, model })) });
}

async function askReach(step: Step): Promise<DialogTurnResult> {
  keep(step, 'device');
  return ask(step, { about: 'reach' });
}

async function askEffect(step: Step): Promise<DialogTurnResult> {
  keep(step, 'reach');
  return ask(step, { about: 'effect' });
}

async function askConfirmation(step: Step): Promise<DialogTurnResult> {
  keep(step, 'effect');
  const form = reportForm(step.options, step.values);
  return isTooLong(form) ? endInForm(step, form) : ask(step, { about: 'confirmation', draft: await draftOf(step) });
}

async function finish(step: Step): Promise<DialogTurnResult> {
  const choice = keep(step);
  const form = reportForm(step.options, step.values);
  if (choice === 'change' || isTooLong(form)) return endInForm(step, form);
  return step.endDialog([{ kind: 'report', draft: form.draft, ticket: await draftOf(step) }] satisfies readonly Wish[]);
}

async function endInForm(step: Step, form: ReportForm): Promise<DialogTurnResult> {
  return step.endDialog(fitted(form, askerOf(step.context).say));
}

async function ask(step: Step, question: Question): Promise<DialogTurnResult> {
  return step.beginDialog('question', question);
}

/** Remembers the last answer under its name, and what was told besides. */
function keep(step: Step, name?: 'category' | 'device' | 'reach' | 'effect'): string | undefined {
  if (step.result === undefined) return undefined;
  const { choice, more } = answer.parse(step.result);
  Object.assign(step.values, { more: [...answered.parse(step.values).more, ...more], ...(name && { [name]: choice }) });
  return choice;
}

async function draftOf(step: Step): Promise<TicketDraft> {
  const { person, devices } = askerOf(step.context);
  const { more, device: id, ...rest } = answered.required({ category: true, reach: true, effect: true }).parse(step.values);
  const device = (await devices()).find((one) => one.id === id);
  return {
    ...rest,
    description: whole(step.options.description, more),
    ...(device && { device: { id: device.id, name: device.name, hardware: device.hardware, model: device.model } }),
    affected: refOf(person),
  };
}

function whole(description: string, more: readonly string[]): string {
  return [description, ...more].join('\n');
}
