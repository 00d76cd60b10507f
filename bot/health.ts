// How the bot is: what stands in its way, how Teams takes what it sends, and how far behind it is.
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { Connector } from './connector.ts';

/** Milliseconds: for how long nothing may get through to Teams, and the oldest thing may wait, before somebody should look. */
const longestSilence = 60_000;
const longestWait = 5 * 60_000;
/** Milliseconds: a store that takes longer to say what is due, as one whose server froze, cannot be worked with. */
const longestAnswer = 5_000;

/** `start`: it is still under way. `store`: it does not answer. `connector`: nothing was sent for a minute, though it was tried. `to-dos`: something waits for over five minutes. */
export type Missing = 'start' | 'store' | 'connector' | 'to-dos';

export interface Health {
  readonly missing: readonly Missing[];
  readonly connector: { readonly lastSent?: string; readonly lastFailed?: string };
  /** How long that has waited which is due, or being tried again, for the longest time. */
  readonly oldestDueSeconds?: number;
}

/** When sends last worked, and since when they do not: by the machine's clock, of this instance alone. */
export interface Pulse {
  readonly sent: number | undefined;
  readonly failed: number | undefined;
  /** Since the first failure that no success followed. */
  readonly failingSince: number | undefined;
}

export interface Watched {
  readonly connector: Connector;
  readonly pulse: () => Pulse;
}

/** The same connector, and what it meets. A refusal is an answer too; only what asks to be tried again tells of Teams out of reach. */
export function watched(connector: Connector, machine: () => number, outOfReach: (error: unknown) => boolean): Watched {
  let pulse: Pulse = { sent: undefined, failed: undefined, failingSince: undefined };
  async function watch<Sent>(send: Promise<Sent>): Promise<Sent> {
    try {
      const sent = await send;
      pulse = { ...pulse, sent: machine(), failingSince: undefined };
      return sent;
    } catch (error) {
      const now = machine();
      if (outOfReach(error)) pulse = { ...pulse, failed: now, failingSince: pulse.failingSince ?? now };
      throw error;
    }
  }
  return {
    pulse: () => pulse,
    connector: {
      post: (place, activity) => watch(connector.post(place, activity)),
      update: (place, id, activity) => watch(connector.update(place, id, activity)),
      open: (serviceUrl, person, tenant) => watch(connector.open(serviceUrl, person, tenant)),
    },
  };
}

/** Never throws. */
export async function healthOf({ store, clock, pulse, started }: { readonly store: Store; readonly clock: Clock; readonly pulse: () => Pulse; readonly started: boolean }): Promise<Health> {
  const { sent, failed, failingSince } = pulse();
  const silent = failingSince !== undefined && clock.machine() - failingSince > longestSilence;
  const connector = { ...(sent !== undefined && { lastSent: stamp(sent) }), ...(failed !== undefined && { lastFailed: stamp(failed) }) };
  const { promise: limit, reject: giveUp } = Promise.withResolvers<never>();
  const timer = setTimeout(giveUp, longestAnswer, new Error('The store does not answer'));
  try {
    const now = clock.now();
    const waited = now - (await Promise.race([store.oldestDue(now), limit]) ?? now);
    return {
      missing: [...(started ? [] : ['start'] as const), ...(silent ? ['connector'] as const : []), ...(waited > longestWait ? ['to-dos'] as const : [])],
      connector, oldestDueSeconds: Math.ceil(waited / 1000),
    };
  } catch {
    return { missing: ['store', ...(silent ? ['connector'] as const : [])], connector };
  } finally {
    clearTimeout(timer);
  }
}

function stamp(at: number): string {
  return new Date(at).toISOString();
}
