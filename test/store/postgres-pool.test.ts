// A connection to PostgreSQL begins as every one should, whatever its address looks like, and does not come back from a fault in the middle of one.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import sinon from 'sinon';
import { openPostgres } from '../../store/postgres.ts';
import { bringUpToDate } from '../../store/postgres-schema.ts';
import { transaction } from '../../store/postgres-transaction.ts';
import { postgresOrSkip, type Cluster } from '../kit/postgres.ts';

describe('a connection to PostgreSQL', () => {
  let cluster: Cluster;
  let url: string;
  before(async function () {
    cluster = await postgresOrSkip(this);
    url = await cluster.make('connections');
  });

  async function shown(address: string, sql: string): Promise<readonly object[]> {
    const driver = await openPostgres(address);
    const rows = await driver.read<object>(sql, []);
    await driver.close();
    return rows;
  }
  const planning = `select name, setting from pg_settings where name in ('enable_seqscan', 'jit') order by name`;
  const ours = [{ name: 'enable_seqscan', setting: 'off' }, { name: 'jit', setting: 'off' }];

  it('plans as ours do, also with an address that is not written by the book', async () => {
    const plain = url.replaceAll('%2F', '/');
    for (const address of [url, plain, plain.replace('owner@', 'owner:100%sure@'), plain.replace('localhost', ''), `${url}&options=-c%20work_mem%3D8MB`]) {
      assert.deepEqual(await shown(address, planning), ours, address);
    }
  });

  it('plans as was decided for it, for its role or for its database', async () => {
    const theirs = [{ name: 'enable_seqscan', setting: 'on' }, { name: 'jit', setting: 'off' }];
    assert.deepEqual(await shown(`${url}&options=-c%20enable_seqscan%3Don`, planning), theirs);
    await cluster.sql('alter database connections set enable_seqscan = on');
    assert.deepEqual(await shown(url, planning), theirs);
    await cluster.sql('alter database connections reset enable_seqscan');
  });

  it('keeps our limits, whatever others were decided', async () => {
    await cluster.sql('alter database connections set lock_timeout = 0');
    assert.deepEqual(await shown(url, `select current_setting('lock_timeout') as limit`), [{ limit: '7s' }]);
    await cluster.sql('alter database connections reset lock_timeout');
  });

  it('begins with nothing that a pooler between would refuse', async () => {
    assert.deepEqual(await shown(url, `select name from pg_settings where source = 'client' order by name`), [{ name: 'application_name' }, { name: 'client_encoding' }]);
  });

  describe('of one session', () => {
    const sessions: Client[] = [];
    const begun = async (more = ''): Promise<Client> => {
      const one = new Client({ connectionString: url + more });
      sessions.push(one);
      await one.connect();
      return one;
    };
    afterEach(async () => {
      sinon.restore();
      await Promise.all(sessions.splice(0).map((one) => one.end()));
    });

    it('waits for whoever is bringing the database up to date for as long as that takes', async () => {
      const client = await begun('&lock_timeout=100&statement_timeout=200');
      await client.query('create schema empty; set search_path = empty');
      const other = await begun();
      await other.query('begin; select pg_advisory_xact_lock(4211978114)');
      const waiting = bringUpToDate(client);
      await pause(500);
      await other.query('commit');
      await waiting;
      const { rows } = await client.query(`select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement`);
      assert.deepEqual(rows, [{ lock: '100ms', statement: '200ms' }], 'and then as long as before');
    });

    for (const [what, sql] of [['that did not hold', 'select 1 where false'], ['that failed', 'select 1 / 0']] as const) {
      it(`is let go when what was begun for something ${what} may be under way still`, async () => {
        const gone = new Error('The database did not answer in time');
        const client = await begun();
        const query = sinon.stub(client, 'query');
        query.callThrough();
        query.onSecondCall().callsFake((...[rollback]: readonly unknown[]) => {
          assert.ok(rollback !== null && typeof rollback === 'object' && 'handleError' in rollback && typeof rollback.handleError === 'function');
          rollback.handleError(gone);
        });
        const list = [{ sql, params: [], rows: 1 }, { sql: 'select 1', params: [], rows: 1 }];
        await assert.rejects(transaction(client, list, 'durable'), gone);
      });
    }
  });
});
