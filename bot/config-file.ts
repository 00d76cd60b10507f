// The file `support.config.json` as it is read: what it means, what it names itself, or every fault in it.
import { existsSync, readFileSync } from 'node:fs';
import type * as z from 'zod';
import type { SectionValues } from '../support/setting.ts';
import { configSchema, type SupportConfig } from './config.ts';
import { configFaults } from './config-fault.ts';
import { namedIn } from './in-force.ts';
import { SettingsFault } from './settings-fault.ts';

/** What local mode fills in wherever the file names none of its own. */
export type LocalDefaults = z.input<typeof configSchema>;

/** What the file itself names, defaults left out. */
export type Named = Pick<SupportConfig, 'channels'> & Partial<Pick<SupportConfig, 'roles'>> & { readonly sections?: Partial<SectionValues> };

/** Undefined, with a line for each fault, when it cannot be used. */
export function readConfig(file: string, defaults: LocalDefaults | undefined, faults: string[]): { readonly config: SupportConfig; readonly named: Named } | undefined {
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

/** Only what the file says of webhooks; the rest of it may be wrong. Throws a SettingsFault. */
export function readNamedWebhooks(file: string): SupportConfig['webhooks'] {
  const { success, data, error } = configSchema.pick({ webhooks: true }).strip().safeParse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  if (!success) throw new SettingsFault(configFaults(file, {}, error));
  return data.webhooks;
}
