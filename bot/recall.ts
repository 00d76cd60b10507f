// What lies outside the bot: read when it matters, remembered for a minute at most, never guessed.
import { setTimeout as pause } from 'node:timers/promises';
import { GraphError } from '../credentials/graph.ts';
import { ConnectorError } from './connector.ts';
import type { Log } from './log.ts';

/** A person who left must lose the role within this time, a device that was moved its ring; milliseconds. */
const longest = 60_000;
/** From this age on it is read again ahead of need, so that presses seldom wait for it. */
const renewed = longest / 2;
/** Teams wants an answer to a press within 2 s. What takes longer goes on being read, for the next press. */
const patience = 1_500;
/** After a failure, unless the source said for how long. */
const rest = 5_000;
/** So many are remembered; those longest unasked go first. */
const room = 5_000;

/** What was read last, if anything; not `fresh`, it is too old to act on, and cannot be read just now. */
export type Recalled<T> =
  | { readonly fresh: true; readonly value: T }
  | { readonly fresh: false; readonly value: T | undefined };
export type Recall<T> = (id: string) => Promise<Recalled<T>>;

export interface RecallPorts {
  /** Epoch milliseconds of the machine: this clock nobody moves. */
  readonly machine: () => number;
  readonly log: Log;
  /** Told of the permission for want of which Microsoft Graph refuses a reading. */
  readonly missed?: (permission: string) => void;
}

/** What the log says when the source could not be read, and of which source. */
export interface Source {
  readonly fault: string;
  readonly of: string;
}

interface Entry<T> {
  /** Boxed, since undefined may be what was read. */
  read?: { readonly value: T };
  /** When the reading began: what was read is of that moment or later. */
  asOf: number;
  reading?: Promise<void>;
  restUntil: number;
}

/** @param read throws when the source cannot be read, wholly */
export function openRecall<T>({ fault, of }: Source, read: (id: string) => Promise<T>, { machine, log, missed }: RecallPorts): Recall<T> {
  const entries = new Map<string, Entry<T>>();

  async function renew(entry: Entry<T>, id: string): Promise<void> {
    const began = machine();
    try {
      entry.read = { value: await read(id) };
      entry.asOf = began;
    } catch (error) {
      entry.restUntil = machine() + Math.min(restOf(error) ?? rest, longest);
      log.fault(fault, error, { of, id });
      if (error instanceof GraphError && (error.fault.kind === 'forbidden' || error.fault.kind === 'unauthorized')) missed?.(error.permission);
    } finally {
      delete entry.reading;
    }
  }

  function entryOf(id: string): Entry<T> {
    const entry = entries.get(id) ?? { asOf: -Infinity, restUntil: -Infinity };
    entries.delete(id);
    entries.set(id, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= room) break;
      entries.delete(oldest);
    }
    return entry;
  }

  return async (id) => {
    const entry = entryOf(id);
    // A clock that was set back makes nothing younger and keeps nobody waiting: then it is read again.
    const age = () => (machine() < entry.asOf ? Infinity : machine() - entry.asOf);
    const rests = machine() < entry.restUntil && machine() >= entry.restUntil - longest;
    if (age() > renewed && !entry.reading && !rests) entry.reading = renew(entry, id);
    if (age() > longest && entry.reading) await Promise.race([entry.reading, pause(patience, undefined, { ref: false })]);
    return entry.read && age() <= longest ? { fresh: true, value: entry.read.value } : { fresh: false, value: entry.read?.value };
  };
}

function restOf(error: unknown): number | undefined {
  if (error instanceof GraphError) return error.after;
  return error instanceof ConnectorError && error.fault.kind === 'again' ? error.fault.after : undefined;
}
