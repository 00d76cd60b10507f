// PostgreSQL keeps the store's contract, and its own promises.
import { openPostgres } from '../../store/postgres.ts';
import { postgresOrSkip, type Cluster } from '../kit/postgres.ts';
import { storeContract } from './contract.ts';
import type { Place } from './engine.ts';

let cluster: Cluster;
let places = 0;

/** A schema of its own in one database: made in a moment. */
function postgresPlace(): Place & { readonly url: string } {
  const schema = `place_${places += 1}`;
  const made = cluster.sql(`create schema ${schema}`, 'contract');
  const url = `${cluster.url('contract')}&options=${encodeURIComponent(`-c search_path=${schema}`)}`;
  const triggers = (act: 'enable' | 'disable') => ['audit', 'audit_checkpoint'].map((table) => `alter table ${schema}.${table} ${act} trigger user;`).join('');
  return {
    url,
    open: async () => {
      await made;
      return openPostgres(url);
    },
    tamper: (sql) => cluster.sql(`set search_path = ${schema}; ${triggers('disable')} ${sql}; ${triggers('enable')}`, 'contract'),
    remove: () => cluster.sql(`drop schema ${schema} cascade`, 'contract'),
  };
}

storeContract({
  name: 'PostgreSQL',
  async prepare(context) {
    cluster = await postgresOrSkip(context);
    await cluster.make('contract');
  },
  place: postgresPlace,
});
