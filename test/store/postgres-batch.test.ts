// What goes to PostgreSQL together is planned for the day on which there is much, is not waited for for ever, and leaves nothing behind.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Client } from 'pg';
import sinon from 'sinon';
import { openStore } from '../../store/open.ts';
import { openPostgres } from '../../store/postgres.ts';
import { batch } from '../../store/postgres-batch.ts';
import { postgresOrSkip, type Cluster } from '../kit/postgres.ts';
import { auditKey, todo } from './sample.ts';

describe('what goes to PostgreSQL together', () => {
  let cluster: Cluster;
  let client: Client;
  before(async function () {
    cluster = await postgresOrSkip(this);
  });
  beforeEach(async () => {
    client = new Client({ connectionString: cluster.url() });
    client.on('error', () => undefined);
    await client.connect();
  });
  afterEach(() => client.end());

  it('finds by its key what there is much of, also when it was first asked while there was nothing', async () => {
    const [name, lease] = ['plans', { by: 'a', now: 0, machine: 0, lease: 1 }];
    const url = await cluster.make(name);
    await (await openPostgres(url)).close();
    await cluster.sql('vacuum analyze', name);
    const store = openStore({ driver: await openPostgres(url), auditKey });
    for (const count of [...Array.from({ length: 10 }, () => 1), 300]) {
      await Promise.all(Array.from({ length: count }, (_, n) => store.enqueue(todo(`t${n}`, 0))));
      for (const claimed of await store.claim({ ...lease, limit: count })) await store.finish(claimed);
    }
    await store.close();
    await cluster.sql(`do $$ begin
      for second in 1..5 loop
        exit when (select idx_scan > 300 from pg_stat_user_tables where relname = 'todo');
        perform pg_stat_clear_snapshot(), pg_sleep(1);
      end loop;
      assert (select idx_scan > 300 from pg_stat_user_tables where relname = 'todo'), 'found by its key';
      assert (select seq_tup_read = 0 from pg_stat_user_tables where relname = 'todo'), 'and nothing read to find it';
    end $$`, name);
  }).timeout(30_000);

  it('is given up when the server is gone without a word', async () => {
    const { all: [own] } = await batch(client, [{ sql: 'select pg_backend_pid() as pid', params: [] }]);
    const pid = Number(own?.rows[0]?.['pid']);
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    process.kill(pid, 'SIGSTOP');
    try {
      const asked = batch(client, [{ sql: 'select 1', params: [] }]);
      clock.tick(25_000);
      assert.match(String((await asked).fault), /did not answer in time/);
    } finally {
      clock.restore();
      process.kill(pid, 'SIGCONT');
    }
  });

  it('is gone from memory, and its answer, without a full collection', async () => {
    setFlagsFromString('--expose-gc');
    const collect: (how: { readonly type: 'minor' }) => void = runInNewContext('gc');
    const ask = async () => {
      const { all: [answer] } = await batch(client, [{ sql: `select repeat('x', 500) as text`, params: [] }]);
      return new WeakRef(answer?.rows[0] ?? {});
    };
    const answers = [];
    for (let n = 0; n < 200; n += 1) answers.push(await ask());
    for (let n = 0; n < 4; n += 1) {
      collect({ type: 'minor' });
      await pause(1);
    }
    assert.ok(answers.filter((answer) => answer.deref() !== undefined).length < 20);
  });
});
