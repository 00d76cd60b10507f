// PostgreSQL keeps the store's contract, and its own promises: many processes on one database, and a server that may restart under them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Driver } from '../../store/driver.ts';
import { openStore } from '../../store/open.ts';
import { openPostgres } from '../../store/postgres.ts';
import { recordLocked } from '../../store/todos.ts';
import { addressOf } from '../kit/listening.ts';
import { postgresOrSkip, type Cluster } from '../kit/postgres.ts';
import { storeContract } from './contract.ts';
import type { Place } from './engine.ts';
import { auditKey, commit, request, step, todo } from './sample.ts';

let cluster: Cluster;
let places = 0;

/** A schema of its own in one database: made in a moment. */
function postgresPlace() {
  const schema = `place_${places += 1}`;
  const made = cluster.sql(`create schema ${schema}`, 'contract');
  const url = `${cluster.url('contract')}&options=${encodeURIComponent(`-c search_path=${schema}`)}`;
  const triggers = (act: 'enable' | 'disable') => ['audit', 'audit_checkpoint'].map((table) => `alter table ${schema}.${table} ${act} trigger user;`).join('');
  return {
    url,
    made,
    open: async () => {
      await made;
      return openPostgres(url);
    },
    tamper: (sql: string) => cluster.sql(`set search_path = ${schema}; ${triggers('disable')} ${sql}; ${triggers('enable')}`, 'contract'),
    remove: () => cluster.sql(`drop schema ${schema} cascade`, 'contract'),
  } satisfies Place & { readonly url: string; readonly made: Promise<void> };
}

async function prepare(context: Mocha.Context): Promise<void> {
  const ready = await postgresOrSkip(context);
  if (cluster !== ready) await ready.make('contract');
  cluster = ready;
}

storeContract({ name: 'PostgreSQL', prepare, place: postgresPlace });

describe('a PostgreSQL database', () => {
  let place: ReturnType<typeof postgresPlace>;
  before(function () {
    return prepare(this);
  });
  beforeEach(async () => {
    place = postgresPlace();
    await place.made;
  });
  afterEach(() => place.remove());

  /** Another session, which does by hand what another bot would do at a bad moment. */
  const beside = async () => {
    const client = new Client({ connectionString: place.url });
    await client.connect();
    return client;
  };
  const look = async () => openStore({ driver: await place.open(), auditKey });

  const run = (program: string, ...args: readonly string[]) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, program), place.url, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => printed += text);
    return { child, closed: once(child, 'close'), lines: () => printed.split('\n').slice(0, -1) };
  };
  /** Starts a writer; `versions` are those it was told are safe. */
  const writer = (steps: number, moment = 0) => {
    const started = run('writer.ts', String(steps), String(moment));
    return { ...started, versions: () => started.lines().map(Number) };
  };

  it('is made once when five processes start at the same time, and loses no step of any', async () => {
    const moment = Date.now() + 1500;
    const writers = Array.from({ length: 5 }, () => writer(30, moment));
    assert.deepEqual(await Promise.all(writers.map(async ({ closed }) => (await closed)[0])), [0, 0, 0, 0, 0]);
    const versions = writers.flatMap((one) => one.versions()).toSorted((one, other) => one - other);
    assert.deepEqual(versions, Array.from({ length: 150 }, (_, n) => n + 1));
    const store = await look();
    assert.equal((await store.claim({ by: 'a', now: 0, machine: 0, limit: 999, lease: 1 })).length, 150);
    assert.deepEqual(await store.verify(), { kind: 'intact', lines: 150, checkpoints: 0 });
    await store.close();
  }).timeout(30_000);

  it('keeps all it acknowledged through kill -9 of one of two that work on it', async () => {
    await (await look()).close();
    const [one, other] = [writer(1_000_000), writer(1_000_000)];
    await Promise.all([one, other].map(({ child }) => once(child.stdout, 'data')));
    await pause(300);
    one.child.kill('SIGKILL');
    await one.closed;
    const before = other.versions().length;
    await pause(300);
    other.child.kill('SIGKILL');
    await other.closed;
    assert.ok(other.versions().length > before, 'the other went on');
    const store = await look();
    const version = (await store.get('ticket', 'T-1001'))?.version ?? 0;
    const safe = [...one.versions(), ...other.versions()];
    assert.equal(new Set(safe).size, safe.length, 'no version was given twice');
    assert.ok(version >= Math.max(...safe));
    assert.deepEqual(await store.verify(), { kind: 'intact', lines: version, checkpoints: 0 });
    await store.close();
  }).timeout(30_000);

  it('has its queue worked on by two, and by the one that is left when the other is killed: nothing twice but what was taken over', async () => {
    const store = await look();
    const keys = Array.from({ length: 150 }, (_, n) => `t${n}`);
    for (const key of keys) await store.enqueue(todo(key, 0));
    const [killed, left] = [run('worker.ts'), run('worker.ts')];
    await Promise.all([killed, left].map(({ child }) => once(child.stdout, 'data')));
    while (killed.lines().length < 20) await pause(5);
    killed.child.kill('SIGKILL');
    await killed.closed;
    assert.deepEqual(await left.closed, [0, null]);
    const said = (sign: string, lines: readonly string[]) => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
    const [begun, settled, ofTheOther] = [said('+', killed.lines()), said('-', killed.lines()), said('+', left.lines())];
    assert.deepEqual(new Set([...begun, ...ofTheOther]), new Set(keys));
    assert.equal(new Set(ofTheOther).size, ofTheOther.length, 'the one that is left did nothing twice');
    const takenOver = begun.filter((key) => ofTheOther.includes(key));
    assert.deepEqual(takenOver.filter((key) => settled.includes(key)), [], 'what was settled was done again');
    assert.ok(takenOver.length <= 1, `one was under way, ${takenOver.join()} were done again`);
    await store.close();
  }).timeout(30_000);

  it('is worked on through a restart of the server, by those who were connected too', async () => {
    const store = await look();
    let was = await commit(store, step('T-1001', undefined));
    let going = true;
    const work = (async () => {
      while (going) {
        was = await commit(store, step('T-1001', was)).catch(async (fault: unknown) => {
          // Cut off at the commit itself, nobody can say whether it was written: whoever wants to know reads again.
          if (!/nobody knows/.test(String(fault))) throw fault;
          return await store.get('ticket', 'T-1001') ?? was;
        });
        await store.requestsOf('minji', { limit: 5 });
      }
    })();
    await pause(100);
    const before = was.version;
    await cluster.restart();
    await pause(500);
    going = false;
    await work;
    assert.ok(was.version > before + 1, `${was.version} after ${before}`);
    assert.deepEqual(await store.verify(), { kind: 'intact', lines: was.version, checkpoints: 0 });
    await store.close();
  }).timeout(30_000);

  const counters = (...names: readonly string[]) => names.map((name) => ({ sql: 'insert into counter (name, value) values ($1, 0)', params: [name] }));
  const counted = (name: string) => ({ sql: 'update counter set value = value + 1 where name = $1', params: [name], rows: 1 });
  const counts = async (driver: Driver) => (await driver.read<{ value: number }>('select value from counter order by name', [])).map(({ value }) => value);

  it('is written to once for all that is written at one moment', async () => {
    const driver = await place.open();
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => driver.write(counters(name))));
    assert.deepEqual(await driver.read('select count(distinct xmin::text) as transactions from counter', []), [{ transactions: 1 }]);
    await driver.close();
  });

  it('keeps waiting for a lock that another has who needs it, and nobody else who writes at that moment', async () => {
    const driver = await place.open();
    await driver.write(counters('a', 'b'));
    const other = await beside();
    await other.query(`begin; update counter set value = 5 where name = 'a'`);
    const waiting = driver.write([counted('a')]);
    assert.ok(await driver.write([counted('b')]));
    assert.deepEqual(await counts(driver), [0, 1]);
    await other.query('commit');
    assert.ok(await waiting);
    assert.deepEqual(await counts(driver), [6, 1]);
    await other.end();
    await driver.close();
  });

  it('answers who asks while many wait to write the same', async () => {
    const driver = await place.open();
    await driver.write(counters('a'));
    const other = await beside();
    await other.query(`begin; update counter set value = 5 where name = 'a'`);
    const waiting = Array.from({ length: 12 }, () => driver.write([counted('a')]));
    await pause(300);
    assert.deepEqual(await counts(driver), [0]);
    await other.query('commit');
    assert.ok(!(await Promise.all(waiting)).includes(false));
    assert.deepEqual(await counts(driver), [17]);
    await other.end();
    await driver.close();
  });

  it('is written to by who needs something else while many wait to write the same, also at the same moment', async () => {
    const driver = await place.open();
    await driver.write(counters('a', 'b'));
    const other = await beside();
    await other.query(`begin; update counter set value = 5 where name = 'a'`);
    const waiting = [];
    for (let n = 0; n < 9; n += 1) {
      waiting.push(driver.write([counted('a')]));
      await pause(5);
    }
    const together = [driver.write([counted('b')]), driver.write([counted('a')])] as const;
    const asked = Date.now();
    assert.ok(await together[0]);
    assert.ok(Date.now() - asked < 2_000, `${Date.now() - asked} ms`);
    await other.query('commit');
    assert.ok((await Promise.all([...waiting, ...together])).every(Boolean));
    assert.deepEqual(await counts(driver), [15, 1]);
    await other.end();
    await driver.close();
  }).timeout(20_000);

  it('is written to by two who need the same in another order, again and again', async () => {
    const drivers = [await place.open(), await place.open()];
    await drivers[0]?.write(counters('a', 'b'));
    const written = await Promise.all(drivers.flatMap((driver, n) => Array.from({ length: 10 }, () => driver.write((n === 0 ? ['a', 'b'] : ['b', 'a']).map(counted)))));
    assert.ok(!written.includes(false));
    for (const driver of drivers) {
      assert.deepEqual(await counts(driver), [20, 20]);
      await driver.close();
    }
  });

  it('has a claim give way at once to whoever waits for what it has, and needs it, and claim the rest', async () => {
    const store = await look();
    for (const key of ['a', 'b']) await store.enqueue(todo(key, 0));
    const other = await beside();
    await other.query(`begin; update todo set wanted = 5 where name = 'b'`);
    const claiming = store.claim({ by: 'one', now: 0, machine: 0, limit: 9, lease: 1 });
    await pause(20);
    const asked = Date.now();
    await other.query(`delete from todo where name = 'a'; commit`);
    assert.ok(Date.now() - asked < 500, `${Date.now() - asked} ms`);
    assert.deepEqual((await claiming).map(({ key, wanted }) => [key, wanted]), [['b', 5]]);
    await other.end();
    await store.close();
  });

  it('runs again what lost a deadlock', async () => {
    const driver = await place.open();
    await driver.write(counters('a', 'b'));
    const other = await beside();
    await other.query(`begin; update counter set value = 5 where name = 'b'`);
    const waiting = driver.write([counted('a'), counted('b')]);
    await pause(300);
    // Who waited first finds out first, and is the one to give way.
    await other.query(`update counter set value = 5 where name = 'a'; commit`);
    assert.ok(await waiting);
    assert.deepEqual(await counts(driver), [6, 6]);
    await other.end();
    await driver.close();
  });

  it('is asked to free, after five seconds, what an instance locked that went silent between its statements and its commit', async () => {
    const driver = await place.open();
    await driver.write([{ sql: 'insert into counter (name, value) values ($1, 0)', params: ['a'] }]);
    const [row] = await driver.read<{ limit: string }>(`select current_setting('idle_in_transaction_session_timeout') as limit`, []);
    assert.equal(row?.limit, '5s');
    await driver.close();
  });

  it('tells a hold that another is about to give up from one that stays', async () => {
    const store = await look();
    assert.ok(await store.commit(request('E-1', 'T-1001')));
    const other = await beside();
    await other.query(`begin; delete from hold where name = 'device:d-1'`);
    const waiting = store.commit(request('E-2', 'T-1001'));
    await pause(150);
    await other.query('commit');
    assert.ok(await waiting);
    await other.end();
    await store.close();
  });

  it('waits for another that is just changing a record that was looked at, and then knows better', async () => {
    const store = await look();
    const seen = await commit(store, step('T-1001', undefined));
    const other = await beside();
    await other.query(`begin; update record set version = 2 where id = 'T-1001'`);
    const waiting = store.commit(request('E-1', 'T-1001', { among: [seen] }));
    await pause(150);
    await other.query('commit');
    assert.equal(await waiting, false);
    await other.end();
    await store.close();
  });

  it('shows what changed also at a place that the record is being given at this moment', async () => {
    const store = await look();
    await commit(store, step('T-1001', undefined));
    const other = await beside();
    await other.query(`begin; ${recordLocked('T-1001').sql.replace('$1', `'T-1001'`)}; insert into post (record, target, version, at) values ('T-1001', 'person:minji', 0, 1)`);
    const waiting = store.commit(request('E-1', 'T-1001', { refresh: ['E-1', 'T-1001'] }));
    await pause(150);
    await other.query('commit');
    assert.ok(await waiting);
    assert.deepEqual((await store.claim({ by: 'a', now: 99, machine: 0, limit: 9, lease: 1 })).map(({ key }) => key), ['post:T-1001:person:minji']);
    await other.end();
    await store.close();
  });

  it('takes a name that holds what PostgreSQL does not', async () => {
    const store = await look();
    await store.savePerson({ id: 'minji', name: 'Min\0ji', seenAt: 1 });
    assert.equal((await store.person('minji'))?.name, 'Min\u{FFFD}ji');
    await store.close();
  });

  it('sorts as SQLite does, whatever the order of its language', async () => {
    const driver = await place.open();
    for (const name of ['b', 'B', 'a', 'é', 'Z', '_']) await driver.write([{ sql: 'insert into setting (name, value, version) values ($1, $1, 1)', params: [name] }]);
    assert.deepEqual((await driver.read<{ name: string }>('select name from setting order by name', [])).map(({ name }) => name), ['B', 'Z', '_', 'a', 'b', 'é']);
    await driver.close();
  });

  it('made by a newer version is refused, by name', async () => {
    await (await place.open()).close();
    await place.tamper('insert into migration (version) values (99)');
    await assert.rejects(place.open(), /contract at localhost cannot be used: it was made by a newer version of this program \(schema 99/);
  });

  it('that cannot be reached is said so within seconds, without the password', async () => {
    await assert.rejects(openPostgres('postgres://bot:hunter2@127.0.0.1:1/support'),
      (fault: Error) => /support at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/.test(fault.message) && !`${fault.stack}${JSON.stringify(fault)}`.includes('hunter2'));
  });

  it('that asks for a password nobody gave is said so', async () => {
    const authentication = (kind: number, text: string) => {
      const message = Buffer.alloc(9 + text.length);
      message.write('R');
      message.writeInt32BE(8 + text.length, 1);
      message.writeInt32BE(kind, 5);
      message.write(text, 9);
      return message;
    };
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.once('data', () => {
        socket.write(authentication(10, 'SCRAM-SHA-256\0\0'));
        socket.once('data', () => socket.write(authentication(11, 'r=1,s=1,i=1')));
      }).on('error', () => undefined);
    });
    const origin = new URL(await addressOf(server));
    await assert.rejects(openPostgres(`postgres://bot@${origin.host}/support`), /cannot be used: it asks for a password; allowed: in PGPASSWORD/);
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  describe('whose tables another role owns', () => {
    let app: string;
    const owned = async (url: string) => {
      const driver: Driver = await openPostgres(url);
      await driver.close();
    };
    before(() => cluster.sql('create role app login', 'contract'));
    beforeEach(() => {
      app = place.url.replace('owner@', 'app@');
    });
    const grant = () => place.tamper(`grant usage on schema ${schemaOf(place.url)} to app; grant select, insert, update, delete on all tables in schema ${schemaOf(place.url)} to app`);

    it('is opened and used by a role that may only use it', async () => {
      await owned(place.url);
      await grant();
      const store = openStore({ driver: await openPostgres(app), auditKey });
      await commit(store, step('T-1001', undefined, { todos: [todo('t', 0)] }));
      assert.ok(await store.checkpoint(5));
      assert.deepEqual(await store.verify(), { kind: 'intact', lines: 1, checkpoints: 1 });
      await store.close();
    });

    it('is refused to a bot whose role may not work on it, with what to grant, before anybody presses', async () => {
      await owned(place.url);
      const opened = () => openPostgres(app, { mustWrite: true });
      await grant();
      await place.tamper(`revoke insert, update on record from app; revoke update, delete on audit, audit_checkpoint from app`);
      await assert.rejects(opened(), /lacks insert, update on record; as the owner of the tables: grant select, insert, update, delete on all tables in schema place_\d+ to app$/);
      await owned(app);
      await place.tamper('grant insert, update on record to app');
      await (await opened()).close();
      await cluster.sql('alter role app set default_transaction_read_only = on');
      await assert.rejects(opened(), /cannot be used: it takes no writes; allowed: the address of the primary/);
      await cluster.sql('alter role app reset default_transaction_read_only');
    });

    it('cannot be emptied, nor freed of its triggers, by that role', async () => {
      await owned(place.url);
      await grant();
      const other = new Client({ connectionString: app });
      await other.connect();
      for (const sql of ['truncate audit', 'alter table audit disable trigger all', 'drop trigger append_only on audit']) await assert.rejects(other.query(sql), /permission denied|must be owner/, sql);
      for (const sql of ['delete from audit', `update audit set actor = ''`]) await assert.rejects(other.query(sql), /append-only/, sql);
      await other.end();
    });

    it('cannot be emptied by the owner either, as long as the triggers are there; they come back at the next start', async () => {
      await owned(place.url);
      const other = await beside();
      await assert.rejects(other.query('truncate audit, audit_checkpoint'), /append-only/);
      await other.query('drop trigger append_only on audit');
      await owned(place.url);
      await assert.rejects(other.query('truncate audit'), /append-only/);
      await other.end();
    });

    it('is refused, with what to do, when it must first be brought up to date', async () => {
      await cluster.sql(`grant usage on schema ${schemaOf(place.url)} to app`, 'contract');
      await assert.rejects(openPostgres(app), /has to be brought up to date, which this role may not; run `npm run store -- migrate` as its owner/);
    });
  });
});

const schemaOf = (url: string): string => /search_path%3D(\w+)/.exec(url)?.[1] ?? '';
