// The environment variables that set the bot up: what each may say, and one line for each fault in them.
import * as z from 'zod';
import { keyFrom } from '../credentials/key.ts';
import { logLevels } from './log.ts';

/** As the process gives them. */
export type Variables = Readonly<Record<string, string | undefined>>;

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
export type Environment = z.output<typeof environment>;

/** Names that are ours by their beginning: one of these that is not a setting is a typing error, not somebody else's variable. */
const ours = /^(MicrosoftApp|SUPPORT_|WEBHOOK_|VAULT_|CONNECTOR_|PUBLIC_URL|PAGE_|DATA_DIR|DATABASE_|GRAPH_|LOGIN_)/i;
const secret = /PASSWORD|KEY|SECRET|CONNECTION_STRING|DATABASE_URL/i;

/** What is wrong counts as left out from here on, so that one fault does not hide the others. */
export function readEnvironment(env: Variables, faults: string[]): { readonly given: Environment; readonly wrong: ReadonlySet<string> } {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { success, data, error } = environment.safeParse(set);
  if (success) return { given: data, wrong: new Set() };
  const wrong = new Map(error.issues.map(({ path, message }) => [String(path[0]), message]));
  for (const [name, message] of wrong) faults.push(`${name} is ${secret.test(name) ? 'set' : JSON.stringify(env[name])}; ${message}`);
  return { given: environment.parse(Object.fromEntries(Object.entries(set).filter(([name]) => !wrong.has(name)))), wrong: new Set(wrong.keys()) };
}

/** Names that look like ours and are none. */
export function unknownNames(env: Variables): string[] {
  const known = Object.keys(environment.shape);
  return Object.keys(env).filter((name) => ours.test(name) && !known.includes(name)).map((name) =>
    `${name} is not a setting of this version; allowed: ${known.filter((other) => other !== 'NODE_ENV').join(', ')}`);
}

export function isKey(text: string): boolean {
  try {
    keyFrom(text);
    return true;
  } catch {
    return false;
  }
}
