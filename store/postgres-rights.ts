// What the bot's role must be allowed in PostgreSQL: asked at the start, or it would be found out in somebody's turn.
import type { ClientBase } from 'pg';
import { ask, appendOnlyTables } from './postgres-schema.ts';
import { tables } from './schema.ts';

const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/** Rejects, with what to do, when the database takes no writes or the role may not make them. To the audit log it only ever adds. */
export async function refuseReadOnly(client: ClientBase): Promise<void> {
  const [locked] = await ask(client, `select 1 where current_setting('transaction_read_only') = 'on'`);
  if (locked) throw new Error('it takes no writes; allowed: the address of the primary, for a role without default_transaction_read_only');
  const [missing] = await ask(client, `select format('this role lacks %s on %s; as the owner of the tables: grant select, insert, update, delete on all tables in schema %I to %I',
      string_agg(distinct privilege, ', '), string_agg(distinct name, ', '), current_schema(), current_user) as said
    from unnest(array[${listed(tables)}]) as name, unnest(array['select', 'insert', 'update', 'delete']) as privilege
    where not has_table_privilege(name, privilege) and not (name in (${listed(appendOnlyTables)}) and privilege in ('update', 'delete'))
    having count(*) > 0`);
  if (missing) throw new Error(String(missing['said']));
}
