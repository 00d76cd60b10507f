// A process of its own that does what is due in a PostgreSQL database: prints a to-do's key behind + when it begins and behind - when it is settled.
// Arguments: the address of the database. Ends when nothing is left.
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../store/open.ts';
import { openPostgres } from '../../store/postgres.ts';
import { auditKey } from './sample.ts';

const store = openStore({ driver: await openPostgres(process.argv[2] ?? ''), auditKey });
for (let wait: number | undefined = 0; wait !== undefined;) {
  await pause(Math.min(wait, 50));
  const now = Date.now();
  for (const todo of await store.claim({ by: String(process.pid), now, machine: now, limit: 5, lease: 1000 })) {
    writeSync(1, `+${todo.key}\n`);
    await pause(5);
    await store.finish(todo);
    writeSync(1, `-${todo.key}\n`);
  }
  wait = await store.nextDue({ now: Date.now(), machine: Date.now() });
}
await store.close();
