// The audit log: notes that change no record, a record's history, and checkpoints sealed with a key from outside the database.
import { type About, beginning, type Head, house, type LineRow, link } from './chain.ts';
import type { Driver } from './driver.ts';
import { checkpointsOf, linesOf, logged } from './excerpt.ts';
import type { AuditLine } from './line.ts';
import { type CheckpointRow, seal } from './seal.ts';
import type { Statement } from './statement.ts';
import type { Store } from './store.ts';
import { verify } from './verify.ts';

type AuditStore = Pick<Store, 'note' | 'history' | 'line' | 'lines' | 'checkpoints' | 'checkpoint' | 'isSealedByUs' | 'verify'>;

/** The most lines one checkpoint seals, so that its list of heads stays small. */
const batch = 1000;

export function audit(driver: Driver, key: Buffer): AuditStore {
  const headOf = async (chain: string): Promise<Head> =>
    (await driver.read<Head>('select version, hash from audit_head where chain = $1', [chain]))[0] ?? beginning;

  const noted = async (line: AuditLine & About, also: readonly Statement[]): Promise<boolean> => {
    let head = await headOf(house);
    for (;;) {
      const next = link(house, head, line);
      if (await driver.write([moved(house, head, next.head), ...next.statements, ...also])) return true;
      const now = await headOf(house);
      // The head stood still, so it was a guard of `also` that did not hold.
      if (now.version === head.version) return false;
      head = now;
    }
  };
  // Notes of this instance queue up, or they would only race each other for the same head.
  let last: Promise<unknown> = Promise.resolve();

  return {
    note(line, also = []) {
      const done = last.then(() => noted(line, also));
      last = done.catch(() => undefined);
      return done;
    },

    history: async (record) => (await driver.read<LineRow>('select * from audit where chain = $1 order by version', [record])).map(logged),
    async line(record, version) {
      const [row] = await driver.read<LineRow>('select * from audit where chain = $1 and version = $2', [record, version]);
      return row && logged(row);
    },
    lines: (part) => linesOf(driver, part),
    checkpoints: (part) => checkpointsOf(driver, part),

    async checkpoint(at) {
      const open = await driver.read<{ chain: string } & Head>(`select o.chain, o.version, a.hash from audit_open o
        join audit a on a.chain = o.chain and a.version = o.version order by o.chain, o.version limit $1`, [batch]);
      if (open.length === 0) return undefined;
      const [before] = await driver.read<{ seq: number; mac: string }>('select seq, mac from audit_checkpoint order by seq desc limit 1', []);
      const heads = JSON.stringify(Object.fromEntries(open.map(({ chain, version, hash }) => [chain, { version, hash }])));
      const body = { seq: (before?.seq ?? 0) + 1, at, lines: open.length, heads, previous: before?.mac ?? '' };
      const row = { ...body, mac: seal(body, key) };
      return await driver.write([inserted(row), ...open.map(closed)]) ? { ...row, heads: JSON.parse(heads) } : undefined;
    },

    async isSealedByUs() {
      const [newest] = await driver.read<CheckpointRow>('select * from audit_checkpoint order by seq desc limit 1', []);
      return newest === undefined || seal(newest, key) === newest.mac;
    },

    verify: (exported) => verify(driver, key, exported),
  };
}

const inserted = ({ seq, at, lines, heads, previous, mac }: CheckpointRow): Statement => ({
  sql: 'insert into audit_checkpoint (seq, at, lines, heads, previous, mac) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
  params: [seq, at, lines, heads, previous, mac],
  rows: 1,
});

const closed = ({ chain, version }: { readonly chain: string; readonly version: number }): Statement => ({
  sql: 'delete from audit_open where chain = $1 and version = $2',
  params: [chain, version],
  rows: 1,
});

const moved = (chain: string, from: Head, to: Head): Statement => from.version === 0
  ? { sql: 'insert into audit_head (chain, version, hash) values ($1, $2, $3) on conflict do nothing', params: [chain, to.version, to.hash], rows: 1 }
  : {
      sql: 'update audit_head set version = $2, hash = $3 where chain = $1 and version = $4',
      params: [chain, to.version, to.hash, from.version],
      rows: 1,
    };
