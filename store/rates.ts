// How fast may be sent, held in one row per conversation, so that instances share it: half of each quota at once, half of it as it refills.
import type { Driver } from './driver.ts';
import type { Allowance, Quota } from './allowance.ts';
import { perCount, placeholders, type Statement } from './statement.ts';
import type { Store } from './store.ts';

type RateStore = Pick<Store, 'takeSend' | 'holdSends'>;

/** Milliseconds of each window, and its column: until when it is used up, were everything sent as slowly as it refills. */
const windows = [
  { per: 'second', column: 'second', length: 1_000 },
  { per: 'twoSeconds', column: 'two_seconds', length: 2_000 },
  { per: 'halfMinute', column: 'half_minute', length: 30_000 },
  { per: 'hour', column: 'hour', length: 3_600_000 },
] as const satisfies readonly { readonly per: keyof Quota; readonly column: string; readonly length: number }[];
const columns = windows.map(({ column }) => column).join(', ');

type Column = (typeof windows)[number]['column'];
interface RateRow extends Readonly<Record<Column, number>> {
  readonly name: string;
  /** How long it was held last is `held_for`: negative once a send went ahead. */
  readonly held_until: number;
}

/** Milliseconds. A row that is held says how long it was last; twice as long the next time, when that is soon. */
const firstHold = 1_000;
const longestHold = 60_000;
/** After a hold, one send goes ahead; the others follow after this, which is longer than it can take to fail. */
const probing = 6_000;
/** Those who wait come back one after the other, over at most this long: whoever comes too early only waits once more. */
const longestLine = 30_000;

export function rates(driver: Driver): RateStore {
  return {
    async takeSend(from, machine) {
      if (await driver.write([taken(from, machine)], 'soon')) return 0;
      const free = await Promise.all(from.map(async (allowance) => ({ name: allowance.name, ...await freeAt(allowance, machine) })));
      const last = free.reduce((one, other) => (other.at > one.at ? other : one));
      const [row] = await driver.write<{ line: number }>([{ sql: inLine, params: [last.name, last.at, last.gap, longestLine] }], 'soon') || [];
      return Math.max((row?.line ?? last.at + last.gap) - last.gap - machine, 1);
    },

    async holdSends(name, machine, atLeast) {
      await driver.write([atLeast === undefined ? heldLonger(name, machine) : heldUntil(name, machine + atLeast)], 'soon');
    },
  };

  async function freeAt({ name, quota }: Allowance, machine: number): Promise<{ readonly at: number; readonly gap: number }> {
    const [row] = await driver.read<RateRow>(`select name, ${columns}, held_until from rate where name = $1`, [name]);
    // Those who wait come no closer than the short windows let them through for long.
    const closest = Math.max(gapOf(quota.second, 1_000), gapOf(quota.twoSeconds, 2_000));
    const waits = windows.map(({ per, column, length }) => {
      const gap = gapOf(quota[per], length);
      return { at: (row?.[column] ?? 0) + gap - length, gap: Math.max(gap, closest) };
    });
    return [...waits, { at: row?.held_until ?? 0, gap: closest }].reduce((one, other) => (other.at > one.at ? other : one), { at: machine, gap: closest });
  }
}

/** Milliseconds in which one send refills; half a quota refills in the window's length. Nothing limits what has no quota. */
function gapOf(quota: number | undefined, length: number): number {
  return quota === undefined ? 0 : Math.ceil((2 * length) / quota);
}

/** One send of each row, if each window has room for it and no row is held. */
function taken(from: readonly Allowance[], machine: number): Statement {
  const rows = from.map(({ name, quota }) => [name, ...windows.map(({ per, length }) => machine + gapOf(quota[per], length))]);
  return { sql: take(from.length), params: [machine, ...rows.flat()], rows: from.length };
}

/** For so many rows. */
const take = perCount((count) => `insert into rate (name, ${columns}, held_until, held_for, line)
  values ${placeholders(count, 1 + windows.length, 2).map((row) => `(${row}, 0, 0, 0)`).join(', ')} ${onceMore}`);

/** `excluded` holds each window's gap, added to the time: one send further, in a window that has refilled by now or in one that has not. */
const onceMore = `on conflict (name) do update set
    ${windows.map(({ column }) => `${column} = case when rate.${column} > $1 then rate.${column} - cast($1 as bigint) + excluded.${column} else excluded.${column} end`).join(', ')},
    held_until = case when rate.held_for > 0 and rate.held_until > cast($1 as bigint) - ${longestHold} then cast($1 as bigint) + ${probing} else rate.held_until end,
    held_for = case when rate.held_for > 0 then -rate.held_for else rate.held_for end
  where rate.held_until <= $1 and ${windows.map(({ column, length }) => `rate.${column} + excluded.${column} <= 2 * cast($1 as bigint) + ${length}`).join(' and ')}`;

/** The end of the line, one gap further; too far, it begins anew. */
const inLine = `update rate set line = case when line < $2 or line > cast($2 as bigint) + cast($4 as bigint) then cast($2 as bigint) else line end + cast($3 as bigint)
  where name = $1 returning line`;

const held = `insert into rate (name, ${columns}, held_until, held_for, line) values ($1, 0, 0, 0, 0, $2, $3, 0) on conflict (name) do update set`;

function heldUntil(name: string, until: number): Statement {
  return {
    sql: `${held} held_until = excluded.held_until, held_for = case when abs(rate.held_for) > excluded.held_for then abs(rate.held_for) else excluded.held_for end
      where rate.held_until < excluded.held_until`,
    params: [name, until, firstHold],
  };
}

/** Many sends may fail at once: the first of them holds the row, for all. */
function heldLonger(name: string, machine: number): Statement {
  const longer = `case when rate.held_until + abs(rate.held_for) < $4 or rate.held_for = 0 then ${firstHold}
    when abs(rate.held_for) * 2 > ${longestHold} then ${longestHold} else abs(rate.held_for) * 2 end`;
  return {
    sql: `${held} held_for = ${longer}, held_until = cast($4 as bigint) + ${longer} where rate.held_until <= $4 or rate.held_for < 0`,
    params: [name, machine + firstHold, firstHold, machine],
  };
}
