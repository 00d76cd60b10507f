// Forms that people hand in: read, decided at the desk, answered with the record or with the form again.
import * as z from 'zod';
import type { Card } from '../cards/card.ts';
import { elevationForm } from '../cards/elevation-form.ts';
import { escalationForm } from '../cards/escalation-form.ts';
import type { FormState } from '../cards/form.ts';
import { plain } from '../cards/render.ts';
import { reportForm } from '../cards/report-form.ts';
import { readElevation } from '../dialogs/elevation-form.ts';
import { readEscalation } from '../dialogs/escalation-form.ts';
import { readReport } from '../dialogs/report-form.ts';
import type { Say } from '../locales/say.ts';
import type { AnySaved, Store } from '../store/store.ts';
import { tiersAt } from '../support/approval-tier.ts';
import type { Outcome } from '../support/outcome.ts';
import type { Device } from '../support/device.ts';
import type { Person } from '../support/person.ts';
import { may, noRight, type Act } from '../support/rights.ts';
import type { Ticket } from '../support/ticket.ts';
import type { Administration } from './administration.ts';
import type { Attachments } from './attachments.ts';
import type { Clock } from './clock.ts';
import type { SupportConfig } from './config.ts';
import type { Also, Desk } from './desk.ts';
import { devicesAtHand, DevicesUnread, type Devices } from './devices.ts';
import type { Directory } from './directory.ts';
import type { Facts } from './facts.ts';
import type { InForce } from './in-force.ts';
import { refusalText } from './refusals.ts';

export type FormName = 'report' | 'elevation' | 'escalation';

/** The record that came of it; the form again, with what was typed; or a word why there is no form. */
export type FormAnswer =
  | { readonly kind: 'record'; readonly record: AnySaved }
  | { readonly kind: 'form'; readonly card: Card; readonly title: string }
  | { readonly kind: 'message'; readonly text: string };

export interface FormsPorts {
  readonly store: Store;
  readonly desk: Desk;
  readonly devices: Devices;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly administration: Administration;
  readonly facts: Facts;
  readonly inForce: InForce;
  readonly attachments: Pick<Attachments, 'along'>;
  readonly operations: SupportConfig['operations'];
}

export interface Forms {
  /** @param draft the new record's idempotency key */
  show(name: FormName, by: Person, say: Say, form: Partial<FormState> & { readonly draft: string; readonly ticket?: string }): Promise<FormAnswer>;
  /** @param value what the form's button sent: data and inputs; undefined when it is none of ours. @param also more to write with a new record */
  handIn(value: unknown, by: Person, say: Say, also?: Also): Promise<FormAnswer | undefined>;
}

export function openForms({ store, desk, devices, directory, clock, administration, facts, inForce, attachments, operations }: FormsPorts): Forms {
  async function draw(name: FormName, by: Person, say: Say, form: FormState, ticketId: string | undefined, notice?: string, found: readonly Device[] = []): Promise<FormAnswer> {
    const context = { say, now: clock.now(), reader: by, ...(notice !== undefined && { notice }) };
    if (name === 'report') {
      const card = reportForm(context, { ...form, devices: await devicesAtHand(devices, by.id), colleagues: await directory.colleagues(by.id) });
      return { kind: 'form', card, title: say('report.title') };
    }
    const ticket = (await store.get('ticket', ticketId ?? ''))?.body;
    if (!ticket) return { kind: 'message', text: say('refusal.not-found', { id: plain(ticketId ?? '') }) };
    if (name === 'escalation') {
      const card = escalationForm(context, { ...form, ticket, language: operations.language });
      return { kind: 'form', card, title: say('escalation-form.title', { id: ticket.id }) };
    }
    const choice = together([...await devicesFor(ticket, form.values['device']), ...found]);
    const deciding = tiersAt((await inForce()).policy.elevation.approval, clock.now());
    const approvers = await facts.approvers(by.id, deciding.tiers);
    return { kind: 'form', card: elevationForm(context, { ...form, ticket, devices: choice, deciding, approvers }), title: say('elevation-form.title', { id: ticket.id }) };
  }

  /** The ticket's device and those of the person with the problem, any where there are none; and one that was chosen already. */
  async function devicesFor({ device, affected }: Ticket, chosen = ''): Promise<readonly Device[]> {
    const theirs = await devicesAtHand(devices, affected.id);
    const more = await Promise.all([device?.id ?? '', chosen].filter(Boolean).map(known));
    return together([...more.flatMap((one) => one ?? []), ...theirs.length > 0 ? theirs : await devices.find('')]);
  }

  async function known(id: string): Promise<Device | undefined> {
    return devices.get(id).catch((error: unknown) => {
      if (error instanceof DevicesUnread) return error.known[0];
      throw error;
    });
  }

  async function answer(outcome: Outcome<AnySaved>, again: (notice: string) => Promise<FormAnswer>, say: Say): Promise<FormAnswer> {
    return outcome.ok ? { kind: 'record', record: outcome.value } : again(refusalText(outcome.refusal, say));
  }

  /** Forms show something of their ticket, so they are for those who may hand them in. */
  async function barred(name: FormName, by: Person, say: Say, ticket: string | undefined): Promise<FormAnswer | undefined> {
    const act = acts[name];
    if (may(by, act) || (name === 'elevation' && may(by, 'elevation/break-glass'))) return undefined;
    const reason = noRight(by, act, name === 'elevation' ? 'not-designated' : 'not-allowed');
    await desk.refused(by, act, reason, ticket);
    return { kind: 'message', text: say(`refusal.${reason}`) };
  }

  /** Admin access is to a device: while those cannot be read, there is no form for it. */
  async function readable<T>(work: Promise<T>, say: Say): Promise<T | FormAnswer> {
    return work.catch((error: unknown) => {
      if (error instanceof DevicesUnread) return { kind: 'message', text: say('refusal.devices-unread') };
      throw error;
    });
  }

  return {
    async show(name, by, say, { draft, ticket, values = {}, faults = {} }) {
      return await barred(name, by, say, ticket) ?? readable(draw(name, by, say, { draft, values, faults }, ticket), say);
    },

    handIn: (value, by, say, also) => readable(handIn(value, by, say, also), say),
  };

  /** What admin access is not for may be asked of Operations: their form, with what was typed. */
  async function showChange(by: Person, say: Say, draft: string, ticket: string | undefined, typed: FormState['values']): Promise<FormAnswer> {
    const { title = '', plan = '', category = '' } = typed;
    const values = { requestType: 'change', title, description: plan, category };
    return await barred('escalation', by, say, ticket) ?? draw('escalation', by, say, { draft, values, faults: {} }, ticket);
  }

  async function handIn(value: unknown, by: Person, say: Say, also?: Also): Promise<FormAnswer | undefined> {
    const change = roleForm.safeParse(value);
    if (change.success) return administration.handIn(value, by, say, change.data.draft);
    if (settingForm.safeParse(value).success) return administration.settle(value, by, say);
    const sent = handedIn.safeParse(value);
    if (!sent.success) return undefined;
    const { form: name, draft, ticket } = sent.data;
    const no = await barred(name, by, say, ticket);
    if (no) return no;
    const once = { key: draft, person: by.id };
    const typed = Object.fromEntries(Object.entries(sent.data).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])));
    const again = (notice?: string, faults: FormState['faults'] = {}) => draw(name, by, say, { draft, values: typed, faults }, ticket, notice);

    if (name === 'report') {
      const known = { person: by, devices: await devicesAtHand(devices, by.id), colleagues: await directory.colleagues(by.id) };
      const read = readReport(value, known);
      if (!read.ok) return again(undefined, read.faults);
      const along = await attachments.along(by.id, draft);
      return answer(await desk.report(read.draft, by, once, (id) => [...also?.(id) ?? [], ...along(id)]), again, say);
    }
    if (name === 'elevation') {
      if (sent.data.instead === 'change') return showChange(by, say, draft, ticket, typed);
      const { search = '', device = '' } = typed;
      if (search.trim() !== '') {
        const found = await devices.find(search);
        if (found.length === 0) return again(undefined, { search: 'unknown-device' });
        const values = { ...typed, search: '', device: found.length === 1 ? found[0]?.id ?? '' : '' };
        return draw(name, by, say, { draft, values, faults: {} }, ticket, say('elevation-form.found'), found);
      }
      const about = (await store.get('ticket', ticket ?? ''))?.body;
      const read = readElevation(value, { devices: about ? await devicesFor(about, device) : [] });
      return read.ok ? answer(await desk.requestElevation(read.draft, by, once, also), again, say) : again(undefined, read.faults);
    }
    const read = readEscalation(value);
    return read.ok ? answer(await desk.draftEscalation(read.draft, by, once, also), again, say) : again(undefined, read.faults);
  }
}

/** Each device once, in this order. */
function together(devices: readonly Device[]): readonly Device[] {
  return [...new Map(devices.map((device) => [device.id, device])).values()];
}

const acts = { report: 'ticket/report', elevation: 'elevation/request', escalation: 'escalation/draft' } as const satisfies Readonly<Record<FormName, Act>>;

const draft = z.string().min(1).max(200);
const roleForm = z.looseObject({ form: z.literal('role'), draft });
const settingForm = z.looseObject({ form: z.literal('setting') });
const handedIn = z.looseObject({
  form: z.enum(['report', 'elevation', 'escalation']),
  draft,
  ticket: z.string().max(20).optional(),
  instead: z.literal('change').optional(),
});
