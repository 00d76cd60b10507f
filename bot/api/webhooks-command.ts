// The command `npm run webhooks`: sends events again to another system, and makes secrets; also while the bot works.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { audit } from '../../store/audit.ts';
import type { AuditPart } from '../../store/store.ts';
import type { Statement } from '../../store/statement.ts';
import { todoPlaced } from '../../store/todos.ts';
import { besideTheBot, openBeside, Unready } from '../beside.ts';
import { runCommand, wrong, type Unasked } from '../command-line.ts';
import { kindOf } from '../lives.ts';
import { readWebhooks } from '../settings.ts';
import { webhookTodo } from './webhooks.ts';

type Work = { readonly kind: 'secret' } | { readonly kind: 'replay'; readonly to: string; readonly part: AuditPart };

const help = `Tells other systems again what happened (DATA_DIR or DATABASE_URL, VAULT_KEY and SUPPORT_CONFIG as the bot has them), also while the bot runs.

  npm run --silent webhooks -- replay --to <name> --since <time>    every event since then, each record's in order
  npm run --silent webhooks -- replay --to <name> --record <id>     every event of this record; --since and --until narrow it
  npm run --silent webhooks -- secret                               prints a new secret for WEBHOOK_SECRETS

A running bot sends them within 15 seconds. An event has the same webhook-id as the first time, so that a system that has it can pass it over.
Ends with 0 when all is well, 1 when something is not there, 2 when the command line is wrong.
`;

const time = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const flags = { to: { type: 'string' }, since: { type: 'string' }, until: { type: 'string' }, record: { type: 'string' } } as const;
/** Written in one transaction at a time, so that the bot goes on meanwhile. */
const batch = 200;

function readAsked(args: readonly string[]): Work | Unasked {
  const { values, positionals: [command, ...strays] } = parseArgs({ args: [...args], options: { ...flags, help: { type: 'boolean', short: 'h' } }, strict: false, allowPositionals: true });
  if (values.help) return { kind: 'help' };
  const unknown = Object.keys(values).find((name) => !(name in flags));
  if (unknown !== undefined) return wrong(`--${unknown} is no flag of this command; --to, --since, --until, --record`);
  if (strays.length > 0) return wrong(`${JSON.stringify(strays[0])} stands alone; values follow a flag`);
  if (command === 'secret') return { kind: 'secret' };
  if (command !== 'replay') return wrong(`The command is ${command === undefined ? 'missing' : JSON.stringify(command)}; replay or secret`);
  const { to, since, until, record } = values;
  if (typeof to !== 'string' || to === '') return wrong('--to is missing; the name of a webhook');
  for (const [name, value] of Object.entries({ since, until })) {
    if (value !== undefined && !time.safeParse(value).success) {
      return wrong(`--${name} is ${JSON.stringify(value)}; an ISO 8601 date (UTC) or a time with its zone, such as 2026-03-01 or 2026-03-01T09:00:00Z`);
    }
  }
  if (record !== undefined && (typeof record !== 'string' || kindOf(record) === undefined)) return wrong(`--record is ${JSON.stringify(record)}; a record id such as T-1001, E-1 or X-1`);
  if (since === undefined && record === undefined) return wrong('replay needs --since or --record');
  return { kind: 'replay', to, part: {
    ...(typeof record === 'string' && { record }),
    ...(typeof since === 'string' && { from: Date.parse(since) }),
    ...(typeof until === 'string' && { to: Date.parse(until) }),
  } };
}

async function replay(to: string, part: AuditPart): Promise<number> {
  const beside = besideTheBot();
  const webhook = readWebhooks().find(({ name }) => name === to);
  if (!webhook) throw new Unready(`--to is ${JSON.stringify(to)}; allowed: ${readWebhooks().map(({ name }) => name).join(', ') || 'nothing, the configuration has no webhooks'}`);
  const driver = await openBeside(beside);
  try {
    let sent = 0;
    const waiting: Statement[] = [];
    for await (const { chain, version, at } of audit(driver, beside.auditKey).lines(part)) {
      const kind = kindOf(chain);
      if (!kind || webhook.events?.includes(kind) === false) continue;
      waiting.push(...todoPlaced(webhookTodo(to, chain, version, at)));
      sent += 1;
      if (waiting.length >= batch) await driver.write(waiting.splice(0));
    }
    await driver.write(waiting);
    process.stdout.write(`${sent} events will be sent to ${to}; a running bot begins within 15 seconds\n`);
    return 0;
  } finally {
    await driver.close();
  }
}

async function work(asked: Work): Promise<number> {
  if (asked.kind === 'replay') return replay(asked.to, asked.part);
  process.stdout.write(`whsec_${randomBytes(32).toString('base64')}\n`);
  return 0;
}

await runCommand({ name: 'webhooks', help, read: readAsked, run: work });
