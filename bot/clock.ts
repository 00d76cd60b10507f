// The bot's clock: the machine's time plus an offset that local mode can move. Leases and time-outs stay on the machine's time.
import type { Store } from '../store/store.ts';

const setting = 'clock-offset';

export interface Clock {
  /** Epoch milliseconds; decides what is due. */
  now(): number;
  /** Epoch milliseconds of the machine; decides leases. */
  machine(): number;
}

/** A clock that can be moved forward, for trying things out; the offset survives a restart. */
export interface MovableClock extends Clock {
  advance(milliseconds: number): Promise<number>;
}

export async function openClock(machine: () => number, store: Store): Promise<MovableClock> {
  const saved = await store.setting(setting);
  let offset = typeof saved?.value === 'number' ? saved.value : 0;
  const now = () => machine() + offset;
  return {
    now,
    machine,
    async advance(milliseconds) {
      const was = await store.setting(setting);
      const next = (typeof was?.value === 'number' ? was.value : 0) + milliseconds;
      await store.saveSetting(setting, next, was?.version ?? 0, { at: now(), actor: 'system', action: 'clock/advance', detail: { milliseconds } });
      offset = next;
      return now();
    },
  };
}
