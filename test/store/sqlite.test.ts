// SQLite keeps the store's contract, and its own promises: many processes on one file, and nothing lost to a kill.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqlite } from '../../store/sqlite.ts';
import { openStore } from '../../store/open.ts';
import { storeContract } from './contract.ts';
import type { Place } from './engine.ts';
import { auditKey } from './sample.ts';

function sqlitePlace() {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  const file = join(folder, 'support.sqlite');
  return {
    file,
    open: () => openSqlite(file),
    tamper(sql: string) {
      const db = new DatabaseSync(file);
      for (const { name } of db.prepare(`select name from sqlite_schema where type = 'trigger'`).all()) db.exec(`drop trigger ${String(name)}`);
      db.exec(sql);
      db.close();
    },
    remove: () => rmSync(folder, { recursive: true }),
  } satisfies Place & { readonly file: string };
}

storeContract({ name: 'SQLite', place: sqlitePlace });

describe('a SQLite file', () => {
  let place: ReturnType<typeof sqlitePlace>;
  beforeEach(() => {
    place = sqlitePlace();
  });
  afterEach(() => place.remove());

  /** Starts a writer; `versions` are those it was told are safe. */
  const writer = (steps: number, moment = 0) => {
    const program = join(import.meta.dirname, 'writer.ts');
    const child = spawn(process.execPath, [program, place.file, String(steps), String(moment)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => printed += text);
    // The last line counts only when it was printed whole.
    return { child, closed: once(child, 'close'), versions: () => printed.split('\n').slice(0, -1).map(Number) };
  };
  const look = () => openStore({ driver: place.open(), auditKey });

  it('is readable by its owner only', async () => {
    await place.open().close();
    assert.equal(statSync(place.file).mode & 0o777, 0o600);
  });

  it('is made once when three processes start at the same time, and loses no step of any', async () => {
    const moment = Date.now() + 500;
    const writers = [writer(60, moment), writer(60, moment), writer(60, moment)];
    assert.deepEqual(await Promise.all(writers.map(async ({ closed }) => (await closed)[0])), [0, 0, 0]);
    const versions = writers.flatMap((one) => one.versions()).toSorted((one, other) => one - other);
    assert.deepEqual(versions, Array.from({ length: 180 }, (_, n) => n + 1));
    const store = look();
    assert.equal((await store.get('ticket', 'T-1001'))?.version, 180);
    assert.equal((await store.claim({ by: 'a', now: 0, machine: 0, limit: 999, lease: 1 })).length, 180);
    assert.deepEqual(await store.verify(), { kind: 'intact', lines: 180, checkpoints: 0 });
    await store.close();
  }).timeout(30_000);

  it('keeps all it acknowledged through one kill -9 after another', async () => {
    let acknowledged = 0;
    for (let round = 0; round < 6; round++) {
      const { child, closed, versions } = writer(1_000_000);
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, randomInt(100)));
      child.kill('SIGKILL');
      await closed;
      const store = look();
      const version = (await store.get('ticket', 'T-1001'))?.version ?? 0;
      const last = versions().at(-1) ?? 0;
      assert.ok(last > acknowledged && version >= last, `${last} was acknowledged, ${version} is there`);
      assert.equal((await store.claim({ by: `round ${round}`, now: 0, machine: 0, limit: 1_000_000, lease: 0 })).length, version);
      assert.deepEqual(await store.verify(), { kind: 'intact', lines: version, checkpoints: 0 });
      await store.close();
      acknowledged = last;
    }
  }).timeout(30_000);

  it('made by a newer version is refused, by name, and left as it is', async () => {
    await place.open().close();
    place.tamper('insert into migration (version) values (99)');
    assert.throws(() => place.open(), (fault: Error) => fault.message.includes(place.file) && /newer version.*schema 99/.test(fault.message));
  });

  it('that is no database is refused', () => {
    const db = new DatabaseSync(place.file);
    db.exec('create table record (id text)');
    db.close();
    assert.throws(() => place.open(), /record/);
  });

  it('waits for another process that writes for a moment', async () => {
    const driver = place.open();
    const other = spawn(process.execPath, ['-e', `
      const { DatabaseSync } = require('node:sqlite');
      const db = new DatabaseSync(process.argv[1]);
      db.exec('begin immediate');
      console.log('locked');
      setTimeout(() => { db.exec('commit'); db.close(); }, 300);
    `, place.file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(other, 'close');
    await once(other.stdout, 'data');
    assert.deepEqual(await driver.write([{ sql: 'insert into counter (name, value) values ($1, 1)', params: ['x'], rows: 1 }]), []);
    await closed;
    await driver.close();
  });
});
