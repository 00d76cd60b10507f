// The command `npm run todos`: lists what the bot gave up, and has it run again; also while the bot works.
import { parseArgs } from 'node:util';
import { todos } from '../store/todos.ts';
import type { DeadTodo } from '../store/store.ts';
import { besideTheBot, openBeside, Unready } from './beside.ts';
import { runCommand, wrong, type Unasked } from './command-line.ts';
import { isParked } from './delivery.ts';

type Dead = ReturnType<typeof todos>;
type Work = { readonly kind: 'list' | 'run-all' } | { readonly kind: 'run'; readonly keys: readonly string[] };

const help = `Shows what the bot gave up or parked, and runs it again (DATA_DIR or DATABASE_URL, and VAULT_KEY if the bot has one), also while the bot runs.

  npm run --silent todos -- list           one block each: key, what, where, why, since when
  npm run --silent todos -- run <key> …    runs these again, as if for the first time; a running bot takes them up within 15 seconds
  npm run --silent todos -- run --all      all of them that were given up; what is parked waits for the person or the channel

Ends with 0 when all is well, 1 when there is no such to-do or the data cannot be read, 2 when the command line is wrong.
`;

/** More at once are for the next call. */
const most = 10_000;

function readAsked(args: readonly string[]): Work | Unasked {
  const { values, positionals: [command, ...keys] } = parseArgs({ args: [...args], options: { all: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }, strict: false, allowPositionals: true });
  const strays = Object.keys(values).filter((name) => name !== 'all' && name !== 'help');
  if (values['help']) return { kind: 'help' };
  if (strays.length > 0) return wrong(`--${strays[0]} is no flag of this command; --all`);
  if (command === 'list') return keys.length === 0 && !values['all'] ? { kind: 'list' } : wrong('list takes nothing more');
  if (command !== 'run') return wrong(command === undefined ? 'The command is missing; list or run' : `The command is ${JSON.stringify(command)}; list or run`);
  if (values['all'] === true) return keys.length === 0 ? { kind: 'run-all' } : wrong('run takes keys or --all, not both');
  return keys.length > 0 ? { kind: 'run', keys } : wrong('run needs a key of the list, or --all');
}

async function list(dead: readonly DeadTodo[]): Promise<number> {
  const blocks = dead.map(({ key, kind, record, target, since, attempts, deadAt, fault }) => [
    key,
    `  what   ${kind}${record === undefined ? '' : ` of ${record}`}`,
    ...(target === undefined ? [] : [`  where  ${target}`]),
    `  why    ${fault}`,
    `  since  ${stamp(since)}; ${isParked(fault) ? 'parked' : 'given up'} ${stamp(deadAt)} after ${attempts} attempts`,
  ].join('\n'));
  process.stdout.write(`${[...blocks, `${dead.length} in all, ${dead.filter(({ fault }) => isParked(fault)).length} of them parked`].join('\n')}\n`);
  return 0;
}

async function run(store: Dead, dead: readonly DeadTodo[], keys: readonly string[]): Promise<number> {
  const strangers = keys.filter((key) => !dead.some((one) => one.key === key));
  if (strangers.length > 0) throw new Unready(`${JSON.stringify(strangers[0])} is not among what was given up; "list" shows the keys`);
  let again = 0;
  // Due since it was given up: the bot's own clock, which may have been moved, is past that.
  for (const { key, deadAt } of dead) if (keys.includes(key) && await store.revive(key, deadAt)) again += 1;
  process.stdout.write(`${again} will be run again; a running bot takes them up within 15 seconds\n`);
  return 0;
}

function stamp(at: number): string {
  return new Date(at).toISOString();
}

async function work(asked: Work): Promise<number> {
  const driver = await openBeside(besideTheBot());
  try {
    const store = todos(driver);
    const dead = await store.dead(most);
    switch (asked.kind) {
      case 'list': return await list(dead);
      case 'run': return await run(store, dead, asked.keys);
      case 'run-all': return await run(store, dead, dead.filter(({ fault }) => !isParked(fault)).map(({ key }) => key));
    }
  } finally {
    await driver.close();
  }
}

await runCommand({ name: 'todos', help, read: readAsked, run: work });
