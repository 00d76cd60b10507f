// Milestones of records, and the numbers read from them: day by day, each counted once by the database.
import type { Milestone, MilestoneName } from '../support/milestone.ts';
import type { Severity } from '../support/severity.ts';
import type { Driver } from './driver.ts';
import type { Statement } from './statement.ts';

/** As part of the write that reaches it. */
export const milestoneReached = (record: string, at: number, { name, took, label }: Milestone): Statement => ({
  sql: 'insert into milestone (name, at, record, took, label) values ($1, $2, $3, $4, $5) on conflict do nothing',
  params: [name, at, record, took, label],
});

export interface Counted {
  readonly label: string;
  readonly count: number;
}

/** What was reached in a stretch of time. */
export interface Tally {
  /** By label, the most first. */
  readonly counts: readonly Counted[];
  /**
   * The value that so many hundredths of them do not exceed, milliseconds; undefined: there is none. Rounded as people speak of it: to the
   * minute up to two hours, to the quarter of an hour up to two days, and to six hours beyond.
   */
  readonly percentile: (hundredths: number) => number | undefined;
}

export interface OpenTicket {
  readonly id: string;
  readonly state: string;
  readonly severity: Severity;
  /** Epoch ms. */
  readonly openedAt: number;
}

export interface Numbers {
  /** `from` is included, `to` is not; epoch ms, not after what is now. Days that are over are counted once. */
  tally(name: MilestoneName, from: number, to: number): Promise<Tally>;
  /** Each once, the longest untouched first. */
  openTickets(): Promise<readonly OpenTicket[]>;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const to = (unit: number) => `(took + ${unit / 2}) / ${unit} * ${unit}`;
/** Few enough values that millions of times are counted by value rather than sorted. */
const rounded = `case when took < ${120 * minute} then ${to(minute)} when took < ${2 * day} then ${to(15 * minute)} else ${to(6 * 60 * minute)} end`;
/** So long after its end a day (of UTC) changes no more, and what was counted is kept: a turn that began in it is over. */
const settling = 60 * minute;
/** So many bodies are read at once. */
const page = 500;

interface OpenRow {
  readonly id: string;
  readonly state: string;
  readonly body: string;
  readonly created_at: number;
  readonly updated_at: number;
}

/** How many had this label and took this long, milliseconds, in one stretch. */
type Count = readonly [label: string, time: number, count: number];

/** Others get their turn between two reads: the embedded store reads on the one thread that answers people. */
export function numbers(driver: Pick<Driver, 'read' | 'write'>): Numbers {
  async function counted(name: MilestoneName, from: number, to: number): Promise<readonly Count[]> {
    const rows = await driver.read<{ label: string; time: number; count: number }>(`select label, ${rounded} as time, count(*) as count
      from milestone where name = $1 and at >= $2 and at < $3 group by label, ${rounded}`, [name, from, to]);
    await othersTurn();
    return rows.map(({ label, time, count }) => [label, time, count]);
  }

  return {
    async tally(name, from, to) {
      const known = await driver.read<{ day: number; counts: string }>('select day, counts from tally where name = $1 and day >= $2 and day < $3', [name, from, to]);
      const kept = new Map(known.map((row) => [row.day, row.counts]));
      const all: Count[] = [];
      const keep: Statement[] = [];
      for (let at = from, end; at < to; at = end) {
        end = Math.min((Math.floor(at / day) + 1) * day, to);
        const before = end - at === day ? kept.get(at) : undefined;
        const counts: readonly Count[] = before === undefined ? await counted(name, at, end) : JSON.parse(before);
        all.push(...counts);
        if (before === undefined && end - at === day && end <= to - settling) {
          keep.push({ sql: 'insert into tally (name, day, counts) values ($1, $2, $3) on conflict do nothing', params: [name, at, JSON.stringify(counts)] });
        }
      }
      if (keep.length > 0) await driver.write(keep, 'soon');
      return tallyOf(all);
    },

    async openTickets() {
      const found = new Map<string, OpenTicket>();
      for (let after: OpenRow | undefined, more = true; more;) {
        const rows: OpenRow[] = await driver.read<OpenRow>(`select id, state, body, created_at, updated_at from record
          where kind = 'ticket' and open = 1 and (updated_at, id) > ($1, $2) order by updated_at, id limit ${page}`, [after?.updated_at ?? 0, after?.id ?? '']);
        for (const { id, state, body, created_at: openedAt } of rows) {
          const { severity }: { readonly severity: Severity } = JSON.parse(body);
          found.set(id, { id, state, severity, openedAt });
        }
        after = rows.at(-1);
        more = rows.length === page;
        await othersTurn();
      }
      return [...found.values()];
    },
  };
}

function tallyOf(all: readonly Count[]): Tally {
  const counts = new Map<string, number>();
  const times = new Map<number, number>();
  for (const [label, time, count] of all) {
    counts.set(label, (counts.get(label) ?? 0) + count);
    times.set(time, (times.get(time) ?? 0) + count);
  }
  const ranked = [...times].toSorted(([one], [other]) => one - other);
  const total = ranked.reduce((sum, [, count]) => sum + count, 0);
  return {
    counts: [...counts].map(([label, count]) => ({ label, count }))
      .toSorted((one, other) => other.count - one.count || (one.label < other.label ? -1 : 1)),
    percentile(hundredths) {
      let left = Math.max(Math.ceil((total * hundredths) / 100), 1);
      return ranked.find(([, count]) => (left -= count) <= 0)?.[0];
    },
  };
}

const othersTurn = () => new Promise((resolve) => {
  setImmediate(resolve);
});
