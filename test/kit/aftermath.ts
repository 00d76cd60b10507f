// What must be true once bots were killed and everything has come to rest: of the store, of its chain, and of what people see.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { kindOf } from '../../bot/lives.ts';
import { buttonsOf, cardOf, type LocalClient } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';
import type { LoggedLine, Store } from '../../store/store.ts';
import { keyFrom, subKey } from '../../credentials/key.ts';
import { openStore } from '../../store/open.ts';
import { openPostgres } from '../../store/postgres.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { join } from 'node:path';
import type { Fleet, FleetEnv } from './fleet.ts';

/** What people were told while bots died: all of it must still be so. */
export interface Acknowledged {
  /** Records whose id somebody was shown. */
  readonly made: Set<string>;
  /** What was reported, word for word. */
  readonly reported: Set<string>;
  /** The newest version that somebody was shown, by record. */
  readonly shownAt: Map<string, number>;
  /** Elevations whose password was shown, once for each time. */
  readonly revealed: string[];
}

export interface Aftermath {
  readonly tickets: number;
  readonly elevations: number;
  readonly decided: number;
  readonly reveals: number;
  readonly posts: number;
  /** Copies of cards beyond the one that is kept up to date: posted, and killed before that was written down. */
  readonly copies: number;
  readonly auditLines: number;
}

/** Milliseconds of the machine that everything has, at the end, to arrive. */
const patience = 5 * 60_000;
const once = ['elevation/done', 'elevation/ticket-ended', 'elevation/rotated', 'elevation/rotation-requested', 'escalation/file', 'ticket/resolve'] as const;

export const nothingYet = (): Acknowledged => ({ made: new Set(), reported: new Set(), shownAt: new Map(), revealed: [] });

/** Throws an AssertionError when anything acknowledged is lost, decided twice, revealed without its line, not shown, given up or not in the chain. */
export async function judge(store: Store, fleet: Fleet, { made, reported, shownAt, revealed }: Acknowledged): Promise<Aftermath> {
  await settled(fleet);
  const lines: LoggedLine[] = [];
  for await (const line of store.lines({})) lines.push(line);
  const chains = Map.groupBy(lines.filter(({ chain }) => kindOf(chain) !== undefined), ({ chain }) => chain);
  const records = [...chains.keys()];
  const often = (record: string, ...actions: readonly string[]) => (chains.get(record) ?? []).filter(({ action }) => actions.includes(action)).length;

  for (const id of made) assert.ok(chains.has(id), `${id} was acknowledged and is lost`);
  for (const [id, version] of shownAt) assert.ok((chains.get(id) ?? []).length >= version, `${id} was shown at version ${version} and has fewer`);
  const elevations = records.filter((id) => id.startsWith('E-'));
  for (const id of elevations) assert.ok(often(id, 'elevation/approve', 'elevation/deny') <= 1, `${id} was decided more than once`);
  for (const id of records) for (const action of once) assert.ok(often(id, action) <= 1, `${id}: ${action} more than once`);
  const tickets = records.filter((id) => id.startsWith('T-'));
  for (const id of tickets) assert.equal(often(id, 'ticket/report'), 1, id);
  const said = await Promise.all(tickets.map(async (id) => (await store.get('ticket', id))?.body.description ?? ''));
  for (const words of reported) assert.equal(said.filter((one) => one === words).length, 1, `${JSON.stringify(words)} was acknowledged`);
  for (const [id, shown] of Map.groupBy(revealed, (one) => one)) {
    const audited = lines.filter((line) => line.action === 'elevation/reveal' && (line.chain === id || line.record === id) && !('refused' in line.detail));
    assert.ok(audited.length >= shown.length, `${id} was revealed ${shown.length} times and audited ${audited.length} times`);
  }
  const verdict = await store.verify();
  assert.equal(verdict.kind, 'intact', JSON.stringify(verdict));
  const { posts, copies } = await shownEverywhere(store, fleet, records);
  assert.deepEqual(await store.dead(9), []);
  return {
    tickets: tickets.length, elevations: elevations.length, decided: elevations.filter((id) => often(id, 'elevation/approve', 'elevation/deny') === 1).length,
    reveals: revealed.length, posts, copies, auditLines: lines.length,
  };
}

async function settled(fleet: Fleet): Promise<void> {
  for (const until = Date.now() + patience; ; await pause(50)) {
    // While all of them are dead, nobody can tell.
    const waiting = await fleet.waiting().catch(() => 'somebody to ask');
    if (waiting === 0) return;
    assert.ok(Date.now() < until, `it waits for ${waiting}`);
  }
}

/** Each record hangs wherever it was to hang, at its newest version. */
async function shownEverywhere(store: Store, client: LocalClient, records: readonly string[]): Promise<{ readonly posts: number; readonly copies: number }> {
  const { people } = (await client.state('ana')).cast;
  const chats = new Map<string, readonly Message[]>();
  for (const [person, chat] of [['ana', 'support'], ['chris', 'escalation'], ['dana', 'it-admin'], ['omar', 'operations'], ...people.map(({ key }) => [key, 'bot'])] as const) {
    for (const message of await client.messages(person ?? '', chat)) chats.set(message.chat, [...chats.get(message.chat) ?? [], message]);
  }
  let posts = 0;
  let copies = 0;
  for (const id of records) {
    const kind = kindOf(id);
    const record = kind && await store.get(kind, id);
    assert.ok(record, id);
    const hung = await store.posts(id);
    assert.ok(hung.length >= 2, `${id} hangs in ${hung.length} places`);
    for (const post of hung) {
      const messages = chats.get(post.conversation) ?? [];
      const message = messages.find((one) => one.id === post.activity);
      assert.ok(message, `${id} at ${post.target} is not in the chat`);
      assert.equal(versionIn(cardOf(message), id) ?? record.version, record.version, `${id} at ${post.target}`);
      posts += 1;
      copies += messages.filter((one) => one !== message && versionIn(cardOf(one), id) !== undefined).length;
    }
  }
  return { posts, copies };
}

/** The version that the buttons of this record's card carry; undefined when it has none. */
export function versionIn(card: unknown, id: string): number | undefined {
  const versions = buttonsOf(card).flatMap(({ data }) => (typeof data === 'object' && data !== null && 'id' in data && data.id === id && 'version' in data ? [Number(data.version)] : []));
  return versions.length === 0 ? undefined : Math.max(...versions);
}

/** The store of the bots, to look into. */
export async function storeOf({ DATABASE_URL: url, DATA_DIR: folder, VAULT_KEY: key }: FleetEnv): Promise<Store> {
  const driver = url === undefined ? openSqlite(join(folder, 'support.sqlite')) : await openPostgres(url);
  return openStore({ driver, auditKey: subKey(keyFrom(key), 'audit').export() });
}
