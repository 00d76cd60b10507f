// Threat alerts that people raise and resolve at the local Teams, to see a device frozen: kept beside the chats, below /local/alerts.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { alertBody, take } from './bodies.ts';
import type { Cast, CastDevice } from './cast.ts';
import { ok, refuse, type Route } from './exchange.ts';
import type { LocalAlert, LocalAlerts } from './trial.ts';

/** An alert as the bot is told of it. */
export interface Sighting {
  readonly threat: Omit<LocalAlert, 'device'> & { readonly category: string };
  readonly devices: readonly { readonly name: string }[];
}

export interface AlertBook {
  readonly routes: readonly Route[];
  since(since: number | undefined): Promise<readonly Sighting[]>;
  close(): void;
}

export interface AlertBookParts {
  readonly dataDir: string;
  readonly cast: Cast;
  readonly now: () => number;
  /** Told after every change. */
  readonly alerted: () => void;
}

const schema = 'create table if not exists alert (id text primary key, body text not null)';
const usual = 'Suspicious PowerShell command line';

export function openAlertBook({ dataDir, cast, now, alerted }: AlertBookParts): AlertBook {
  const db = new DatabaseSync(join(dataDir, 'local-teams.sqlite'));
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;');
  db.exec(schema);
  const insert = db.prepare('insert into alert (id, body) values (?, ?) on conflict (id) do update set body = excluded.body');
  const every = db.prepare('select body from alert order by rowid');
  const all = (): readonly LocalAlert[] => every.all().map((row) => JSON.parse(String(row['body'])));

  const keep = (alert: LocalAlert): LocalAlert => {
    insert.run(alert.id, JSON.stringify(alert));
    alerted();
    return alert;
  };
  const deviceOf = (ref: string): CastDevice | undefined => cast.devices.find(({ id, name }) => [id, name.toLowerCase()].includes(ref.toLowerCase()));

  return {
    routes: [
      { method: 'GET', path: 'alerts', run: () => ok({ alerts: all() } satisfies LocalAlerts) },
      {
        method: 'POST', path: 'alerts',
        run: (call) => {
          const asked = take(alertBody, call.body);
          if (asked.kind === 'refused') return asked.reply;
          const { device: ref, severity = 'high', title = usual } = asked.value;
          const device = deviceOf(ref);
          if (!device) return refuse(404, 'NotFound', `device: there is no such device; allowed are ${cast.devices.map(({ name }) => name).join(', ')}.`);
          const at = now();
          return ok(keep({ id: `local-${all().length + 1}`, title, severity, device: device.name, resolved: false, createdAt: at, updatedAt: at }));
        },
      },
      {
        method: 'DELETE', path: 'alerts/:id',
        run: ({ params }) => {
          const alert = all().find(({ id }) => id === params['id']);
          if (!alert) return refuse(404, 'NotFound', 'There is no such alert.');
          // Later than what was said before, whatever the clock does.
          return ok(alert.resolved ? alert : keep({ ...alert, resolved: true, updatedAt: Math.max(now(), alert.updatedAt + 1) }));
        },
      },
    ],
    since: async (since = 0) => all().filter(({ updatedAt }) => updatedAt >= since).map(({ device, ...alert }) => ({ threat: { ...alert, category: '' }, devices: [{ name: device }] })),
    close: () => db.close(),
  };
}
