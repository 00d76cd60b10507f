// Environment and configuration file → Settings, or every fault in them. The only reader of process.env.
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { keyFrom } from '../credentials/key.ts';
import type { SectionValues } from '../support/setting.ts';
import { isUnsafe, pageFaults } from './addresses.ts';
import { logLevels, type LogLevel } from './log.ts';
import { configFaults, configSchema, type SupportConfig } from './config.ts';
import { namedIn } from './in-force.ts';
import { providerFaults } from './providers.ts';
import { webhooksIn } from './api/webhook-secrets.ts';
import type { Webhook } from './api/webhooks.ts';

/** All that is wrong with the settings, a line each. */
export class SettingsFault extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** The bot's registration with Entra ID; absent in local mode. */
export interface AppRegistration {
  readonly id: string;
  readonly password?: string;
  /** The client id of a managed identity that the registration trusts (a federated credential): then there is no secret. */
  readonly identity?: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly tenant: string;
}

export interface Settings {
  readonly app?: AppRegistration;
  readonly port: number;
  readonly publicUrl?: string;
  /** Pages inside Teams, under `publicUrl` or, in local mode, on this machine. */
  readonly pageApp?: string;
  readonly dataDir: string;
  readonly vaultKey?: string;
  /** PostgreSQL; absent: the embedded store in the data folder. Holds a password. */
  readonly databaseUrl?: string;
  readonly telemetry?: string;
  readonly logLevel: LogLevel;
  readonly openIdMetadata?: string;
  readonly tokenUrl?: string;
  readonly loginUrl?: string;
  readonly graphUrl?: string;
  readonly serviceUrls: readonly string[];
  readonly webhooks: readonly Webhook[];
  readonly config: SupportConfig;
  /** What the file itself names, defaults left out: it may contradict what was chosen in Teams since. */
  readonly named: { readonly file: string } & Named;
}

type Named = Pick<SupportConfig, 'channels'> & Partial<Pick<SupportConfig, 'roles'>> & { readonly sections?: Partial<SectionValues> };

/** Local mode: no bot registration. Asked before the settings are read, since only then the local Teams is loaded. */
export function isLocal(env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return !env['MicrosoftAppId'];
}

/** What local mode fills in wherever the file names none of its own. */
export type LocalDefaults = z.input<typeof configSchema>;

const optional = z.string().trim().transform((text) => text || undefined).optional();
const guid = z.guid('a GUID such as 00000000-0000-0000-0000-000000000000').toLowerCase();
const address = z.url({ protocol: /^https?$/, error: 'an http or https address' });
export const postgresAddress = z.url({ protocol: /^postgres(ql)?$/, error: 'a postgres:// or postgresql:// address such as postgres://bot@db.example:5432/support' });
const port = 'a port from 0 (any that is free) to 65535';
const environment = z.object({
  MicrosoftAppId: guid.optional(),
  MicrosoftAppPassword: optional,
  MicrosoftAppManagedIdentityId: guid.optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
  MicrosoftAppTenantId: guid.optional(),
  PORT: z.string().regex(/^\d{1,5}$/, { error: port, abort: true }).transform(Number).pipe(z.int().max(65535, port)).default(3978),
  PUBLIC_URL: address.optional(),
  PAGE_APP_ID: guid.optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: postgresAddress.optional(),
  VAULT_KEY: optional,
  SUPPORT_CONFIG: z.string().default('./support.config.json'),
  WEBHOOK_SECRETS: optional,
  APPLICATIONINSIGHTS_CONNECTION_STRING: optional,
  LOG_LEVEL: z.enum(logLevels).default('info'),
  CONNECTOR_OPENID_METADATA: address.optional(),
  CONNECTOR_TOKEN_URL: address.optional(),
  CONNECTOR_SERVICE_URLS: z.string().default('').transform((text) => text.split(',').map((url) => url.trim()).filter(Boolean))
    .pipe(z.array(address, 'http or https addresses, parted by commas')),
  GRAPH_URL: address.optional(),
  LOGIN_URL: address.optional(),
  NODE_ENV: z.string().optional(),
});
type Environment = z.output<typeof environment>;

/** Names that are ours by their beginning: one of these that is not a setting is a typing error, not somebody else's variable. */
const ours = /^(MicrosoftApp|SUPPORT_|WEBHOOK_|VAULT_|CONNECTOR_|PUBLIC_URL|PAGE_|DATA_DIR|DATABASE_|GRAPH_|LOGIN_)/i;
const secret = /PASSWORD|KEY|SECRET|CONNECTION_STRING|DATABASE_URL/i;

/**
 * Reads everything once. `localDefaults` makes local mode possible: it is used only when no MicrosoftAppId is set.
 * Throws a SettingsFault that lists every fault: path, value (never a secret's), what is allowed.
 */
export function readSettings(
  localDefaults: LocalDefaults | undefined,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const faults = unknownNames(env);
  const { given, wrong } = readEnvironment(env, faults);
  const local = isLocal(env);
  const missing = (name: keyof Environment) => given[name] === undefined && !wrong.has(name);
  if (local && given.NODE_ENV === 'production') {
    faults.push('MicrosoftAppId is missing; NODE_ENV=production needs the bot registration, since local mode trusts everyone on this machine');
  }
  if (!local && missing('MicrosoftAppTenantId')) faults.push('MicrosoftAppTenantId is missing; the tenant in which MicrosoftAppId is registered');
  const proofs = (['MicrosoftAppPassword', 'MicrosoftAppManagedIdentityId'] as const).filter((name) => given[name] !== undefined);
  if (!local && given.MicrosoftAppType === 'SingleTenant' && proofs.length === 0 && !wrong.has('MicrosoftAppManagedIdentityId')) {
    faults.push('MicrosoftAppPassword is missing; MicrosoftAppManagedIdentityId, or MicrosoftAppType=UserAssignedMSI, does without one');
  }
  for (const name of given.MicrosoftAppType === 'UserAssignedMSI' ? proofs : []) faults.push(`${name} is set; MicrosoftAppType=UserAssignedMSI does without one`);
  if (given.MicrosoftAppType === 'SingleTenant' && proofs.length > 1) faults.push('MicrosoftAppPassword is set; MicrosoftAppManagedIdentityId does without one');
  if (given.PAGE_APP_ID !== undefined) faults.push(...pageFaults(given, local, missing('PUBLIC_URL')));
  if (given.NODE_ENV === 'production') {
    for (const name of ['CONNECTOR_OPENID_METADATA', 'CONNECTOR_TOKEN_URL', 'CONNECTOR_SERVICE_URLS', 'LOGIN_URL', 'GRAPH_URL'] as const) {
      for (const url of [given[name] ?? []].flat()) {
        if (isUnsafe(url)) faults.push(`${name} is ${JSON.stringify(url)}; with NODE_ENV=production only https addresses that are not this machine`);
      }
    }
  }
  if (given.VAULT_KEY !== undefined && !isKey(given.VAULT_KEY)) faults.push('VAULT_KEY is set; 32 random bytes in base64 or hex, such as `openssl rand -base64 32` prints');
  if (given.DATABASE_URL !== undefined && missing('VAULT_KEY')) {
    faults.push('VAULT_KEY is missing; with DATABASE_URL every instance needs the same one, which seals the audit log');
  }
  const read = readConfig(given.SUPPORT_CONFIG, local ? localDefaults : undefined, faults);
  if (read) faults.push(...providerFaults(given.SUPPORT_CONFIG, read.config, local));
  const webhooks = read ? webhooksIn(read.config.webhooks, given.WEBHOOK_SECRETS, { file: given.SUPPORT_CONFIG, local, faults }) : [];
  if (given.MicrosoftAppTenantId !== undefined && read && given.MicrosoftAppTenantId !== read.config.tenant) {
    faults.push(`${given.SUPPORT_CONFIG}: tenant is "${read.config.tenant}"; MicrosoftAppTenantId says "${given.MicrosoftAppTenantId}"`);
  }
  if (faults.length > 0 || !read) throw new SettingsFault(faults);
  return {
    ...(given.MicrosoftAppId !== undefined && given.MicrosoftAppTenantId !== undefined && {
      app: {
        id: given.MicrosoftAppId, type: given.MicrosoftAppType, tenant: given.MicrosoftAppTenantId,
        ...(given.MicrosoftAppPassword !== undefined && { password: given.MicrosoftAppPassword }),
        ...(given.MicrosoftAppManagedIdentityId !== undefined && { identity: given.MicrosoftAppManagedIdentityId }),
      },
    }),
    port: given.PORT,
    ...(given.PUBLIC_URL !== undefined && { publicUrl: given.PUBLIC_URL }),
    ...(given.PAGE_APP_ID !== undefined && { pageApp: given.PAGE_APP_ID }),
    ...dataOf(given),
    ...(given.APPLICATIONINSIGHTS_CONNECTION_STRING !== undefined && { telemetry: given.APPLICATIONINSIGHTS_CONNECTION_STRING }),
    logLevel: given.LOG_LEVEL,
    ...(given.CONNECTOR_OPENID_METADATA !== undefined && { openIdMetadata: given.CONNECTOR_OPENID_METADATA }),
    ...(given.CONNECTOR_TOKEN_URL !== undefined && { tokenUrl: given.CONNECTOR_TOKEN_URL }),
    ...(given.LOGIN_URL !== undefined && { loginUrl: given.LOGIN_URL }),
    ...(given.GRAPH_URL !== undefined && { graphUrl: given.GRAPH_URL }),
    serviceUrls: given.CONNECTOR_SERVICE_URLS,
    webhooks,
    config: read.config,
    named: { file: given.SUPPORT_CONFIG, ...read.named },
  };
}

/** Where a bot's data is: all that a command needs to look at it beside the bot. */
export type DataSettings = Pick<Settings, 'dataDir' | 'vaultKey' | 'databaseUrl'>;

/** Throws a SettingsFault. */
export function readDataSettings({ DATA_DIR, VAULT_KEY, DATABASE_URL }: Readonly<Record<string, string | undefined>> = process.env): DataSettings {
  const faults: string[] = [];
  const { given } = readEnvironment({ DATA_DIR, VAULT_KEY, DATABASE_URL }, faults);
  if (faults.length > 0) throw new SettingsFault(faults);
  return dataOf(given);
}

/** The webhooks of the configuration file, without their secrets. Throws a SettingsFault. */
export function readWebhooks({ SUPPORT_CONFIG }: Readonly<Record<string, string | undefined>> = process.env): SupportConfig['webhooks'] {
  const faults: string[] = [];
  const { given: { SUPPORT_CONFIG: file } } = readEnvironment({ SUPPORT_CONFIG }, faults);
  const { success, data, error } = configSchema.pick({ webhooks: true }).strip().safeParse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  if (!success) throw new SettingsFault([...faults, ...configFaults(file, {}, error)]);
  return data.webhooks;
}

function dataOf({ DATA_DIR: dataDir, VAULT_KEY: vaultKey, DATABASE_URL: databaseUrl }: Environment): DataSettings {
  return { dataDir, ...(vaultKey !== undefined && { vaultKey }), ...(databaseUrl !== undefined && { databaseUrl }) };
}

/** What is wrong counts as left out from here on, so that one fault does not hide the others. */
function readEnvironment(env: Readonly<Record<string, string | undefined>>, faults: string[]): { readonly given: Environment; readonly wrong: ReadonlySet<string> } {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { success, data, error } = environment.safeParse(set);
  if (success) return { given: data, wrong: new Set() };
  const wrong = new Map(error.issues.map(({ path, message }) => [String(path[0]), message]));
  for (const [name, message] of wrong) faults.push(`${name} is ${secret.test(name) ? 'set' : JSON.stringify(env[name])}; ${message}`);
  return { given: environment.parse(Object.fromEntries(Object.entries(set).filter(([name]) => !wrong.has(name)))), wrong: new Set(wrong.keys()) };
}

function readConfig(file: string, defaults: LocalDefaults | undefined, faults: string[]): { readonly config: SupportConfig; readonly named: Named } | undefined {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (text === undefined && !defaults) {
    faults.push(`SUPPORT_CONFIG is ${JSON.stringify(file)}; no such file, and outside local mode it must name the tenant and the roles`);
    return undefined;
  }
  let value: unknown;
  try {
    value = text === undefined ? {} : JSON.parse(text);
  } catch (cause) {
    faults.push(`${file}: (the whole file) is no JSON; ${cause instanceof Error ? cause.message : String(cause)}`);
    return undefined;
  }
  const whole = defaults && typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...defaults, ...value } : value;
  const parsed = configSchema.safeParse(whole);
  if (parsed.success) {
    const { data: config } = parsed;
    return { config, named: { sections: namedIn(value, config), channels: isNaming(value, 'channels') ? config.channels : {}, ...(isNaming(value, 'roles') && { roles: config.roles }) } };
  }
  faults.push(...configFaults(file, whole, parsed.error));
  return undefined;
}

function isNaming(value: unknown, key: 'channels' | 'roles'): boolean {
  return typeof value === 'object' && value !== null && key in value;
}

function unknownNames(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.keys(environment.shape);
  return Object.keys(env).filter((name) => ours.test(name) && !known.includes(name)).map((name) =>
    `${name} is not a setting of this version; allowed: ${known.filter((other) => other !== 'NODE_ENV').join(', ')}`);
}

function isKey(text: string): boolean {
  try {
    keyFrom(text);
    return true;
  } catch {
    return false;
  }
}
