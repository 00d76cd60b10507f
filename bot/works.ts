// What is done for each kind of to-do.
import type { Vault } from '../credentials/vault.ts';
import { passwordLife } from '../credentials/local.ts';
import { todoQueued } from '../store/todos.ts';
import type { NewTodo, Store, Todo } from '../store/store.ts';
import type { Alarms } from './alarm.ts';
import type { Clock } from './clock.ts';
import type { Done } from './delivery.ts';
import type { Desk } from './desk.ts';
import type { Devices } from './devices.ts';
import type { openDigest } from './digest.ts';
import { holdOn } from './facts.ts';
import { kindOf, type AnyEvent } from './lives.ts';
import type { Messenger } from './messenger.ts';
import type { Work } from './runner.ts';

/** How often the audit's open lines are sealed, and what was not ready is looked at again; milliseconds. */
const checkpointEvery = 10 * 60_000;
const lookEvery = 60_000;
const measureEvery = 60_000;

export interface WorksPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly messenger: Messenger;
  readonly alarms: Alarms;
  /** What tells operators how far behind the bot is. */
  readonly measure: () => Promise<void>;
  /** The local vault, which is rotated on schedule. */
  readonly vault: Vault;
  readonly devices: Devices;
  /** What has a password changed after an access. */
  readonly rotation: Work;
  /** What tells other systems of an event. */
  readonly webhook: Work;
  /** What tells which permission is missed. */
  readonly permissions: Work;
  /** What looks for threat alerts. */
  readonly alertWatch: Work;
  /** What sets timers anew once agreements have changed. */
  readonly retiming: Work;
  /** What finds major incidents and tells their tickets. */
  readonly incidents: Readonly<Record<string, Work>>;
  /** What fetches, attaches and shows files. */
  readonly files: Readonly<Record<string, Work>>;
  /** What tells IT admins in the morning how support stands. */
  readonly digest: ReturnType<typeof openDigest>;
}

export function worksOf({ store, clock, desk, messenger, alarms, measure, vault, devices, rotation, webhook, permissions, alertWatch, retiming, digest, incidents, files }: WorksPorts): Readonly<Record<string, Work>> {
  /** The record's event of the clock. Refused, it was overtaken; but too early, as after a change of the agreement or with the machine's clock set back, it is asked again. */
  async function timer(todo: Todo): Promise<Done> {
    const { event } = todo.body as { event: AnyEvent['kind'] };
    const kind = todo.record === undefined ? undefined : kindOf(todo.record);
    if (!kind || todo.record === undefined) return { kind: 'given-up', why: 'a timer of no record' };
    const outcome = await desk.happen(kind, todo.record, { kind: event } as never);
    return !outcome.ok && outcome.refusal.reason === 'not-yet' ? again(todo) : { kind: 'done' };
  }

  /** The rotation every two hours; it waits while somebody may be using the password. */
  async function rotateOnSchedule(todo: Todo): Promise<Done> {
    const device = await devices.get(todo.target ?? '');
    if (!device) return { kind: 'done' };
    if (await inUse(device.id)) return again(todo);
    const now = clock.now();
    await vault.rotate(device, now);
    await store.note({ at: now, actor: 'system', action: 'vault/rotate', detail: { device: device.id } });
    return { kind: 'done', also: [todoQueued(scheduledRotation(device.id, now + passwordLife))] };
  }

  async function inUse(device: string): Promise<boolean> {
    const holder = await store.holder(holdOn(device));
    const state = holder === undefined ? undefined : (await store.get('elevation', holder))?.body.state.kind;
    return state === 'approved' || state === 'active';
  }

  /** Waiting is no failing: queued anew, a to-do may wait for as long as it takes. */
  function again({ key, kind, record, target, body }: Todo): Done {
    const todo = { key, kind, body, dueAt: clock.now() + lookEvery, ...(record !== undefined && { record }), ...(target !== undefined && { target }) };
    return { kind: 'done', also: [todoQueued(todo)] };
  }

  return {
    'post': (todo) => messenger.show(todo),
    'tell': (todo) => messenger.tell(todo),
    'say': (todo) => messenger.say(todo),
    'alarm': (todo) => alarms.raise(todo),
    timer,
    rotate: rotation,
    webhook,
    permission: permissions,
    alerts: alertWatch,
    retiming,
    ...digest,
    ...incidents,
    ...files,
    'scheduled-rotation': rotateOnSchedule,
    async 'end-elevations'(todo) {
      for (const linked of await store.linked(todo.record ?? '')) {
        if (linked.kind === 'elevation' && linked.facets.open) await desk.happen('elevation', linked.id, { kind: 'elevation/ticket-ended' });
      }
      return { kind: 'done' };
    },
    // Each asks the main ticket how it ended: one that is open again by then is followed on.
    async 'end-duplicates'(todo) {
      for (const { id, kind } of await store.linked(todo.record ?? '')) {
        if (kind !== 'ticket') continue;
        for (const ended of ['ticket/main-resolved', 'ticket/main-lost'] as const) await desk.happen('ticket', id, { kind: ended });
      }
      return { kind: 'done' };
    },
    async 'reroute'(todo) {
      const { record: ticket = '', key } = todo;
      const given = todo.body as Pick<Extract<AnyEvent, { kind: 'ticket/transfer' }>, 'escalation' | 'route' | 'from' | 'reason'>;
      await desk.happen('ticket', ticket, { kind: 'ticket/transfer', ...given }, { key, person: given.from.id });
      return { kind: 'done' };
    },
    async 'checkpoint'() {
      const now = clock.now();
      await store.checkpoint(now);
      return { kind: 'done', also: [todoQueued(nextCheckpoint(now))] };
    },
    async 'measure'() {
      await measure();
      return { kind: 'done', also: [todoQueued(nextMeasure(clock.now()))] };
    },
  };
}

export function scheduledRotation(device: string, dueAt: number): NewTodo {
  return { key: `scheduled-rotation:${device}`, kind: 'scheduled-rotation', target: device, dueAt };
}

export function nextMeasure(now: number): NewTodo {
  return { key: 'measure', kind: 'measure', dueAt: now + measureEvery };
}

export function nextCheckpoint(now: number): NewTodo {
  return { key: 'checkpoint', kind: 'checkpoint', dueAt: now + checkpointEvery };
}
