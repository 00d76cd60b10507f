// An acknowledged press survives a power cut: the kernel is asked to have it on the disk before anybody is answered.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runBot, type RunningBot } from '../kit/process.ts';
import { offering } from '../kit/reading.ts';

describe('a press', function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'durable-'));
  let bot: RunningBot;

  before(async function () {
    if (spawnSync('strace', ['-V']).status !== 0) {
      process.stderr.write('      skipped: strace is not installed\n');
      return this.skip();
    }
    bot = await runBot({ DATA_DIR: dataDir, PORT: '0', VAULT_KEY: randomBytes(32).toString('base64'), SUPPORT_CONFIG: join(dataDir, 'none.json') });
    await bot.say('grace', 'report');
    await bot.press('grace', await bot.waitFor('grace', 'bot', offering('report'), 20_000), { verb: 'report' }, {
      description: 'No sound', category: 'windows', reach: 'one', effect: 'minor', device: 'none',
    });
  });
  after(async () => {
    if (bot) await bot.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is answered after its fdatasync, every time', async function () {
    const card = await bot.waitFor('ben', 'support', offering('ticket/claim'), 20_000);
    const trace = join(dataDir, 'trace');
    const strace = spawn('strace', ['-f', '-y', '-s', '4096', '-o', trace, '-e', 'trace=fdatasync,fsync,read,write,writev', '-p', String(bot.pid)], { stdio: 'ignore' });
    await pause(1_000);
    if (strace.exitCode !== null) {
      process.stderr.write('      skipped: strace may not watch another process here\n');
      return this.skip();
    }
    const ask = (n: number) => bot.press('ben', card, { action: { type: 'Action.Execute', verb: 'ticket/ask', data: { id: 'T-1001' } } }, { question: `Question ${n}?` });
    for (let n = 0; n < 5; n += 1) assert.equal((await ask(n)).kind, 'card');
    strace.kill('SIGINT');
    await once(strace, 'exit');

    // Of each thread's calls: what came in, what was made safe, what went out.
    const events = readFileSync(trace, 'utf8').split('\n').flatMap((line): readonly string[] => {
      if (/ (fdatasync|fsync)\(\d+<[^>]*support\.sqlite-wal>/.test(line)) return ['safe'];
      if (/ read\(\d+<(TCP|socket)[^>]*>, "POST \/api\/messages/.test(line)) return ['asked'];
      if (/ writev?\(\d+<(TCP|socket)/.test(line) && line.includes('HTTP/1.1 200') && line.includes('vnd.microsoft.card.adaptive')) return ['answered'];
      return [];
    });
    const turns = events.join(' ').split('asked').slice(1).map((turn) => turn.trim().split(' '));
    assert.equal(turns.length, 5, events.join(' '));
    for (const turn of turns) assert.ok(turn.indexOf('safe') !== -1 && turn.indexOf('safe') < turn.indexOf('answered'), events.join(' '));
  });
});
