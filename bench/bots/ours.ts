// Our bot as in Teams, on a data folder that was filled before. Arguments: the folder, the addresses of Teams, the database if it is not in the folder.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startApp } from '../../bot/app.ts';
import { configSchema } from '../../bot/config.ts';
import { openLog } from '../../bot/log.ts';
import { keyFrom, subKey } from '../../credentials/key.ts';
import { openLocalVault } from '../../credentials/local.ts';
import { cast } from '../../local/cast.ts';
import type { Addresses } from '../teams.ts';
import { appId, staff, tenant, vaultKey } from '../town.ts';

const [dataDir = '', addresses = '', databaseUrl = ''] = process.argv.slice(2);
const { serviceUrl, metadata, tokenUrl }: Addresses = JSON.parse(addresses);
const holding = (role: string) => ({ people: cast.people.filter((person) => person.role === role).map(({ id }) => id) });
const config = configSchema.parse({
  tenant,
  roles: {
    support: [{ tier: 1, people: staff.map(({ id }) => id) }, { tier: 2, ...holding('approver') }],
    escalationTeam: holding('approver'), itAdmin: holding('it-admin'), operations: holding('operations'),
  },
  channels: Object.fromEntries(cast.channels.map(({ key, id }) => [key, id])),
});

const app = await startApp({
  config, dataDir, vaultKey, ...(databaseUrl !== '' && { databaseUrl }), port: 0, logLevel: 'warn', named: { file: '', channels: {} },
  app: { id: appId, type: 'SingleTenant', tenant, password: 'the-secret-of-the-bot' },
  openIdMetadata: metadata, tokenUrl, serviceUrls: [serviceUrl], webhooks: [],
}, {
  machine: Date.now, chance: Math.random, uuid: randomUUID, log: openLog('warn'),
  // A tenant takes 50 sends a second from a real bot: here it is the bot that is measured.
  tenantQuota: {},
  // The settings refuse the local vault in Teams mode; no turn that is measured opens it.
  vault: openLocalVault({ path: join(dataDir, 'vault.sqlite'), key: subKey(keyFrom(vaultKey), 'vault'), now: Date.now }),
});
process.send?.({ port: app.port });
