// The configured webhooks with their secrets, which come from the environment: WEBHOOK_SECRETS.
import { Webhook as Signer } from 'standardwebhooks';
import type { Webhook } from './webhooks.ts';
import type { SupportConfig } from '../config.ts';

/** Bytes: what the convention asks of a symmetric secret. */
const [shortest, longest] = [24, 64];
const form = 'name=whsec_… for each webhook, parted by commas; whsec_ and 24 to 64 random bytes in base64';

export interface WebhookRules {
  readonly file: string;
  /** Local mode may talk to this machine, without TLS. */
  readonly local: boolean;
  /** Takes a line for each fault, never with a secret in it. */
  readonly faults: string[];
}

/** @param given `name=whsec_…,name=whsec_…`; a name that stands there twice signs with both, while one takes the place of the other */
export function webhooksIn(webhooks: SupportConfig['webhooks'], given: string | undefined, { file, local, faults }: WebhookRules): readonly Webhook[] {
  const secrets = secretsIn(given ?? '');
  if (!secrets) faults.push(`WEBHOOK_SECRETS is set; allowed: ${form}`);
  const names = new Set<string>();
  for (const [at, { name, url }] of webhooks.entries()) {
    const path = `${file}: webhooks.${at}`;
    if (names.has(name)) faults.push(`${path}.name is ${JSON.stringify(name)}; each name once`);
    names.add(name);
    if (!mayBeTold(new URL(url), local)) faults.push(`${path}.url is ${JSON.stringify(url)}; an https address without a user or a password${local ? ', or one of this machine' : ''}`);
    if (secrets && !secrets.has(name)) faults.push(`WEBHOOK_SECRETS names no secret for ${JSON.stringify(name)}; allowed: ${form}`);
  }
  for (const name of secrets?.keys() ?? []) {
    if (!names.has(name)) faults.push(`WEBHOOK_SECRETS has a secret for ${JSON.stringify(name)}; ${file} has no webhook of this name`);
  }
  return webhooks.map(({ events, ...webhook }) => ({ ...webhook, ...(events && { events }), secrets: secrets?.get(webhook.name) ?? [] }));
}

function secretsIn(given: string): ReadonlyMap<string, readonly string[]> | undefined {
  const secrets = new Map<string, readonly string[]>();
  for (const part of given.split(',').map((one) => one.trim()).filter(Boolean)) {
    const at = part.indexOf('=');
    const [name, secret] = [part.slice(0, at), part.slice(at + 1)];
    if (at < 1 || !isSecret(secret)) return undefined;
    secrets.set(name, [...secrets.get(name) ?? [], secret]);
  }
  return secrets;
}

function isSecret(text: string): boolean {
  const [, key] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const { length } = Buffer.from(key ?? '', 'base64');
  if (length < shortest || length > longest) return false;
  try {
    return new Signer(text).sign('id', new Date(0), '') !== '';
  } catch {
    return false;
  }
}

/** The bot calls only what is named here: nobody who writes to it can make it call elsewhere. */
function mayBeTold({ protocol, hostname, username, password }: URL, local: boolean): boolean {
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (local && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname));
}
