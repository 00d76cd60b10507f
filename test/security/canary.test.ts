// Real passwords of a whole support day, looked for afterwards everywhere: they are in the answer to the reveal and nowhere else.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalClient } from '../../local/client.ts';
import { freePort, runBot, type RunningBot } from '../kit/process.ts';
import { dialogLines, offering, passwordIn } from '../kit/reading.ts';
import { openTown, type Town } from '../kit/town.ts';
import { tracesIn, tracesOf } from '../kit/traces.ts';
import { openWiretap } from '../kit/wiretap.ts';
import { sevADay, supportDay } from '../stories/support-day.ts';

/** The same client; every password that a dialog shows, on its card or its page, is added to `seen`. */
function overheard<Client extends LocalClient>(client: Client, seen: Set<string>): Client {
  const note = (lines: readonly string[]): void => {
    const password = passwordIn(lines);
    if (password !== undefined) seen.add(password);
  };
  return {
    ...client,
    async press(...pressed) {
      const shown = await client.press(...pressed);
      if (shown.kind === 'dialog' && 'card' in shown.content) note(await dialogLines(client, '', shown));
      return shown;
    },
    async askPage(...asked) {
      const answered = await client.askPage(...asked);
      if (answered.kind === 'shown') note([answered.password]);
      return answered;
    },
  };
}

/** Where in the folder any of the secrets is, and in what form. */
function tracesUnder(folder: string, secrets: Iterable<string>): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile())
    .flatMap((path) => tracesIn(readFileSync(join(folder, path)), secrets).map((form) => `${path}: ${form}`));
}

describe('traces of a secret', () => {
  it('are found in every form in which text is written down', () => {
    const secret = 'Kx7m-9T"R/hW4p Zb2N';
    const around = ['', 'x', 'xy'].map((before) => Buffer.from(`${before}${secret}and more`));
    const written: readonly Buffer[] = [
      ...around,
      ...around.map((bytes) => Buffer.from(bytes.toString('base64'))),
      ...around.map((bytes) => Buffer.from(bytes.toString('base64url'))),
      ...around.map((bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le')),
      ...around.map((bytes) => Buffer.from(Buffer.from(bytes.toString('utf8'), 'utf16le').toString('base64'))),
      Buffer.from(`x${secret}`, 'utf16le').swap16(),
      Buffer.from(JSON.stringify({ secret })),
      Buffer.from(JSON.stringify({ within: JSON.stringify({ secret }) })),
      Buffer.from(new URLSearchParams({ secret: secret.replace(' ', '') }).toString()),
      Buffer.from(encodeURIComponent(secret)),
      Buffer.from(Buffer.from(secret).toString('hex')),
    ];
    const missed = written.filter((bytes) => tracesIn(bytes, [secret, secret.replace(' ', '')]).length === 0);
    assert.deepEqual(missed.map(String), []);
    assert.deepEqual(tracesIn(Buffer.from('nothing to see'), [secret]), []);
    assert.ok(tracesOf(secret).every(({ bytes }) => bytes.length > 15));
  });
});

describe('the passwords of a day with faults, restarts and a vault that fails', function () {
  this.timeout(60_000);

  const ways = [
    ['in the one answer to each reveal, and in no log line, no telemetry, no file and no other exchange with Teams', { pages: false, told: 1 }],
    ['on the reveal page alone, and in no log line, no telemetry, no file and no exchange with Teams', { pages: true, told: 0 }],
  ] as const;
  for (const [where, { pages, told: times }] of ways) it(`are ${where}`, async () => {
    const secrets = new Set<string>();
    const wiretap = await openWiretap();
    const measured: string[] = [];
    const keep = (...told: readonly unknown[]): void => void measured.push(JSON.stringify(told));
    const telemetry = { event: keep, fault: keep, close: async () => undefined };
    let town = await openTown({ pages, logLevel: 'debug', telemetry, between: (origin) => wiretap.between(origin) });
    try {
      const remembered = new Map<string, string>();
      for (const step of [...supportDay, ...sevADay]) {
        const revealing = step.name.includes('reveals') || step.name.includes('asks again');
        if (step.name.includes('reveals')) assert.match(await failingReveal(town), /\b[\da-f]{8}\b/, 'a fault has an id to be read out');
        if (revealing) await town.faults({ status: 503, count: 2 });
        await step.take(overheard(town, secrets), remembered);
        await town.noFaults();
        if (revealing) town = await town.restart();
      }

      assert.equal(secrets.size, 2);
      assert.deepEqual(tracesIn(Buffer.from(town.log.join('')), secrets), []);
      assert.deepEqual(tracesUnder(town.dataDir, secrets), []);
      assert.ok(measured.length > 0, 'telemetry was told something');
      assert.deepEqual(tracesIn(Buffer.from(measured.join('')), secrets), []);
      const exchanges = wiretap.exchanges();
      assert.ok(exchanges.some(({ asked, answered }) => /^(POST|PUT) \/local\/connector\/.* HTTP/.test(asked.toString('latin1')) && answered.includes(' 503 ')), 'the faults were met');
      for (const secret of secrets) {
        assert.deepEqual(exchanges.filter(({ asked }) => tracesIn(asked, [secret]).length > 0), []);
        const told = exchanges.filter(({ answered }) => tracesIn(answered, [secret]).length > 0).map(({ asked }) => asked.toString('utf8'));
        assert.equal(told.length, times);
        for (const one of told) assert.match(one, /^POST \/api\/messages .*"name":"task\/fetch".*"verb":"elevation\/reveal"/s);
      }
    } finally {
      await town.close();
      wiretap.close();
    }
  });
});

/** Reveals while the vault's entries are not what was sealed, then puts them back; gives what the requester is told. */
async function failingReveal(town: Town): Promise<string> {
  const vault = new DatabaseSync(join(town.dataDir, 'vault.sqlite'), { timeout: 5000 });
  vault.exec('create table kept as select device, sealed from entry; update entry set sealed = zeroblob(length(sealed))');
  try {
    const told = await town.press('ana', await town.waitFor('ana', 'bot', offering('elevation/reveal')), { verb: 'elevation/reveal' });
    return (await dialogLines(town, 'ana', told)).join('\n');
  } finally {
    vault.exec('update entry set sealed = (select kept.sealed from kept where kept.device = entry.device); drop table kept');
    vault.close();
  }
}

describe('the passwords of a day in the memory and the output of the process', function () {
  this.timeout(120_000);

  it('are there no more some turns later, and were never printed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'canary-'));
    const env = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()), VAULT_KEY: randomBytes(32).toString('base64'), SUPPORT_CONFIG: join(folder, 'none.json'), LOG_LEVEL: 'debug' };
    // Strings are kept whole in the snapshot: an answer would be cut before the password in it.
    const flags = ['--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${folder}`, '--heap-snapshot-string-limit=100000000'];
    const secrets = new Set<string>();
    const bot = await runBot(env, { flags });
    try {
      const remembered = new Map<string, string>();
      for (const step of supportDay) await step.take(overheard(bot, secrets), remembered);
      for (const step of sevADay) await step.take(bot, remembered);
      assert.equal(secrets.size, 2);

      bot.signal('SIGUSR2');
      const snapshot = await snapshotIn(folder);
      await answering(bot);
      const bytes = readFileSync(join(folder, snapshot));
      assert.ok(bytes.includes('ana.garcia@servicedesk.example'), 'the snapshot holds what the bot has in memory');
      assert.deepEqual(tracesIn(bytes, secrets), []);
      assert.deepEqual(tracesIn(Buffer.from(bot.printed()), secrets), []);
      assert.deepEqual(tracesUnder(env.DATA_DIR, secrets), []);

      await bot.stop();
      assert.deepEqual(tracesIn(Buffer.from(bot.printed()), secrets), []);
      assert.deepEqual(tracesUnder(env.DATA_DIR, secrets), []);
    } finally {
      bot.signal('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Resolves once the process answers again. Connections that waited for it through the snapshot may have been given up meanwhile. */
async function answering(bot: RunningBot): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await bot.state('ana');
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await pause(100);
    }
  }
}

/** The name of the snapshot once it is begun; the process answers nothing before it is whole. */
async function snapshotIn(folder: string): Promise<string> {
  for (;;) {
    const name = readdirSync(folder).find((path) => path.endsWith('.heapsnapshot'));
    if (name !== undefined) return name;
    await pause(20);
  }
}
