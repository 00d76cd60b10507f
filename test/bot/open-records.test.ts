// Going through all that is open while people work on it: nothing is left out, and nothing counted twice.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecords } from '../../bot/open-records.ts';
import { openStore } from '../../store/open.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { auditKey, commit, step } from '../store/sample.ts';

describe('going through open tickets', () => {
  it('meets each once, also one that changes meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'open-records-'));
    const store = openStore({ driver: openSqlite(join(folder, 'support.sqlite')), auditKey });
    const ids = Array.from({ length: 250 }, (_, at) => `T-${1001 + at}`);
    const saved = await Promise.all(ids.map((id, at) => commit(store, step(id, undefined, { at }))));

    const met: string[] = [];
    for await (const { id } of openRecords(store, 'ticket')) {
      if (met.push(id) === 1) await commit(store, step(id, saved[0], { at: 1000 }));
    }
    assert.deepEqual(met.toSorted(), ids);

    await store.close();
    rmSync(folder, { recursive: true });
  });
});
