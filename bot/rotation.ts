// Has a password changed after an access and sees it through: an elevation is closed by proof, not by the asking.
import * as z from 'zod';
import { VaultError, type Vault } from '../credentials/vault.ts';
import { todoQueued } from '../store/todos.ts';
import type { Store, Todo } from '../store/store.ts';
import type { DeviceRef } from '../support/device.ts';
import type { Clock } from './clock.ts';
import type { Done } from './delivery.ts';
import type { Desk } from './desk.ts';
import type { Devices } from './devices.ts';
import type { Log } from './log.ts';
import type { Work } from './runner.ts';
import { hindrance } from './vault-hindrance.ts';

/** Milliseconds after which is looked again whether the password was changed. */
const lookEvery = 60_000;
/** Milliseconds after which a device is asked again: once it has been seen since, and at the latest. */
const askAgain = { seen: 10 * 60_000, latest: 6 * 60 * 60_000 };

/** What the to-do remembers: the mark of the vault, when it was last asked for (the bot's clock), when the device had been seen by then, and what the IT admins were told. */
const remembered = z.object({ mark: z.number(), askedAt: z.number(), seenAt: z.number() }).partial().extend({ told: z.array(z.string()).default([]) });
type Remembered = z.output<typeof remembered>;

export interface RotationPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly vault: Vault;
  readonly devices: Devices;
  readonly log: Log;
}

/** The to-do `rotate`. It is never given up: whatever fails, the password is known to somebody until it was changed. */
export function openRotation({ store, clock, desk, vault, devices, log }: RotationPorts): Work {
  async function proved(device: DeviceRef, { mark }: Remembered): Promise<boolean> {
    return mark !== undefined && vault.confirmRotation(device, mark);
  }

  /** Devices that were away when they were asked do nothing about it when they are back. */
  async function isToAsk(device: DeviceRef, { mark, askedAt = 0, seenAt }: Remembered): Promise<boolean> {
    if (mark === undefined) return true;
    const since = clock.now() - askedAt;
    if (since < askAgain.seen) return false;
    return since >= askAgain.latest || (await seen(device) ?? 0) > (seenAt ?? 0);
  }

  async function seen(device: DeviceRef): Promise<number | undefined> {
    return (await devices.get(device.id).catch(() => undefined))?.seenAt;
  }

  return async (todo) => {
    const elevation = (await store.get('elevation', todo.record ?? ''))?.body;
    if (!elevation || !('endedAt' in elevation.state)) return { kind: 'given-up', why: `no ended elevation ${todo.record}` };
    const { device, state, id } = elevation;
    if ('rotatedAt' in state) return { kind: 'done' };
    let known = remembered.parse(todo.body);
    try {
      if (!await proved(device, known)) {
        if (await isToAsk(device, known)) {
          const seenAt = await seen(device);
          const mark = await vault.rotate(device, clock.now());
          // The first mark stays: a password made since then is a new one, whichever asking it came from.
          known = { ...known, mark: known.mark ?? mark, askedAt: clock.now(), ...(seenAt !== undefined && { seenAt }) };
          await desk.happen('elevation', id, { kind: 'elevation/rotation-requested' });
        }
        if (!await proved(device, known)) return again(todo, known);
      }
      await desk.happen('elevation', id, { kind: 'elevation/rotated' });
      return { kind: 'done' };
    } catch (error) {
      log.fault('a password could not be changed', error, { elevation: id });
      if (!(error instanceof VaultError)) return again(todo, known);
      const telling = known.told.includes(error.fault) ? undefined : hindrance(error, elevation, clock.now());
      if (!telling) return again(todo, known, error.after);
      const { kind, also = [] } = again(todo, { ...known, told: [...known.told, error.fault] }, error.after);
      return { kind, also: [...also, todoQueued(telling)] };
    }
  };

  /** Waiting is no failing: queued anew, a to-do may wait for as long as it takes. */
  function again({ key, kind, record }: Todo, body: Remembered, after = 0): Extract<Done, { kind: 'done' }> {
    const dueAt = clock.now() + Math.max(lookEvery, after);
    return { kind: 'done', also: [todoQueued({ key, kind, body, dueAt, ...(record !== undefined && { record }) })] };
  }
}
