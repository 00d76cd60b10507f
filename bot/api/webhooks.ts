// Webhooks: every event of every record, told to the systems that the configuration names: signed, in order, again until it arrives.
import { Webhook as Signer } from 'standardwebhooks';
import * as z from 'zod';
import type { AnySaved, Kind, LoggedLine, NewTodo, Store, Todo } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import type { Done } from '../delivery.ts';
import { exchange, type Answer } from '../exchange.ts';
import { kindOf } from '../lives.ts';
import { personView, recordView, stamp, viewOf } from './view.ts';

export interface Webhook {
  readonly name: string;
  /** https, or in local mode this machine. */
  readonly url: string;
  /** `whsec_…`; several while one takes the place of another: each signs. */
  readonly secrets: readonly string[];
  /** Kinds of records; left out: all. */
  readonly events?: readonly Kind[];
  readonly internalNotes: boolean;
}

/** What a webhook carries, in version 1. `type` is the event with a dot, such as `ticket.claim`. */
export const webhookPayload = z.object({
  type: z.string().describe('The event, such as ticket.claim or elevation.approve'),
  timestamp: z.iso.datetime().describe('When it happened; UTC'),
  data: z.object({
    schema: z.literal(1),
    version: z.int().min(1).describe('The version that this event made of the record'),
    by: personView.nullable().describe('null: the clock, or the bot itself'),
    record: recordView.loose().describe('The record as it was when this was sent, at its own version; tickets have all that the REST API shows of them'),
  }),
});

/** Milliseconds for the whole exchange; a lease of the runner holds thrice as long. */
const timeout = 10_000;
/** As long as another system may put off the next attempt. */
const longestAfter = 60 * 60 * 1000;
/** Under way to one system at once: one that hangs must not take all the room that cards have. */
const mostUnderWay = 8;
/** An event that found nobody for so long, tried at least so often, is given up: a weekend must not be enough. */
const patience = { milliseconds: 3 * 24 * 60 * 60 * 1000, attempts: 10 } as const;

const targetOf = (name: string): string => `webhook:${name}`;

/** The to-do that tells a system of one event. It says only which: what is told is read when it is sent, so that a replay is the same. */
export function webhookTodo(name: string, record: string, version: number, dueAt: number): NewTodo {
  return { key: `webhook:${name}:${record}:${version}`, kind: 'webhook', record, target: targetOf(name), wanted: version, dueAt };
}

/** The to-dos of an event, which are written in the commit of the event itself. */
export type Announce = (kind: Kind, record: string, version: number, at: number) => readonly NewTodo[];

export function announcedTo(webhooks: readonly Webhook[]): Announce {
  return (kind, record, version, at) => webhooks
    .filter(({ events }) => events?.includes(kind) ?? true)
    .map(({ name }) => webhookTodo(name, record, version, at));
}

export interface WebhooksPorts {
  readonly webhooks: readonly Webhook[];
  readonly store: Store;
  readonly clock: Clock;
}

/** The to-do `webhook`. */
export function openWebhooks({ webhooks, store, clock }: WebhooksPorts): (todo: Todo) => Promise<Done> {
  const underWay = new Map<string, number>();

  return async (todo) => {
    const webhook = webhooks.find(({ name }) => targetOf(name) === todo.target);
    // Taken out of the configuration: nobody wants to know any more.
    if (!webhook) return { kind: 'done' };
    const busy = underWay.get(webhook.name) ?? 0;
    if (busy >= mostUnderWay) return { kind: 'wait', after: 250 };
    underWay.set(webhook.name, busy + 1);
    try {
      return await tell(webhook, todo);
    } finally {
      underWay.set(webhook.name, (underWay.get(webhook.name) ?? 1) - 1);
    }
  };

  async function tell(webhook: Webhook, todo: Todo): Promise<Done> {
    const { target = '', record: id = '', wanted: version } = todo;
    const kind = kindOf(id);
    const [line, record] = await Promise.all([store.line(id, version), kind && store.get(kind, id)]);
    if (!line || !record) return { kind: 'given-up', why: `there is no version ${version} of ${id}` };
    // After a failure one goes ahead and the others wait: a system that is down is asked once in a while, not by everything that waits.
    const held = await store.takeSend([{ name: target, quota: {} }], clock.machine());
    if (held > 0) return { kind: 'wait', after: held };

    const body = JSON.stringify(await payloadOf(line, record as AnySaved, webhook.internalNotes));
    const { origin, pathname, search } = new URL(webhook.url);
    const { status, why, after = 0 } = await exchange('POST', { origin, path: `${pathname}${search}` }, signed(webhook, idOf(line), body), body, timeout).then(answered, unanswered);
    if (status >= 200 && status < 300) return { kind: 'done' };
    const over = clock.now() - todo.since >= patience.milliseconds && todo.attempts >= patience.attempts;
    if (over || status === 410) return { kind: 'given-up', why: `${webhook.name} ${why}` };
    // What is refused for itself holds up its own record only.
    if (status === 0 || status === 429 || status >= 500) await store.holdSends(target, clock.machine());
    return { kind: 'later', why: `${webhook.name} ${why}`, ...(after > 0 && { after: Math.min(after, longestAfter) }) };
  }

  async function payloadOf(line: LoggedLine, record: AnySaved, internalNotes: boolean): Promise<z.infer<typeof webhookPayload>> {
    return {
      type: line.action.replace('/', '.'),
      timestamp: stamp(line.at),
      data: { schema: 1, version: line.version, by: await whoOf(line.actor), record: viewOf(record, internalNotes) },
    };
  }

  async function whoOf(actor: string): Promise<{ readonly id: string; readonly name: string } | null> {
    return actor === 'system' ? null : { id: actor, name: (await store.person(actor))?.name ?? actor };
  }

  function signed({ secrets }: Webhook, id: string, body: string) {
    const now = clock.machine();
    return {
      'user-agent': 'managed-desktop-support',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, new Date(now), body)).join(' '),
    };
  }
}

/** The same however often it is sent, also in a replay: the audit line it tells of, by its hash. */
function idOf({ hash }: LoggedLine): string {
  return `evt_${hash.slice(0, 32)}`;
}

interface Heard {
  /** 0: there was no answer, or one that leads elsewhere, which nobody follows. */
  readonly status: number;
  readonly why: string;
  readonly after?: number;
}

function answered({ status, retryAfter }: Answer): Heard {
  return { status, why: `answered ${status}`, after: 1000 * (Number(retryAfter) || 0) };
}

function unanswered(error: unknown): Heard {
  return { status: 0, why: `gave no answer: ${error instanceof Error ? error.message : String(error)}` };
}
