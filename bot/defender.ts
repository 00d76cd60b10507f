// Threat alerts of Microsoft Defender, read through Microsoft Graph (security/alerts_v2), which tells nobody of them by itself.
import * as z from 'zod';
import { GraphError, type Graph } from '../credentials/graph.ts';
import { threatSeverities } from '../support/alert.ts';
import { AlertsUnread, type Alerts, type Sighting } from './alerts.ts';
import type { DeviceKeys } from './devices.ts';

const readAlerts = 'SecurityAlert.Read.All';
/** Milliseconds. An alert takes minutes to get there, and 150 requests a minute are allowed. */
const every = 60_000;
/** An alert brings all its evidence along: small pages, and not so many that the minute's requests are spent. */
const page = 250;
const most = 10_000;

const text = z.string().nullish().transform((said) => said?.trim() ?? '');
const moment = z.iso.datetime({ offset: true }).transform((said) => Date.parse(said));

const evidence = z.object({
  '@odata.type': z.literal('#microsoft.graph.security.deviceEvidence'),
  'azureAdDeviceId': text,
  'mdeDeviceId': text,
  'hostName': text,
  'deviceDnsName': text,
});

/** Evidence of any other kind, or of a shape that is not known, is not about a device. */
const devicesIn = z.array(z.unknown()).nullish().transform((all) => (all ?? []).flatMap((one) => evidence.safeParse(one).data ?? []));

const alert = z.object({
  id: z.string().min(1).max(200),
  title: text,
  category: text,
  // What Graph cannot name, today or in a version to come, is not taken for harmless.
  severity: z.string().nullish().transform((said) => threatSeverities.find((known) => known === said) ?? 'medium'),
  status: text,
  createdDateTime: moment,
  lastUpdateDateTime: moment,
  alertWebUrl: z.url({ protocol: /^https$/ }).optional().catch(undefined),
  evidence: devicesIn,
});

export function openDefender(graph: Graph): Alerts {
  return {
    every,
    async since(since) {
      // Devices cannot be filtered by. Those that have grown mild, or are resolved, matter only to whoever knew them before.
      const filter = since === undefined ? `status ne 'resolved' and (severity eq 'high' or severity eq 'medium')` : `lastUpdateDateTime ge ${new Date(since).toISOString()}`;
      try {
        return (await graph.list(`/v1.0/security/alerts_v2?$filter=${encodeURIComponent(filter)}&$top=${page}`, alert, readAlerts, most)).map(sighting);
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        const { after, permission, fault: { kind } } = error;
        throw new AlertsUnread(error, {
          ...(after !== undefined && { after }),
          ...((kind === 'forbidden' || kind === 'unauthorized') && { permission }),
        });
      }
    },
  };
}

function sighting({ id, title, category, severity, status, createdDateTime, lastUpdateDateTime, alertWebUrl, evidence: devices }: z.output<typeof alert>): Sighting {
  return {
    threat: {
      id, title: title || id, category, severity, resolved: status === 'resolved', createdAt: createdDateTime, updatedAt: lastUpdateDateTime,
      ...(alertWebUrl !== undefined && { link: alertWebUrl }),
    },
    devices: devices.map(keysOf),
  };
}

function keysOf({ azureAdDeviceId, mdeDeviceId, hostName, deviceDnsName }: z.output<typeof evidence>): DeviceKeys {
  const name = hostName || deviceDnsName.split('.')[0];
  return { ...(azureAdDeviceId && { entraDeviceId: azureAdDeviceId }), ...(mdeDeviceId && { defenderId: mdeDeviceId }), ...(name && { name }) };
}
