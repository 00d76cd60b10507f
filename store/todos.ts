// What is left to do off the turn: leased by machine time, newer over older, dead when given up. A timer is a to-do due later.
import { dueClaimed, first, lineOf, todosOf, type TodoRow } from './claim.ts';
import type { Driver, Pace } from './driver.ts';
import { postsPlanned } from './posts.ts';
import { perCount, placeholders, type Statement } from './statement.ts';
import type { Store } from './store.ts';
import type { DeadTodo, NewTodo, Todo } from './todo.ts';

type TodoStore = Pick<Store, 'enqueue' | 'enqueueIfAbsent' | 'cancel' | 'claim' | 'finish' | 'isAwaited' | 'retry' | 'postpone' | 'bury' | 'dead' | 'revive' | 'freeLeases' | 'nextDue' | 'oldestDue'>;

interface DeadRow extends Pick<TodoRow, 'name' | 'kind' | 'record' | 'target' | 'since' | 'attempts'> {
  readonly dead_at: number;
  readonly fault: string;
}

const insert = 'insert into todo (name, kind, record, target, body, wanted, due_at, since, attempts, revision, leased_until)';
/** A lease stays with whoever works on the older one: two at once could show an old version last. */
const newerOverOlder = `on conflict (name) do update set kind = excluded.kind, record = excluded.record, target = excluded.target,
  body = excluded.body, wanted = case when excluded.wanted > todo.wanted then excluded.wanted else todo.wanted end,
  due_at = excluded.due_at, since = excluded.since, attempts = 0, revision = todo.revision + 1, dead_at = null, fault = null`;
const ours = 'name = $1 and leased_by = $2 and leased_until = $3';

/** Milliseconds: whatever is being tried again is due within this. */
const longestBackOff = 120_000;

/** The key of the to-do that shows a record at a target. */
export const postKey = (record: string, target: string): string => `post:${record}:${target}`;

const row = ({ key, kind, record, target, body = {}, wanted = 0, dueAt, since = dueAt }: NewTodo) =>
  [key, kind, record ?? null, target ?? null, JSON.stringify(body), wanted, dueAt, since] as const;

/** Queues to-dos as part of another write, of those with one key the last; no posts, which need their places as well. */
export function todosQueued(todos: readonly NewTodo[]): Statement[] {
  const rows = [...new Map(todos.map((todo) => [todo.key, row(todo)])).values()];
  return rows.length === 0 ? [] : [{ sql: queued(rows.length), params: rows.flat() }];
}

const queued = perCount((count) => `${insert} values ${placeholders(count, 8).map((values) => `(${values}, 0, 1, 0)`).join(', ')} ${newerOverOlder}`);
/** The same of one. */
export const todoQueued = (todo: NewTodo): Statement => ({ sql: queued(1), params: row(todo) });

/** The same, but what already waits, or is being done, under this key is left as it is; what is dead begins anew. */
export const todoQueuedIfAbsent = (todo: NewTodo): Statement => {
  const { sql, params } = todoQueued(todo);
  return { sql: `${sql} where todo.dead_at is not null`, params };
};

/** Queues a to-do of any kind. A post's place is marked at once, so that what changes before it hangs is not missed there. */
export const todoPlaced = (todo: NewTodo): Statement[] => [
  ...todo.kind === 'post' && todo.record !== undefined && todo.target !== undefined ? postsPlanned(todo.record, [todo.target], todo.dueAt) : [],
  todoQueued(todo),
];

export const todoCancelled = (key: string): Statement => ({ sql: 'delete from todo where name = $1', params: [key] });

/** What was given up and meant for this target is due again; what was to be told there before `newsSince` is no news any more. */
export const targetRevived = (target: string, at: number, newsSince: number): Statement => ({
  sql: `update todo set dead_at = null, attempts = 0, due_at = $2 where target = $1 and dead_at is not null and (kind <> 'tell' or since >= $3)`,
  params: [target, at, newsSince],
});

/**
 * Keeps the record, and where it hangs, to one transaction at a time: of two at once, one that draws it anew and one that gives it a new place, the
 * first would not know the place, and the second might show it as it was.
 */
export const recordLocked = (record: string): Statement => ({ sql: 'update record set version = version where id = $1', params: [record], lock: true });

/** Queues a post for wherever the record hangs, or is about to. In one order, or two at once could wait for each other. */
export const postsQueued = (record: string, version: number, at: number): Statement => ({
  sql: `${insert} select 'post:' || record || ':' || target, 'post', record, target, '{}', cast($2 as bigint), cast($3 as bigint), cast($3 as bigint), 0, 1, 0
    from post where record = $1 order by target ${newerOverOlder}`,
  params: [record, version, at],
});

export function todos(driver: Driver): TodoStore {
  const write = async (list: readonly Statement[], pace?: Pace) => {
    await driver.write(list, pace);
  };

  return {
    enqueue: (todo) => write([...todo.kind === 'post' && todo.record !== undefined ? [recordLocked(todo.record)] : [], ...todoPlaced(todo)]),
    enqueueIfAbsent: (todo) => write([todoQueuedIfAbsent(todo)]),
    cancel: (key) => write([todoCancelled(key)]),

    claim: async (claim) => todosOf(await driver.write<TodoRow>([dueClaimed(claim)], 'soon') || []),

    // What a power cut takes back here is only done once more, but a new post must not be hung twice.
    // Hardly ever did a newer one take the key meanwhile: only then it is set free by a write of its own.
    async finish(todo, also = []) {
      const pace = also.length > 0 ? 'durable' : 'soon';
      const gone = { sql: `delete from todo where ${ours} and revision = $4`, params: [...lease(todo), todo.revision] };
      if (!await driver.write([...also, { ...gone, rows: 1 }], pace)) {
        await write([...also, { sql: `update todo set leased_by = null, leased_until = 0 where ${ours}`, params: lease(todo) }], pace);
        return true;
      }
      return also.length > 0;
    },

    async isAwaited(todo) {
      const line = lineOf(todo);
      return line !== undefined && (await driver.read(line.sql, line.params)).length > 0;
    },

    retry: (todo, at, fault) => write([{
      sql: `update todo set leased_by = null, leased_until = 0, fault = $4,
        due_at = case when revision = $5 then cast($6 as bigint) else due_at end where ${ours}`,
      params: [...lease(todo), fault, todo.revision, at],
    }], 'soon'),

    postpone: (todo, at) => write([{
      sql: `update todo set leased_by = null, leased_until = 0, attempts = case when revision = $4 then attempts - 1 else attempts end,
        due_at = case when revision = $4 then cast($5 as bigint) else due_at end where ${ours}`,
      params: [...lease(todo), todo.revision, at],
    }], 'soon'),

    bury: (todo, at, fault, also = []) => write([
      ...also,
      {
        sql: `update todo set leased_by = null, leased_until = 0, dead_at = $4, fault = $5 where ${ours} and revision = $6`,
        params: [...lease(todo), at, fault, todo.revision],
      },
      { sql: `update todo set leased_by = null, leased_until = 0 where ${ours}`, params: lease(todo) },
    ]),

    dead: async (limit, from = 0) => (await driver.read<DeadRow>(`select name, kind, record, target, since, attempts, dead_at, fault from todo
      where dead_at >= $2 order by dead_at, name limit $1`, [limit, from])).map(dead),

    revive: async (key, at) => await driver.write([{
      sql: 'update todo set dead_at = null, attempts = 0, due_at = $2 where name = $1 and dead_at is not null',
      params: [key, at],
      rows: 1,
    }]) !== false,

    freeLeases: (by) => write([by === undefined
      ? { sql: 'update todo set leased_by = null, leased_until = 0 where leased_by is not null', params: [] }
      : { sql: 'update todo set leased_by = null, leased_until = 0 where leased_by = $1', params: [by] }]),

    async nextDue({ now, machine }) {
      const [free] = await driver.read<{ due_at: number }>(`select due_at from todo one where dead_at is null and leased_until <= $1 and ${first}
        order by due_at limit 1`, [machine]);
      if (free && free.due_at <= now) return 0;
      const [leased] = await driver.read<{ until: number | null }>(`select min(leased_until) as until from todo
        where dead_at is null and due_at <= $1 and leased_until > $2`, [now, machine]);
      const waits = [...free ? [free.due_at - now] : [], ...leased?.until ? [leased.until - machine] : []];
      return waits.length === 0 ? undefined : Math.min(...waits);
    },

    async oldestDue(now) {
      const [row] = await driver.read<{ since: number | null }>('select min(since) as since from todo where dead_at is null and due_at <= $1 and kind <> \'webhook\'',
        [now + longestBackOff]);
      return row?.since !== null && row?.since !== undefined && row.since <= now ? row.since : undefined;
    },
  };
}

const lease = ({ key, leasedBy, leasedUntil }: Todo) => [key, leasedBy, leasedUntil] as const;

function dead({ name, kind, record, target, since, attempts, dead_at, fault }: DeadRow): DeadTodo {
  return { key: name, kind, record: record ?? undefined, target: target ?? undefined, since, attempts, deadAt: dead_at, fault };
}
