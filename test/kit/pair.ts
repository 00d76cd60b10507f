// Two instances of the bot on one PostgreSQL, side by side in one process, with one Teams that gives its deliveries to one after the other.
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { startApp, type App } from '../../bot/app.ts';
import { localDefaults, localModeWith } from '../../bot/local-mode.ts';
import { openLog } from '../../bot/log.ts';
import { readSettings } from '../../bot/settings.ts';
import { cast } from '../../local/cast.ts';
import { passOn } from './balancer.ts';
import { addressOf } from './listening.ts';
import { openTown, type Town } from './town.ts';

export interface Pair extends Town {
  /** How many deliveries each has answered. */
  answered(): readonly number[];
}

/** @param between as that of a town: stands between both bots and their Teams */
export async function openPair(databaseUrl: string, between = async (origin: string): Promise<string> => origin): Promise<Pair> {
  const env = { DATABASE_URL: databaseUrl, VAULT_KEY: randomBytes(32).toString('base64'), PORT: '0' };
  const origins: string[] = [];
  const answered = [0, 0];
  let balancer: { readonly server: Server; readonly origin: string } | undefined;
  let outside = '';

  const town = await openTown({
    env,
    async between(origin) {
      origins[0] = origin;
      balancer = await balance((path) => {
        const at = path === '/api/messages' && origins.length > 1 ? (answered[0] ?? 0) > (answered[1] ?? 0) ? 1 : 0 : 0;
        if (path === '/api/messages') answered[at] = (answered[at] ?? 0) + 1;
        return origins[at] ?? origin;
      });
      outside = await between(balancer.origin);
      return outside;
    },
  });
  const second: App = await startApp(readSettings(localDefaults(cast), {
    ...env, DATA_DIR: town.dataDir, SUPPORT_CONFIG: `${town.dataDir}/none.json`, CONNECTOR_SERVICE_URLS: `${outside}/local/connector/`,
  }), {
    machine: Date.now, chance: Math.random, uuid: randomUUID, log: openLog('silent'),
    local: localModeWith(cast, async () => ({ handle: async (_, response) => void response.destroy(), close: async () => undefined })),
  });
  origins.push(`http://127.0.0.1:${second.port}`);

  return {
    ...town,
    answered: () => answered,
    async close() {
      await second.stop();
      await town.close();
      balancer?.server.close();
    },
  };
}

/** Passes each request on to where `target` says. */
async function balance(target: (path: string) => string): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((incoming, outgoing) => passOn(incoming, outgoing, target(incoming.url ?? '/')));
  return { server, origin: await addressOf(server) };
}
