// Passes that were given and not yet used.
import type { Driver } from './driver.ts';
import type { Store } from './store.ts';

export function passes(driver: Driver): Pick<Store, 'givePass' | 'takePass'> {
  return {
    async givePass({ digest, person, record }, until, machine) {
      await driver.write([
        { sql: 'delete from pass where until <= $1', params: [machine] },
        { sql: 'insert into pass (digest, person, record, until) values ($1, $2, $3, $4)', params: [digest, person, record, until] },
      ], 'soon');
    },
    takePass: async ({ digest, person, record }, machine) => await driver.write([
      { sql: 'delete from pass where digest = $1 and person = $2 and record = $3 and until > $4', params: [digest, person, record, machine], rows: 1 },
    ]) !== false,
  };
}
