// Walks the whole audit log and names the first line or checkpoint that is not as it was written.
import { beginning, type Head, hashOf, type LineRow } from './chain.ts';
import type { Driver } from './driver.ts';
import { type CheckpointRow, seal } from './seal.ts';
import type { Checkpoint, LineFault, Verdict } from './store.ts';

const page = 1000;

/** A line with the head its chain has at the same moment, and whether it still waits for a checkpoint. */
interface Walked extends LineRow {
  readonly open: string | null;
  readonly head_version: number | null;
  readonly head_hash: string | null;
}

export async function verify(driver: Driver, key: Buffer, exported?: Checkpoint): Promise<Verdict> {
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
  return (before && endFault(before)) ?? await lost(driver) ?? { kind: 'intact', lines, checkpoints: seals.count() };
}

const broken = ({ chain, version }: { readonly chain: string; readonly version: number }, fault: LineFault) =>
  ({ kind: 'broken', chain, version, fault }) as const;

function lineFault(row: Walked, before: Walked | undefined): Verdict | undefined {
  const { version, hash }: Head = before?.chain === row.chain ? before : beginning;
  if (row.version !== version + 1) return broken({ chain: row.chain, version: version + 1 }, 'missing');
  if (hashOf(row) !== row.hash) return broken(row, 'edited');
  return row.previous === hash ? undefined : broken(row, 'unlinked');
}

/** The last line of a chain must be the one its record, or the house, stands at. */
function endFault(row: Walked): Verdict | undefined {
  if (row.head_version !== null && row.head_version > row.version) return broken({ chain: row.chain, version: row.version + 1 }, 'missing');
  return row.head_version === row.version && row.head_hash === row.hash ? undefined : broken(row, 'not-the-head');
}

function pageAfter(driver: Driver, last: Walked | undefined): Promise<Walked[]> {
  return driver.read<Walked>(`select a.*, o.chain as open,
      coalesce(r.version, h.version) as head_version, coalesce(r.hash, h.hash) as head_hash
    from audit a
    left join audit_open o on o.chain = a.chain and o.version = a.version
    left join record r on r.id = a.chain
    left join audit_head h on h.chain = a.chain
    where (a.chain, a.version) > ($1, $2) order by a.chain, a.version limit $3`, [last?.chain ?? '', last?.version ?? 0, page]);
}

/** A line that no longer waits must be sealed; the checkpoint may have been made while we walked. */
async function sealFault(row: Walked, seals: Seals): Promise<Verdict | undefined> {
  if (row.open !== null || seals.cover(row)) return undefined;
  return await seals.readOn() ?? (seals.cover(row) ? undefined : broken(row, 'unsealed'));
}

/** Records and waiting lines whose audit lines are gone altogether. */
async function lost(driver: Driver): Promise<Verdict | undefined> {
  const [gone] = await driver.read<{ chain: string; version: number }>(`
    select r.id as chain, 1 as version from record r where not exists (select 1 from audit a where a.chain = r.id and a.version = 1)
    union all
    select h.chain, 1 from audit_head h where not exists (select 1 from audit a where a.chain = h.chain and a.version = 1)
    union all
    select o.chain, o.version from audit_open o where not exists (select 1 from audit a where a.chain = o.chain and a.version = o.version)
    limit 1`, []);
  return gone && broken(gone, 'missing');
}

async function exportFault(driver: Driver, exported: Checkpoint | undefined): Promise<Verdict | undefined> {
  if (!exported) return undefined;
  const [kept] = await driver.read<{ mac: string }>('select mac from audit_checkpoint where seq = $1', [exported.seq]);
  if (!kept) return { kind: 'broken-checkpoint', seq: exported.seq, fault: 'missing' };
  return kept.mac === exported.mac ? undefined : { kind: 'broken-checkpoint', seq: exported.seq, fault: 'forged' };
}

type Seals = ReturnType<typeof sealsOf>;

/** Reads checkpoints in order, as far as there are any, and remembers how far each chain is sealed. */
function sealsOf(driver: Driver, key: Buffer) {
  const sealed = new Map<string, number>();
  let last = { seq: 0, mac: '' };

  const check = async (row: CheckpointRow): Promise<Verdict | undefined> => {
    if (row.seq !== last.seq + 1) return { kind: 'broken-checkpoint', seq: last.seq + 1, fault: 'missing' };
    if (seal(row, key) !== row.mac || row.previous !== last.mac) return { kind: 'broken-checkpoint', seq: row.seq, fault: 'forged' };
    const heads: Checkpoint['heads'] = JSON.parse(row.heads);
    for (const [chain, { version, hash }] of Object.entries(heads)) {
      const [line] = await driver.read<{ hash: string }>('select hash from audit where chain = $1 and version = $2', [chain, version]);
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
