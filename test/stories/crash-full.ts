// The long run of the crash story: node test/stories/crash-full.ts [kills] [seed]; on PostgreSQL where DATABASE_URL says.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveThroughCrashes } from '../kit/crashed-days.ts';
import { freePort } from '../kit/process.ts';

const [kills = '200', seed = '1'] = process.argv.slice(2);
const { DATABASE_URL: url } = process.env;
const dataDir = mkdtempSync(join(tmpdir(), 'crash-'));
const env = { DATA_DIR: dataDir, PORT: String(await freePort()), VAULT_KEY: randomBytes(32).toString('base64'), SUPPORT_CONFIG: join(dataDir, 'none.json'), ...(url !== undefined && { DATABASE_URL: url }) };
const report = await liveThroughCrashes({ env, kills: Number(kills), seed: Number(seed), note: (line) => process.stdout.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
rmSync(dataDir, { recursive: true, force: true });
