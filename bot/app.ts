// Puts the bot together: settings → store, rules, rooms, server. Everything it uses is opened here and closed here.
import { mkdirSync } from 'node:fs';
import type { TurnContext } from 'botbuilder';
import { subKey } from '../credentials/key.ts';
import { openLocalVault } from '../credentials/local.ts';
import type { Graph } from '../credentials/graph.ts';
import type { Vault } from '../credentials/vault.ts';
import type { Driver } from '../store/driver.ts';
import type { AnySaved, Quota } from '../store/store.ts';
import { apiPaths, openApi } from './api/door.ts';
import { openTickets } from './api/tickets.ts';
import { announcedTo } from './api/webhooks.ts';
import { nextLook } from './alert-watch.ts';
import type { TeamsAdapter } from './adapter.ts';
import { apologies } from './apology.ts';
import { openClock } from './clock.ts';
import { dataFolder } from './data-folder.ts';
import { openDatabase } from './database.ts';
import { openDesk } from './desk.ts';
import { devicesIn, listedDevices } from './devices.ts';
import { configuredDirectory } from './directory.ts';
import { readFacts } from './facts.ts';
import { openFiles } from './files.ts';
import type { Groups } from './groups.ts';
import { healthOf, type Health } from './health.ts';
import { openInForce } from './in-force.ts';
import { openLine } from './line.ts';
import { livesUnder } from './lives.ts';
import type { LocalMode } from './local-mode.ts';
import type { Log } from './log.ts';
import { measurementOf } from './measurement.ts';
import { openMembership } from './membership.ts';
import { openMessenger } from './messenger.ts';
import { startOffTurn } from './off-turn.ts';
import { permissionMissed } from './permission.ts';
import { openPlaces } from './places.ts';
import { alertProvider } from './providers.ts';
import { openRooms } from './rooms.ts';
import { openTeams } from './roster.ts';
import type { Runner } from './runner.ts';
import { checkSeed, refuseGroups } from './seed.ts';
import { openServer } from './server.ts';
import type { Settings } from './settings.ts';
import { speechFor } from './speech.ts';
import { openTelemetry, type Telemetry } from './telemetry.ts';
import { openTenant, tenantGraph } from './tenant.ts';

/** What only the process itself can give: time, chance, names. */
export interface Surroundings {
  /** Epoch milliseconds. */
  readonly machine: () => number;
  /** 0 to 1. */
  readonly chance: () => number;
  readonly uuid: () => string;
  readonly log: Log;
  /** Instead of the one the configuration names. */
  readonly vault?: Vault;
  /** Members of Entra groups; a configuration that names a group needs it. */
  readonly groups?: Groups;
  /** Instead of the one the settings name. */
  readonly graph?: Graph;
  /** Where events and faults go besides the log, instead of where the settings say. */
  readonly telemetry?: Telemetry;
  /** What Teams takes in all, instead of its own limit: for a Teams of one's own that has none. */
  readonly tenantQuota?: Quota;
  /** Stands between the store and its database. */
  readonly watched?: (driver: Driver) => Driver;
  /** Local mode: a Teams of this machine, its people and their devices. */
  readonly local?: LocalMode;
}

export interface App {
  readonly port: number;
  /** Resolves when nothing is due and nothing under way. */
  idle(): Promise<void>;
  /** Ends turns and to-dos under way, then closes everything. */
  stop(): Promise<void>;
}

export async function startApp(settings: Settings, { machine, chance, uuid, log, tenantQuota, local, ...given }: Surroundings): Promise<App> {
  const { config, app } = settings;
  let runner: Runner | undefined;
  const rouse = (): void => runner?.wake();
  const missed = (permission: string): void =>
    void store.enqueueIfAbsent(permissionMissed(permission, clock.now())).then(rouse, (error: unknown) => log.fault('a missing permission could not be told', error));
  const tenant = openTenant(given.graph ?? tenantGraph(settings, machine), config, { machine, log, missed });
  const groups = given.groups ?? tenant.groups;
  if (!groups) refuseGroups(settings);
  const folder = dataFolder(settings);
  mkdirSync(folder.path, { recursive: true, mode: 0o700 });
  const key = folder.key();

  const { store, alone } = await openDatabase(settings, folder, subKey(key, 'audit').export(), given.watched);
  await checkSeed(store, settings);
  const clock = await openClock(machine, store);
  const listed = listedDevices(config.devices.file === undefined ? local?.devices ?? [] : devicesIn(config.devices.file));
  const devices = tenant.devices ?? listed;
  const vault = given.vault ?? tenant.vault ?? openLocalVault({ path: folder.vault, key: subKey(key, 'vault'), now: clock.now });
  const inForce = openInForce(store, config);
  const speech = speechFor(config, store);
  // Joined, since JSON takes longer over a string that is put together from others, and this one is in every message.
  const botId = local?.botId ?? ['28', app?.id].join(':');
  const line = openLine(settings, { store, botId, machine, tenantQuota, local: local !== undefined });
  const { cloud, gate, connector, sender, serviceUrl } = line;
  const directory = configuredDirectory(config, store, local?.names ?? new Map(), {
    teams: openTeams({ rosters: connector, store, tenant: config.tenant, serviceUrl, machine, log }),
    ...(groups && { groups: openMembership('group', (group) => groups.members(group), { machine, log, missed }) }),
  }, settings.named.roles ? 'file' : 'cast');
  const facts = readFacts(store, devices, directory, inForce);
  const places = openPlaces({ store, config, connector: sender, clock, serviceUrl });
  const messenger = openMessenger({ store, connector: sender, places, facts, directory, speech, clock });
  const telemetry = given.telemetry ? Promise.resolve(given.telemetry) : openTelemetry(settings.telemetry);
  telemetry.catch((error: unknown) => log.fault('telemetry could not be opened', error));
  const desk = openDesk({ store, clock, lives: livesUnder(inForce, facts), facts, inForce, announce: announcedTo(settings.webhooks), witness, runner: () => runner });
  const files = openFiles({ store, clock, desk, directory, connector: sender, places, speech, allows: gate.allows, token: line.token, log, wake: rouse });
  const { turn, pages } = openRooms({
    settings, store, clock, desk, devices, directory, facts, inForce, vault, line, places, messenger, files, signIn: local?.signIn, uuid, log, wake: rouse,
  });

  // The SDK is loaded while the server listens already, or with the first activity: it takes longer than all else that a start does.
  let loading: Promise<TeamsAdapter> | undefined;
  const adapter = (): Promise<TeamsAdapter> =>
    loading ??= import('./adapter.ts').then((sdk) => new sdk.TeamsAdapter({ log, only: app && { app: app.id, issuer: cloud.issuer }, sorry: apologies(connector, config.language) }));
  let started = false;
  const health = (): Promise<Health> => healthOf({ store, clock, pulse: line.pulse, started });
  // Another instance may move the local clock; everywhere else there is nothing to follow.
  const shared = local && !alone;
  const inTime = async (context: TurnContext): Promise<void> => {
    await clock.follow();
    await turn(context);
  };
  const server = openServer({ gate, adapter, turn: shared ? inTime : turn, log, machine, pages, health });
  // A page that cannot be shown is no reason to send people to Teams and have them wait there.
  if (!local) await pages?.files();
  server.mountApi(apiPaths, openApi({ store, desk, clock, log, uuid, tickets: openTickets({ store, desk, clock, devices, directory }) }));
  const port = await server.listen(settings.port, local ? '127.0.0.1' : undefined);
  line.listening(port);

  if (alone) await store.freeLeases();
  const teams = local && await local.open({
    dataDir: folder.path, origin: line.origin(), clock: { ...clock, advance: async (milliseconds) => clock.advance(milliseconds).finally(rouse) },
    alerted: () => void store.enqueue(nextLook(clock.now())).then(rouse, (error: unknown) => log.fault('threat alerts could not be looked for', error)),
  });
  if (teams) server.mountLocal((request, response) => teams.handle(request, response));
  const alerts = tenant.alerts ?? (alertProvider(config) === 'local' ? teams?.alerts : undefined);
  const measured = settings.telemetry !== undefined || given.telemetry !== undefined;
  const running = await startOffTurn({
    settings, store, clock, desk, inForce, facts, directory, sender, places, speech, messenger, files, vault, devices, listed, alerts, measure, measured, log, chance, name: uuid(),
  });
  runner = running;
  const following = shared ? setInterval(() => void clock.follow().then(rouse, () => undefined), 1_000) : undefined;

  await adapter();
  started = true;

  function witness(was: AnySaved | undefined, saved: AnySaved): void {
    const measurement = measurementOf(was, saved);
    // That it could not be opened is in the log.
    if (measurement) telemetry.then((open) => open.event(measurement.name, measurement.properties, measurement.numbers), () => undefined);
  }

  async function measure(): Promise<void> {
    const { missing, oldestDueSeconds = 0 } = await health();
    (await telemetry).event('to-dos', { missing: missing.join(' ') }, { oldestDueSeconds });
  }

  return {
    port,
    idle: running.idle,
    async stop() {
      clearInterval(following);
      // A local Teams listens where the bot does: sent to it after that, nothing arrives, and its chats would be left alone for a while at the next start.
      if (teams) await running.stop();
      await server.drain();
      await running.stop();
      await teams?.close();
      await server.close();
      await vault.close();
      await store.close();
      await (await telemetry.catch(() => undefined))?.close();
    },
  };
}
