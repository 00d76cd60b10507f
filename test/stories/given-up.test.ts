// What the bot gives up: IT admins see it in their channel, once, and operators list it and have it run again beside the running bot.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runCommand } from '../kit/command.ts';
import { runBot, type RunningBot } from '../kit/process.ts';
import { cardSaying, offering, wordsOf } from '../kit/reading.ts';

describe('what the bot gives up', function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'given-up-'));
  const env = { DATA_DIR: dataDir, VAULT_KEY: randomBytes(32).toString('base64') };
  let bot: RunningBot;

  const todos = (...args: readonly string[]) => runCommand('bot/todos.ts', env, ...args);
  const report = async (description: string) =>
    bot.press('grace', await bot.waitFor('grace', 'bot', offering('report')), { verb: 'report' }, { description, category: 'windows', reach: 'one', effect: 'minor', device: 'none' });

  before(async () => {
    bot = await runBot({ ...env, PORT: '0', SUPPORT_CONFIG: join(dataDir, 'none.json') });
    await bot.say('grace', 'report');
    await bot.waitFor('grace', 'bot', offering('report'));
  });
  after(async () => {
    await bot.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is nothing at first', async () => {
    assert.deepEqual(await todos('list'), { code: 0, out: '0 in all, 0 of them parked\n', err: '' });
  });

  it('is not what goes to a 1:1 chat that Teams knows no more: the chat is opened anew', async () => {
    await bot.faults({ status: 404, count: 1, match: 'POST' });
    await bot.say('grace', 'help');
    await bot.waitFor('grace', 'bot', cardSaying('What you can say here'));
    assert.deepEqual(await todos('list'), { code: 0, out: '0 in all, 0 of them parked\n', err: '' });
  });

  it('shows in the IT admins’ channel: what, where, why and since when', async () => {
    // Two sends: the card in the channel and the one in the chat.
    await bot.faults({ status: 400, count: 2 });
    await report('No sound');
    const alarm = await bot.waitFor('dana', 'it-admin', cardSaying('T-1001'), 15_000);
    const words = wordsOf(alarm);
    assert.match(words, /Given up/);
    assert.match(words, /Card of T-1001, for the channel support/);
    assert.match(words, /Card of T-1001, for Grace Hall/);
    assert.match(words, /refused with 400/);
    assert.match(words, /Waiting since/);
  });

  it('is listed by the command, with the keys to run it by', async () => {
    const { code, out } = await todos('list');
    assert.equal(code, 0);
    assert.match(out, /^post:T-1001:channel:support\n {2}what {3}post of T-1001\n {2}where {2}channel:support\n {2}why {4}POST was refused with 400 ServiceError\n {2}since {2}.*given up .* after 1 attempts$/m);
    assert.match(out, /^2 in all, 0 of them parked$/m);
  });

  it('is run again when somebody says so, and nobody is alarmed anew', async () => {
    const before = (await bot.messages('dana', 'it-admin')).length;
    assert.deepEqual(await todos('run', 'post:T-1001:channel:support'), { code: 0, out: '1 will be run again; a running bot takes them up within 15 seconds\n', err: '' });
    assert.match((await todos('run', '--all')).out, /^1 will be run again/);
    await bot.waitFor('ben', 'support', cardSaying('No sound'), 20_000);
    await bot.waitFor('grace', 'bot', cardSaying('T-1001'), 20_000);
    assert.equal((await todos('list')).out, '0 in all, 0 of them parked\n');
    assert.equal((await bot.messages('dana', 'it-admin')).length, before);
  });

  it('is refused by the command, in a line, what is not on the list or not understood', async () => {
    assert.deepEqual(await todos('run', 'post:T-9'), { code: 1, out: '', err: '"post:T-9" is not among what was given up; "list" shows the keys\n' });
    for (const [args, line] of [[[], 'The command is missing; list or run'], [['drop'], 'The command is "drop"; list or run'], [['run'], 'run needs a key of the list, or --all'],
      [['run', 'a', '--all'], 'run takes keys or --all, not both'], [['list', '--everything'], '--everything is no flag of this command; --all']] as const) {
      assert.deepEqual(await todos(...args), { code: 2, out: '', err: `${line}\nAll commands and flags: npm run todos -- --help\n` });
    }
    assert.equal((await todos('--help')).code, 0);
  });

  it('is not told of in a loop: an alarm that cannot be raised raises none', async () => {
    const before = (await bot.messages('dana', 'it-admin')).length;
    await bot.say('grace', 'report');
    await bot.waitFor('grace', 'bot', offering('report'));
    await bot.faults({ status: 400, match: 'POST' });
    await report('No picture');
    await pause(5_000);
    await bot.noFaults();
    const { out } = await todos('list');
    assert.equal([...out.matchAll(/^alarm:/gm)].length, 1, out);
    await pause(3_000);
    assert.equal((await bot.messages('dana', 'it-admin')).length, before);
    assert.ok(!/^alarm:alarm/m.test(out));
  });
});
