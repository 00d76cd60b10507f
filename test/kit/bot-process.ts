// The bot as a process of its own whose Teams is somewhere else, and which may be told to die at one of its writes. For tests only: nothing that ships
// can be told so. Its argument: what it is told, as JSON. `POST /local/machine { "ahead": <ms> }` moves the machine's clock, as if that time had passed.
import { randomUUID } from 'node:crypto';
import { startApp } from '../../bot/app.ts';
import { localDefaults, localModeWith } from '../../bot/local-mode.ts';
import { openLog } from '../../bot/log.ts';
import { readSettings } from '../../bot/settings.ts';
import { cast } from '../../local/cast.ts';
import { moveClock } from '../../local/clock.ts';
import { ok, readBody, send } from '../../local/exchange.ts';
import { mortal, type Death } from './mortal.ts';

export interface Told {
  readonly death?: Death | undefined;
  /** Milliseconds by which the machine's clock is ahead at the start. */
  readonly ahead: number;
}

const told: Told = JSON.parse(process.argv[2] ?? '');
const { death } = told;
let { ahead } = told;
const settings = readSettings(localDefaults(cast));
const log = openLog(settings.logLevel);

const app = await startApp(settings, {
  machine: () => Date.now() + ahead, chance: Math.random, uuid: randomUUID, log,
  local: localModeWith(cast, async ({ clock }) => ({
    // Of what a local Teams answers, only the clocks.
    async handle(request, response) {
      const body = await readBody(request);
      if (body.kind === 'refused') return send(response, body.reply);
      if (request.url === '/local/machine') ({ ahead } = body.json as Told);
      send(response, request.url === '/local/machine' ? ok({}) : await moveClock(clock, body.json, () => undefined));
    },
    close: async () => undefined,
  })),
  ...death && { watched: (driver) => mortal(driver, death, () => process.kill(process.pid, 'SIGKILL')) },
});
log.info('listening', { port: app.port });

process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)));
