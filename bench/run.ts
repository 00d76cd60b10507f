// `npm run bench`: our turns beside those of the SDKs by the book, and both against the bars. Exits with 1 when a bar is missed.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { fresh, ours, paced, stock, verdicts } from './bars.ts';
import { agentsBot, ourBot, stockBot, type Bot } from './bots.ts';
import { canPin, startChild } from './child.ts';
import { agentsFolder } from './peers.ts';
import { measure, turnsFor, type Subject } from './rounds.ts';
import { table } from './table.ts';

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    turns: { type: 'string', default: '1000' },
    tickets: { type: 'string', default: '10,10000,1000000' },
    /** Postgres: in the database that DATABASE_URL names, whose tables are emptied for it. */
    store: { type: 'string', default: 'sqlite' },
    json: { type: 'string' },
  },
});
const whole = z.coerce.number().int().positive();
const { rounds, turns: count, tickets: sizes, store } = z.object({
  rounds: whole, turns: whole, tickets: z.string().transform((text) => text.split(',').map(Number)).pipe(z.array(z.int().positive()).min(1)), store: z.enum(['sqlite']),
}).parse(given);
const warmUp = 2 * count;
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

const burst = { tokens: 'one', pace: { atOnce: 16 }, count } as const;
const steady = { tokens: 'one', pace: { perSecond: 50 }, count: 50 * seconds } as const;
const lines = sizes.flatMap((size, at) => [
  ...(['card action', 'dialog', 'my requests'] as const).map((turn) => ({ ...burst, size, turn, name: ours(turn, size) })),
  ...(at === 0 ? (['card action', 'dialog'] as const).map((turn) => ({ ...burst, tokens: 'each' as const, size, turn, name: fresh(turn) })) : []),
]);
// At this pace both cores are the bot's to use.
const pacedLines = sizes.map((size) => ({ ...steady, size, turn: 'card action' as const, name: paced(size) }));

const started = new Map<number, Bot>();
for (const size of sizes) {
  tell(`filling a store with ${size} tickets`);
  const claims = turnsFor('card action', lines.filter((line) => line.size === size), { rounds, warmUp });
  started.set(size, await open(ourBot({ tickets: size, claims, addresses, core })));
}
const loose = new Map<number, Bot>();
for (const size of sizes) loose.set(size, await open(ourBot({ tickets: size, claims: rounds * steady.count, addresses })));

const agents = agentsFolder();
if ('missing' in agents) tell(agents.missing);
const echo = async (name: string, starting: Promise<Bot>): Promise<Subject> => ({ ...burst, name, turn: 'echo', bot: await open(starting) });
const placed = (from: ReadonlyMap<number, Bot>) => (line: Omit<Subject, 'bot'> & { readonly size: number }): Subject[] => {
  const bot = from.get(line.size);
  return bot ? [{ ...line, bot }] : [];
};
const subjects: readonly Subject[] = [
  await echo(stock.echo, stockBot('echo', true, addresses, core)),
  await echo(stock.plain, stockBot('echo', false, addresses, core)),
  ...('folder' in agents ? [await echo('Agents SDK echo, no JWT', agentsBot(agents.folder, core))] : []),
  { ...burst, name: stock.dialog, turn: 'dialog', bot: await open(stockBot('dialog', true, addresses, core)) },
  ...lines.flatMap(placed(started)),
  ...pacedLines.flatMap(placed(loose)),
  await echo(stock.again, stockBot('echo', true, addresses, core)),
];

try {
  const all = await measure(load, subjects, { rounds, warmUp, tell });
  const judged = verdicts(all, sizes);
  const json = `${JSON.stringify({ node: process.version, store, rounds, turns: count, pinned: canPin, measured: Object.fromEntries(all), ...judged }, undefined, 2)}\n`;
  if (given.json !== undefined) writeFileSync(given.json, json);
  process.stdout.write(table(all, judged, stock.echo));
  process.exitCode = judged.verdicts.every(({ met }) => met) ? 0 : 1;
} finally {
  for (const bot of bots) await bot.stop();
  await load.stop();
}
if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
process.exit();
