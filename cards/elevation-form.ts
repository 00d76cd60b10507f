// The form that asks for elevation of a device on a ticket.
import type { Say } from '../locales/say.ts';
import { missing, type Approvers, type Deciding } from '../support/approval-tier.ts';
import { categories } from '../support/category.ts';
import type { Device } from '../support/device.ts';
import { accessMinutes } from '../support/elevation.ts';
import type { Person } from '../support/person.ts';
import { classOf, isPlannedAction, plannedActions } from '../support/planned-action.ts';
import { may } from '../support/rights.ts';
import type { Ticket } from '../support/ticket.ts';
import { tierLines } from './approval-tiers.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import template from './elevation-form.template.json' with { type: 'json' };
import { perLanguage } from './fixed.ts';
import { choices, faultLine, field, limits, type Choice, type FormState } from './form.ts';
import { plain } from './render.ts';
import { ticketTitle } from './ticket.ts';

/** `devices` may be chosen; the ticket's own is chosen already. What is searched for instead comes to them when the form is sent. */
export type ElevationForm = FormState & {
  readonly ticket: Ticket;
  readonly devices: readonly Device[];
  readonly deciding: Deciding;
  /** Those who could decide it now. */
  readonly approvers: Approvers;
};

export function elevationForm(context: CardContext, form: ElevationForm): Card {
  return show(context, template, elevationFormData(context, form));
}

export function elevationFormData({ say, reader }: CardContext, form: ElevationForm) {
  const { draft, ticket, devices, deciding, approvers } = form;
  const likely = ticket.device?.id ?? (devices.length === 1 ? devices[0]?.id : undefined);
  const title = say('elevation-form.title', { id: ticket.id });
  return {
    fixed: fixed(say),
    draft,
    ticket: ticket.id,
    summary: title,
    title,
    about: plain(ticketTitle(ticket)),
    decision: tierLines(say, deciding, approvers),
    faults: faultLine(say, form),
    device: field(say, form, 'device', 'elevation-form.device', 'elevation-form.need.device', likely),
    devices: devices.map((device) => deviceChoice(say, device)),
    search: field(say, form, 'search', 'elevation-form.search', 'elevation-form.need.search'),
    category: field(say, form, 'category', 'elevation-form.category', 'elevation-form.need.category', ticket.category),
    name: field(say, form, 'title', 'elevation-form.name', 'elevation-form.need.title'),
    plan: field(say, form, 'plan', 'elevation-form.plan', 'elevation-form.need.plan'),
    actions: field(say, form, 'actions', 'elevation-form.actions', 'elevation-form.need.actions'),
    justification: field(say, form, 'justification', 'elevation-form.justification', 'elevation-form.need.justification'),
    emergency: mayNeedEmergency(reader, form),
    breakGlass: field(say, form, 'breakGlass', 'elevation.break-glass-reason', 'elevation-form.need.justification'),
    confirmed: form.values['confirm'] === 'true' ? 'true' : 'false',
    change: (form.values['actions'] ?? '').split(',').some((action) => isPlannedAction(action) && classOf[action] === 'not-supported'),
    minutes: field(say, form, 'minutes', 'elevation-form.minutes', 'elevation-form.need.minutes', String(accessMinutes[0])),
  };
}

/** Offered to those who may take it, where they may ask nobody or nobody could answer. */
function mayNeedEmergency(reader: Person | undefined, { deciding, approvers }: ElevationForm): boolean {
  return reader !== undefined && may(reader, 'elevation/break-glass')
    && (!may(reader, 'elevation/request') || missing(deciding.tiers, approvers.people).length > 0);
}

function deviceChoice(say: Say, device: Device): Choice {
  const key = device.ring === 'Test' ? 'elevation-form.device-in-test' : 'elevation-form.device-choice';
  return { title: say(key, { name: device.name, model: `${device.manufacturer} ${device.model}`, serial: device.serial }), value: device.id };
}

const fixed = perLanguage((say) => ({
  limits,
  means: say('elevation-form.means'),
  categories: choices(categories, (category) => say(`category.${category}`)),
  actions: choices(plannedActions, (action) => {
    return say('action.line', { class: say(`action-class.${classOf[action]}`), action: say(`action.${action}`) });
  }),
  minutes: accessMinutes.map((minutes) => ({ title: say.duration(minutes * 60_000), value: String(minutes) })),
  submit: say('elevation-form.submit'),
  change: say('elevation-form.change'),
  breakGlassTitle: say('elevation.break-glass'),
  breakGlassMeans: say('elevation.break-glass-means'),
  breakGlassConfirm: say('elevation.break-glass-confirm'),
}));
