// The command `npm run audit`, run as operators run it: beside a bot that works, and on a database that somebody changed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { readAsked } from '../../bot/audit-flags.ts';
import { runBot, type RunningBot } from '../kit/process.ts';
import { cardSaying } from '../kit/reading.ts';
import { sendReport } from '../kit/town.ts';

interface Line {
  readonly kind: 'line' | 'checkpoint';
  readonly chain?: string;
  readonly action?: string;
  readonly record?: string;
  readonly detail?: { readonly refused?: string };
}

describe('the audit command', function () {
  this.timeout(30_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'audit-'));
  const env = { DATA_DIR: dataDir, VAULT_KEY: randomBytes(32).toString('base64') };
  const command = join(import.meta.dirname, '../../bot/audit.ts');
  const kept = join(dataDir, 'kept.jsonl');
  let bot: RunningBot;

  async function audit(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    const child = spawn(process.execPath, [command, ...args], { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code: Number(code), out, err };
  }

  async function exported(...args: readonly string[]): Promise<readonly Line[]> {
    const { code, out, err } = await audit('export', ...args);
    assert.equal(code, 0, err);
    return out.trimEnd().split('\n').map((line): Line => JSON.parse(line));
  }

  function tamper(...statements: readonly string[]): void {
    const db = new DatabaseSync(join(dataDir, 'support.sqlite'), { timeout: 5000 });
    for (const { name } of db.prepare(`select name from sqlite_schema where type = 'trigger'`).all()) db.exec(`drop trigger ${String(name)}`);
    for (const sql of statements) db.exec(sql);
    db.close();
  }

  before(async () => {
    bot = await runBot({ ...env, PORT: '0', SUPPORT_CONFIG: join(dataDir, 'none.json') });
    await sendReport(bot, 'grace');
    const card = await bot.waitFor('ben', 'support', cardSaying('T-1001'));
    const own = await bot.waitFor('grace', 'bot', cardSaying('T-1001'));
    await bot.press('grace', own, { action: { type: 'Action.Execute', verb: 'ticket/claim', data: { id: 'T-1001', version: 1 } } });
    await bot.press('ben', card, { verb: 'ticket/claim' });
    await bot.advance('PT11M');
  });
  after(async () => {
    await bot.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('finds the log of a running bot intact, its checkpoints sealed', async () => {
    const { code, out } = await audit('verify');
    assert.match(out, /^intact: \d+ lines, [1-9]\d* checkpoints\n$/);
    assert.equal(code, 0);
  });

  it('exports a record with what was refused about it, and what seals it', async () => {
    const lines = await exported('--record', 'T-1001');
    assert.deepEqual(lines.filter(({ kind }) => kind === 'line').map(({ chain, action, detail }) => [chain, action, detail?.refused]), [
      ['T-1001', 'ticket/report', undefined], ['T-1001', 'ticket/claim', undefined], ['house', 'ticket/claim', 'not-allowed'],
    ]);
    assert.equal(lines.at(-1)?.kind, 'checkpoint');
  });

  it('exports a period', async () => {
    assert.ok((await exported('--from', '2020-01-01', '--to', '2999-01-01T00:00:00+09:00')).length > 4);
    assert.equal((await audit('export', '--to', '2020-01-01')).out, '');
  });

  it('keeps a checkpoint that a log written anew does not hold', async () => {
    await exported('--checkpoint', kept);
    assert.equal((await audit('verify', '--checkpoint', kept)).code, 0);
    const [one = ''] = readFileSync(kept, 'utf8').split('\n');
    const other = join(dataDir, 'other.jsonl');
    writeFileSync(other, one.replace(/"mac":"\w+"/, `"mac":"${'0'.repeat(64)}"`));
    const { code, out } = await audit('verify', '--checkpoint', other);
    assert.deepEqual([code, /^broken: checkpoint \d+ .*\(forged\)\n$/.test(out)], [1, true], out);
  });

  it('needs the key that the bot runs with', async () => {
    const other = { ...env, VAULT_KEY: randomBytes(32).toString('base64') };
    const child = spawn(process.execPath, [command, 'verify'], { env: { PATH: process.env['PATH'], ...other }, stdio: ['ignore', 'pipe', 'inherit'] });
    assert.match(await text(child.stdout), /^broken: checkpoint 1 was not made by this bot, or with another key/);
  });

  const wrongs: readonly (readonly [string, readonly string[], readonly RegExp[]])[] = [
    ['no command', [], [/^The command is missing; verify, export or accesses$/]],
    ['an unknown command', ['erase'], [/^The command is "erase"; verify, export or accesses$/]],
    ['an unknown flag', ['export', '--until', '2026'], [/^"2026" stands alone; /, /^--until is no flag of export; allowed: --from, --to, --record, --checkpoint, --help$/]],
    ['the flag of another command', ['verify', '--record', 'T-1001'], [/^--record is no flag of verify; allowed: --checkpoint, --help$/]],
    ['wrong values, all of them', ['export', '--from', 'yesterday', '--to=2026-03-01T09:00', '--record', 'T1001'],
      [/^--from is "yesterday"; allowed: an ISO 8601 date /, /^--to is "2026-03-01T09:00"; allowed: an ISO/, /^--record is "T1001"; allowed: a record id such as /]],
    ['a missing value', ['export', '--from'], [/^--from is empty; allowed: an ISO 8601 date/]],
    ['a flag given twice', ['export', '--from', '2026-01-01', '--from', '2026-02-01'], [/^--from is given twice/]],
    ['a period that ends before it begins', ['export', '--from', '2026-03-01', '--to', '2026-02-01'], [/^--to is "2026-02-01"; allowed: a time after --from 2026-03-01$/]],
  ];
  for (const [what, args, lines] of wrongs) {
    it(`names ${what} in a line each and what is allowed`, () => {
      const asked = readAsked(args);
      assert.ok(asked.kind === 'wrong');
      assert.equal(asked.lines.length, lines.length, asked.lines.join('\n'));
      lines.forEach((line, at) => assert.match(asked.lines[at] ?? '', line));
    });
  }

  it('ends with 2 when the command line is wrong, and says where to read on', async () => {
    const { code, out, err } = await audit('erase');
    assert.deepEqual([code, out, err], [2, '', 'The command is "erase"; verify, export or accesses\nAll commands and flags: npm run audit -- --help\n']);
  });

  it('says in one line what else it cannot work with', async () => {
    for (const [args, more, line] of [
      [['export', '--record', 'T-9999'], {}, /^--record is "T-9999"; allowed: the id of a record that exists\n$/],
      [['verify', '--checkpoint', command], {}, /^--checkpoint is .*it holds no checkpoint\n$/],
      [['verify'], { DATA_DIR: join(dataDir, 'elsewhere') }, /^DATA_DIR is ".*elsewhere"; allowed: a folder with a bot's data.*\n$/],
      [['verify'], { VAULT_KEY: 'short' }, /^VAULT_KEY must be 32 random bytes.*\n$/],
      [['verify'], { VAULT_KEY: '', HOME: dataDir }, /^VAULT_KEY is missing; .*\n$/],
    ] as const) {
      const child = spawn(process.execPath, [command, ...args], { env: { PATH: process.env['PATH'], ...env, ...more }, stdio: ['ignore', 'ignore', 'pipe'] });
      const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
      assert.match(err, line);
      assert.equal(code, 1);
    }
  });

  it('explains itself', async () => {
    const { code, out } = await audit('--help');
    assert.equal(code, 0);
    for (const word of ['verify', 'export', '--from', '--to', '--record', '--checkpoint']) assert.ok(out.includes(word), word);
  });

  it('stops without a word when nobody reads on', async () => {
    const child = spawn(process.execPath, [command, 'export'], { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    assert.equal(await text(child.stderr), '');
  });

  const ticket = (found: string) => new RegExp(`^broken: line \\d+ of T-1001 .*\\(${found}\\)\\n$`);
  const swapped = `update audit set version = version + 10 where chain = 'T-1001'; update audit set version = 13 - version where chain = 'T-1001'`;
  const crimes: readonly (readonly [crime: string, sql: string, undo: string, found: RegExp])[] = [
    ['an edited line', `update audit set actor = 'nobody' || actor where chain = 'T-1001' and version = 1`,
      `update audit set actor = substr(actor, 7) where chain = 'T-1001' and version = 1`, ticket('edited')],
    ['a reworded ticket', `update record set body = replace(body, 'No sound', 'No fault') where id = 'T-1001'`,
      `update record set body = replace(body, 'No fault', 'No sound') where id = 'T-1001'`, ticket('altered')],
    ['lines put in another order', swapped, swapped, /^broken: line \d of T-1001 .*\((replaced|edited)\)\n$/],
    ['a removed line', `delete from audit where chain = 'T-1001' and version = 1`, '', ticket('missing')],
  ];
  for (const [crime, sql, undo, found] of crimes) {
    it(`names ${crime}`, async () => {
      tamper(sql);
      const { code, out } = await audit('verify');
      assert.match(out, found);
      assert.equal(code, 1);
      tamper(undo);
    });
  }
});
