// What the REST API does about tickets: each request as an event, by the desk, under the rules that people have too.
import type * as z from 'zod';
import { DevicesUnread, type Devices } from '../devices.ts';
import type { Clock } from '../clock.ts';
import type { Desk, Once } from '../desk.ts';
import type { Directory } from '../directory.ts';
import { kindOf } from '../lives.ts';
import { askedFor } from '../../store/records.ts';
import type { Saved, Store } from '../../store/store.ts';
import type { Device } from '../../support/device.ts';
import type { Outcome } from '../../support/outcome.ts';
import type { Person } from '../../support/person.ts';
import { numberWord } from '../../support/search-word.ts';
import type { TicketDraft, TicketEvent } from '../../support/ticket.ts';
import { asPerson, type Client } from './clients.ts';
import { newComment, newNumber, newReopening, newReply, newResolution, newSeverity, newTicket, ticketsAsked, type Found, type OperationName } from './operations.ts';
import { problem, refused, type Problem } from './problem.ts';
import { viewOfAttachment, viewOfTicket } from './view.ts';

/** A request that is let in and valid. */
export interface Request {
  readonly client: Client;
  readonly found: Found;
  /** As its schema gave it. */
  readonly given: unknown;
  /** Under which key it is granted once; `digest` is of all that it asks for. */
  readonly once: { readonly key: string; readonly digest: string };
}
export type Granted = { readonly status: 200 | 201; readonly body: object; readonly headers?: Readonly<Record<string, string>> };

export interface TicketsPorts {
  readonly store: Store;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly devices: Devices;
  readonly directory: Directory;
}

/** Milliseconds: what was committed by another instance may show this much later than its time says. */
const settling = 10_000;

export function openTickets({ store, desk, clock, devices, directory }: TicketsPorts): (request: Request) => Promise<Granted | Problem> {
  return async (request) => {
    const { found: { name, id } } = request;
    if (name === 'createTicket') return create(request, newTicket.parse(request.given));
    if (name === 'listTickets') return list(request, ticketsAsked.parse(request.given));
    const ticket = kindOf(id) === 'ticket' ? await store.get('ticket', id) : undefined;
    if (!ticket) return problem(404, { detail: 'There is no ticket of this id' });
    if (name === 'getTicket') return { status: 200, body: seen(ticket, request.client) };
    if (name === 'getAttachment') return attached(request, ticket);
    const event = eventOf(name, request.given, asPerson(request.client));
    if (event.kind === 'ticket/comment' && event.internal && !request.client.scopes.includes('internal-notes')) {
      await desk.refused(event.by, event.kind, 'not-allowed', id);
      return problem(403, { detail: 'An internal comment needs the scope internal-notes' });
    }
    return answer(await desk.happen('ticket', id, event, onceOf(request), { read: ticket, also: also(request) }), request.client, 200);
  };

  /** As with people, the audit says who had it before anybody has. */
  async function attached({ client, found: { attachment: wanted = '' } }: Request, { id, body }: Saved<'ticket'>): Promise<Granted | Problem> {
    const listed = body.attachments?.find((one) => one.id === wanted);
    const content = listed && await store.content(listed.id);
    if (!listed || content?.record !== id) return problem(404, { detail: listed ? 'This attachment is no longer kept' : 'There is no attachment of this id on the ticket' });
    await store.note({ at: clock.now(), actor: asPerson(client).id, action: 'ticket/attachments', record: id, detail: { attachment: listed.id, name: listed.name, digest: listed.digest } });
    return { status: 200, body: { ...viewOfAttachment(listed), content: Buffer.from(content.bytes).toString('base64') } };
  }

  async function create(request: Request, { affected, device: wanted, ...rest }: z.output<typeof newTicket>): Promise<Granted | Problem> {
    const known = (await directory.person(affected.id)).name;
    const name = known === affected.id ? affected.name : known;
    if (name === undefined) {
      return problem(422, { errors: [{ field: 'body.affected.name', allowed: 'the name of the person, whom the bot has not met' }] });
    }
    const device = wanted === undefined ? undefined : await deviceOf(wanted);
    if (device === 'unread') return problem(503, { detail: 'The devices cannot be read just now; leave the device out, or try again' }, { 'Retry-After': '30' });
    if (device === 'unknown') return problem(422, { errors: [{ field: 'body.device', value: wanted, allowed: 'the id, name or serial number of one managed device' }] });
    const { externalNumber, ...needed } = rest;
    const draft: TicketDraft = {
      ...needed, affected: { id: affected.id, name }, ...(externalNumber !== undefined && { externalNumber }),
      ...(device && { device: { id: device.id, name: device.name, hardware: device.hardware, model: device.model } }),
    };
    return answer(await desk.report(draft, asPerson(request.client), onceOf(request), also(request)), request.client, 201);
  }

  async function deviceOf(words: string): Promise<Device | 'unknown' | 'unread'> {
    try {
      const known = await devices.get(words);
      if (known) return known;
      const [only, ...more] = await devices.find(words);
      return only && more.length === 0 ? only : 'unknown';
    } catch (error) {
      if (error instanceof DevicesUnread) return 'unread';
      throw error;
    }
  }

  async function list({ client }: Request, { after, since, externalNumber, limit }: z.output<typeof ticketsAsked>): Promise<Granted | Problem> {
    if (externalNumber !== undefined) {
      const word = numberWord(externalNumber);
      const numbered = await Promise.all((await store.withWord(word, limit)).map((id) => store.get('ticket', id)));
      return { status: 200, body: { tickets: numbered.flatMap((one) => (one && numberWord(one.body.externalNumber ?? '') === word ? [seen(one, client)] : [])) } };
    }
    const from = after === undefined ? { at: since === undefined ? 0 : Date.parse(since), id: '' } : pointIn(after);
    if (!from) return problem(422, { errors: [{ field: 'query.after', value: after, allowed: 'the `next` of an earlier answer' }] });
    const page = await store.changedAfter(from, limit);
    const settled = page.findLast(({ updatedAt }) => updatedAt <= clock.now() - settling);
    const last = settled ?? (page.length === limit ? page.at(-1) : undefined);
    return { status: 200, body: { tickets: page.map((one) => seen(one, client)), next: textOf(last ? { at: last.updatedAt, id: last.id } : from) } };
  }
}

type Changing = Exclude<OperationName, 'createTicket' | 'listTickets' | 'getTicket' | 'getAttachment'>;

function eventOf(name: Changing, given: unknown, by: Person): Exclude<TicketEvent, { kind: 'ticket/close' }> {
  switch (name) {
    case 'commentTicket': {
      const { text: comment, internal } = newComment.parse(given);
      return { kind: 'ticket/comment', by, comment, internal };
    }
    case 'replyTicket': return { kind: 'ticket/reply', by, reply: newReply.parse(given).text };
    case 'numberTicket': return { kind: 'ticket/number', by, ...newNumber.parse(given) };
    case 'regradeTicket': return { kind: 'ticket/regrade', by, ...newSeverity.parse(given) };
    case 'resolveTicket': return { kind: 'ticket/resolve', by, resolution: newResolution.parse(given).text };
    case 'reopenTicket': return { kind: 'ticket/reopen', by, ...newReopening.parse(given) };
  }
}

function answer(outcome: Outcome<Saved<'ticket'>>, client: Client, status: 200 | 201): Granted | Problem {
  if (!outcome.ok) return refused(outcome.refusal);
  return { status, body: seen(outcome.value, client), ...(status === 201 && { headers: { Location: `/api/v1/tickets/${outcome.value.id}` } }) };
}

function seen(ticket: Saved<'ticket'>, { scopes }: Client): object {
  return viewOfTicket(ticket, scopes.includes('internal-notes'));
}

function onceOf({ client, once }: Request): Once {
  return { key: once.key, person: asPerson(client).id };
}

function also({ client, once: { key, digest } }: Request) {
  return (record: string) => [askedFor({ client: client.name, key, digest }, record)];
}

interface Point {
  readonly at: number;
  readonly id: string;
}

function textOf({ at, id }: Point): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

function pointIn(text: string): Point | undefined {
  const [, at, id = ''] = /^(\d{1,15}) (T-\d{1,15})?$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  return at === undefined ? undefined : { at: Number(at), id };
}
