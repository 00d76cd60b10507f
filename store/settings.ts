// What IT admins have set: versioned values, each change with its audit line.
import { digestOf } from './chain.ts';
import type { Driver } from './driver.ts';
import type { Setting } from './setting.ts';
import type { Statement } from './statement.ts';
import type { Store } from './store.ts';

interface SettingRow {
  readonly name: string;
  readonly value: string;
  readonly version: number;
}

/** `note` writes the audit line and the setting together. */
export function settings(driver: Driver, note: Store['note']): Pick<Store, 'setting' | 'settings' | 'saveSetting'> {
  return {
    async setting(name) {
      const [row] = await driver.read<SettingRow>('select name, value, version from setting where name = $1', [name]);
      return row && setting(row);
    },
    settings: async () =>
      new Map((await driver.read<SettingRow>('select name, value, version from setting', [])).map((row) => [row.name, setting(row)])),
    saveSetting(name, value, expected, line, also = []) {
      const text = JSON.stringify(value);
      return note({ ...line, record: `${prefix}${name}`, digest: digestOf(text) }, [written(name, text, expected), ...also]);
    },
  };
}

/** What an audit line about a setting names as its record begins with this; the setting's name follows. */
export const prefix = 'setting:';

const setting = ({ value, version }: SettingRow): Setting => ({ value: JSON.parse(value), version });

const written = (name: string, value: string, expected: number): Statement => expected === 0
  ? { sql: 'insert into setting (name, value, version) values ($1, $2, 1) on conflict do nothing', params: [name, value], rows: 1 }
  : {
      sql: 'update setting set value = $2, version = cast($3 as bigint) + 1 where name = $1 and version = cast($3 as bigint)',
      params: [name, value, expected],
      rows: 1,
    };
