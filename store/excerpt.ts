// Reads parts of the audit log, a page at a time: as long as it may be, nothing waits for it and little of it is in memory.
import { house, type LineRow } from './chain.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Driver } from './driver.ts';
import type { AuditPart, LoggedLine } from './line.ts';
import type { CheckpointRow } from './seal.ts';

const page = 1000;

export async function* linesOf(driver: Driver, { record, from = 0, to = Number.MAX_SAFE_INTEGER }: AuditPart): AsyncGenerator<LoggedLine> {
  // The record's own chain is asked for first: ids and `house` sort as they please.
  const chains = record === undefined ? [{ where: 'chain > $5', chain: '' }]
    : [{ where: 'chain = $5', chain: record }, { where: `chain = '${house}' and record = $5`, chain: record }];
  for (const { where, chain } of chains) {
    for (let last: Pick<LineRow, 'chain' | 'version'> | undefined = { chain: '', version: 0 }; last;) {
      const rows: LineRow[] = await driver.read<LineRow>(`select * from audit where (chain, version) > ($1, $2) and at >= $3 and at < $4 and ${where}
        order by chain, version limit ${page}`, [last.chain, last.version, from, to, chain]);
      for (const row of rows) yield logged(row);
      last = rows.length < page ? undefined : rows.at(-1);
    }
  }
}

export async function* checkpointsOf(driver: Driver, { record, from = 0, to = Number.MAX_SAFE_INTEGER }: AuditPart): AsyncGenerator<Checkpoint> {
  for (let last: number | undefined = 0; last !== undefined;) {
    const rows: CheckpointRow[] = await driver.read<CheckpointRow>('select * from audit_checkpoint where seq > $1 and at >= $2 and at < $3 order by seq limit $4',
      [last, from, to, page]);
    for (const row of rows) {
      const heads: Checkpoint['heads'] = JSON.parse(row.heads);
      if (record === undefined || Object.hasOwn(heads, record)) yield { ...row, heads };
    }
    last = rows.length < page ? undefined : rows.at(-1)?.seq;
  }
}

/** Throws, naming the line, when somebody made its detail unreadable. */
export function logged({ record, detail, digest, ...line }: LineRow): LoggedLine {
  try {
    return { ...line, record: record ?? undefined, detail: JSON.parse(detail), digest: digest ?? undefined };
  } catch (cause) {
    throw new Error(`Line ${line.version} of ${line.chain} is in the audit log but cannot be read`, { cause });
  }
}
