// A whole bot with its local Teams, over real HTTP, in a folder of its own: opened for a story, closed after it.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { startApp, type App } from '../../bot/app.ts';
import type { Groups } from '../../bot/groups.ts';
import { localDefaults, localModeWith } from '../../bot/local-mode.ts';
import { openLog, type LogLevel } from '../../bot/log.ts';
import type { SupportConfig } from '../../bot/config.ts';
import type { Telemetry } from '../../bot/telemetry.ts';
import { readSettings, type Settings } from '../../bot/settings.ts';
import type { Graph } from '../../credentials/graph.ts';
import { cast as everyone, type Cast } from '../../local/cast.ts';
import { localClient, type LocalClient, type Shown } from '../../local/client.ts';
import { openSignIn } from '../../local/sign-in.ts';
import { openLocalTeams } from '../../local/teams.ts';
import { offering } from './reading.ts';

export interface Town extends LocalClient {
  readonly app: App;
  readonly dataDir: string;
  readonly origin: string;
  /** Lines of the log so far. */
  readonly log: readonly string[];
  /** Stops the bot and starts it again on the same data. */
  restart(): Promise<Town>;
  close(): Promise<void>;
}

export interface TownOptions {
  /** Joins what the configuration says; only what the story is about. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The machine's clock, epoch milliseconds; the real one by default. */
  readonly machine?: () => number;
  readonly logLevel?: LogLevel;
  readonly telemetry?: Telemetry;
  /** Environment besides its own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cast?: Cast;
  /** Passwords are shown on the reveal page instead of a card. */
  readonly pages?: boolean;
  /** What knows Entra groups. */
  readonly groups?: Groups;
  /** A Microsoft Graph with the devices, their passwords and their rings, which the settings would refuse in local mode. */
  readonly tenant?: { readonly graph: Graph; readonly rings?: SupportConfig['devices']['rings'] };
  /** What the configuration file says, instead of there being none. */
  readonly file?: () => Readonly<Record<string, unknown>> | undefined;
  /** Something to stand between the bot and its Teams: given the bot's origin, the one that Teams is to use. */
  readonly between?: (origin: string) => Promise<string>;
}

export async function openTown({ config = {}, machine = Date.now, logLevel = 'info', telemetry, env = {}, cast = everyone, pages = false, groups, tenant, file = () => undefined, between = async (origin) => origin }: TownOptions = {}): Promise<Town> {
  const dataDir = mkdtempSync(join(tmpdir(), 'town-'));
  const vaultKey = randomBytes(32).toString('base64');
  const log: string[] = [];
  const sink = new Writable({
    write(line: Buffer, _, done) {
      log.push(line.toString('utf8'));
      done();
    },
  });

  async function start(): Promise<Town> {
    const signIn = pages ? openSignIn(cast) : undefined;
    const said = file();
    if (said) writeFileSync(join(dataDir, 'support.config.json'), JSON.stringify(said));
    const read = readSettings({ ...localDefaults(cast), ...config }, { DATA_DIR: dataDir, PORT: '0', VAULT_KEY: vaultKey, SUPPORT_CONFIG: join(dataDir, 'support.config.json'), ...env });
    const settings: Settings = tenant
      ? { ...read, config: { ...read.config, credentials: { provider: 'laps' }, devices: { provider: 'intune', rings: tenant.rings } } } : read;
    const app = await startApp(settings, {
      machine, chance: Math.random, uuid: randomUUID, log: openLog(logLevel, sink), ...(groups && { groups }), ...(telemetry && { telemetry }), ...(tenant && { graph: tenant.graph }),
      local: localModeWith(cast, async (options) => openLocalTeams({ ...options, cast, ...signIn && { signIn }, origin: await between(options.origin) }), signIn),
    });
    const origin = `http://127.0.0.1:${app.port}`;
    return {
      ...localClient(origin), app, dataDir, origin, log,
      async restart() {
        await app.stop();
        return start();
      },
      async close() {
        await app.stop();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  }
  return start().catch((error: unknown) => {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
}

/** Presses a button on the newest card that offers it, as soon as one does. */
export async function pressOffered(town: Pick<LocalClient, 'press' | 'waitFor'>, person: string, chat: string, verb: string, inputs: Readonly<Record<string, unknown>> = {}): Promise<Shown> {
  return town.press(person, await town.waitFor(person, chat, offering(verb)), { verb }, inputs);
}

/** Asks for the form of a report and sends it: a small thing, unless the story says otherwise. */
export async function sendReport(town: Pick<LocalClient, 'say' | 'press' | 'waitFor'>, person: string, words: Readonly<Record<string, unknown>> = {}): Promise<Shown> {
  await town.say(person, 'report');
  return pressOffered(town, person, 'bot', 'report', { description: 'No sound', category: 'windows', reach: 'one', effect: 'minor', device: 'none', ...words });
}

/** Closes the town, and fails when Teams would have refused anything it was sent, or the bot met a fault of its own. */
export async function closeUnharmed(town: Town): Promise<void> {
  const [violations, faults] = [await town.violations(), town.log.filter((line) => line.includes('"level":"error"'))];
  await town.close();
  assert.deepEqual([violations, faults], [[], []]);
}
