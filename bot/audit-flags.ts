// What `npm run audit` is asked for, read from its command line; or a line for each thing wrong with it.
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { AuditPart } from '../store/store.ts';
import type { Whose } from './accesses.ts';
import { wrong, type Unasked } from './command-line.ts';
import { kindOf } from './lives.ts';

export type Work =
  | { readonly kind: 'verify'; readonly checkpoint?: string }
  | { readonly kind: 'export'; readonly part: AuditPart; readonly checkpoint?: string }
  | { readonly kind: 'accesses'; readonly whose: Whose; readonly format: Format };

const formats = ['json', 'csv'] as const;
export type Format = (typeof formats)[number];

const day = z.iso.date();
const moment = z.iso.datetime({ offset: true });
const time = { takes: '<time>', allowed: 'an ISO 8601 date (UTC) or a time with its zone, such as 2026-03-01 or 2026-03-01T09:00:00Z', fits: isTime } as const;
const file = { takes: '<file>', allowed: 'the path of a file', fits: (text: string) => text !== '' } as const;

/** Each command's flags; the names stand without the dashes. */
export const commands = {
  verify: {
    checkpoint: { ...file, meaning: 'an export that was kept elsewhere; its newest checkpoint must still be in the log' },
  },
  export: {
    from: { ...time, meaning: 'lines at or after this' },
    to: { ...time, meaning: 'lines before this' },
    record: { takes: '<id>', allowed: 'a record id such as T-1001, E-1 or X-1', fits: (text: string) => kindOf(text) !== undefined, meaning: 'lines of this record, and of what was refused about it' },
    checkpoint: { ...file, meaning: 'also writes the newest checkpoint there, to be kept elsewhere' },
  },
  accesses: {
    device: { takes: '<name>', allowed: 'the name or id of a device', fits: (text: string) => text !== '', meaning: 'admin access to this device only' },
    person: { takes: '<name>', allowed: 'the name or Entra object id of a requester', fits: (text: string) => text !== '', meaning: 'admin access that this person requested only' },
    format: { takes: '<format>', allowed: 'json or csv', fits: (text: string) => formats.some((one) => one === text), meaning: 'json (JSON Lines, as it is without this) or csv, for a spreadsheet' },
  },
} as const;

type Flags = Readonly<Record<string, { readonly allowed: string; fits(text: string): boolean }>>;

export function readAsked(args: readonly string[]): Work | Unasked {
  const { tokens } = parseArgs({ args: [...args], options: flagNames, strict: false, allowPositionals: true, tokens: true });
  if (tokens.some((token) => token.kind === 'option' && ['help', 'h'].includes(token.name))) return { kind: 'help' };
  const [command = '', ...strays] = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  if (command !== 'verify' && command !== 'export' && command !== 'accesses') {
    const known = 'verify, export or accesses';
    return wrong(command === '' ? `The command is missing; ${known}` : `The command is ${JSON.stringify(command)}; ${known}`);
  }
  const flags: Flags = commands[command];
  const lines = strays.map((stray) => `${JSON.stringify(stray)} stands alone; values follow a flag: ${namesOf(flags)}`);
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value = '' } = token;
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
    if (!flag) lines.push(`${rawName} is no flag of ${command}; allowed: ${namesOf(flags)}`);
    else if (values.has(name)) lines.push(`${rawName} is given twice; once is allowed`);
    else if (!flag.fits(value)) lines.push(`${rawName} is ${value === '' ? 'empty' : JSON.stringify(value)}; allowed: ${flag.allowed}`);
    else values.set(name, value);
  }
  const [from, to, record, checkpoint] = ['from', 'to', 'record', 'checkpoint'].map((name) => values.get(name));
  if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to)) lines.push(`--to is ${JSON.stringify(to)}; allowed: a time after --from ${from}`);
  if (lines.length > 0) return wrong(...lines);

  if (command === 'accesses') {
    const [device, person] = ['device', 'person'].map((name) => values.get(name));
    const whose = { ...(device !== undefined && { device }), ...(person !== undefined && { person }) };
    return { kind: 'accesses', whose, format: values.get('format') === 'csv' ? 'csv' : 'json' };
  }
  const kept = checkpoint !== undefined && { checkpoint };
  if (command === 'verify') return { kind: 'verify', ...kept };
  const part = { ...(from !== undefined && { from: Date.parse(from) }), ...(to !== undefined && { to: Date.parse(to) }), ...(record !== undefined && { record }) };
  return { kind: 'export', part, ...kept };
}

const flagNames = {
  ...Object.fromEntries(Object.values(commands).flatMap((flags) => Object.keys(flags)).map((name) => [name, { type: 'string' }] as const)),
  help: { type: 'boolean', short: 'h' },
} as const;

function isTime(text: string): boolean {
  return day.safeParse(text).success || moment.safeParse(text).success;
}

function namesOf(flags: Flags): string {
  return [...Object.keys(flags), 'help'].map((name) => `--${name}`).join(', ');
}
