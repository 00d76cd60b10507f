// What the tenant knows, through Microsoft Graph: devices in Intune, threats to them in Defender, their passwords with Windows LAPS, groups in Entra ID.
import { openGraph, type Graph } from '../credentials/graph.ts';
import { openLapsVault } from '../credentials/laps.ts';
import type { Vault } from '../credentials/vault.ts';
import type { Alerts } from './alerts.ts';
import { cloudOf } from './clouds.ts';
import { openDefender } from './defender.ts';
import { DevicesUnread, type Devices } from './devices.ts';
import { openEntraGroups } from './entra-groups.ts';
import type { Groups } from './groups.ts';
import { openIntune } from './intune.ts';
import { tokenEndpoint } from './outbound-token.ts';
import { alertProvider } from './providers.ts';
import type { RecallPorts } from './recall.ts';
import type { Settings } from './settings.ts';
import { openToken } from './token.ts';

/** Milliseconds. A dialog that waits for a password is given up by Teams after ten seconds. */
const timeout = 4_000;

/** What is configured to come from somewhere else is left out. */
export interface Tenant {
  readonly groups?: Groups;
  readonly devices?: Devices;
  readonly vault?: Vault;
  readonly alerts?: Alerts;
}

/** The way to Microsoft Graph, in the cloud that the settings name; undefined in local mode, where nobody answers for the bot. */
export function tenantGraph({ app, graphUrl, loginUrl, openIdMetadata }: Settings, now: () => number): Graph | undefined {
  if (!app) return undefined;
  const cloud = cloudOf(openIdMetadata);
  const url = new URL(graphUrl ?? cloud.graph).origin;
  const token = openToken(app, { audience: 'Microsoft Graph', resource: url, url: tokenEndpoint(loginUrl ?? cloud.login, app.tenant), now, timeout });
  return openGraph({ url, token, timeout });
}

export function openTenant(graph: Graph | undefined, config: Settings['config'], ports: RecallPorts): Tenant {
  const { credentials, devices: { provider, rings = {} } } = config;
  if (!graph) return {};
  const groups = openEntraGroups(graph);
  if (provider !== 'intune') return { groups };
  const devices = openIntune({ graph, groups: rings, ...ports });
  return {
    groups, devices,
    ...(credentials.provider === 'laps' && { vault: openLapsVault({ graph, entraId: ({ id }) => entraIdOf(devices, id) }) }),
    ...(alertProvider(config) === 'defender' && { alerts: openDefender(graph) }),
  };
}

/** A device keeps its id in Entra ID: what was known of it before will do. */
async function entraIdOf(devices: Devices, id: string): Promise<string | undefined> {
  try {
    return (await devices.get(id))?.entraDeviceId;
  } catch (error) {
    const known = error instanceof DevicesUnread ? error.known[0]?.entraDeviceId : undefined;
    if (known === undefined) throw error;
    return known;
  }
}
