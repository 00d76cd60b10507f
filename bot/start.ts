// Starts the bot: settings, surroundings, app; stops it cleanly. The only file that reads a clock.
import { randomUUID } from 'node:crypto';
import { enableCompileCache } from 'node:module';

enableCompileCache();

// After the compile cache, so that what they load is cached too.
const [{ startApp }, { openLog }, { readSettings, isLocal }, { SettingsFault }] =
  await Promise.all([import('./app.ts'), import('./log.ts'), import('./settings.ts'), import('./settings-fault.ts')]);

async function loadLocal() {
  const [{ cast }, { openLocalTeams }, { openSignIn }, { localDefaults, localModeWith }] =
    await Promise.all([import('../local/cast.ts'), import('../local/teams.ts'), import('../local/sign-in.ts'), import('./local-mode.ts')]);
  const signIn = openSignIn(cast);
  return { defaults: localDefaults(cast), mode: localModeWith(cast, (options) => openLocalTeams({ ...options, signIn }), signIn) };
}

try {
  const local = isLocal() ? await loadLocal() : undefined;
  const settings = readSettings(local?.defaults);
  const log = openLog(settings.logLevel);
  const app = await startApp(settings, { machine: Date.now, chance: Math.random, uuid: randomUUID, log, ...(local && { local: local.mode }) });
  log.info('listening', { port: app.port, mode: local ? 'local' : 'teams', ...(local && { open: `http://127.0.0.1:${app.port}/local` }) });

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    await app.stop();
    // Telemetry's own timers would keep the process for seconds.
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
} catch (error) {
  if (!(error instanceof SettingsFault)) throw error;
  process.stderr.write(`The bot cannot start with these settings:\n${error.lines.map((line) => `  ${line}\n`).join('')}`);
  process.exit(1);
}
