// Walks the whole audit log and names the first line, checkpoint or attachment that is not as it was written.
import { isDeepStrictEqual } from 'node:util';
import { beginning, digestOf, type Head, hashOf, house, type LineRow } from './chain.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Reader } from './driver.ts';
import { columnsOf, digestOfRecord, type KeptRow } from './records.ts';
import { type CheckpointRow, seal } from './seal.ts';
import { prefix } from './settings.ts';
import type { LineFault, Verdict } from './verdict.ts';
import { attachmentFault } from './verify-attachments.ts';

const page = 1000;

/** A line with the head its chain has at the same moment, and whether it still waits for a checkpoint. A record's newest line comes with the record. */
type Walked = LineRow & {
  readonly open: string | null;
  readonly head_version: number | null;
  readonly head_hash: string | null;
} & (Kept | { readonly [column in keyof Kept]: null });

interface Kept extends KeptRow {
  readonly updated_at: number;
  readonly state: string;
  readonly is_open: number;
  readonly parent: string | null;
  readonly device: string | null;
  readonly tier: number | null;
}

export async function verify(driver: Reader, key: Buffer, exported?: Checkpoint): Promise<Verdict> {
  const seals = sealsOf(driver, key);
  const forged = await seals.readOn() ?? await exportFault(driver, exported);
  if (forged) return forged;

  let lines = 0;
  let before: Walked | undefined;
  for (;;) {
    const rows = await pageAfter(driver, before);
    for (const row of rows) {
      const bad = (before && before.chain !== row.chain ? endFault(before) : undefined) ?? lineFault(row, before) ?? await sealFault(row, seals);
      if (bad) return bad;
      before = row;
      lines++;
    }
    if (rows.length < page) break;
  }
  return (before && endFault(before)) ?? await lost(driver) ?? await settingFault(driver) ?? await attachmentFault(driver) ?? { kind: 'intact', lines, checkpoints: seals.count() };
}

const broken = ({ chain, version }: { readonly chain: string; readonly version: number }, fault: LineFault) =>
  ({ kind: 'broken', chain, version, fault }) as const;

function lineFault(row: Walked, before: Walked | undefined): Verdict | undefined {
  const { version, hash }: Head = before?.chain === row.chain ? before : beginning;
  if (row.version !== version + 1) return broken({ chain: row.chain, version: version + 1 }, 'missing');
  if (hashOf(row) !== row.hash) return broken(row, 'edited');
  if (row.previous !== hash) return broken(row, 'unlinked');
  return isKept(row) ? undefined : broken(row, 'altered');
}

/** Whether a record is still what its newest line left behind. Lines of the first version carried no digest. */
function isKept(row: Walked): boolean {
  if (row.body === null || row.digest === null) return true;
  return row.updated_at === row.at && digestOfRecord(row) === row.digest
    && isDeepStrictEqual(columnsOf(JSON.parse(row.facets)), [row.state, row.is_open, row.parent, row.device, row.tier]);
}

/** The last line of a chain must be the one its record, or the house, stands at. */
function endFault(row: Walked): Verdict | undefined {
  if (row.head_version !== null && row.head_version > row.version) return broken({ chain: row.chain, version: row.version + 1 }, 'missing');
  return row.head_version === row.version && row.head_hash === row.hash ? undefined : broken(row, 'not-the-head');
}

function pageAfter(driver: Reader, last: Walked | undefined): Promise<Walked[]> {
  return driver.read<Walked>(`select a.*, o.chain as open,
      coalesce(r.version, h.version) as head_version, coalesce(r.hash, h.hash) as head_hash,
      k.kind, k.created_at, k.updated_at, k.facets, k.body, k.state, k.open as is_open, k.parent, k.device, k.tier
    from audit a
    left join audit_open o on o.chain = a.chain and o.version = a.version
    left join record r on r.id = a.chain
    left join record k on k.id = a.chain and k.version = a.version and k.hash = a.hash
    left join audit_head h on h.chain = a.chain
    where (a.chain, a.version) > ($1, $2) order by a.chain, a.version limit $3`, [last?.chain ?? '', last?.version ?? 0, page]);
}

/** A line that no longer waits must be sealed; the checkpoint may have been made while we walked. */
async function sealFault(row: Walked, seals: Seals): Promise<Verdict | undefined> {
  if (row.open !== null || seals.cover(row)) return undefined;
  return await seals.readOn() ?? (seals.cover(row) ? undefined : broken(row, 'unsealed'));
}

/** Records and waiting lines whose audit lines are gone altogether. */
async function lost(driver: Reader): Promise<Verdict | undefined> {
  const [gone] = await driver.read<{ chain: string; version: number }>(`
    select r.id as chain, 1 as version from record r where not exists (select 1 from audit a where a.chain = r.id and a.version = 1)
    union all
    select h.chain, 1 from audit_head h where not exists (select 1 from audit a where a.chain = h.chain and a.version = 1)
    union all
    select o.chain, o.version from audit_open o where not exists (select 1 from audit a where a.chain = o.chain and a.version = o.version)
    limit 1`, []);
  return gone && broken(gone, 'missing');
}

/** Settings are no chains of their own: the newest line about each says what it must be, and there is none without a line. */
async function settingFault(driver: Reader): Promise<Verdict | undefined> {
  const about = `select record, max(version) as version from audit where chain = '${house}' and record like '${prefix}%' group by record`;
  const rows = await driver.read<{ version: number | null; digest: string | null; value: string | null }>(`
    select n.version, a.digest, s.value from (${about}) n
      join audit a on a.chain = '${house}' and a.version = n.version
      left join setting s on '${prefix}' || s.name = n.record
    union all
    select null, null, s.value from setting s where not exists (select 1 from (${about}) n where n.record = '${prefix}' || s.name)
    order by 1`, []);
  const bad = rows.find(({ digest, value }) => digest === null || value === null || digestOf(value) !== digest);
  return bad && broken({ chain: house, version: bad.version ?? 0 }, bad.version === null ? 'missing' : 'altered');
}

async function exportFault(driver: Reader, exported: Checkpoint | undefined): Promise<Verdict | undefined> {
  if (!exported) return undefined;
  const [kept] = await driver.read<{ mac: string }>('select mac from audit_checkpoint where seq = $1', [exported.seq]);
  if (!kept) return { kind: 'broken-checkpoint', seq: exported.seq, fault: 'missing' };
  return kept.mac === exported.mac ? undefined : { kind: 'broken-checkpoint', seq: exported.seq, fault: 'forged' };
}

type Seals = ReturnType<typeof sealsOf>;

/** Reads checkpoints in order, as far as there are any, and remembers how far each chain is sealed. */
function sealsOf(driver: Reader, key: Buffer) {
  const sealed = new Map<string, number>();
  let last = { seq: 0, mac: '' };

  const check = async (row: CheckpointRow): Promise<Verdict | undefined> => {
    if (row.seq !== last.seq + 1) return { kind: 'broken-checkpoint', seq: last.seq + 1, fault: 'missing' };
    if (seal(row, key) !== row.mac || row.previous !== last.mac) return { kind: 'broken-checkpoint', seq: row.seq, fault: 'forged' };
    const heads: Checkpoint['heads'] = JSON.parse(row.heads);
    // All on their way at once: a database on another machine answers each only after a while.
    const lines = await Promise.all(Object.entries(heads).map(async ([chain, head]) => {
      const [line] = await driver.read<{ hash: string }>('select hash from audit where chain = $1 and version = $2', [chain, head.version]);
      return { chain, ...head, line };
    }));
    for (const { chain, version, hash, line } of lines) {
      if (line?.hash !== hash) return broken({ chain, version }, line ? 'replaced' : 'missing');
      sealed.set(chain, version);
    }
    last = row;
    return undefined;
  };

  return {
    count: () => last.seq,
    cover: ({ chain, version }: LineRow) => (sealed.get(chain) ?? 0) >= version,
    async readOn(): Promise<Verdict | undefined> {
      for (;;) {
        const rows = await driver.read<CheckpointRow>('select * from audit_checkpoint where seq > $1 order by seq limit 100', [last.seq]);
        if (rows.length === 0) return undefined;
        for (const row of rows) {
          const bad = await check(row);
          if (bad) return bad;
        }
      }
    },
  };
}
