// The command `npm run audit`: verifies or exports the audit log of a data folder, also while the bot works on it.
import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { openStore } from '../store/open.ts';
import type { AuditPart, Checkpoint, Store } from '../store/store.ts';
import { accessesOf, columns, csvLine, type Whose } from './accesses.ts';
import { commands, readAsked, type Format, type Work } from './audit-flags.ts';
import { besideTheBot, openBeside, Unready } from './beside.ts';
import { runCommand } from './command-line.ts';
import { wordsOf } from './verdict.ts';

const wide = 24;

const help = `Reads the audit log of the bot's data (DATA_DIR or DATABASE_URL, and VAULT_KEY if the bot has one), also while the bot runs.

  npm run --silent audit -- verify      walks every line, record and checkpoint and names the first that is not as it was written
${flagLines(commands.verify)}
  npm run --silent audit -- export      JSON Lines on standard output: audit lines, chain by chain, then the checkpoints
${flagLines(commands.export)}
  npm run --silent audit -- accesses    one row for each admin access: who asked, decided, saw, when, and what was done
${flagLines(commands.accesses)}
Ends with 0 when all is well, 1 when the log is broken or cannot be read, 2 when the command line is wrong.
`;

const exported = z.object({
  seq: z.int(), at: z.int(), lines: z.int(), heads: z.record(z.string(), z.object({ version: z.int(), hash: z.string() })), previous: z.string(), mac: z.string(),
});

async function verify(store: Store, checkpoint: string | undefined): Promise<number> {
  const verdict = await store.verify(checkpoint === undefined ? undefined : await checkpointIn(checkpoint));
  process.stdout.write(`${wordsOf(verdict)}\n`);
  return verdict.kind === 'intact' ? 0 : 1;
}

/** The newest checkpoint of a file of JSON Lines. */
async function checkpointIn(path: string): Promise<Checkpoint> {
  const wrong = (why: string) => new Unready(`--checkpoint is ${JSON.stringify(path)}; allowed: a file written by export; ${why}`);
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw wrong(error.message);
  });
  const found = text.split('\n').flatMap((line): Checkpoint[] => {
    const parsed = line.startsWith('{') ? exported.safeParse(jsonIn(line)) : undefined;
    return parsed?.success ? [parsed.data] : [];
  });
  const [newest] = found.toSorted((one, other) => other.seq - one.seq);
  if (!newest) throw wrong('it holds no checkpoint');
  return newest;
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function exportPart(store: Store, part: AuditPart, checkpoint: string | undefined): Promise<number> {
  if (part.record !== undefined && (await store.history(part.record)).length === 0) throw new Unready(`--record is ${JSON.stringify(part.record)}; allowed: the id of a record that exists`);
  if (checkpoint !== undefined) {
    let newest: Checkpoint | undefined;
    for await (const one of store.checkpoints({})) newest = one;
    if (!newest) throw new Unready(`--checkpoint is ${JSON.stringify(checkpoint)}; there is no checkpoint yet, the bot makes one every ten minutes`);
    await writeFile(checkpoint, jsonLine('checkpoint', newest), { mode: 0o600 });
  }
  await pipeline(Readable.from(jsonLines(store, part)), process.stdout, { end: false });
  return 0;
}

async function listAccesses(store: Store, whose: Whose, format: Format): Promise<number> {
  await pipeline(Readable.from(accessLines(store, whose, format)), process.stdout, { end: false });
  return 0;
}

async function* accessLines(store: Store, whose: Whose, format: Format): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(columns);
  for await (const access of accessesOf(store, whose)) yield format === 'csv' ? csvLine(columns.map((column) => access[column])) : `${JSON.stringify(access)}\n`;
}

async function* jsonLines(store: Store, part: AuditPart): AsyncGenerator<string> {
  for await (const line of store.lines(part)) yield jsonLine('line', line);
  for await (const checkpoint of store.checkpoints(part)) yield jsonLine('checkpoint', checkpoint);
}

/** `time` is for people; `at` is what was hashed. */
function jsonLine(kind: 'line' | 'checkpoint', value: { readonly at: number }): string {
  return `${JSON.stringify({ kind, time: new Date(value.at).toISOString(), ...value })}\n`;
}

function flagLines(flags: Readonly<Record<string, { readonly takes: string; readonly meaning: string }>>): string {
  return Object.entries(flags).map(([name, { takes, meaning }]) => `    ${`--${name} ${takes}`.padEnd(wide)}${meaning}\n`).join('');
}

async function run(asked: Work): Promise<number> {
  const beside = besideTheBot();
  const store = openStore({ driver: await openBeside(beside), auditKey: beside.auditKey });
  try {
    switch (asked.kind) {
      case 'verify': return await verify(store, asked.checkpoint);
      case 'export': return await exportPart(store, asked.part, asked.checkpoint);
      case 'accesses': return await listAccesses(store, asked.whose, asked.format);
    }
  } finally {
    await store.close();
  }
}

await runCommand({ name: 'audit', help, read: readAsked, run });
