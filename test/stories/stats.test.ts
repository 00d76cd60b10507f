// The numbers of a desk, as whoever runs it reads them in a spreadsheet.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../kit/command.ts';
import { freePort, runBot, type RunningBot } from '../kit/process.ts';
import { cardSaying, offering, saying, wordsOf } from '../kit/reading.ts';
import { sendReport } from '../kit/town.ts';

describe('the numbers', function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'stats-'));
  let bot: RunningBot;
  let env: Readonly<Record<string, string>>;

  const rows = async (...args: readonly string[]) => (await runCommand('bot/stats-command.ts', env, ...args)).out.split('\r\n').filter(Boolean);
  const report = async (description: string) => {
    await sendReport(bot, 'grace', { description });
    await bot.waitFor('ana', 'support', cardSaying(description));
  };
  const press = async (id: string, verb: string, inputs: Readonly<Record<string, string>> = {}) =>
    bot.press('ana', await bot.waitFor('ana', 'support', (message) => cardSaying(`${id} ·`)(message) && offering(verb)(message)), { verb }, inputs);

  before(async () => {
    env = { DATA_DIR: dataDir, PORT: String(await freePort()), VAULT_KEY: randomBytes(32).toString('base64'), SUPPORT_CONFIG: join(dataDir, 'none.json') };
    bot = await runBot(env);
  });
  after(async () => {
    await bot.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('of a desk where nothing happened are none', async () => {
    assert.deepEqual(await rows(), ['what,by,value,unit']);
  });

  it('count what was opened, how long it took to respond and to resolve, and how old is what is open', async () => {
    await report('No sound');
    await report('No picture');
    await bot.advance('PT30M');
    await press('T-1001', 'ticket/claim');
    await bot.advance('PT90M');
    await press('T-1001', 'ticket/resolve', { resolution: 'Unmuted' });
    assert.deepEqual(await rows(), [
      'what,by,value,unit', 'open,new,1,tickets', 'age of what is open,p50,120,minutes', 'age of what is open,p90,120,minutes', 'age of what is open,p100,120,minutes',
      'opened,C,2,tickets', 'resolved,C,1,tickets',
      'first response,p50,30,minutes', 'first response,p90,30,minutes', 'first response,p95,30,minutes',
      'resolution,p50,120,minutes', 'resolution,p90,120,minutes', 'resolution,p95,120,minutes',
    ]);
  });

  it('count how satisfied people were, each ticket once', async () => {
    const rate = async (rating: string) => bot.press('grace', await bot.waitFor('grace', 'bot', offering('ticket/rate')), { verb: 'ticket/rate' }, { rating, comment: '' });
    await rate('4');
    await rate('5');
    assert.deepEqual((await rows()).filter((row) => row.startsWith('rated')), ['rated,4,1,tickets']);
  });

  it('are shown on a card to those who run the desk, in their language; to those who work on it without who had admin access', async () => {
    await bot.say('dana', 'stats');
    const all = wordsOf(await bot.waitFor('dana', 'bot', cardSaying('in the last 30 days')));
    assert.match(all, /Open tickets: 1\n[^]*Time to the first response\nHalf within\n30 minutes\n[^]*Time to the resolution\nHalf within\n2 hours\n/);
    assert.match(all, /Admin access, by person/);
    await bot.say('ben', '통계 7일');
    const some = wordsOf(await bot.waitFor('ben', 'bot', cardSaying('in the last 7 days')));
    assert.match(some, /Opened\n2\n[^]*Admin access, by device/);
    assert.doesNotMatch(some, /by person/);
  });

  it('are not shown to users, who are told where to look instead', async () => {
    await bot.say('grace', 'stats');
    await bot.waitFor('grace', 'bot', saying('Your role does not include this. Say “roles” to see who can do it.'));
  });

  it('leave out what was before', async () => {
    await bot.advance('P2D');
    assert.deepEqual((await rows('--days', '1')).filter((row) => !/^open|^age|^breached/.test(row)), ['what,by,value,unit']);
    assert.ok((await rows('--days', '3')).includes('opened,C,2,tickets'));
  });

  for (const [line, ...args] of [
    ['--days is "0"; a whole number from 1 to 366', '--days', '0'],
    ['--all is no flag of this command; --days', '--all'],
    ['"now" stands alone; values follow a flag', 'now'],
  ] as const) {
    it(`are not printed by a command that cannot be understood: ${args.join(' ')}`, async () => {
      assert.deepEqual(await runCommand('bot/stats-command.ts', env, ...args), { code: 2, out: '', err: `${line}\nAll commands and flags: npm run stats -- --help\n` });
    });
  }
});
