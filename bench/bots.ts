// The bots that are measured, each started once and kept for all rounds; between its bursts it idles.
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

async function start(script: string, given: readonly string[], core: number | undefined, after = (): void => undefined): Promise<Bot> {
  const child: Child = startChild(join(import.meta.dirname, 'bots', script), given, { core, flags });
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

/** Our bot on a store of its own, with as many new tickets as there will be claims. */
export async function ourBot({ ground, claims, addresses, core }: { readonly ground: Ground; readonly claims: number; readonly addresses: Addresses; readonly core?: number | undefined }): Promise<Bot> {
  const { folder, database } = ground;
  const driver = await ground.open();
  await fillWork(driver, { claims, serviceUrl: addresses.serviceUrl, now: Date.now() });
  await driver.close();
  return start('ours.ts', [folder, JSON.stringify(addresses), database], core, ground.remove);
}
