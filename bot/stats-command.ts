// The command `npm run stats`: the numbers of the desk as CSV, also while the bot works.
import { parseArgs } from 'node:util';
import { numbers, type Counted, type Numbers } from '../store/milestones.ts';
import { openStore } from '../store/open.ts';
import { besideTheBot, openBeside, runCommand } from './beside.ts';
import { openClock } from './clock.ts';

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
  const counted = async (what: string, rows: Promise<readonly Counted[]>, unit: 'tickets' | 'elevations'): Promise<readonly Row[]> =>
    (await rows).map(({ label, count }) => [what, label, count, unit]);
  const minutes = (what: string, hundredths: number, value: number | undefined): readonly Row[] =>
    (value === undefined ? [] : [[what, `p${hundredths}`, Math.round(value / 60_000), 'minutes']]);
  const rows: Row[] = [...await counted('open', of.open(), 'tickets')];
  for (const hundredths of [50, 90, 100]) {
    const at = await of.openedAt(hundredths);
    rows.push(...minutes('age of what is open', hundredths, at === undefined ? undefined : now - at));
  }
  for (const what of ['opened', 'resolved', 'reopened', 'breached', 'rated'] as const) rows.push(...await counted(what, of.counts(what, from, now + 1), 'tickets'));
  for (const [what, name] of [['first response', 'responded'], ['resolution', 'resolved']] as const) {
    for (const hundredths of [50, 90, 95]) rows.push(...minutes(what, hundredths, await of.percentile(name, hundredths, from, now + 1)));
  }
  rows.push(...await counted('elevations of device', of.counts('elevated-device', from, now + 1), 'elevations'));
  rows.push(...await counted('elevations by person', of.counts('elevated-person', from, now + 1), 'elevations'));
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

async function command(): Promise<number> {
  const { values, positionals: [stray] } = parseArgs({ args: process.argv.slice(2), options: { days: { type: 'string', default: '30' }, help: { type: 'boolean', short: 'h' } }, strict: false, allowPositionals: true });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const unknown = Object.keys(values).find((flag) => flag !== 'days');
  const days = Number(values.days);
  const wrong = unknown !== undefined ? `--${unknown} is no flag of this command; --days`
    : stray !== undefined ? `${JSON.stringify(stray)} stands alone; values follow a flag`
      : !Number.isInteger(days) || days < 1 || days > 366 ? `--days is ${JSON.stringify(values.days)}; a whole number from 1 to 366` : undefined;
  if (wrong !== undefined) {
    process.stderr.write(`${wrong}\nAll commands and flags: npm run stats -- --help\n`);
    return 2;
  }
  const beside = besideTheBot();
  const driver = await openBeside(beside);
  try {
    const now = (await openClock(Date.now, openStore({ driver, auditKey: beside.auditKey }))).now();
    process.stdout.write(csvOf([['what', 'by', 'value', 'unit'], ...await rowsOf(numbers(driver), now, days)]));
    return 0;
  } finally {
    await driver.close();
  }
}

await runCommand(command);
