// The command `npm run store`, as operators run it: a backup taken from a bot at work, and the way to PostgreSQL.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import type { Message } from '../../local/wire.ts';
import { cardSaying, offering } from '../kit/reading.ts';
import { postgresOrSkip, type Cluster } from '../kit/postgres.ts';
import { png } from '../kit/files.ts';
import { freePort, runBot, type RunningBot } from '../kit/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-command-'));
const dataDir = join(folder, 'data');
const env = { DATA_DIR: dataDir, VAULT_KEY: randomBytes(32).toString('base64'), PORT: '', SUPPORT_CONFIG: join(folder, 'none.json') };

async function run(program: 'store-command' | 'audit', args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, `../../bot/${program}.ts`), ...args],
    { env: { PATH: process.env['PATH'], ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise<number | null>((end) => child.once('close', end))]);
  return { code, out, said };
}

describe('the store command', function () {
  this.timeout(60_000);
  let bot: RunningBot;
  let runs = false;
  const start = async (more: Readonly<Record<string, string>> = {}): Promise<void> => {
    bot = await runBot({ ...env, ...more });
    runs = true;
  };
  const stop = async (): Promise<void> => {
    if (runs) await bot.stop();
    runs = false;
  };
  before(async () => {
    env.PORT = String(await freePort());
    await start();
  });
  after(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every byte of three million counts. */
  const photo = png(400, 300, 3_000_000);

  /** Grace reports something, and sees a ticket. */
  const report = async (what: string): Promise<Message> => {
    await bot.say('grace', 'report');
    const form = await bot.waitFor('grace', 'bot', offering('report'));
    await bot.press('grace', form, { verb: 'report' }, { description: what, category: 'windows', reach: 'one', effect: 'impaired', device: 'none' });
    return bot.waitFor('grace', 'bot', cardSaying(what));
  };
  const linesIn = (file: string): number => {
    const db = new DatabaseSync(file, { readOnly: true });
    const [row] = db.prepare(`select count(*) as count from audit where chain = 'house' and action = 'ticket/claim'`).all();
    db.close();
    return Number(row?.['count']);
  };

  describe('backs up', () => {
    const file = join(folder, 'kept.sqlite');

    it('a bot at work: whole, with all that was acknowledged before', async () => {
      const card = await report('The scanner is silent');
      await bot.say('grace', 'T-1001', 'bot', { files: [await bot.putUp(photo, 'photo.png')] });
      await bot.waitFor('ben', 'support', cardSaying('photo.png'));
      let refused = 0;
      let going = true;
      // What she may not do is answered once it is in the audit log.
      const work = async (): Promise<void> => {
        for (; going; refused += 1) await bot.press('grace', card, { action: { type: 'Action.Execute', verb: 'ticket/claim', data: { id: 'T-1001', version: 1 } } });
      };
      const working = Promise.all([work(), work(), work(), work()]);
      while (refused < 50) await new Promise((go) => setTimeout(go, 5));
      const before = refused;
      const { code, out, said } = await run('store-command', ['backup', file]);
      const meanwhile = refused - before;
      going = false;
      await working;
      assert.deepEqual([code, said], [0, '']);
      assert.match(out, new RegExp(`^backed up: ${file} and ${file}.vault\nintact: \\d+ lines, \\d+ checkpoints\n$`));
      assert.ok(meanwhile > 0 && linesIn(file) >= before && linesIn(file) <= refused, `${before} were acknowledged before, ${meanwhile} meanwhile, ${linesIn(file)} are kept`);
      assert.deepEqual([file, `${file}.vault`].map((path) => statSync(path).mode & 0o777), [0o600, 0o600]);
      assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.part')), []);
    });

    it('what is restored by copying it into an empty folder', async () => {
      const restored = join(folder, 'restored');
      mkdirSync(restored);
      copyFileSync(file, join(restored, 'support.sqlite'));
      copyFileSync(`${file}.vault`, join(restored, 'vault.sqlite'));
      const verdict = await run('audit', ['verify'], { DATA_DIR: restored });
      assert.match(verdict.out, /^intact: /);
      const other = await runBot({ ...env, DATA_DIR: restored, PORT: '0' });
      await other.say('grace', 'my requests');
      await other.waitFor('grace', 'bot', cardSaying('T-1001'));
      assert.equal(await other.stop(), 0);
    });

    it('with what users attached, and says when that is not what it was', async () => {
      const altered = join(folder, 'altered');
      mkdirSync(altered);
      copyFileSync(file, join(altered, 'support.sqlite'));
      const db = new DatabaseSync(join(altered, 'support.sqlite'));
      assert.deepEqual(Buffer.from(db.prepare('select bytes from attachment_content').get()?.['bytes'] as Uint8Array), photo);
      db.exec('update attachment_content set bytes = zeroblob(length(bytes))');
      db.close();
      const { code, out } = await run('store-command', ['backup', join(folder, 'altered.sqlite')], { DATA_DIR: altered });
      assert.match(out, /broken: the attachment \S{22} is not what its record says \(altered\)\n$/);
      assert.equal(code, 1);
    });

    it('over no file that is there', async () => {
      const { code, said } = await run('store-command', ['backup', file]);
      assert.deepEqual([code, said], [1, `${file} is there already; allowed: the path of a file that is not\n`]);
    });

    it('and says when the log it kept is broken', async () => {
      const broken = join(folder, 'broken');
      mkdirSync(broken);
      copyFileSync(file, join(broken, 'support.sqlite'));
      const db = new DatabaseSync(join(broken, 'support.sqlite'));
      db.exec(`drop trigger audit_no_update; update audit set actor = 'nobody' where chain = 'T-1001' and version = 1`);
      db.close();
      const { code, out } = await run('store-command', ['backup', join(folder, 'broken.sqlite')], { DATA_DIR: broken });
      assert.match(out, /broken: line 1 of T-1001 is not what was written \(edited\)\n$/);
      assert.equal(code, 1);
    });
  });

  it('lets only one bot work on the embedded store', async () => {
    await assert.rejects(runBot({ ...env, PORT: '0' }), /DATA_DIR is taken: another bot works on .*support\.sqlite; several need a PostgreSQL database/);
  });

  describe('copies to PostgreSQL', () => {
    let cluster: Cluster;
    let url: string;
    before(async function () {
      cluster = await postgresOrSkip(this);
      url = await cluster.make();
    });

    it('nothing of a bot that runs', async () => {
      const { code, said } = await run('store-command', ['copy', '--to', url]);
      assert.match(said, /^A bot works on .*support\.sqlite; stop it first\n$/);
      assert.equal(code, 1);
    });

    it('everything of one that is stopped, and the bot goes on there', async () => {
      await stop();
      const before = await run('audit', ['verify']);
      const { code, out, said } = await run('store-command', ['copy', '--to', url]);
      assert.deepEqual([code, said], [0, ''], out);
      assert.match(out, /^record +1$/m);
      assert.match(out, /^attachment +1$/m);
      assert.ok(out.includes(before.out), `${before.out} is not in ${out}`);
      assert.equal((await run('audit', ['verify'], { DATABASE_URL: url })).out, before.out);

      await start({ DATABASE_URL: url });
      await bot.press('ben', await bot.waitFor('ben', 'support', offering('ticket/attachments')), { verb: 'ticket/attachments' });
      const consent = await bot.waitFor('ben', 'bot', ({ attachments }) => attachments[0]?.name === 'T-1001 photo.png');
      await bot.consent('ben', consent, 'accept');
      const saved = await bot.waitFor('ben', 'bot', ({ attachments }) => attachments.some(({ contentType }) => contentType.endsWith('file.info')));
      assert.ok(photo.equals(await bot.fetched(saved.attachments[0]?.contentUrl ?? '')));
      assert.ok(cardSaying('T-1002')(await report('After the copy')));
      assert.match((await run('audit', ['verify'], { DATABASE_URL: url })).out, /^intact: /);
    });

    it('and lets no instance in that has another key', async () => {
      await bot.advance('PT11M');
      const other = runBot({ ...env, DATA_DIR: join(folder, 'other'), DATABASE_URL: url, VAULT_KEY: randomBytes(32).toString('base64'), PORT: '0' });
      await assert.rejects(other, /VAULT_KEY is not the key that the audit log of this bot was sealed with/);
    });

    it('nothing to a database that is in use', async () => {
      await stop();
      const { code, said } = await run('store-command', ['copy', '--to', url]);
      assert.deepEqual([code, said], [1, 'Nothing was copied: the target is in use, the table record has rows already; allowed: an empty database\n']);
    });

    it('nothing of a broken log, and leaves the target empty', async () => {
      const target = await cluster.make();
      const { said } = await run('store-command', ['copy', '--to', target], { DATA_DIR: join(folder, 'broken') });
      assert.match(said, /^Nothing was copied: the audit log of the source is broken; broken: line 1 of T-1001 /);
      assert.equal((await run('store-command', ['copy', '--to', target])).code, 0);
    });

    it('nothing to where nobody answers, and does not show the password', async () => {
      const { code, out, said } = await run('store-command', ['copy', '--to', 'postgres://bot:hunter2@127.0.0.1:1/support']);
      assert.match(said, /^Nothing was copied: the database support at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/);
      assert.deepEqual([code, `${out}${said}`.includes('hunter2')], [1, false]);
    });

    it('and brings a database up to date as its owner', async () => {
      const target = await cluster.make();
      const { code, out } = await run('store-command', ['migrate'], { DATABASE_URL: target, VAULT_KEY: '' });
      assert.match(out, /^up to date: schema \d+\n$/);
      assert.equal(code, 0);
    });
  });

  const wrongs: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /^The command is missing; backup, copy or migrate\n/],
    [['erase'], /^The command is "erase"; backup, copy or migrate\n/],
    [['backup'], /^backup takes the path of one file\n/],
    [['backup', 'a', 'b'], /^backup takes the path of one file\n/],
    [['backup', 'a', '--to', 'b'], /^--to belongs to copy\n/],
    [['backup', '--fast', 'a'], /^Unknown option '--fast'/],
    [['copy'], /^copy takes --to and a postgres:\/\/ or postgresql:\/\/ address\n/],
    [['copy', '--to', 'mysql://bot:hunter2@db/x'], /^copy takes --to and a postgres:\/\/ or postgresql:\/\/ address\n/],
    [['copy', 'postgres://bot@db/x'], /^"postgres:\/\/bot@db\/x" stands alone; copy takes --to and an address\n/],
    [['migrate', 'now'], /^"now" stands alone; migrate takes nothing\n/],
  ];
  for (const [args, why] of wrongs) {
    it(`refuses ${['store', ...args].join(' ')}`, async () => {
      const { code, said } = await run('store-command', args);
      assert.match(said, why);
      assert.deepEqual([code, existsSync(join(folder, 'a'))], [2, false]);
    });
  }

  it('says what it can do', async () => {
    const { code, out } = await run('store-command', ['--help']);
    for (const command of ['backup <file>', 'copy --to <url>', 'migrate']) assert.ok(out.includes(`npm run store -- ${command}`), command);
    assert.equal(code, 0);
  });

  for (const [what, args, more, why] of [
    ['a backup of PostgreSQL', ['backup', 'a'], { DATABASE_URL: 'postgres://db/support' }, /^DATABASE_URL is set; backup is for the embedded store, .* such as pg_dump\n$/],
    ['a folder without data', ['backup', 'a'], { DATA_DIR: join(folder, 'nothing') }, /^DATA_DIR is ".*nothing"; allowed: a folder with a bot's data/],
    ['to migrate no database', ['migrate'], {}, /^DATABASE_URL is missing; /],
    ['an address that is none', ['migrate'], { DATABASE_URL: 'db/support' }, /^DATABASE_URL is set; a postgres:\/\/ or postgresql:\/\/ address/],
  ] as const) {
    it(`refuses ${what}, and says why`, async () => {
      const { code, said } = await run('store-command', args, more);
      assert.match(said, why);
      assert.equal(code, 1);
    });
  }
});
