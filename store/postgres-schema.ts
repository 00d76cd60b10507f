// The tables in PostgreSQL: made and brought up to date by whoever comes first, with the triggers that keep the audit log append-only.
import { DatabaseError, type ClientBase } from 'pg';
import { answered, type Answer } from './postgres-batch.ts';
import { migrations } from './schema.ts';

/** Any number that nobody else uses as an advisory lock in this database. */
const lock = 4_211_978_114;
const insufficientPrivilege = '42501';

export const appendOnlyTables: readonly string[] = ['audit', 'audit_checkpoint'];
const appendOnly = `
  create or replace function append_only() returns trigger language plpgsql as $$ begin
    raise exception '% is append-only', tg_table_name;
  end $$;
  ${appendOnlyTables.map((table) => `
    drop trigger if exists append_only on ${table};
    create trigger append_only before update or delete or truncate on ${table} for each statement execute function append_only();
  `).join('')}`;

/** Texts sort by their code points, as in SQLite; and an index then serves beginnings too. */
const portable = (sql: string): string => sql.replaceAll(/\btext\b/g, 'text collate "C"').replaceAll(/\bblob\b/g, 'bytea');

/**
 * Changes nothing when there is nothing to change, so that the bot's role needs no right to. The owner of the tables could take the triggers away:
 * let the bot's role be another.
 */
export async function bringUpToDate(client: ClientBase): Promise<void> {
  if (await isUpToDate(client)) return;
  await client.query('begin');
  try {
    // A large table takes its time, and so does waiting for whoever is at it already; but nobody who works on a table waits longer than usual for it.
    await client.query(`set local statement_timeout = 0; set local lock_timeout = 0; select pg_advisory_xact_lock(${lock}); set local lock_timeout = '10s'`);
    // Not asked for first: this session may still believe that there is none, from before it waited.
    await client.query('create table if not exists migration (version bigint primary key)');
    const version = await lastOf(client);
    for (const [done, sql] of migrations.entries()) {
      if (done < version) continue;
      await client.query(portable(sql));
      await client.query('insert into migration (version) values ($1)', [done + 1]);
    }
    await client.query(appendOnly);
    await client.query('commit');
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    if (!(fault instanceof DatabaseError && fault.code === insufficientPrivilege)) throw fault;
    throw new Error(`it has to be brought up to date, which this role may not; run \`npm run store -- migrate\` as its owner (${fault.message})`, { cause: fault });
  }
}

async function isUpToDate(client: ClientBase): Promise<boolean> {
  const used = await ask(client, `select 1 where to_regclass('migration') is not null`);
  if (used.length === 0) return false;
  const version = await lastOf(client);
  if (version > migrations.length) {
    throw new Error(`it was made by a newer version of this program (schema ${version}, this one knows ${migrations.length})`);
  }
  const triggers = await ask(client, `select 1 from pg_trigger where tgname = 'append_only' and tgenabled <> 'D'
    and tgrelid in (${appendOnlyTables.map((table) => `to_regclass('${table}')`).join(', ')})`);
  return version === migrations.length && triggers.length === appendOnlyTables.length;
}

async function lastOf(client: ClientBase): Promise<number> {
  const [row] = await ask(client, 'select coalesce(max(version), 0) as version from migration');
  return Number(row?.['version']);
}

/** Rejects when the server is gone without a word, as a query of the client's own would not. */
export async function ask(client: ClientBase, sql: string): Promise<Answer['rows']> {
  const [answer] = await answered(client, [{ sql, params: [] }]);
  return answer?.rows ?? [];
}
