// Another system is told of every event: signed, in order, again after an outage, and once more when somebody asks for it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type Ran } from '../kit/command.ts';
import { freePort, runBot, type RunningBot } from '../kit/process.ts';
import { cardSaying, offering, saying, wordsOf } from '../kit/reading.ts';
import { openReceiver, patience, type Receiver } from '../kit/receiver.ts';
import { sendReport } from '../kit/town.ts';

const secret = () => `whsec_${randomBytes(32).toString('base64')}`;

describe('other systems', function () {
  this.timeout(2 * patience);
  const dataDir = mkdtempSync(join(tmpdir(), 'webhooks-'));
  const [deskSecret, auditSecret] = [secret(), secret()];
  let desk: Receiver;
  let audit: Receiver;
  let bot: RunningBot;
  let env: Readonly<Record<string, string>>;

  const start = () => runBot(env);
  const webhooks = (...args: readonly string[]): Promise<Ran> => runCommand('bot/api/webhooks-command.ts', env, ...args);
  const report = async (description: string) => {
    await sendReport(bot, 'grace', { description });
    await bot.waitFor('ana', 'support', cardSaying(description));
  };
  const press = async (id: string, verb: string, inputs: Readonly<Record<string, string>> = {}) =>
    bot.press('ana', await bot.waitFor('ana', 'support', (message) => cardSaying(`${id} ·`)(message) && offering(verb)(message)), { verb }, inputs);

  /** What a command left is found within 15 seconds; whatever happens meanwhile has the bot look at once. */
  const rouse = () => bot.say('omar', 'help');

  before(async () => {
    [desk, audit] = await Promise.all([openReceiver(deskSecret), openReceiver(auditSecret)]);
    const file = join(dataDir, 'support.config.json');
    writeFileSync(file, JSON.stringify({ webhooks: [
      { name: 'service-desk', url: desk.url, events: ['ticket'] },
      { name: 'audit', url: audit.url, internalNotes: true },
    ] }));
    env = {
      DATA_DIR: dataDir, PORT: String(await freePort()), VAULT_KEY: randomBytes(32).toString('base64'), SUPPORT_CONFIG: file,
      // The old secret of a system stands beside the new one until it has taken the new one over.
      WEBHOOK_SECRETS: `service-desk=${secret()},service-desk=${deskSecret},audit=${auditSecret}`,
    };
    bot = await start();
  });
  after(async () => {
    await bot.stop();
    await Promise.all([desk.close(), audit.close()]);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('are told of a report with the ticket as it is', async () => {
    await report('No sound');
    await desk.waitFor((told) => told.length === 1);
    const [told] = desk.told;
    assert.equal(told?.type, 'ticket.report');
    assert.deepEqual(told.data.by?.name, 'Grace Hall');
    const { id, state, description, severity, version } = told.data.record;
    assert.deepEqual({ id, state, description, severity, version }, { id: 'T-1001', state: 'new', description: 'No sound', severity: 'C', version: 1 });
  });

  it('are told of each event of a record, in order', async () => {
    await press('T-1001', 'ticket/claim');
    await press('T-1001', 'ticket/ask', { question: 'Since when?' });
    await press('T-1001', 'ticket/hand-off', { tier: '2', note: 'Try the spare dock' });
    await Promise.all([desk, audit].map((one) => one.waitFor(() => one.about('T-1001').length === 4)));
    for (const one of [desk, audit]) assert.deepEqual(one.about('T-1001'), ['ticket.report 1', 'ticket.claim 2', 'ticket.ask 3', 'ticket.hand-off 4']);
  });

  it('see no internal note unless the configuration says so', () => {
    assert.ok(!JSON.stringify(desk.told).includes('spare dock'));
    assert.ok(JSON.stringify(audit.told).includes('spare dock'));
  });

  describe('that are down', () => {
    it('hold up nobody else', async () => {
      desk.answerWith(503);
      await report('No picture');
      await press('T-1002', 'ticket/claim');
      await bot.waitFor('grace', 'bot', saying('T-1002'));
      await audit.waitFor(() => audit.about('T-1002').length === 2);
      assert.deepEqual(desk.about('T-1002'), []);
      assert.equal((await fetch(`${bot.origin}/readyz`)).status, 200, 'what others do not take is no ailment of the bot');
    });

    it('are asked now and then, not by everything that waits', async () => {
      await press('T-1002', 'ticket/ask', { question: 'Which screen?' });
      assert.ok(desk.answers.filter((status) => status === 503).length < 8, desk.answers.join(' '));
    });

    it('get all of it in order when they are back, though the bot was killed meanwhile', async () => {
      await bot.kill();
      bot = await start();
      desk.answerWith(204);
      await desk.waitFor(() => desk.about('T-1002').length === 3);
      assert.deepEqual(desk.about('T-1002'), ['ticket.report 1', 'ticket.claim 2', 'ticket.ask 3']);
    });

    it('are not followed to another address', async () => {
      desk.answerWith(307, { location: audit.url });
      await press('T-1002', 'ticket/resolve', { resolution: 'A new cable' });
      await desk.waitFor(() => desk.answers.includes(307));
      await audit.waitFor(() => audit.about('T-1002').length === 4);
      desk.answerWith(204);
      await desk.waitFor(() => desk.about('T-1002').length === 4);
      assert.equal(audit.strangers(), 0);
    });
  });

  describe('that are gone for good', () => {
    it('are given up, which the IT admins see', async () => {
      desk.answerWith(410);
      await report('No keyboard');
      const alarm = await bot.waitFor('dana', 'it-admin', cardSaying('News of T-1003 for another system'), patience);
      assert.match(wordsOf(alarm), /service-desk answered 410/);
    });

    it('are told after all once somebody has it run again', async () => {
      desk.answerWith(204);
      const { code, out } = await runCommand('bot/todos.ts', env, 'run', '--all');
      assert.deepEqual([code, out], [0, '1 will be run again; a running bot takes them up within 15 seconds\n']);
      await rouse();
      await desk.waitFor(() => desk.about('T-1003').length === 1);
    });
  });

  describe('that lost what they had', () => {
    const idsOf = (receiver: Receiver, record: string) => receiver.told.filter(({ data }) => data.record.id === record).map(({ id }) => id);

    it('are told again about a record, under the same ids', async () => {
      const before = idsOf(desk, 'T-1002');
      const each = [...new Set(before)];
      const { code, out } = await webhooks('replay', '--to', 'service-desk', '--record', 'T-1002');
      assert.deepEqual([code, out], [0, '4 events will be sent to service-desk; a running bot begins within 15 seconds\n']);
      await rouse();
      await desk.waitFor(() => idsOf(desk, 'T-1002').length >= before.length + 4);
      assert.deepEqual([...new Set(idsOf(desk, 'T-1002').slice(before.length))], each);
      assert.equal(each.length, 4);
    });

    it('are told again of all that happened since a moment', async () => {
      const before = audit.told.length;
      const { code } = await webhooks('replay', '--to', 'audit', '--since', new Date(Date.now() - 600_000).toISOString());
      assert.equal(code, 0);
      await rouse();
      const events = new Set(audit.told.map(({ id }) => id));
      await audit.waitFor((told) => new Set(told.slice(before).map(({ id }) => id)).size === events.size);
      for (const record of ['T-1001', 'T-1002', 'T-1003']) {
        const again = audit.told.slice(before).filter(({ data }) => data.record.id === record).map(({ type, data }) => `${type} ${data.version}`);
        assert.deepEqual([...new Set(again)], audit.about(record), record);
      }
    });

    it('must be in the configuration', async () => {
      assert.deepEqual(await webhooks('replay', '--to', 'nobody', '--since', '2026-01-01'),
        { code: 1, out: '', err: '--to is "nobody"; allowed: service-desk, audit\n' });
    });

    for (const [line, ...args] of [
      ['--to is missing; the name of a webhook', 'replay'],
      ['replay needs --since or --record', 'replay', '--to', 'audit'],
      ['--record is "T1"; a record id such as T-1001, E-1 or X-1', 'replay', '--to', 'audit', '--record', 'T1'],
      ['The command is missing; replay or secret'],
      ['--all is no flag of this command; --to, --since, --until, --record', 'replay', '--all'],
    ] as const) {
      it(`are not told by a command that cannot be understood: ${args.join(' ')}`, async () => {
        assert.deepEqual(await webhooks(...args), { code: 2, out: '', err: `${line}\nAll commands and flags: npm run webhooks -- --help\n` });
      });
    }
  });

  it('sign with secrets that the command makes', async () => {
    assert.match((await webhooks('secret')).out, /^whsec_[A-Za-z0-9+/]{43}=\n$/);
  });
});
