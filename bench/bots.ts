// The bots that are measured, each started once and kept for all rounds; between its bursts it idles.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { startChild, type Child } from './child.ts';
import { fillWork } from './fill.ts';
import type { Reading } from './meter.ts';
import type { Ground } from './stores.ts';
import type { Addresses } from './teams.ts';

export interface Bot {
  readonly port: number;
  /** What the process has used so far. */
  read(): Promise<Reading>;
  stop(): Promise<void>;
}

const listening = z.object({ port: z.number() });
const metered = z.object({ reading: z.object({ cpu: z.number(), memory: z.number() }) });
const flags = ['--import', join(import.meta.dirname, 'meter.ts')];

interface More {
  readonly options?: readonly string[];
  readonly after?: () => void;
}

async function start(script: string, given: readonly string[], core: number | undefined, { options = [], after = () => undefined }: More = {}): Promise<Bot> {
  const child: Child = startChild(join(import.meta.dirname, 'bots', script), given, { core, flags: [...options, ...flags] });
  const { port } = listening.parse(await child.ask());
  return {
    port,
    read: async () => metered.parse(await child.ask('meter')).reading,
    async stop() {
      await child.stop();
      after();
    },
  };
}

export const stockBot = (does: 'echo' | 'dialog', jwt: boolean, addresses: Addresses, core?: number): Promise<Bot> =>
  start('stock.ts', [does, jwt ? 'signed' : 'unsigned', JSON.stringify(addresses)], core);

export const agentsBot = (folder: string, core?: number): Promise<Bot> => start('agents.ts', [folder], core);

/** Node's options as `npm start` gives them: the bot is measured as it is run. */
export function startOptions(): readonly string[] {
  const { scripts } = z.object({ scripts: z.object({ start: z.string() }) }).parse(JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')));
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

/** Our bot on a store of its own, with as many new tickets as there will be claims. */
export async function ourBot({ ground, claims, addresses, core }: { readonly ground: Ground; readonly claims: number; readonly addresses: Addresses; readonly core?: number | undefined }): Promise<Bot> {
  const { folder, database } = ground;
  const driver = await ground.open();
  await fillWork(driver, { claims, serviceUrl: addresses.serviceUrl, now: Date.now() });
  await driver.close();
  return start('ours.ts', [folder, JSON.stringify(addresses), database], core, { options: startOptions(), after: ground.remove });
}
