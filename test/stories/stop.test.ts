// SIGTERM in the middle of a busy moment: what was begun is finished and answered, leases are given back, and nothing is half said.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, runBot, type RunningBot } from '../kit/process.ts';
import { cardSaying, offering } from '../kit/reading.ts';

describe('a bot that is asked to stop', function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'stop-'));
  const env = { DATA_DIR: dataDir, PORT: '', VAULT_KEY: randomBytes(32).toString('base64'), SUPPORT_CONFIG: join(dataDir, 'none.json') };
  let bot: RunningBot;
  const answered: string[] = [];

  before(async () => {
    env.PORT = String(await freePort());
    bot = await runBot(env);
    await bot.say('grace', 'report');
    await bot.press('grace', await bot.waitFor('grace', 'bot', offering('report'), 20_000), { verb: 'report' }, {
      description: 'No sound', category: 'windows', reach: 'one', effect: 'minor', device: 'none',
    });
    await bot.press('ben', await bot.waitFor('ben', 'support', offering('ticket/claim'), 20_000), { verb: 'ticket/claim' });
  });
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  it('ends in good time, without a fault, while people press and Teams is slow', async () => {
    const card = await bot.waitFor('ben', 'support', cardSaying('T-1001'));
    await bot.faults({ hang: 700 });
    const crowd = (async () => {
      for (let n = 0; ; n += 1) {
        const question = `Question ${n}?`;
        const shown = await bot.press('ben', card, { action: { type: 'Action.Execute', verb: 'ticket/ask', data: { id: 'T-1001' } } }, { question }).catch(() => undefined);
        if (shown === undefined) return;
        if (shown.kind === 'card') answered.push(question);
        if (shown.kind === 'error') assert.equal(shown.code, 'unreachable');
        // The bot goes on answering until its sends have ended. Asked any faster, it had more to tell than Teams' rates let through in the time below.
        await pause(30);
      }
    })();
    while (answered.length < 5) await pause(20);
    const from = Date.now();
    assert.equal(await bot.stop(), 0);
    assert.ok(Date.now() - from < 12_000, `${Date.now() - from} ms`);
    await crowd;
    assert.doesNotMatch(bot.printed(), /"level":"(warn|error)"/);
  });

  it('leaves no lease behind, and what is still to be done in the store', () => {
    const db = new DatabaseSync(join(dataDir, 'support.sqlite'), { readOnly: true });
    assert.deepEqual(db.prepare('select name from todo where leased_by is not null').all(), []);
    assert.equal(db.prepare('pragma integrity_check').get()?.['integrity_check'], 'ok');
    db.close();
  });

  it('has said, after the next start, everything it answered, each thing once', async () => {
    bot = await runBot(env);
    await bot.noFaults();
    const last = answered.at(-1) ?? '';
    await bot.waitFor('grace', 'bot', ({ text }) => text.includes(last), 40_000);
    const told = (await bot.messages('grace')).map(({ text }) => text);
    for (const question of answered) assert.equal(told.filter((text) => text.includes(question)).length, 1, question);
    assert.equal(await bot.stop(), 0);
  });
});

describe('a bot that is stopped while it greets everybody', function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'stop-early-'));
  let bot: RunningBot | undefined;
  after(async () => {
    await bot?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('answers at once after the next start: nothing that it was sending failed for its own end', async () => {
    const env = { DATA_DIR: dataDir, PORT: String(await freePort()), VAULT_KEY: randomBytes(32).toString('base64'), SUPPORT_CONFIG: join(dataDir, 'none.json') };
    await (await runBot(env)).stop();
    bot = await runBot(env);
    const from = Date.now();
    // Minji's chat is the first to be greeted.
    await bot.say('minji', '도움말');
    await bot.waitFor('minji', 'bot', cardSaying('여기서 사용할 수 있는 말'));
    // A chat in which a send failed is left alone for six seconds.
    assert.ok(Date.now() - from < 5_000, `${Date.now() - from} ms`);
  });
});
