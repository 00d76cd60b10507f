// How audit lines hang together: each line's hash covers the one before, so that a chain's newest hash vouches for all of it.
import { hash } from 'node:crypto';
import type { AuditLine, LoggedLine } from './line.ts';
import type { Statement } from './statement.ts';

/** The chain of lines that belong to no record's life. */
export const house = 'house';

export interface Head {
  readonly version: number;
  readonly hash: string;
}
export const beginning: Head = { version: 0, hash: '' };

/** A line as it lies in the table; `detail` is the JSON text that was hashed. */
export interface LineRow extends Omit<LoggedLine, 'detail' | 'record' | 'digest'> {
  readonly record: string | null;
  readonly detail: string;
  readonly digest: string | null;
}

/** What a line says besides what happened: whom it concerns, and the digest of what is kept since. */
export interface About {
  readonly record?: string;
  readonly digest?: string;
}

export function hashOf(line: Omit<LineRow, 'hash'>): string {
  const { chain, version, record, at, actor, action, detail, previous, digest } = line;
  return hash('sha256', JSON.stringify([chain, version, record, at, actor, action, detail, previous, ...digest === null ? [] : [digest]]));
}

/** Of what is kept, as JSON texts: a line that carries it vouches for more than itself. */
export function digestOf(...texts: readonly string[]): string {
  return hash('sha256', texts.join('\n'));
}

/** The next link: the new head, and what to write. The caller guards the head itself. */
export function link(chain: string, head: Head, line: AuditLine & About): { head: Head; statements: Statement[] } {
  const { at, actor, action } = line;
  const version = head.version + 1;
  const record = line.record ?? null;
  const digest = line.digest ?? null;
  const detail = JSON.stringify(line.detail);
  const sum = hashOf({ chain, version, record, at, actor, action, detail, previous: head.hash, digest });
  return {
    head: { version, hash: sum },
    statements: [
      {
        sql: `insert into audit (chain, version, record, at, actor, action, detail, previous, hash, digest)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        params: [chain, version, record, at, actor, action, detail, head.hash, sum, digest],
      },
      { sql: 'insert into audit_open (chain, version) values ($1, $2)', params: [chain, version] },
    ],
  };
}
