// Milestones of records, and the numbers read from them: ranges of one index, so that a month is counted without looking at any record.
import type { Milestone } from '../support/milestone.ts';
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

export interface Numbers {
  /** By label, the most first. `from` is included, `to` is not; epoch ms. */
  counts(name: Milestone['name'], from: number, to: number): Promise<readonly Counted[]>;
  /** The value that so many hundredths of them do not exceed, milliseconds; undefined: there is none. */
  percentile(name: Milestone['name'], hundredths: number, from: number, to: number): Promise<number | undefined>;
  /** Open tickets by state. */
  open(): Promise<readonly Counted[]>;
  /** When the open ticket was made than which so many hundredths are older or as old; undefined: none is open. */
  openedAt(hundredths: number): Promise<number | undefined>;
}

export function numbers(driver: Pick<Driver, 'read'>): Numbers {
  const countOf = async (sql: string, params: readonly (string | number)[]) => (await driver.read<{ count: number }>(sql, params))[0]?.count ?? 0;
  const counted = async (sql: string, params: readonly (string | number)[]) =>
    (await driver.read<Counted>(sql, params)).map(({ label, count }) => ({ label, count }));
  const rankOf = (count: number, hundredths: number) => Math.max(Math.ceil((count * hundredths) / 100) - 1, 0);

  return {
    counts: (name, from, to) => counted(`select label, count(*) as count from milestone
      where name = $1 and at >= $2 and at < $3 group by label order by count(*) desc, label`, [name, from, to]),

    async percentile(name, hundredths, from, to) {
      const where = 'from milestone where name = $1 and at >= $2 and at < $3';
      const count = await countOf(`select count(*) as count ${where}`, [name, from, to]);
      const [row] = await driver.read<{ took: number }>(`select took ${where} order by took limit 1 offset $4`, [name, from, to, rankOf(count, hundredths)]);
      return row?.took;
    },

    open: () => counted(`select state as label, count(*) as count from record where kind = 'ticket' and open = 1
      group by state order by count(*) desc, state`, []),

    async openedAt(hundredths) {
      const where = `from record where kind = 'ticket' and open = 1`;
      const count = await countOf(`select count(*) as count ${where}`, []);
      const [row] = await driver.read<{ created_at: number }>(`select created_at ${where} order by created_at desc limit 1 offset $1`, [rankOf(count, hundredths)]);
      return row?.created_at;
    },
  };
}
