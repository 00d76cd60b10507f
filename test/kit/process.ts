// The bot as a process of its own, as `npm start` runs it: started, killed without a warning, started again on the same data.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { localClient, type LocalClient } from '../../local/client.ts';

const start = fileURLToPath(new URL('../../bot/start.ts', import.meta.url));

export interface RunningBot extends LocalClient {
  readonly origin: string;
  readonly pid: number;
  /** All it wrote to standard output and standard error so far. */
  printed(): string;
  /** Resolves when it is dead, whoever ended it. */
  readonly ended: Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** SIGKILL: nothing is finished, nothing is said. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
}

export interface RunOptions {
  /** Node's own. */
  readonly flags?: readonly string[];
  /** Instead of what `npm start` runs. */
  readonly script?: string;
  readonly args?: readonly string[];
}

/** Resolves when the bot says that it listens; rejects with what it printed when it ends before that. */
export async function runBot(env: Readonly<Record<string, string>>, { flags = [], script = start, args = [] }: RunOptions = {}): Promise<RunningBot> {
  const child = spawn(process.execPath, [...flags, script, ...args], { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  const ended = once(child, 'exit').then(() => undefined);
  const port = await listening(child, printed);
  const origin = `http://127.0.0.1:${port}`;
  return {
    ...localClient(origin),
    origin,
    pid: child.pid ?? 0,
    printed: () => printed.join(''),
    ended,
    signal: (name) => child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

/** A port nobody listens on: a restart must find the same one, since Teams keeps the address. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port was free');
  return address.port;
}

async function listening(child: ChildProcess, printed: string[]): Promise<number> {
  child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk.toString('utf8')));
  if (!child.stdout) throw new Error('the bot has no output');
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bot ended with ${code}: ${printed.join('')}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      printed.push(`${line}\n`);
      const port = /"port":(\d+)/.exec(line)?.[1];
      if (line.includes('"msg":"listening"') && port !== undefined) resolve(Number(port));
    });
  });
}
