// Claims: which to-dos are due and free, each behind those before it in its line, and under whose lease they are from then on.
import { perCount, placeholders, type Statement } from './statement.ts';
import type { Claim, Lease, Todo } from './todo.ts';

export interface TodoRow {
  readonly name: string;
  readonly kind: string;
  readonly record: string | null;
  readonly target: string | null;
  readonly body: string;
  readonly wanted: number;
  readonly due_at: number;
  readonly since: number;
  readonly attempts: number;
  readonly revision: number;
  readonly leased_by: string;
  readonly leased_until: number;
}

/** So often something is tried, for about an hour, before those behind it no longer wait for it. */
const longestInTheWay = 60;
/** What is said to one target is said in order: whatever waits behind another is not taken. */
const itsTurn = `(one.kind not in ('tell', 'say') or not exists (select 1 from todo earlier where earlier.kind in ('tell', 'say')
  and earlier.target = one.target and earlier.kind = one.kind and earlier.dead_at is null and earlier.attempts < ${longestInTheWay}
  and (earlier.since, earlier.name) < (one.since, one.name)))`;
/** Other systems learn of a record's events one after the other, each as soon as the one before arrived or was given up. */
const afterTheEarlier = `(one.kind <> 'webhook' or not exists (select 1 from todo earlier where earlier.kind = 'webhook'
  and earlier.record = one.record and earlier.target = one.target and earlier.dead_at is null and earlier.wanted < one.wanted))`;
/** First in its line; of the to-do that is called `one`. */
export const first = `${itsTurn} and ${afterTheEarlier}`;

/** Finds one of the line that this to-do is in, or was in; undefined: it is in none. */
export function lineOf({ kind, record, target }: Todo): Pick<Statement, 'sql' | 'params'> | undefined {
  if (target === undefined) return undefined;
  switch (kind) {
    case 'tell':
    case 'say': return { sql: `select 1 from todo where kind in ('tell', 'say') and target = $1 and kind = $2 limit 1`, params: [target, kind] };
    case 'webhook': return { sql: `select 1 from todo where kind = 'webhook' and record = $1 and target = $2 limit 1`, params: [record ?? null, target] };
    default: return undefined;
  }
}

const leased = 'leased_by = $1, leased_until = $2, attempts = attempts + 1';
const free = 'dead_at is null and due_at <= $3 and leased_until <= $4';
const returned = 'returning name, kind, record, target, body, wanted, due_at, since, attempts, revision, leased_by, leased_until';
const leaseOf = ({ by, now, machine, lease }: Lease) => [by, machine + lease, now, machine];

/** Leases what is due, whoever queued it; `todosOf` makes to-dos of the rows it returns. */
export const dueClaimed = ({ limit, ...lease }: Claim): Statement => ({
  sql: `update todo set ${leased}
    where name in (select name from todo one where ${free} and ${first} order by due_at, name limit $5) and ${free} ${returned}`,
  params: [...leaseOf(lease), limit],
});

/** Leases those of a record's posts, and of the to-dos with these keys, that are due: as part of the write that queues them. */
export const queuedClaimed = (lease: Lease, record: string, keys: readonly string[]): Statement =>
  ({ sql: claimed(keys.length), params: [...leaseOf(lease), record, ...keys] });

const claimed = perCount((count) => {
  const keys = count === 0 ? '' : `union all values ${placeholders(count, 1, 6).map((key) => `(${key})`).join(', ')}`;
  return `update todo as one set ${leased}
    where name in (select 'post:' || record || ':' || target from post where record = $5 ${keys}) and ${free} and ${first} ${returned}`;
});

/** What was claimed, the longest due first. */
export function todosOf(rows: readonly TodoRow[]): Todo[] {
  return rows.map(todo).sort((one, other) => one.dueAt - other.dueAt);
}

function todo({ name, kind, record, target, body, wanted, due_at, since, attempts, revision, leased_by, leased_until }: TodoRow): Todo {
  return {
    key: name, kind, record: record ?? undefined, target: target ?? undefined, body: JSON.parse(body), wanted, dueAt: due_at, since,
    attempts, revision, leasedBy: leased_by, leasedUntil: leased_until,
  };
}
