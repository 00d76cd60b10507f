// Fills an empty PostgreSQL database in one transaction: everything, or nothing.
import { Client } from 'pg';
import type { Reader } from './driver.ts';
import { openPostgres } from './postgres.ts';
import { storable } from './postgres-batch.ts';
import { tables } from './schema.ts';
import type { Value } from './statement.ts';

/** Something was there already, in this table. */
export class NotEmpty extends Error {
  readonly table: string;
  constructor(table: string) {
    super(`the table ${table} has rows already`);
    this.table = table;
  }
}

export interface Filling extends Reader {
  insert(table: string, rows: readonly Readonly<Record<string, Value>>[]): Promise<void>;
}

/** Makes the tables, keeps everybody else from writing, and commits what `work` inserted; when it throws, the tables stay empty. Throws NotEmpty. */
export async function fillPostgres<T>(url: string, work: (filling: Filling) => Promise<T>): Promise<T> {
  await (await openPostgres(url)).close();
  const client = new Client({ connectionString: url, keepAlive: true, pipeline: true, application_name: 'managed-desktop-support copy' });
  const int8 = 20;
  client.setTypeParser(int8, Number);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`lock table ${tables.join(', ')} in exclusive mode`);
    for (const table of tables) {
      if ((await client.query(`select 1 from ${table} limit 1`)).rowCount !== 0) throw new NotEmpty(table);
    }
    const done = await work({
      read: async <Row>(sql: string, params: readonly Value[]) => (await client.query(sql, [...params])).rows as Row[],
      async insert(table, rows) {
        const { rows: columns } = await client.query<{ name: string; type: string }>(`select quote_ident(attname) as name, format_type(atttypid, null) as type
          from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum`, [table]);
        const names = columns.map(({ name }) => name).join(', ');
        await client.query(`insert into ${table} (${names}) select ${names} from json_to_recordset($1) as given(${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
          [JSON.stringify(rows, (_, value: unknown) => (value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : storable(value)))]);
      },
    });
    await client.query('commit');
    // The planner knows nothing of the rows otherwise until some later night.
    await client.query('analyze');
    return done;
  } finally {
    await client.end();
  }
}
