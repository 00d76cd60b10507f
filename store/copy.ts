// Copies an embedded store into an empty PostgreSQL database: counted table by table, the audit log walked before and after.
import { fillPostgres } from './postgres-fill.ts';
import { tables } from './schema.ts';
import type { View } from './sqlite-view.ts';
import type { Verdict } from './verdict.ts';
import { verify } from './verify.ts';

export interface Copied {
  /** Rows by table. */
  readonly rows: ReadonlyMap<string, number>;
  readonly verdict: Verdict;
}

/** Not copied: the audit log is broken, in the source or, by the copying, in the target. */
export class BrokenLog extends Error {
  readonly where: 'source' | 'target';
  readonly verdict: Verdict;
  constructor(where: 'source' | 'target', verdict: Verdict) {
    super(`the audit log of the ${where} is broken`);
    this.where = where;
    this.verdict = verdict;
  }
}

/** All or nothing. Throws a BrokenLog, NotEmpty of the target, or what went wrong with either database. */
export async function copyToPostgres(from: View, url: string, auditKey: Buffer): Promise<Copied> {
  const before = await verify(from, auditKey);
  if (before.kind !== 'intact') throw new BrokenLog('source', before);
  return fillPostgres(url, async (to) => {
    const rows = new Map<string, number>();
    for (const table of tables) {
      for (const some of from.rows(table)) {
        if (some.length > 0) await to.insert(table, some);
        rows.set(table, (rows.get(table) ?? 0) + some.length);
      }
      const [there] = await to.read<{ count: number }>(`select count(*) as count from ${table}`, []);
      if (there?.count !== rows.get(table)) throw new Error(`Of ${rows.get(table)} rows of the table ${table}, ${there?.count} arrived`);
    }
    const verdict = await verify(to, auditKey);
    if (verdict.kind !== 'intact' || verdict.lines !== before.lines || verdict.checkpoints !== before.checkpoints) throw new BrokenLog('target', verdict);
    return { rows, verdict };
  });
}
