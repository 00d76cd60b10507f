// A whole bot as in Teams, over real HTTP: its Connector signs with real keys, and what it sends is checked and recorded.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Writable } from 'node:stream';
import { startApp, type App } from '../../bot/app.ts';
import { localDefaults } from '../../bot/local-mode.ts';
import { openLog } from '../../bot/log.ts';
import { teamsClients } from '../../bot/page-token.ts';
import { readSettings } from '../../bot/settings.ts';
import { keyFrom, subKey } from '../../credentials/key.ts';
import { openLocalVault } from '../../credentials/local.ts';
import { cast, type ChannelKey } from '../../local/cast.ts';
import { invokeActivity, messageActivity, submitActivity, type InboundActivity, type InvokeName, type Occasion } from '../../local/inbound.ts';
import { placesOf } from '../../local/places.ts';
import { openKeyServer, type KeyServer } from './key-server.ts';
import { openRecorder, type Recorder } from './recorder.ts';

export interface Answered {
  readonly status: number;
  /** As it came. */
  readonly text: string;
  /** Parsed; undefined when it is no JSON. */
  readonly body: unknown;
}

/** One of the cast, or somebody made up. */
export type Who = (typeof cast.people)[number]['key'] | { readonly id: string; readonly name?: string };

export interface ConnectedTown {
  readonly app: App;
  readonly origin: string;
  readonly appId: string;
  readonly keys: KeyServer;
  readonly connector: Recorder;
  /** Lines of the log so far. */
  readonly log: readonly string[];
  /** The claims of a genuine token; what is given takes their place, undefined takes one away. */
  claims(other?: object): object;
  /** The claims of a genuine token of the page, as Entra ID signs them. */
  pageClaims(who: Who, other?: object): object;
  /** Sends a body as it stands, with a genuine token unless another `Authorization` is given. */
  post(body: unknown, headers?: Readonly<Record<string, string | undefined>>): Promise<Answered>;
  say(who: Who, words: string): InboundActivity;
  /** A form handed in with Action.Submit. */
  form(who: Who, value: object): InboundActivity;
  invoke(who: Who, name: InvokeName, value: unknown, where?: ChannelKey): InboundActivity;
  press(who: Who, verb: string, data: object, where?: ChannelKey): InboundActivity;
  /** A digest of everything decided: records with what belongs to them. Unseen persons and the audit log are not among it. */
  digest(): string;
  /** Lines of the audit log with a refusal. */
  refusals(): number;
  close(): Promise<void>;
}

const appId = cast.bot.id.slice('28:'.length);
export const pageApp = cast.pageApp;
export const publicUrl = 'https://support.contoso.example';
const decided = ['record', 'record_person', 'hold', 'draft', 'setting'] as const;

/** @param remember so many log lines and sent requests at most @param pages passwords are shown on the reveal page instead of a card */
export async function openConnectedTown({ remember = Infinity, pages = false }: { readonly remember?: number; readonly pages?: boolean } = {}): Promise<ConnectedTown> {
  const dataDir = mkdtempSync(join(tmpdir(), 'connected-'));
  const vaultKey = randomBytes(32).toString('base64');
  const keys = await openKeyServer();
  const connector = await openRecorder((authorization) => keys.gave(authorization), remember);
  const log: string[] = [];
  const sink = new Writable({
    write(line: Buffer, _, done) {
      log.push(line.toString('utf8'));
      if (log.length > remember) log.shift();
      done();
    },
  });

  // The settings refuse the local vault in Teams mode: here, and only here, it stands in for the one that knows devices.
  const devices = join(dataDir, 'devices.json');
  writeFileSync(devices, JSON.stringify(cast.devices));
  const local = readSettings({ ...localDefaults(cast), devices: { provider: 'local', file: devices } },
    { DATA_DIR: dataDir, PORT: '0', VAULT_KEY: vaultKey, SUPPORT_CONFIG: join(dataDir, 'none.json') });
  const app = await startApp({
    ...local,
    app: { id: appId, type: 'SingleTenant', tenant: cast.tenantId, password: 'the-secret-of-the-bot' },
    openIdMetadata: keys.metadata, tokenUrl: keys.tokenUrl, serviceUrls: [connector.serviceUrl],
    ...pages && { pageApp, publicUrl, loginUrl: keys.origin },
  }, {
    machine: Date.now, chance: Math.random, uuid: randomUUID, log: openLog('info', sink),
    vault: openLocalVault({ path: join(dataDir, 'vault.sqlite'), key: subKey(keyFrom(vaultKey), 'vault'), now: Date.now }),
  });
  const origin = `http://127.0.0.1:${app.port}`;
  const genuine = keys.sign(claims());
  const reading = new DatabaseSync(join(dataDir, 'support.sqlite'), { readOnly: true, timeout: 5000 });

  function claims(other: object = {}): object {
    const now = Math.floor(Date.now() / 1000);
    const all = { iss: 'https://api.botframework.com', aud: appId, serviceurl: connector.serviceUrl, nbf: now - 60, exp: now + 3600, ...other };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  }

  function pageClaims(who: Who, other: object = {}): object {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: `${keys.origin}/${cast.tenantId}/v2.0`, aud: pageApp, ver: '2.0', tid: cast.tenantId, oid: personOf(who).id, azp: teamsClients[1], scp: 'access_as_user',
      nbf: now - 60, exp: now + 3600, ...other,
    };
  }

  function personOf(who: Who) {
    const person = typeof who === 'string' ? cast.people.find(({ key }) => key === who)
      : { key: who.id, id: who.id, teamsId: `29:${who.id}`, name: who.name ?? 'Somebody', email: '', language: 'en' as const, role: 'user' as const };
    if (!person) throw new Error(`Nobody is called ${JSON.stringify(who)}`);
    return person;
  }

  function occasion(who: Who, channel?: ChannelKey): Occasion {
    const person = personOf(who);
    const place = cast.channels.find(({ key }) => key === channel);
    return {
      cast, person, serviceUrl: connector.serviceUrl, now: Date.now(), id: `f:${randomUUID()}`,
      at: { place: place ? { ...place, kind: 'channel' } : placesOf(cast).personal(person) },
    };
  }

  const invoke: ConnectedTown['invoke'] = (who, name, value, where) => invokeActivity(occasion(who, where), { name, value, replyToId: '1' });
  return {
    app, origin, appId, keys, connector, log, claims, pageClaims, invoke,
    async post(body, headers = {}) {
      const given = { 'content-type': 'application/json', 'authorization': `Bearer ${genuine}`, ...headers };
      const response = await fetch(`${origin}/api/messages`, {
        method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      });
      const text = await response.text();
      return { status: response.status, text, body: parsed(text) };
    },
    say: (who, text) => messageActivity(occasion(who), { text }),
    form: (who, value) => submitActivity(occasion(who), { value, replyToId: '1' }),
    press: (who, verb, data, where) => invoke(who, 'adaptiveCard/action', { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }, where),
    digest() {
      const rows = decided.map((table) => reading.prepare(`select * from ${table} order by 1, 2`).all());
      return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
    },
    refusals: () => Number(reading.prepare(`select count(*) as count from audit where detail like '%"refused"%'`).get()?.['count']),
    async close() {
      reading.close();
      await app.stop();
      await Promise.all([keys.close(), connector.close()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
