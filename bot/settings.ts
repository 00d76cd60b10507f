// Environment and configuration file → Settings, or every fault in them. The only reader of process.env.
import { isUnsafe, pageFaults } from './addresses.ts';
import { webhooksIn } from './api/webhook-secrets.ts';
import type { Webhook } from './api/webhooks.ts';
import type { SupportConfig } from './config.ts';
import { readConfig, readNamedWebhooks, type LocalDefaults, type Named } from './config-file.ts';
import { isKey, readEnvironment, unknownNames, type Environment, type Variables } from './environment.ts';
import type { LogLevel } from './log.ts';
import { providerFaults } from './providers.ts';
import { SettingsFault } from './settings-fault.ts';

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

/** Local mode: no bot registration. Asked before the settings are read, since only then the local Teams is loaded. */
export function isLocal(env: Variables = process.env): boolean {
  return !env['MicrosoftAppId'];
}

/**
 * Reads everything once. `localDefaults` makes local mode possible: it is used only when no MicrosoftAppId is set.
 * Throws a SettingsFault that lists every fault: path, value (never a secret's), what is allowed.
 */
export function readSettings(
  localDefaults: LocalDefaults | undefined,
  env: Variables = process.env,
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
export function readDataSettings({ DATA_DIR, VAULT_KEY, DATABASE_URL }: Variables = process.env): DataSettings {
  const faults: string[] = [];
  const { given } = readEnvironment({ DATA_DIR, VAULT_KEY, DATABASE_URL }, faults);
  if (faults.length > 0) throw new SettingsFault(faults);
  return dataOf(given);
}

/** The webhooks of the configuration file, without their secrets. Throws a SettingsFault. */
export function readWebhooks({ SUPPORT_CONFIG }: Variables = process.env): SupportConfig['webhooks'] {
  return readNamedWebhooks(readEnvironment({ SUPPORT_CONFIG }, []).given.SUPPORT_CONFIG);
}

function dataOf({ DATA_DIR: dataDir, VAULT_KEY: vaultKey, DATABASE_URL: databaseUrl }: Environment): DataSettings {
  return { dataDir, ...(vaultKey !== undefined && { vaultKey }), ...(databaseUrl !== undefined && { databaseUrl }) };
}
