// The local Teams: a Bot Connector for the bot, a page for people and an API for both, mounted at /local of the bot's server.

import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { openAlertBook, type AlertBook } from './alerts.ts';
import { apiRoutes } from './api.ts';
import { pageAssets } from './assets.ts';
import { openBoard } from './board.ts';
import { cast as defaultCast, type Cast } from './cast.ts';
import { moveClock, type MovableClock } from './clock.ts';
import { connectorRoutes } from './connector.ts';
import { rosterRoutes } from './connector-roster.ts';
import { conversation } from './conversation.ts';
import { openCourier } from './courier.ts';
import { openDrive } from './drive.ts';
import { readBody, refuse, route, send } from './exchange.ts';
import { faultSwitch } from './fault-switch.ts';
import { fromHere } from './guard.ts';
import { openHistory } from './history.ts';
import { installApp } from './installs.ts';
import { placesOf } from './places.ts';
import { rosterSwitch } from './roster-switch.ts';
import type { SignIn } from './sign-in.ts';
import { openStream } from './stream.ts';
import { violationList } from './violation-list.ts';

export interface LocalTeamsOptions {
  /** Keeps `local-teams.sqlite` there; made if it is not there. */
  readonly dataDir: string;
  /** The server this is mounted on, for example `http://127.0.0.1:3978`: the bot answers at `/api/messages` of it. */
  readonly origin: string;
  /** The bot's movable clock. */
  readonly clock: MovableClock;
  /** Told when a threat alert was raised or resolved. */
  readonly alerted?: () => void;
  readonly cast?: Cast;
  /** Left out: nobody is signed in to pages. */
  readonly signIn?: SignIn;
  readonly log?: (line: Record<string, unknown>) => void;
}

export interface LocalTeams {
  /** The threat alerts that were raised here. */
  readonly alerts: Pick<AlertBook, 'since'>;
  /** Takes every request whose path is or starts with /local; reads its body itself and answers always. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends open streams and deliveries; what the bot has not answered goes out again at the next start. */
  close(): Promise<void>;
}

/** Throws when the history cannot be opened. The app is installed for everyone at the first start. */
export async function openLocalTeams(options: LocalTeamsOptions): Promise<LocalTeams> {
  const { dataDir, origin, clock, cast = defaultCast, signIn, alerted = () => undefined, log = () => undefined } = options;
  mkdirSync(dataDir, { recursive: true });
  const now = (): number => clock.now();
  const serviceUrl = `${origin}/local/connector/`;
  const closing = new AbortController();

  const places = placesOf(cast);
  const history = openHistory(dataDir);
  const stream = openStream();
  const board = openBoard(places, history, stream);
  const violations = violationList(now, log);
  const faults = faultSwitch(closing.signal);
  const standings = rosterSwitch();
  const alerts = openAlertBook({ dataDir, cast, now, alerted });
  const drive = openDrive({ dataDir, origin, violations });
  const courier = openCourier({ endpoint: `${origin}/api/messages`, tenantId: cast.tenantId, history, log });
  const parts = { cast, signIn, places, history, board, courier, drive, violations, faults, standings, serviceUrl, now };
  const connector = [...connectorRoutes(parts), ...rosterRoutes(cast, places, standings)];
  const api = apiRoutes({ ...parts, conversation: conversation(parts) });
  const assets = pageAssets(log);

  installApp(parts);
  courier.resume(history.waiting());

  const tellTime = (moved: number): void => {
    stream.tellAll({ type: 'clock', now: moved });
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    const path = pathname.replace(/^\/local\/?/, '');
    if (!fromHere(request)) return send(response, refuse(403, 'Forbidden', 'The local Teams serves this machine only.'));
    if (await drive.handle(path, searchParams, request, response)) return;
    if (path.startsWith('connector/')) {
      return faults.through(request, response, () => route(connector, path.slice('connector/'.length), searchParams, request));
    }
    if (path === 'api/events') {
      const person = places.person(searchParams.get('as') ?? '');
      return person ? stream.open(person, response) : send(response, refuse(404, 'NotFound', 'as: there is no such person.'));
    }
    if (path.startsWith('api/')) return send(response, await route(api, path.slice('api/'.length), searchParams, request));
    if (path === 'alerts' || path.startsWith('alerts/')) return send(response, await route(alerts.routes, path, searchParams, request));
    if (path === 'clock' && request.method === 'POST') {
      const body = await readBody(request);
      return send(response, body.kind === 'refused' ? body.reply : await moveClock(clock, body.json, tellTime));
    }
    if (request.method === 'GET') return assets.serve(path, request, response);
    return send(response, refuse(405, 'MethodNotAllowed', `${request.method} is not among GET.`));
  };

  return {
    alerts,
    handle: async (request, response) => {
      try {
        await serve(request, response);
      } catch (fault) {
        log({ event: 'local-teams-fault', reason: fault instanceof Error ? fault.message : 'unknown' });
        if (response.headersSent) response.destroy();
        else send(response, refuse(500, 'ServiceError', 'The local Teams could not do this; the log says why.'));
      }
    },
    close: async () => {
      closing.abort();
      stream.close();
      await courier.close();
      history.close();
      drive.close();
      alerts.close();
    },
  };
}
