// The process is killed between any two steps of the day and started again: the day goes on.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, runBot, type RunningBot } from '../kit/process.ts';
import { sevADay, supportDay } from './support-day.ts';

describe('a day on which the bot is killed after every step', function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'killed-'));
  const env = { DATA_DIR: dataDir, PORT: '', VAULT_KEY: randomBytes(32).toString('base64'), SUPPORT_CONFIG: join(dataDir, 'none.json') };
  const seen = new Map<string, string>();
  let bot: RunningBot;

  before(async () => {
    env.PORT = String(await freePort());
    bot = await runBot(env);
  });
  after(async () => {
    await bot.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  for (const step of [...supportDay, ...sevADay]) {
    it(step.name, async () => {
      await step.take(bot, seen);
      await bot.kill();
      bot = await runBot(env);
    });
  }

  it('sends Teams nothing that it would refuse', async () => {
    assert.deepEqual(await bot.violations(), []);
  });

  it('stops without a fault when asked to', async () => {
    assert.equal(await bot.stop(), 0);
    bot = await runBot(env);
  });
});
