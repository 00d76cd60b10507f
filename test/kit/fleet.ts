// Bots as processes of their own on one store, behind a balancer and a Teams that outlive them: killed, started again, asked as people do.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { cast } from '../../local/cast.ts';
import { localClient, type LocalClient } from '../../local/client.ts';
import { openLocalTeams } from '../../local/teams.ts';
import { passOn } from './balancer.ts';
import type { Told } from './bot-process.ts';
import type { Death } from './mortal.ts';
import { addressOf, closed } from './listening.ts';
import { runBot, type RunningBot } from './process.ts';

/** What the bots are started with; their store is where DATABASE_URL says, else in DATA_DIR. */
export type FleetEnv = Readonly<Record<'DATA_DIR' | 'VAULT_KEY', string>> & { readonly DATABASE_URL?: string };

export interface Fleet extends LocalClient {
  /** Kills these, by their place in line, and resolves when they are dead; those that are dead already are so. */
  kill(...which: readonly number[]): Promise<void>;
  /** Starts all that are dead, to die as told: that may well be before they listen. */
  start(death?: Death): Promise<void>;
  /** Resolves when one of them is dead, whoever killed it. */
  dead(): Promise<void>;
  /** Lets so many milliseconds pass on every machine: leases run out, rates refill. */
  pass(milliseconds: number): Promise<void>;
  /** Seconds for which something waits that is due; 0: nothing does. */
  waiting(): Promise<number>;
  /** SIGTERM to all. */
  stop(): Promise<void>;
}

const script = join(import.meta.dirname, 'bot-process.ts');

/** @param deaths of the bots, by their place in line, in their first lives */
export async function openFleet(size: number, env: FleetEnv, deaths: readonly Death[] = []): Promise<Fleet> {
  const bots: (RunningBot | undefined)[] = Array.from({ length: size });
  let ahead = 0;
  let machineAhead = 0;
  let turn = 0;
  let stopped = false;
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith('/local')) return void teams.handle(incoming, outgoing);
    const alive = bots.filter((bot) => bot !== undefined);
    const bot = alive[turn++ % Math.max(alive.length, 1)];
    if (bot) passOn(incoming, outgoing, bot.origin);
    else outgoing.destroy();
  });
  const origin = await addressOf(server);

  async function start(deathOf: (at: number) => Death | undefined): Promise<void> {
    await Promise.all(bots.map(async (alive, at) => {
      if (alive) return;
      const death = deathOf(at);
      const told: Told = { ahead: machineAhead, ...(death && { death }) };
      const bot = await runBot({
        ...env, PORT: '0', SUPPORT_CONFIG: join(env.DATA_DIR, 'none.json'), CONNECTOR_SERVICE_URLS: `${origin}/local/connector/`,
      }, { script, args: [JSON.stringify(told)] }).catch((fault: unknown) => {
        if (death) return undefined;
        throw fault;
      });
      if (!bot) return;
      // Started while the others were being stopped: nobody would ever stop this one.
      if (stopped) return bot.kill();
      bots[at] = bot;
      void bot.ended.then(() => {
        if (bots[at] === bot) bots[at] = undefined;
      });
    }));
  }
  await start((at) => deaths[at]);
  const teams = await openLocalTeams({
    dataDir: join(env.DATA_DIR, 'teams'), origin, cast, clock: { now: () => Date.now() + ahead, advance: () => Promise.reject(new Error('the bots move the clock')) },
  });
  const first = (): RunningBot => {
    const bot = bots.find((one) => one !== undefined);
    if (!bot) throw new Error('no bot is alive');
    return bot;
  };

  return {
    ...localClient(origin),
    start: (death) => start(() => death),
    async kill(...which) {
      await Promise.all(which.map(async (at) => bots[at]?.kill()));
    },
    dead: async () => (stopped ? undefined : Promise.race(bots.map(async (bot) => bot?.ended))),
    async pass(milliseconds) {
      machineAhead += milliseconds;
      await Promise.all(bots.map(async (bot) => {
        if (!bot) return;
        await fetch(`${bot.origin}/local/machine`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ahead: machineAhead }) });
        // Whoever sleeps looks again.
        ahead = await bot.advance('PT0.001S') - Date.now();
      }).map((woken) => woken.catch(() => undefined)));
    },
    async advance(duration) {
      const now = await first().advance(duration);
      ahead = now - Date.now();
      return now;
    },
    async waiting() {
      const { oldestDueSeconds } = await (await fetch(`${first().origin}/readyz`)).json() as { oldestDueSeconds: number };
      return oldestDueSeconds;
    },
    async stop() {
      stopped = true;
      await Promise.all(bots.map(async (bot) => bot?.stop()));
      await teams.close();
      await closed(server);
    },
  };
}
