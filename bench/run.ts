// `npm run bench`: our turns beside those of the SDKs by the book, and both against the bars. Exits with 1 when a bar is missed.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { fresh, ours, paced, stock, twin, verdicts, type On } from './bars.ts';
import { agentsBot, ourBot, stockBot, type Bot } from './bots.ts';
import { canPin, startChild } from './child.ts';
import { agentsFolder } from './peers.ts';
import { measure, turnsFor, type Subject } from './rounds.ts';
import { postgresStores, sqliteStores, type Engine, type Stores } from './stores.ts';
import { table } from './table.ts';

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    turns: { type: 'string', default: '2000' },
    tickets: { type: 'string', default: '10,10000,1000000' },
    /** Or postgres, on a server of the benchmark's own, or both. */
    store: { type: 'string', default: 'sqlite' },
    json: { type: 'string' },
  },
});
const whole = z.coerce.number().int().positive();
const { rounds, turns: count, tickets, store } = z.object({
  rounds: whole, turns: whole, tickets: z.string().transform((text) => text.split(',').map(Number)).pipe(z.array(z.int().positive()).min(1)), store: z.enum(['sqlite', 'postgres', 'both']),
}).parse(given);
// A program of some size is still being compiled for thousands of turns: that belongs to its start, of which there is one.
const warmUp = 3 * count;
const seconds = 6;

const tell = (what: string): void => {
  process.stderr.write(`${what}\n`);
};
const [core, other] = canPin ? [0, 1] : [];
if (!canPin) tell('There is no taskset here: nothing is pinned to a core, so expect more noise.');

const load = startChild(join(import.meta.dirname, 'load.ts'), [], { core: other });
const { addresses } = z.object({ addresses: z.object({ serviceUrl: z.string(), metadata: z.string(), tokenUrl: z.string() }) }).parse(await load.ask());
const bots: Bot[] = [];
const open = async (starting: Promise<Bot>): Promise<Bot> => {
  const bot = await starting;
  bots.push(bot);
  return bot;
};

const engines: ReadonlyMap<Engine, Stores> = new Map([
  ...store === 'postgres' ? [] : [['sqlite', sqliteStores] as const],
  ...store === 'sqlite' ? [] : await postgresStores(tell).then((stores) => (stores ? [['postgres', stores] as const] : [])),
]);
if (engines.size === 0) throw new Error('There is nothing to measure our bot on');

const burst = { tokens: 'one', pace: { atOnce: 16 }, count } as const;
const steady = { tokens: 'one', pace: { perSecond: 50 }, count: 50 * seconds } as const;
const sizes = tickets.toSorted((one, other) => one - other);
const grounds: readonly On[] = [...engines.keys()].flatMap((engine) => sizes.map((size) => ({ engine, tickets: size })));
const subjects: Subject[] = [];

/** Our bot with a core of its own, in bursts; and at a pace where both cores are its to use. */
async function measureOn(on: On, stores: Stores): Promise<void> {
  tell(`filling a store: ${ours('bot', on)}`);
  const turns = ['card action', 'dialog', 'my requests'] as const;
  const lines = [
    ...turns.map((turn) => ({ ...burst, turn, name: ours(turn, on) })),
    ...(on.tickets === sizes[0] ? (['card action', 'dialog'] as const).map((turn) => ({ ...burst, tokens: 'each' as const, turn, name: fresh(turn, on) })) : []),
  ];
  const pinned = async (given: typeof lines) => open(ourBot({ ground: await stores.lay(on.tickets), claims: turnsFor('card action', given, { rounds, warmUp }), addresses, core }));
  const bot = await pinned(lines);
  const loose = await open(ourBot({ ground: await stores.lay(on.tickets), claims: rounds * steady.count, addresses }));
  subjects.push(...lines.map((line) => ({ ...line, bot })), { ...steady, turn: 'card action', name: paced(on), bot: loose });
  // The sizes that are held against each other, by two processes each.
  if (sizes.length === 1 || on.tickets !== sizes[0] && on.tickets !== sizes.at(-1)) return;
  const again = turns.map((turn) => ({ ...burst, turn, name: twin(turn, on) }));
  const other = await pinned(again);
  subjects.push(...again.map((line) => ({ ...line, bot: other })));
}

const agents = agentsFolder();
if ('missing' in agents) tell(agents.missing);
const echo = async (name: string, starting: Promise<Bot>): Promise<Subject> => ({ ...burst, name, turn: 'echo', bot: await open(starting) });

try {
  subjects.push(
    await echo(stock.echo, stockBot('echo', true, addresses, core)),
    await echo(stock.plain, stockBot('echo', false, addresses, core)),
    ...('folder' in agents ? [await echo('Agents SDK echo, no JWT', agentsBot(agents.folder, core))] : []),
    { ...burst, name: stock.dialog, turn: 'dialog', bot: await open(stockBot('dialog', true, addresses, core)) },
  );
  for (const on of grounds) {
    const stores = engines.get(on.engine);
    if (stores) await measureOn(on, stores);
  }
  subjects.push(await echo(stock.again, stockBot('echo', true, addresses, core)));

  const all = await measure(load, subjects, { rounds, warmUp, tell });
  const judged = verdicts(all, grounds);
  const json = `${JSON.stringify({ node: process.version, store, rounds, turns: count, pinned: canPin, measured: Object.fromEntries(all), ...judged }, undefined, 2)}\n`;
  if (given.json !== undefined) writeFileSync(given.json, json);
  process.stdout.write(table(all, judged));
  process.exitCode = judged.verdicts.every(({ met }) => met) ? 0 : 1;
} finally {
  for (const bot of bots) await bot.stop();
  for (const stores of engines.values()) await stores.stop();
  await load.stop();
}
if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
process.exit();
