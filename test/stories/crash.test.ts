// kill -9 at random moments of a busy day: nothing acknowledged is lost, nothing decided twice, every card arrives.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveThroughCrashes } from '../kit/crashed-days.ts';
import { freePort } from '../kit/process.ts';

describe('a bot that is killed eight times while many press at once', function () {
  this.timeout(300_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'crash-'));
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  it('loses nothing it acknowledged, decides nothing twice, reveals nothing unaudited, and shows everything as it stands', async () => {
    const env = { DATA_DIR: dataDir, PORT: String(await freePort()), VAULT_KEY: randomBytes(32).toString('base64'), SUPPORT_CONFIG: join(dataDir, 'none.json') };
    const report = await liveThroughCrashes({ env, bots: 1, kills: 8, seed: 8 });
    assert.ok(report.acknowledged > 0 && report.tickets > 0, JSON.stringify(report));
  });
});
