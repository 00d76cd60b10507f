// The command `npm run stats`: the numbers of the desk as CSV, also while the bot works.
import { parseArgs } from 'node:util';
import type { Counted, Numbers } from '../store/milestones.ts';
import { openStore } from '../store/open.ts';
import type { MilestoneName } from '../support/milestone.ts';
import { besideTheBot, openBeside } from './beside.ts';
import { openClock } from './clock.ts';
import { runCommand, wrong, type Unasked } from './command-line.ts';

const day = 24 * 60 * 60 * 1000;
const help = `Prints the numbers of the desk as CSV (DATA_DIR or DATABASE_URL, and VAULT_KEY if the bot has one), also while the bot runs.

  npm run --silent stats -- --days 30    of the last 30 days, which is the default; at most 366

Each line: what, by what, value, unit. Times are those from the report to the first claim, assignment or question, and to the resolution.
Ratings are from 1 to 5, the first of each ticket.
Ends with 0 when all is well, 1 when the data cannot be read, 2 when the command line is wrong.
`;

type Row = readonly [what: string, by: string, value: number, unit: 'tickets' | 'elevations' | 'minutes'];

async function rowsOf(of: Numbers, now: number, days: number): Promise<readonly Row[]> {
  const from = now - days * day;
  const tally = (name: MilestoneName) => of.tally(name, from, now + 1);
  const counted = (what: string, counts: readonly Counted[], unit: Row[3]): readonly Row[] => counts.map(({ label, count }) => [what, label, count, unit]);
  const minutes = (what: string, hundredths: number, value: number | undefined): readonly Row[] =>
    (value === undefined ? [] : [[what, `p${hundredths}`, Math.round(value / 60_000), 'minutes']]);

  const open = await of.openTickets();
  const ages = open.map(({ openedAt }) => now - openedAt).toSorted((one, other) => one - other);
  const states = [...Map.groupBy(open, ({ state }) => state)].map(([label, { length }]) => ({ label, count: length }));
  const rows: Row[] = [...counted('open', states, 'tickets')];
  for (const hundredths of [50, 90, 100]) rows.push(...minutes('age of what is open', hundredths, ages[Math.ceil((ages.length * hundredths) / 100) - 1]));
  for (const what of ['opened', 'resolved', 'reopened', 'breached', 'rated'] as const) rows.push(...counted(what, (await tally(what)).counts, 'tickets'));
  for (const [what, name] of [['first response', 'responded'], ['resolution', 'resolved']] as const) {
    const { percentile } = await tally(name);
    for (const hundredths of [50, 90, 95]) rows.push(...minutes(what, hundredths, percentile(hundredths)));
  }
  rows.push(...counted('elevations of device', (await tally('elevated-device')).counts, 'elevations'));
  rows.push(...counted('elevations by person', (await tally('elevated-person')).counts, 'elevations'));
  return rows;
}

/** RFC 4180; what begins like a formula is kept from being one in a spreadsheet. */
function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  const field = (value: string | number) => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

interface Work {
  readonly kind: 'print';
  readonly days: number;
}

function readAsked(args: readonly string[]): Work | Unasked {
  const { values, positionals: [stray] } = parseArgs({ args: [...args], options: { days: { type: 'string', default: '30' }, help: { type: 'boolean', short: 'h' } }, strict: false, allowPositionals: true });
  if (values.help) return { kind: 'help' };
  const unknown = Object.keys(values).find((flag) => flag !== 'days');
  if (unknown !== undefined) return wrong(`--${unknown} is no flag of this command; --days`);
  if (stray !== undefined) return wrong(`${JSON.stringify(stray)} stands alone; values follow a flag`);
  const days = Number(values.days);
  return Number.isInteger(days) && days >= 1 && days <= 366 ? { kind: 'print', days } : wrong(`--days is ${JSON.stringify(values.days)}; a whole number from 1 to 366`);
}

async function print({ days }: Work): Promise<number> {
  const beside = besideTheBot();
  const driver = await openBeside(beside);
  try {
    const store = openStore({ driver, auditKey: beside.auditKey });
    const now = (await openClock(Date.now, store)).now();
    process.stdout.write(csvOf([['what', 'by', 'value', 'unit'], ...await rowsOf(store, now, days)]));
    return 0;
  } finally {
    await driver.close();
  }
}

await runCommand({ name: 'stats', help, read: readAsked, run: print });
