// A process of its own that keeps raising one ticket's version; prints each version once the store says it is safe.
// Arguments: the file, or the address of a PostgreSQL database, how many steps, and the moment (epoch ms) to open it, so that several can do it at once.
import { writeSync } from 'node:fs';
import { openSqlite } from '../../store/sqlite.ts';
import { openStore } from '../../store/open.ts';
import { openPostgres } from '../../store/postgres.ts';
import { auditKey, step, todo } from './sample.ts';

const [where = '', steps = '0', moment = '0'] = process.argv.slice(2);
while (Date.now() < Number(moment)) continue;
const store = openStore({ driver: where.startsWith('postgres') ? await openPostgres(where) : openSqlite(where), auditKey });

for (let done = 0; done < Number(steps);) {
  const was = await store.get('ticket', 'T-1001');
  const committed = await store.commit(step('T-1001', was, { at: Date.now(), todos: [todo(`told:${(was?.version ?? 0) + 1}`, 0)] }));
  if (!committed) continue;
  writeSync(1, `${committed.saved.version}\n`);
  done++;
}
await store.close();
