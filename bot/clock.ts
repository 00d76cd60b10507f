// The bot's clock: the machine's time plus an offset that local mode can move. Leases and time-outs stay on the machine's time.
import type { Store } from '../store/store.ts';

const setting = 'clock-offset';
const patience = 100;

export interface Clock {
  /** Epoch milliseconds; decides what is due. */
  readonly now: () => number;
  /** Epoch milliseconds of the machine; decides leases. */
  readonly machine: () => number;
}

/** A clock that can be moved forward, for trying things out; the offset survives a restart. */
export interface MovableClock extends Clock {
  /** By more than nothing. Gives the new now. */
  advance(milliseconds: number): Promise<number>;
  /** Catches up with another instance that moved it. */
  follow(): Promise<void>;
}

export async function openClock(machine: () => number, store: Store): Promise<MovableClock> {
  let offset = offsetIn((await store.setting(setting))?.value);
  const now = () => machine() + offset;
  return {
    now,
    machine,
    async follow() {
      offset = Math.max(offset, offsetIn((await store.setting(setting))?.value));
    },
    async advance(milliseconds) {
      for (let tries = 0; tries < patience; tries += 1) {
        const was = await store.setting(setting);
        const next = offsetIn(was?.value) + milliseconds;
        const line = { at: now(), actor: 'system', action: 'clock/advance', detail: { milliseconds } };
        if (!await store.saveSetting(setting, next, was?.version ?? 0, line)) continue;
        offset = Math.max(offset, next);
        return now();
      }
      throw new Error(`the clock was moved by others ${patience} times`);
    },
  };
}

function offsetIn(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
