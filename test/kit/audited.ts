// What a town's audit log says, read as `npm run audit -- export` reads it: beside the bot.
import { join } from 'node:path';
import { openSqlite } from '../../store/sqlite.ts';
import { openStore } from '../../store/open.ts';
import { cast } from '../../local/cast.ts';
import type { Town } from './town.ts';

export interface AuditedLine {
  /** Who, by the key in the cast; else the object id, or `system`. */
  readonly actor: string;
  readonly action: string;
  /** The record whose life the line is of, or `house`. */
  readonly chain: string;
  readonly record: string | undefined;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The lines that fit, chain by chain, oldest first in each. */
export async function auditOf({ dataDir }: Pick<Town, 'dataDir'>, fits: (line: AuditedLine) => boolean = () => true): Promise<readonly AuditedLine[]> {
  const store = openStore({ driver: openSqlite(join(dataDir, 'support.sqlite')), auditKey: Buffer.alloc(32) });
  try {
    const lines = await Array.fromAsync(store.lines({}));
    return lines.map(({ actor, action, chain, record, detail }) =>
      ({ actor: cast.people.find(({ id }) => id === actor)?.key ?? actor, action, chain, record, detail: { ...detail } })).filter(fits);
  } finally {
    await store.close();
  }
}
