// The command `npm run clients`: lets other systems use the REST API, and shuts them out again; also while the bot works.
import { parseArgs } from 'node:util';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { besideTheBot, openBeside, Unready } from '../beside.ts';
import { openClock } from '../clock.ts';
import { runCommand, wrong, type Unasked } from '../command-line.ts';
import { addClient, allClients, clientName, revokeClient, scopes, type Scope } from './clients.ts';
import { stamp } from './view.ts';

type Work =
  | { readonly kind: 'list' }
  | { readonly kind: 'add'; readonly name: string; readonly granted: readonly Scope[] }
  | { readonly kind: 'revoke'; readonly name: string };

const help = `Other systems that may use the REST API (DATA_DIR or DATABASE_URL, and VAULT_KEY if the bot has one), also while the bot runs.

  npm run --silent clients -- add <name> --scopes <scope>,<scope>   prints a token, this once; a client that is there gets another
  npm run --silent clients -- revoke <name>                         its token opens nothing any more, from this moment
  npm run --silent clients -- list                                  name, scopes, since when

Scopes: ${scopes.join(', ')}. internal-notes is what the user does not see, attachments:read the content of what users attached.
Ends with 0 when all is well, 1 when there is no such client or the data cannot be read, 2 when the command line is wrong.
`;

function readAsked(args: readonly string[]): Work | Unasked {
  const { values, positionals: [command, name, ...strays] } = parseArgs({ args: [...args], options: { scopes: { type: 'string' }, help: { type: 'boolean', short: 'h' } }, strict: false, allowPositionals: true });
  if (values.help) return { kind: 'help' };
  const unknown = Object.keys(values).find((flag) => flag !== 'scopes');
  if (unknown !== undefined) return wrong(`--${unknown} is no flag of this command; --scopes`);
  if (strays.length > 0) return wrong(`${JSON.stringify(strays[0])} is one word too many`);
  if (command === 'list' && name === undefined) return { kind: 'list' };
  if (command !== 'add' && command !== 'revoke') return wrong(`The command is ${command === undefined ? 'missing' : JSON.stringify(command)}; add, revoke or list`);
  if (name === undefined || !clientName.test(name)) return wrong(`The name is ${name === undefined ? 'missing' : JSON.stringify(name)}; lower case, such as service-desk`);
  if (command === 'revoke') return { kind: 'revoke', name };
  const granted = String(values.scopes ?? '').split(',').map((one) => one.trim()).filter(Boolean);
  const known = scopes.filter((scope) => granted.includes(scope));
  if (granted.length === 0 || known.length !== new Set(granted).size) return wrong(`--scopes is ${values.scopes === undefined ? 'missing' : JSON.stringify(values.scopes)}; ${scopes.join(', ')}, parted by commas`);
  return { kind: 'add', name, granted: known };
}

async function list(store: Store): Promise<void> {
  const clients = Object.entries(await allClients(store)).map(([name, { scopes: granted, madeAt, revokedAt }]) =>
    `${name}\n  scopes  ${granted.join(', ')}\n  since   ${stamp(madeAt)}${revokedAt === undefined ? '' : `; revoked ${stamp(revokedAt)}`}\n`);
  process.stdout.write(`${clients.join('')}${clients.length} in all\n`);
}

async function work(asked: Work): Promise<number> {
  const beside = besideTheBot();
  const store = openStore({ driver: await openBeside(beside), auditKey: beside.auditKey });
  try {
    const now = (await openClock(Date.now, store)).now();
    switch (asked.kind) {
      case 'list':
        await list(store);
        return 0;
      case 'add':
        process.stdout.write(`${await addClient(store, asked.name, asked.granted, now)}\n`);
        return 0;
      case 'revoke':
        if (!await revokeClient(store, asked.name, now)) throw new Unready(`${JSON.stringify(asked.name)} is no client; "list" shows them`);
        process.stdout.write(`${asked.name} is shut out\n`);
        return 0;
    }
  } finally {
    await store.close();
  }
}

await runCommand({ name: 'clients', help, read: readAsked, run: work });
