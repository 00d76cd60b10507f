// What happens off the turn, put together: the first to-dos, what each kind is worked off by, and the runner.
import type { Vault } from '../credentials/vault.ts';
import type { Store } from '../store/store.ts';
import { openAlarms } from './alarm.ts';
import { nextLook, openAlertWatch } from './alert-watch.ts';
import type { Alerts } from './alerts.ts';
import { openWebhooks } from './api/webhooks.ts';
import type { Clock } from './clock.ts';
import type { Connector } from './connector.ts';
import type { Desk } from './desk.ts';
import type { Devices, ListedDevices } from './devices.ts';
import { nextDigest, openDigest } from './digest.ts';
import type { Directory } from './directory.ts';
import type { Facts } from './facts.ts';
import type { Files } from './files.ts';
import { openIncidents } from './incidents.ts';
import type { InForce } from './in-force.ts';
import type { Log } from './log.ts';
import type { Messenger } from './messenger.ts';
import { openPermissions } from './permission.ts';
import type { Places } from './places.ts';
import { openRetiming } from './retiming.ts';
import { openRotation } from './rotation.ts';
import { startRunner, type Runner } from './runner.ts';
import type { Settings } from './settings.ts';
import type { Speech } from './speech.ts';
import { nextCheckpoint, nextMeasure, scheduledRotation, worksOf } from './works.ts';

export interface OffTurnPorts {
  readonly settings: Settings;
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly inForce: InForce;
  readonly facts: Facts;
  readonly directory: Directory;
  /** As fast as Teams lets a bot speak. */
  readonly sender: Connector;
  readonly places: Places;
  readonly speech: Speech;
  readonly messenger: Messenger;
  readonly files: Files;
  readonly vault: Vault;
  readonly devices: Devices;
  /** Those whose passwords the local vault changes on its schedule. */
  readonly listed: ListedDevices;
  /** Undefined: nobody tells of threats. */
  readonly alerts: Alerts | undefined;
  /** Tells operators how far behind the bot is. */
  readonly measure: () => Promise<void>;
  /** Whether there is anybody to tell. */
  readonly measured: boolean;
  readonly log: Log;
  /** 0 to 1. */
  readonly chance: () => number;
  /** Names this instance. */
  readonly name: string;
}

export async function startOffTurn({
  settings, store, clock, desk, inForce, facts, directory, sender, places, speech, messenger, files, vault, devices, listed, alerts, measure, measured, log, chance, name,
}: OffTurnPorts): Promise<Runner> {
  const now = clock.now();
  const first = [
    nextCheckpoint(now),
    ...nextDigest((await inForce()).policy.supportHours, now),
    ...measured ? [nextMeasure(now)] : [],
    // LAPS has a schedule of its own.
    ...settings.config.credentials.provider === 'local' ? listed.all.map(({ id }) => scheduledRotation(id, now)) : [],
    ...alerts ? [nextLook(now)] : [],
  ];
  for (const todo of first) await store.enqueueIfAbsent(todo);
  const works = worksOf({
    store, clock, desk, messenger, vault, devices, measure,
    alarms: openAlarms({ store, connector: sender, places, speech, clock }),
    rotation: openRotation({ store, clock, desk, vault, devices, log }),
    webhook: openWebhooks({ webhooks: settings.webhooks, store, clock }),
    permissions: openPermissions(clock),
    alertWatch: openAlertWatch({ store, clock, desk, devices, alerts, log }),
    retiming: openRetiming({ store, clock, inForce }),
    files: files.works,
    incidents: openIncidents({ store, clock, desk, facts, inForce, directory, speech }),
    digest: openDigest({ store, clock, inForce, connector: sender, places, speech }),
  });
  return startRunner({ store, clock, log, name, chance, works });
}
