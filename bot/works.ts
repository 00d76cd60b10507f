// What is done for each kind of to-do.
import type { Vault } from '../credentials/vault.ts';
import { passwordLife } from '../credentials/local.ts';
import { todoQueued } from '../store/todos.ts';
import type { NewTodo, Store, Todo } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Devices } from './devices.ts';
import { holdOn } from './facts.ts';
import { kindOf, type AnyEvent } from './lives.ts';
import type { Done, Messenger } from './messenger.ts';
import type { Work } from './runner.ts';

/** How often the audit's open lines are sealed, and how long until a rotation is looked at again; milliseconds. */
const checkpointEvery = 10 * 60_000;
const confirmEvery = 60_000;

export interface WorksPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly messenger: Messenger;
  readonly vault: Vault;
  readonly devices: Devices;
}

export function worksOf({ store, clock, desk, messenger, vault, devices }: WorksPorts): Readonly<Record<string, Work>> {
  /** The record's event of the clock. A refusal means that time has passed it by. */
  async function timer(todo: Todo): Promise<Done> {
    const { event } = todo.body as { event: AnyEvent['kind'] };
    const kind = todo.record === undefined ? undefined : kindOf(todo.record);
    if (!kind || todo.record === undefined) return { kind: 'given-up', why: 'a timer of no record' };
    await desk.happen(kind, todo.record, { kind: event } as never);
    return { kind: 'done' };
  }

  /** Asks for a new password and sees it through: the elevation is closed by proof, not by the asking. */
  async function rotate(todo: Todo): Promise<Done> {
    const elevation = (await store.get('elevation', todo.record ?? ''))?.body;
    if (!elevation || !('endedAt' in elevation.state)) return { kind: 'given-up', why: `no ended elevation ${todo.record}` };
    const { device, state, id } = elevation;
    if (state.kind === 'closed') return { kind: 'done' };
    if (!await vault.confirmRotation(device, state.endedAt)) await vault.rotate(device, clock.now());
    if (!await vault.confirmRotation(device, state.endedAt)) {
      if (state.kind === 'ended') await desk.happen('elevation', id, { kind: 'elevation/rotation-requested' });
      return { kind: 'later', after: confirmEvery, why: 'the new password is not confirmed yet' };
    }
    await desk.happen('elevation', id, { kind: 'elevation/rotated' });
    return { kind: 'done' };
  }

  /** The rotation every two hours; it waits for an elevation that holds the device. */
  async function rotateOnSchedule(todo: Todo): Promise<Done> {
    const device = await devices.get(todo.target ?? '');
    if (!device) return { kind: 'done' };
    if (await store.holder(holdOn(device.id))) return { kind: 'later', after: confirmEvery, why: 'an elevation holds the device' };
    const now = clock.now();
    await vault.rotate(device, now);
    await store.note({ at: now, actor: 'system', action: 'vault/rotate', detail: { device: device.id } });
    return { kind: 'done', also: [todoQueued(scheduledRotation(device.id, now + passwordLife))] };
  }

  return {
    'post': messenger.show,
    'tell': messenger.tell,
    'say': messenger.say,
    timer,
    rotate,
    'scheduled-rotation': rotateOnSchedule,
    async 'end-elevations'(todo) {
      for (const linked of await store.linked(todo.record ?? '')) {
        if (linked.kind === 'elevation' && linked.facets.open) await desk.happen('elevation', linked.id, { kind: 'elevation/ticket-ended' });
      }
      return { kind: 'done' };
    },
    async 'checkpoint'() {
      const now = clock.now();
      await store.checkpoint(now);
      return { kind: 'done', also: [todoQueued(nextCheckpoint(now))] };
    },
  };
}

export function scheduledRotation(device: string, dueAt: number): NewTodo {
  return { key: `scheduled-rotation:${device}`, kind: 'scheduled-rotation', target: device, dueAt };
}

export function nextCheckpoint(now: number): NewTodo {
  return { key: 'checkpoint', kind: 'checkpoint', dueAt: now + checkpointEvery };
}
