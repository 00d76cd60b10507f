// The command `npm run store`: backs up the embedded store, copies it to PostgreSQL, brings a PostgreSQL database up to date.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BrokenLog, copyToPostgres } from '../store/copy.ts';
import { NotEmpty } from '../store/postgres-fill.ts';
import { migrations } from '../store/schema.ts';
import { openSqlite } from '../store/sqlite.ts';
import { lockSqlite } from '../store/sqlite-lock.ts';
import { copySqlite, viewSqlite } from '../store/sqlite-view.ts';
import { verify } from '../store/verify.ts';
import { besideTheBot, reach, settingsBeside, storeFileOf, Unready, type Beside } from './beside.ts';
import { runCommand, wrong, type Unasked } from './command-line.ts';
import { postgresAddress } from './environment.ts';
import type { DataSettings } from './settings.ts';
import { wordsOf } from './verdict.ts';

const help = `Works on the bot's data (DATA_DIR, and VAULT_KEY if the bot has one).

  npm run store -- backup <file>      copies the embedded store to <file> and the local vault, sealed as it is, to <file>.vault,
                                      also while the bot runs; verifies the copy's audit log
  npm run store -- copy --to <url>    copies the embedded store of a stopped bot to an empty PostgreSQL database, everything or
                                      nothing: rows are counted, the audit log is verified before and after
  npm run store -- migrate            brings the PostgreSQL database of DATABASE_URL up to date, as a role that owns its tables
Ends with 0 when it is done, 1 when it is not, 2 when the command line is wrong.
`;

type Work =
  | { readonly kind: 'backup'; readonly file: string }
  | { readonly kind: 'copy'; readonly to: string }
  | { readonly kind: 'migrate' };

function readAsked(args: readonly string[]): Work | Unasked {
  try {
    const { values: { to, help: isHelp }, positionals: [command, ...rest] } =
      parseArgs({ args: [...args], options: { to: { type: 'string' }, help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
    if (isHelp) return { kind: 'help' };
    if (to !== undefined && command !== 'copy') return wrong('--to belongs to copy');
    const [file, ...more] = rest;
    if (command === 'backup') return file && more.length === 0 ? { kind: 'backup', file: resolve(file) } : wrong('backup takes the path of one file');
    if (command !== 'copy' && command !== 'migrate') return wrong(`The command is ${command === undefined ? 'missing' : JSON.stringify(command)}; backup, copy or migrate`);
    if (file !== undefined) return wrong(`${JSON.stringify(file)} stands alone; ${command} takes ${command === 'copy' ? '--to and an address' : 'nothing'}`);
    if (command === 'migrate') return { kind: 'migrate' };
    return postgresAddress.safeParse(to).success && to !== undefined ? { kind: 'copy', to } : wrong('copy takes --to and a postgres:// or postgresql:// address');
  } catch (fault) {
    return wrong(reasonOf(fault));
  }
}

async function backup(beside: Beside, file: string): Promise<number> {
  if (beside.settings.databaseUrl !== undefined) throw new Unready('DATABASE_URL is set; backup is for the embedded store, a PostgreSQL database is backed up with its own tools, such as pg_dump');
  const store = storeFileOf(beside);
  const vault = `${file}.vault`;
  const taken = [file, vault].find((path) => existsSync(path));
  if (taken !== undefined) throw new Unready(`${taken} is there already; allowed: the path of a file that is not`);
  // The vault last: a password that is newer than its record is only changed once more.
  copySqlite(store, file);
  const hasVault = existsSync(beside.folder.vault);
  if (hasVault) copySqlite(beside.folder.vault, vault);
  say(`backed up: ${[file, ...hasVault ? [vault] : []].join(' and ')}`);

  const copy = viewSqlite(file);
  try {
    const [schema] = await copy.read<{ version: number }>('select max(version) as version from migration', []);
    if (schema?.version !== migrations.length) {
      say(`not verified: it was made by another version of the bot (schema ${schema?.version}, this one knows ${migrations.length})`);
      return 0;
    }
    const verdict = await verify(copy, beside.auditKey);
    say(wordsOf(verdict));
    return verdict.kind === 'intact' ? 0 : 1;
  } finally {
    copy.close();
  }
}

async function copy(beside: Beside, to: string): Promise<number> {
  const file = storeFileOf(beside);
  const release = lockSqlite(file, 0);
  if (!release) throw new Unready(`A bot works on ${file}; stop it first`);
  try {
    await openSqlite(file).close();
    const from = viewSqlite(file);
    try {
      const { rows, verdict } = await copyToPostgres(from, to, beside.auditKey);
      for (const [table, count] of rows) say(`${table.padEnd(18)}${count}`);
      say(wordsOf(verdict));
      say('copied; start the bot with DATABASE_URL set to the same address, and with the VAULT_KEY it had');
      return 0;
    } finally {
      from.close();
    }
  } catch (cause) {
    throw new Unready(`Nothing was copied: ${reasonOf(cause)}`, { cause });
  } finally {
    release();
  }
}

async function migrate({ databaseUrl }: DataSettings): Promise<number> {
  if (databaseUrl === undefined) throw new Unready('DATABASE_URL is missing; allowed: the address of the database, with a role that owns its tables');
  await (await reach(databaseUrl)).close();
  say(`up to date: schema ${migrations.length}`);
  return 0;
}

function reasonOf(fault: unknown): string {
  if (fault instanceof NotEmpty) return `the target is in use, ${fault.message}; allowed: an empty database`;
  if (fault instanceof BrokenLog) return `${fault.message}; ${wordsOf(fault.verdict)}`;
  return fault instanceof Error ? fault.message : String(fault);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(work: Work): Promise<number> {
  switch (work.kind) {
    case 'backup': return backup(besideTheBot(), work.file);
    case 'copy': return copy(besideTheBot(), work.to);
    case 'migrate': return migrate(settingsBeside());
  }
}

await runCommand({ name: 'store', help, read: readAsked, run });
