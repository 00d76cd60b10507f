// Other systems that may use the REST API: each by a token of its own, of which only the hash is kept, and within its scopes.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { AuditLine, Setting, Store } from '../../store/store.ts';
import type { Person } from '../../support/person.ts';

/** `internal-notes`: sees and writes what the user does not see; `attachments:read`: gets the content of what users attached. */
export const scopes = ['tickets:read', 'tickets:write', 'internal-notes', 'attachments:read'] as const;
export type Scope = (typeof scopes)[number];

const clientBook = z.record(z.string(), z.object({
  hash: z.string(),
  scopes: z.array(z.enum(scopes)),
  madeAt: z.number(),
  revokedAt: z.number().optional(),
}));
export type ClientBook = z.infer<typeof clientBook>;

export interface Client {
  readonly name: string;
  readonly scopes: readonly Scope[];
}

export const clientName = /^[a-z0-9][a-z0-9-]{0,39}$/;
const settingName = 'api-clients';
const tokenForm = /^mds_[\w-]{43}$/;
/** Who runs a command of the bot is not known to it. */
const operator = 'operator';

export function clientsIn(setting: Setting | undefined): ClientBook {
  return clientBook.parse(setting?.value ?? {});
}

/** In the audit and to the rules. */
export function asPerson({ name }: Client): Person {
  return { id: `client:${name}`, name, roles: [], tiers: [], system: true };
}

/** Read anew each time: a token that was revoked a moment ago opens nothing. */
export async function clientOf(store: Store, authorization: string | undefined): Promise<Client | undefined> {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
  if (!tokenForm.test(token)) return undefined;
  const hash = hashOf(token);
  const [found] = Object.entries(clientsIn(await store.setting(settingName))).filter(([, known]) => known.revokedAt === undefined && isSame(known.hash, hash));
  return found && { name: found[0], scopes: found[1].scopes };
}

/** Makes a client, or gives one another token and other scopes; the token is given this once. */
export async function addClient(store: Store, name: string, granted: readonly Scope[], at: number): Promise<string> {
  const token = `mds_${randomBytes(32).toString('base64url')}`;
  await change(store, { at, actor: operator, action: 'client/add', detail: { client: name, scopes: granted } },
    (book) => ({ ...book, [name]: { hash: hashOf(token), scopes: [...granted], madeAt: at } }));
  return token;
}

/** False: there is no such client. */
export async function revokeClient(store: Store, name: string, at: number): Promise<boolean> {
  if (!Object.hasOwn(clientsIn(await store.setting(settingName)), name)) return false;
  await change(store, { at, actor: operator, action: 'client/revoke', detail: { client: name } },
    (book) => Object.fromEntries(Object.entries(book).map(([other, known]) => [other, other === name ? { ...known, revokedAt: at } : known])));
  return true;
}

export async function allClients(store: Store): Promise<ClientBook> {
  return clientsIn(await store.setting(settingName));
}

async function change(store: Store, line: AuditLine, next: (book: ClientBook) => ClientBook): Promise<void> {
  for (;;) {
    const was = await store.setting(settingName);
    if (await store.saveSetting(settingName, next(clientsIn(was)), was?.version ?? 0, line)) return;
  }
}

/** The token is random enough to need no salt. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
