// Tickets, elevations, escalations, alerts and incidents: one atomic commit, and the ways to find them again.
import { amendments } from '../support/earlier.ts';
import { beginning, digestOf, link } from './chain.ts';
import type { Among, Change } from './change.ts';
import { queuedClaimed, todosOf, type TodoRow } from './claim.ts';
import type { Driver } from './driver.ts';
import type { AnySaved, Facets, Kind, Listing, Point, Saved } from './saved.ts';
import type { Statement, Value } from './statement.ts';
import type { Store } from './store.ts';
import type { Lease, Todo } from './todo.ts';
import { postsPlanned } from './posts.ts';
import { postsQueued, recordLocked, todoCancelled, todoPlaced, todosQueued } from './todos.ts';

type RecordStore = Pick<Store, 'commit' | 'get' | 'byDraft' | 'requestsOf' | 'ofDevice' | 'linked' | 'queue' | 'openAfter' | 'changedAfter' | 'asked' | 'holder' | 'nextId'>;

/** What of a record's row its newest audit line vouches for by a digest. */
export interface KeptRow<K extends Kind = Kind> {
  readonly kind: K;
  readonly created_at: number;
  readonly facets: string;
  readonly body: string;
}

interface RecordRow<K extends Kind = Kind> extends KeptRow<K> {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly updated_at: number;
}

const columns = 'kind, id, version, hash, facets, body, created_at, updated_at';
const numbers: Readonly<Record<Kind, { readonly letter: string; readonly first: number }>> = {
  ticket: { letter: 'T', first: 1001 },
  elevation: { letter: 'E', first: 1 },
  escalation: { letter: 'X', first: 1 },
  alert: { letter: 'A', first: 1 },
  incident: { letter: 'I', first: 1 },
};

export function records(driver: Driver): RecordStore {
  const find = async (where: string, params: readonly Value[]): Promise<AnySaved[]> =>
    (await driver.read<RecordRow>(`select ${columns} from record ${where}`, params)).map(anySaved);

  return {
    async commit<K extends Kind>(change: Change<K>, lease?: Lease) {
      const { saved, list } = written(change);
      const rows = await driver.write<TodoRow>(lease ? [...list, queuedClaimed(lease, change.id, dueIn(change, lease.now))] : list);
      if (!rows) return false;
      const claimed = todosOf(rows);
      return { saved, claimed, next: lease ? nextIn(change, claimed) : change.audit.at };
    },

    async get<K extends Kind>(kind: K, id: string) {
      const [row] = await driver.read<RecordRow<K>>(`select ${columns} from record where id = $1 and kind = $2`, [id, kind]);
      return row && saved(row);
    },

    byDraft: async (draft, person) =>
      (await find('where id = (select record from draft where draft = $1 and person = $2)', [draft, person]))[0],

    requestsOf: (person, listing) =>
      find(`where id in (select record from record_person where person = $1) ${narrowed}`, [person, ...narrow(listing)]),

    ofDevice: (device, listing) => find(`where device = $1 ${narrowed}`, [device, ...narrow(listing)]),

    linked: (parent) => find('where parent = $1 order by created_at, id', [parent]),

    async queue({ tier, limit }) {
      const rows = await driver.read<RecordRow<'ticket'>>(`select ${columns} from record
        where kind = 'ticket' and open = 1 and state <> 'duplicate' ${tier === undefined ? '' : 'and tier = $2'} order by updated_at desc, id limit $1`,
      tier === undefined ? [limit] : [limit, tier]);
      return rows.map(saved);
    },

    async openAfter<K extends Kind>(kind: K, { at, id }: Point, limit: number) {
      const rows = await driver.read<RecordRow<K>>(`select ${columns} from record
        where kind = $1 and open = 1 and (updated_at, id) > ($2, $3) order by updated_at, id limit $4`, [kind, at, id, limit]);
      return rows.map(saved);
    },

    async changedAfter({ at, id }, limit) {
      const rows = await driver.read<RecordRow<'ticket'>>(`select ${columns} from record
        where kind = 'ticket' and (updated_at, id) > ($1, $2) order by updated_at, id limit $3`, [at, id, limit]);
      return rows.map(saved);
    },

    asked: async (client, key) => (await driver.read<{ digest: string }>('select digest from asked where client = $1 and key = $2', [client, key]))[0]?.digest,

    holder: async (hold) => (await driver.read<{ record: string }>('select record from hold where name = $1', [hold]))[0]?.record,

    async nextId(kind) {
      const { letter, first } = numbers[kind];
      const [counter] = await driver.write<{ value: number }>([{
        sql: `insert into counter (name, value) values ($1, $2)
          on conflict (name) do update set value = counter.value + 1 returning value`,
        params: [kind, first],
      }]) || [];
      if (!counter) throw new Error(`The ${kind} counter gave no number`);
      return `${letter}-${counter.value}`;
    },
  };
}

/** Keeps what another system asked for under a key, as part of the write that grants it. */
export const askedFor = ({ client, key, digest }: { readonly client: string; readonly key: string; readonly digest: string }, record: string): Statement => ({
  sql: 'insert into asked (client, key, digest, record) values ($1, $2, $3, $4) on conflict do nothing',
  params: [client, key, digest, record],
});

/** One SQL text for every listing: what is not narrowed is filled with all there is. */
const narrowed = 'and kind in ($2, $3, $4, $5, $6) and open in ($7, $8) and created_at >= $9 order by updated_at desc, id limit $10';
function narrow({ kinds = ['ticket', 'elevation', 'escalation', 'alert', 'incident'], open, since = 0, limit }: Listing): Value[] {
  const [first = '', second = first, third = second, fourth = third, fifth = fourth] = kinds;
  return [first, second, third, fourth, fifth, open === true ? 1 : 0, open === false ? 0 : 1, since, limit];
}

/** What a change becomes, and the statements that make it so: the record first, because its version decides the race. */
function written<K extends Kind>(change: Change<K>): { saved: Saved<K>; list: Statement[] } {
  const { kind, id, was, among = [], next, facets, draft, audit, todos, cancel = [], hangs = [], refresh, also = [] } = change;
  const createdAt = was?.createdAt ?? audit.at;
  const kept = { kind, created_at: createdAt, facets: JSON.stringify(facets), body: JSON.stringify(next) };
  const { head, statements } = link(id, was ?? beginning, { ...audit, digest: digestOfRecord(kept) });
  const touched = [...refresh, ...todos.flatMap((todo) => todo.kind === 'post' ? todo.record ?? [] : []), ...among.map((other) => other.id)];
  const others = [...new Set(touched)].filter((record) => record !== id).toSorted();
  const wanted = todos.map((todo) => ({ wanted: head.version, ...todo }));
  const saved = { kind, id, ...head, facets, body: next, createdAt, updatedAt: audit.at };
  return {
    saved,
    list: [
      recordWritten(saved, kept, was?.version ?? 0),
      ...others.map((other) => recordStanding(other, among)),
      ...peopleWritten(id, was?.facets.people ?? [], facets.people),
      ...holdsWritten(id, was?.facets.holds ?? [], facets.holds),
      ...draft ? [draftUsed(draft, id)] : [],
      ...statements,
      ...postsPlanned(id, hangs, audit.at),
      ...refresh.toSorted().map((record) => postsQueued(record, record === id ? head.version : 0, audit.at)),
      ...wanted.filter(({ kind: does }) => does === 'post').flatMap(todoPlaced),
      ...todosQueued(wanted.filter(({ kind: does }) => does !== 'post')),
      ...cancel.map(todoCancelled),
      ...also,
    ],
  };
}

/** Keys of its to-dos that are due by then. */
const dueIn = ({ todos }: Pick<Change, 'todos'>, now: number): string[] => todos.filter(({ dueAt }) => dueAt <= now).map(({ key }) => key);

/** When the first of its to-dos is due that was not claimed; posts of other records are due at once. */
function nextIn({ id, todos, refresh, audit }: Pick<Change, 'id' | 'todos' | 'refresh' | 'audit'>, claimed: readonly Todo[]): number | undefined {
  const left = todos.filter(({ key }) => !claimed.some((one) => one.key === key)).map(({ dueAt }) => dueAt);
  if (refresh.some((record) => record !== id)) left.push(audit.at);
  return left.length === 0 ? undefined : Math.min(...left);
}

/** Locked, and still as it was if it was looked at. */
function recordStanding(id: string, among: Among): Statement {
  const seen = among.find((one) => one.id === id);
  return seen ? { sql: 'update record set version = version where id = $1 and version = $2', params: [id, seen.version], rows: 1 } : recordLocked(id);
}

export function digestOfRecord({ kind, created_at: createdAt, facets, body }: KeptRow): string {
  return digestOf(kind, String(createdAt), facets, body);
}

/** The facets that are columns of their own, in the order of the table: state, open, parent, device, tier. */
export function columnsOf({ state, open, parent, device, tier }: Facets): readonly Value[] {
  return [state, open ? 1 : 0, parent ?? null, device ?? null, tier ?? null];
}

function recordWritten({ id, version, hash, facets, updatedAt }: Saved, kept: KeptRow, expected: number): Statement {
  const params = [id, version, hash, ...columnsOf(facets), kept.facets, kept.body, updatedAt];
  return expected === 0
    ? {
        sql: `insert into record (id, version, hash, state, open, parent, device, tier, facets, body, updated_at, kind, created_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing`,
        params: [...params, kept.kind, kept.created_at],
        rows: 1,
      }
    : {
        sql: `update record set version = $2, hash = $3, state = $4, open = $5, parent = $6, device = $7, tier = $8,
          facets = $9, body = $10, updated_at = $11 where id = $1 and version = $12`,
        params: [...params, expected],
        rows: 1,
      };
}

type People = Facets['people'];

function peopleWritten(record: string, were: People, are: People): Statement[] {
  const among = (people: People, { person, part }: People[number]) => people.some((other) => other.person === person && other.part === part);
  return [
    ...were.filter((one) => !among(are, one)).map(({ person, part }) => ({
      sql: 'delete from record_person where person = $1 and record = $2 and part = $3',
      params: [person, record, part],
    })),
    ...are.filter((one) => !among(were, one)).map(({ person, part }) => ({
      sql: 'insert into record_person (person, record, part) values ($1, $2, $3) on conflict do nothing',
      params: [person, record, part],
    })),
  ];
}

function holdsWritten(record: string, were: readonly string[], are: readonly string[]): Statement[] {
  return [
    ...were.filter((name) => !are.includes(name)).map((name) => ({
      sql: 'delete from hold where name = $1 and record = $2',
      params: [name, record],
    })),
    ...are.filter((name) => !were.includes(name)).map((name) => ({
      sql: 'insert into hold (name, record) values ($1, $2) on conflict do nothing',
      params: [name, record],
      rows: 1,
    })),
  ];
}

const draftUsed = (draft: { readonly id: string; readonly person: string }, record: string): Statement => ({
  sql: 'insert into draft (draft, person, record) values ($1, $2, $3) on conflict do nothing',
  params: [draft.id, draft.person, record],
  rows: 1,
});

function saved<K extends Kind>(row: RecordRow<K>): Saved<K> {
  return { kind: row.kind, ...plain(row) };
}

/** The same for a row of whatever kind. */
function anySaved(row: RecordRow): AnySaved {
  return { kind: row.kind, ...plain(row) };
}

/** A row that was found twice is the same, and is read once. */
const parsed = Symbol('parsed');
function plain(row: RecordRow & { [parsed]?: ReturnType<typeof parse> }) {
  return row[parsed] ??= parse(row);
}

function parse(row: RecordRow) {
  const { id, version, hash, created_at: createdAt, updated_at: updatedAt } = row;
  try {
    const body = JSON.parse(row.body);
    return { id, version, hash, facets: JSON.parse(row.facets), body: Object.assign(body, amendments(row.kind, body)), createdAt, updatedAt };
  } catch (cause) {
    throw new Error(`${id} is in the store but cannot be read`, { cause });
  }
}
