// The line to Teams: whom the bot lets in, what it sends by and how that gets through, and where it can be reached itself.
import type { Quota, Store } from '../store/store.ts';
import { cloudOf, type Cloud } from './clouds.ts';
import { ConnectorError, openConnector, type Connector, type Rosters } from './connector.ts';
import { openGate, type Gate } from './gate.ts';
import { watched, type Pulse } from './health.ts';
import { openInboundTokens } from './inbound-token.ts';
import { openOutboundToken, type OutboundToken } from './outbound-token.ts';
import { metered } from './rates.ts';
import type { Settings } from './settings.ts';
import { openSigningKeys } from './signing-keys.ts';

/** Teams gives up on a delivery after 10 to 15 s; a send must not take half of that. */
const connectorTimeout = 5_000;
/** Milliseconds. There are two requests to the key server, before the turn has begun. */
export const keysTimeout = 3_000;

export interface Line {
  readonly cloud: Cloud;
  readonly gate: Gate;
  /** The bot's own, for the Connector alone. */
  readonly token: OutboundToken;
  /** For the turn, which cannot wait for its rate. */
  readonly connector: Connector & Rosters;
  /** For everything off the turn: as fast as Teams lets a bot speak. */
  readonly sender: Connector;
  readonly pulse: () => Pulse;
  /** Where Teams takes what begins a chat. */
  readonly serviceUrl: () => string;
  /** Where pages of the bot are. Empty until it listens; nothing is sent before that. */
  readonly origin: () => string;
  listening(port: number): void;
}

export interface LinePorts {
  readonly store: Store;
  /** The bot as Teams names it. */
  readonly botId: string;
  /** The machine's clock. */
  readonly machine: () => number;
  /** What Teams takes in all, instead of its own limit. */
  readonly tenantQuota: Quota | undefined;
  /** Teams is on this machine, and the bot serves it. */
  readonly local: boolean;
}

export function openLine(settings: Settings, { store, botId, machine, tenantQuota, local }: LinePorts): Line {
  const { app, config } = settings;
  const cloud = cloudOf(settings.openIdMetadata);
  const keys = openSigningKeys({ openIdMetadata: cloud.openIdMetadata, now: machine, timeout: keysTimeout });
  const tokens = app && openInboundTokens({ app: app.id, issuer: cloud.issuer, keys, now: machine });
  const gate = openGate({ tokens, tenant: config.tenant, serviceUrls: settings.serviceUrls });
  const token = openOutboundToken(settings, { now: machine, timeout: connectorTimeout });
  const connector = openConnector({ botId, token, allowed: gate.allows, timeout: connectorTimeout });
  const watch = watched(connector, machine, (error) => !(error instanceof ConnectorError) || error.fault.kind === 'again');
  let origin = '';
  let serviceUrl = settings.serviceUrls[0] ?? 'https://smba.trafficmanager.net/teams/';
  return {
    cloud, gate, token, connector,
    sender: metered(watch.connector, { store, machine, tenantQuota }),
    pulse: watch.pulse,
    serviceUrl: () => serviceUrl,
    origin: () => origin,
    listening(port) {
      const here = `http://127.0.0.1:${port}`;
      origin = local || settings.publicUrl === undefined ? here : new URL(settings.publicUrl).origin;
      if (local) serviceUrl = settings.serviceUrls[0] ?? `${here}/local/connector/`;
    },
  };
}
