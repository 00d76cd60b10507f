// Puts the bot together: settings → store, rules, rooms, server. Everything it uses is opened here and closed here.
import { mkdirSync } from 'node:fs';
import type { TurnContext } from 'botbuilder';
import { revealCard } from '../cards/reveal.ts';
import { subKey } from '../credentials/key.ts';
import { openLocalVault } from '../credentials/local.ts';
import type { Graph } from '../credentials/graph.ts';
import type { Vault } from '../credentials/vault.ts';
import type { Driver } from '../store/driver.ts';
import type { AnySaved, Quota } from '../store/store.ts';
import { openActions } from './actions.ts';
import { openAdministration } from './administration.ts';
import { openAlarms } from './alarm.ts';
import { apiPaths, openApi } from './api/door.ts';
import { openTickets } from './api/tickets.ts';
import { announcedTo, openWebhooks } from './api/webhooks.ts';
import { nextLook, openAlertWatch } from './alert-watch.ts';
import type { TeamsAdapter } from './adapter.ts';
import { apologies } from './apology.ts';
import { openChannelTalk } from './channel-talk.ts';
import { openChats } from './chats.ts';
import { cloudOf } from './clouds.ts';
import { openClock, type MovableClock } from './clock.ts';
import { ConnectorError, openConnector } from './connector.ts';
import { dataFolder } from './data-folder.ts';
import { openDatabase } from './database.ts';
import { openDesk } from './desk.ts';
import { devicesIn, listedDevices } from './devices.ts';
import { openDialogue } from './dialogue.ts';
import { nextDigest, openDigest } from './digest.ts';
import { configuredDirectory } from './directory.ts';
import { readFacts } from './facts.ts';
import { openForms } from './forms.ts';
import { openGate } from './gate.ts';
import type { Groups } from './groups.ts';
import { healthOf, watched, type Health } from './health.ts';
import { openInForce } from './in-force.ts';
import { openInboundTokens } from './inbound-token.ts';
import { livesUnder } from './lives.ts';
import type { LocalMode } from './local-mode.ts';
import type { Log } from './log.ts';
import { measurementOf } from './measurement.ts';
import { openMembership } from './membership.ts';
import { openMessenger } from './messenger.ts';
import { openOutboundToken } from './outbound-token.ts';
import { openOverview } from './overview.ts';
import { openPages } from './pages.ts';
import { openPermissions, permissionMissed } from './permission.ts';
import { openPlaces } from './places.ts';
import { alertProvider } from './providers.ts';
import { metered } from './rates.ts';
import { openQueue } from './queue.ts';
import { openReveal } from './reveal.ts';
import { pageSecret } from './reveal-page.ts';
import { openRetiming } from './retiming.ts';
import { openRoles } from './roles.ts';
import { openRotation } from './rotation.ts';
import { openTeams } from './roster.ts';
import { startRunner } from './runner.ts';
import { checkSeed, refuseGroups } from './seed.ts';
import { openSearch } from './search.ts';
import { openServer } from './server.ts';
import type { Settings } from './settings.ts';
import { openSigningKeys } from './signing-keys.ts';
import { speechFor } from './speech.ts';
import { openStats } from './stats.ts';
import { openTasks } from './tasks.ts';
import { openTelemetry, type Telemetry } from './telemetry.ts';
import { openTenant, tenantGraph } from './tenant.ts';
import { turnOf } from './turn.ts';
import { openWishes } from './wishes.ts';
import { nextCheckpoint, nextMeasure, scheduledRotation, worksOf } from './works.ts';

/** Teams gives up on a delivery after 10 to 15 s; a send must not take half of that. */
const connectorTimeout = 5_000;
/** There are two requests to the key server, before the turn has begun. */
const keysTimeout = 3_000;

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
  const cloud = cloudOf(settings.openIdMetadata);
  const keys = openSigningKeys({ openIdMetadata: cloud.openIdMetadata, now: machine, timeout: keysTimeout });
  const tokens = app && openInboundTokens({ app: app.id, issuer: cloud.issuer, keys, now: machine });
  const gate = openGate({ tokens, tenant: config.tenant, serviceUrls: settings.serviceUrls });

  // Where the bot is is known once the server listens; nothing is sent before that.
  let origin = '';
  let serviceUrl = settings.serviceUrls[0] ?? 'https://smba.trafficmanager.net/teams/';
  const botId = local?.botId ?? `28:${app?.id ?? ''}`;
  const token = openOutboundToken(settings, { now: machine, timeout: connectorTimeout });
  const connector = openConnector({ botId, token, allowed: gate.allows, timeout: connectorTimeout });
  const directory = configuredDirectory(config, store, local?.names ?? new Map(), {
    teams: openTeams({ rosters: connector, store, tenant: config.tenant, serviceUrl: () => serviceUrl, machine, log }),
    ...(groups && { groups: openMembership('group', (group) => groups.members(group), { machine, log, missed }) }),
  }, settings.named.roles ? 'file' : 'cast');
  const facts = readFacts(store, devices, directory, inForce);
  // Off the turn everything is sent through this one.
  const watch = watched(connector, machine, (error) => !(error instanceof ConnectorError) || error.fault.kind === 'again');
  const sender = metered(watch.connector, { store, machine, tenantQuota });
  const places = openPlaces({ store, config, connector: sender, clock, serviceUrl: () => serviceUrl });
  const messenger = openMessenger({ store, connector: sender, places, facts, directory, speech, clock });
  let wake = (): void => undefined;
  const rouse = (): void => wake();
  const telemetry = given.telemetry ? Promise.resolve(given.telemetry) : openTelemetry(settings.telemetry);
  telemetry.catch((error: unknown) => log.fault('telemetry could not be opened', error));
  const desk = openDesk({ store, clock, lives: livesUnder(inForce, facts), facts, inForce, announce: announcedTo(settings.webhooks), witness, wake: rouse });
  const roles = openRoles({ store, clock, desk, directory, wake: rouse });
  const administration = openAdministration({ store, clock, desk, directory, roles, inForce, file: config, named: settings.named.sections ?? {}, newDraft: uuid, wake: rouse });
  const forms = openForms({ store, desk, devices, directory, clock, administration, facts, inForce });
  const reveals = { store, desk, vault, clock, log };
  const pages = openPages({
    settings, cloud, signIn: local?.signIn, keysTimeout, store, desk, directory, reveal: openReveal(reveals, pageSecret), origin: () => origin, uuid, machine, log,
  });
  const queue = openQueue({ store, desk, clock, inForce });
  const overview = openOverview({ inForce, directory, clock });
  const wishes = openWishes({ store, clock, desk, forms, overview, administration, queue, stats: openStats({ store, desk, clock }) });
  const turn = turnOf({
    store, clock, directory, fallback: config.language,
    actions: openActions({ store, desk, messenger, places }),
    tasks: openTasks({ forms, desk, reveal: openReveal(reveals, revealCard), page: pages?.reveal.open, newDraft: uuid }),
    dialogue: openDialogue({ store, clock, devices, forms, wishes, channelTalk: openChannelTalk({ queue, desk, clock, places, overview, log }), wake: rouse }),
    search: openSearch({ store, clock }),
    chats: openChats({ store, clock, places, wake: rouse }),
  });

  // The SDK is loaded while the server listens already, or with the first activity: it takes longer than all else that a start does.
  let loading: Promise<TeamsAdapter> | undefined;
  const adapter = (): Promise<TeamsAdapter> =>
    loading ??= import('./adapter.ts').then((sdk) => new sdk.TeamsAdapter({ log, only: app && { app: app.id, issuer: cloud.issuer }, sorry: apologies(connector, config.language) }));
  let started = false;
  const health = (): Promise<Health> => healthOf({ store, clock, pulse: watch.pulse, started });
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
  const here = `http://127.0.0.1:${port}`;
  origin = local || settings.publicUrl === undefined ? here : new URL(settings.publicUrl).origin;
  if (local) serviceUrl = settings.serviceUrls[0] ?? `${here}/local/connector/`;

  const alarms = openAlarms({ store, connector: sender, places, speech, clock });
  await prepare();
  const movable: MovableClock = { ...clock, advance: async (milliseconds) => clock.advance(milliseconds).finally(rouse) };
  const teams = local && await local.open({
    dataDir: folder.path, origin: here, clock: movable,
    alerted: () => void store.enqueue(nextLook(clock.now())).then(rouse, (error: unknown) => log.fault('threat alerts could not be looked for', error)),
  });
  if (teams) server.mountLocal((request, response) => teams.handle(request, response));
  const alerts = tenant.alerts ?? (alertProvider(config) === 'local' ? teams?.alerts : undefined);
  if (alerts) await store.enqueueIfAbsent(nextLook(clock.now()));
  const rotation = openRotation({ store, clock, desk, vault, devices, log });
  const webhook = openWebhooks({ webhooks: settings.webhooks, store, clock });
  const alertWatch = openAlertWatch({ store, clock, desk, devices, alerts, log });
  const runner = startRunner({ store, clock, log, name: uuid(), chance, works: worksOf({ store, clock, desk, messenger, alarms, measure, vault, devices, rotation, webhook, alertWatch, permissions: openPermissions(clock), retiming: openRetiming({ store, clock, inForce }), digest: openDigest({ store, clock, inForce, connector: sender, places, speech }) }) });
  wake = runner.wake;
  const following = shared ? setInterval(() => void clock.follow().then(runner.wake, () => undefined), 1_000) : undefined;

  await adapter();
  started = true;

  async function prepare(): Promise<void> {
    const now = clock.now();
    if (alone) await store.freeLeases();
    for (const todo of [nextCheckpoint(now), ...nextDigest((await inForce()).policy.supportHours, now)]) await store.enqueueIfAbsent(todo);
    if (settings.telemetry !== undefined || given.telemetry) await store.enqueueIfAbsent(nextMeasure(now));
    // LAPS has a schedule of its own.
    for (const { id } of config.credentials.provider === 'local' ? listed.all : []) await store.enqueueIfAbsent(scheduledRotation(id, now));
  }

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
    idle: runner.idle,
    async stop() {
      clearInterval(following);
      await server.drain();
      await runner.stop();
      await teams?.close();
      await server.close();
      await vault.close();
      await store.close();
      await (await telemetry.catch(() => undefined))?.close();
    },
  };
}
