// Watches for threat alerts: asks their source what is new since the last look, and has it happen to the records. A to-do that queues itself anew.
import * as z from 'zod';
import type { NewTodo, Store } from '../store/store.ts';
import { todoQueued } from '../store/todos.ts';
import { isThreat } from '../support/alert.ts';
import { toChannel, type Telling } from '../support/effect.ts';
import { AlertsUnread, type Alerts, type Sighting } from './alerts.ts';
import type { Clock } from './clock.ts';
import type { Done } from './delivery.ts';
import type { Desk } from './desk.ts';
import type { Devices } from './devices.ts';
import { threatKey } from './lives.ts';
import type { Log } from './log.ts';
import type { Work } from './runner.ts';

/** Milliseconds by which looks overlap: what is written at the source at the same time does not come to light in order. */
const overlap = 5 * 60_000;
/** Milliseconds after which a source that failed is asked again, and after which IT admins hear that it fails. */
const askAgain = 60_000;
const patience = 15 * 60_000;
/** So many at a time: a to-do must be done within its lease. */
const atOnce = 50;

/** What the to-do remembers: the newest moment it heard of (the source's clock), what it heard within the overlap, and since when it fails (the bot's). */
const remembered = z.object({
  since: z.number().optional(),
  seen: z.array(z.string()).default([]),
  failing: z.object({ since: z.number(), told: z.boolean() }).optional(),
});
type Remembered = z.output<typeof remembered>;

export interface AlertWatchPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly devices: Devices;
  /** Undefined where no source is configured: then there is nothing to look for. */
  readonly alerts: Alerts | undefined;
  readonly log: Log;
}

/** Under this key one look is queued; what it remembers goes with it, and without that it begins anew, which changes nothing twice. */
export function nextLook(now: number): NewTodo {
  return { key: 'alerts', kind: 'alerts', dueAt: now };
}

/** The to-do `alerts`. It is never given up. */
export function openAlertWatch({ store, clock, desk, devices, alerts, log }: AlertWatchPorts): Work {
  /** An alert is a record of its own for each of its devices; those that a threat has already hear the news, whatever device they are about. */
  async function take({ threat, devices: threatened }: Sighting): Promise<void> {
    const known = (await store.linked(threatKey(threat.id))).flatMap((saved) => (saved.kind === 'alert' ? [saved] : []));
    for (const { id } of known) await desk.happen('alert', id, { kind: 'alert/observe', threat });
    if (!isThreat(threat)) return;
    for (const keys of threatened) {
      for (const { id, name, entraDeviceId } of await devices.meant(keys)) {
        if (known.some(({ body }) => body.device.id === id)) continue;
        const { defenderId } = keys;
        await desk.raiseAlert(threat, { id, name, ...(entraDeviceId !== undefined && { entraDeviceId }), ...(defenderId !== undefined && { defenderId }) });
      }
    }
  }

  return async ({ body }) => {
    if (!alerts) return { kind: 'done' };
    let known: Remembered = remembered.parse(body);
    try {
      const news = (await alerts.since(known.since === undefined ? undefined : known.since - overlap))
        .filter((sighting) => !known.seen.includes(nameOf(sighting)))
        .toSorted((one, other) => one.threat.updatedAt - other.threat.updatedAt);
      for (const sighting of news.slice(0, atOnce)) {
        await take(sighting);
        known = heard(known, sighting);
      }
      const told = known.failing?.told ? [tellAdmins('alerts-read')] : [];
      const { failing: _, ...rest } = known;
      if (news.length > atOnce) return again(rest, 0, told);
      return alerts.every === undefined ? { kind: 'done', also: told.map(todoQueued) } : again(rest, alerts.every, told);
    } catch (error) {
      log.fault('threat alerts could not be read', error);
      const { permission, after = 0 } = error instanceof AlertsUnread ? error : {};
      const { since, told } = known.failing ?? { since: clock.now(), told: false };
      const tellNow = !told && (permission !== undefined || clock.now() - since >= patience);
      const telling = permission === undefined ? tellAdmins('alerts-unread') : tellAdmins('alerts-not-permitted', { permission });
      return again({ ...known, failing: { since, told: told || tellNow } }, Math.max(askAgain, after), tellNow ? [telling] : []);
    }
  };

  function again(known: Remembered, after: number, told: readonly NewTodo[]): Done {
    return { kind: 'done', also: [...told, { ...nextLook(clock.now() + after), body: known }].map(todoQueued) };
  }

  function tellAdmins(text: Telling, data: Readonly<Record<string, string>> = {}): NewTodo {
    const now = clock.now();
    return { key: `tell:alerts:${now}`, kind: 'tell', target: toChannel('it-admin'), body: { text, data }, dueAt: now };
  }
}

/** A threat at one moment of its life. */
function nameOf({ threat }: Sighting): string {
  return `${threat.updatedAt} ${threat.id}`;
}

function heard({ since = 0, seen, ...rest }: Remembered, sighting: Sighting): Remembered {
  const newest = Math.max(since, sighting.threat.updatedAt);
  return { ...rest, since: newest, seen: [...seen, nameOf(sighting)].filter((name) => Number.parseInt(name, 10) >= newest - overlap) };
}
