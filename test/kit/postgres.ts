// A PostgreSQL of the tests' own: a throw-away cluster in a temporary folder, wherever the machine has the programs for one.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

export interface Cluster {
  /** Of the database `name`, which must have been made. */
  url(name?: string): string;
  /** Makes a database, of this name or any, and gives its address. */
  make(name?: string): Promise<string>;
  /** Runs SQL as the owner of everything. */
  sql(text: string, name?: string): Promise<void>;
  /** Stops the server as an administrator would, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

let shared: Promise<Cluster | string> | undefined;
/** One cluster for all tests of this process, or a sentence that says why there is none. It goes when the process does, and holds it up no longer. */
export function sharedPostgres(): Promise<Cluster | string> {
  return shared ??= startPostgres();
}

/** For `before`: the cluster, or the tests are skipped and the reason said. */
export async function postgresOrSkip(context: Mocha.Context): Promise<Cluster> {
  context.timeout(60_000);
  const cluster = await sharedPostgres();
  if (typeof cluster === 'object') return cluster;
  process.stderr.write(`      skipped: ${cluster}\n`);
  return context.skip();
}

/** A cluster, or a sentence that says why there is none. `safe`: what it says is written is on the disk, which tests need not wait for. */
export async function startPostgres({ safe = false } = {}): Promise<Cluster | string> {
  const programs = programFolder();
  if (programs === undefined) return 'no PostgreSQL is installed (initdb and postgres are looked for in PATH, /usr/lib/postgresql and Homebrew)';
  const user = otherUser();
  if (typeof user === 'string') return user;

  // The path of a socket must be short.
  const base = join(tmpdir(), 'pg-XXXXXX').length > 60 ? '/tmp' : tmpdir();
  const folder = mkdtempSync(join(base, 'pg-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  const data = join(folder, 'data');
  const initdb = (...more: string[]) => run(join(programs, 'initdb'), ['-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...more], options);
  // A language's own order of words wherever it can be had: the store must sort the same in every database.
  await initdb('--locale-provider=icu', '--icu-locale=en', '--locale=C').catch(() => initdb('--locale=C'));

  const serve = async () => {
    const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, '-h', '', '-p', '5432', ...safe ? [] : ['-F']], { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    const said: string[] = [];
    server.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
    const orphaned = () => {
      server.kill('SIGQUIT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
    process.once('exit', orphaned);
    const ended = once(server, 'exit').finally(() => process.off('exit', orphaned));
    while (!/ready to accept connections/.test(said.join(''))) {
      if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said.join('')}`);
      await pause(20);
    }
    server.unref();
    if ('unref' in server.stderr && typeof server.stderr.unref === 'function') server.stderr.unref();
    return async () => {
      server.ref();
      server.kill('SIGINT');
      await ended;
    };
  };
  let halt = await serve();
  let made = 0;

  const url = (name = 'postgres') => `postgres://owner@localhost/${name}?host=${encodeURIComponent(folder)}`;
  const sql = async (text: string, name?: string) => {
    const client = new Client({ connectionString: url(name) });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  return {
    url,
    sql,
    async make(name = `made_${made += 1}`) {
      await sql(`create database "${name}"`);
      return url(name);
    },
    async restart() {
      await halt();
      halt = await serve();
    },
    async stop() {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where `initdb` and `postgres` lie side by side; of several, the newest. */
function programFolder(): string | undefined {
  const homes = ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/opt/homebrew/opt/postgresql*/bin', '/usr/local/opt/postgresql*/bin', '/Applications/Postgres.app/Contents/Versions/*/bin'];
  const newest = homes.flatMap((home) => globSync(home).toSorted((one, other) => other.localeCompare(one, 'en', { numeric: true })));
  return [...(process.env['PATH'] ?? '').split(delimiter), ...newest].find((folder) => folder !== '' && ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

/** PostgreSQL refuses to run as root: then as its own user, or as nobody. Undefined: as ourselves. */
function otherUser(): { readonly uid: number; readonly gid: number } | string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = new Map(readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]));
  return users.get('postgres') ?? users.get('nobody') ?? 'this is root, and there is no other user that PostgreSQL could run as';
}
