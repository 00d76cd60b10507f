// Who is in a team or group just now: read when it matters, remembered for a minute at most, never guessed.
import { setTimeout as pause } from 'node:timers/promises';
import { ConnectorError } from './connector.ts';
import type { Log } from './log.ts';

/** A person who left must lose the role within this time; milliseconds. */
const longest = 60_000;
/** From this age on it is read again ahead of need, so that presses seldom wait for it. */
const renewed = longest / 2;
/** Teams wants an answer to a press within 2 s. What takes longer goes on being read, for the next press. */
const patience = 1_500;
/** After a failure, unless the source said for how long. */
const rest = 5_000;

/** Members by object id with their names, which may be empty; undefined: they cannot be read just now. */
export type Membership = (id: string) => Promise<ReadonlyMap<string, string> | undefined>;

export interface MembershipPorts {
  /** Epoch milliseconds of the machine: this clock nobody moves. */
  readonly machine: () => number;
  readonly log: Log;
}

interface Entry {
  members?: ReadonlyMap<string, string>;
  /** When the reading began: members are those of that moment or later. */
  asOf: number;
  reading?: Promise<void>;
  restUntil: number;
}

/** @param what names the source in the log. @param read throws when the source cannot be read, wholly */
export function openMembership(what: string, read: (id: string) => Promise<ReadonlyMap<string, string>>, { machine, log }: MembershipPorts): Membership {
  const entries = new Map<string, Entry>();

  async function renew(entry: Entry, id: string): Promise<void> {
    const began = machine();
    try {
      entry.members = await read(id);
      entry.asOf = began;
    } catch (error) {
      const after = error instanceof ConnectorError && error.fault.kind === 'again' ? error.fault.after : undefined;
      entry.restUntil = machine() + Math.min(after ?? rest, longest);
      log.fault('members could not be read', error, { of: what, id });
    } finally {
      delete entry.reading;
    }
  }

  return async (id) => {
    const entry = entries.get(id) ?? { asOf: -Infinity, restUntil: -Infinity };
    entries.set(id, entry);
    // A clock that was set back makes nothing younger and keeps nobody waiting: then it is read again.
    const age = () => (machine() < entry.asOf ? Infinity : machine() - entry.asOf);
    const rests = machine() < entry.restUntil && machine() >= entry.restUntil - longest;
    if (age() > renewed && !entry.reading && !rests) entry.reading = renew(entry, id);
    if (age() > longest && entry.reading) await Promise.race([entry.reading, pause(patience, undefined, { ref: false })]);
    return age() <= longest ? entry.members : undefined;
  };
}
