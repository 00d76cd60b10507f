// The managed devices that Intune knows, found through Microsoft Graph, with the update ring that their Entra groups say.
import * as z from 'zod';
import { GraphError, type Graph } from '../credentials/graph.ts';
import { rings, type Device, type Ring } from '../support/device.ts';
import { DevicesUnread, type Devices } from './devices.ts';
import { openRecall, type Recall, type RecallPorts } from './recall.ts';

export interface IntunePorts extends RecallPorts {
  readonly graph: Graph;
  /** The Entra group of each ring, by its object id. */
  readonly groups: Readonly<Partial<Record<Ring, string>>>;
}

const readDevices = 'DeviceManagementManagedDevices.Read.All';
const readGroups = 'Device.Read.All';
/** A list to choose from; who finds more must say it more exactly. */
const most = { devices: 100, groups: 2_000, words: 100 };

const text = z.string().nullish().transform((said) => said?.trim() ?? '');
const managed = z.object({
  id: z.guid(),
  deviceName: text,
  serialNumber: text,
  manufacturer: text,
  model: text,
  operatingSystem: text,
  userId: text,
  azureADDeviceId: text,
  lastSyncDateTime: z.iso.datetime({ offset: true }).transform((said) => Date.parse(said)).nullish(),
});
type Managed = z.output<typeof managed>;
const select = `$select=${Object.keys(managed.shape).join()}`;
/** What Intune says of a device that is not in Entra ID. */
const nobody = '00000000-0000-0000-0000-000000000000';

export function openIntune({ graph, groups, ...ports }: IntunePorts): Devices {
  const managedDevices = '/v1.0/deviceManagement/managedDevices';
  const ringGroups = rings.flatMap((ring) => (groups[ring] === undefined ? [] : [{ ring, group: groups[ring] }]));

  /** A device in several is of the first of them, which gets updates earliest and support last; one in none is of the last. */
  async function ringOf(entraDeviceId: string | undefined): Promise<Ring> {
    if (entraDeviceId === undefined || ringGroups.length === 0) return 'Broad';
    const path = `/v1.0/devices(deviceId='${encodeURIComponent(entraDeviceId)}')/memberOf?$select=id`;
    const member = await orNone(graph.list(path, z.object({ id: z.string() }), readGroups, most.groups)) ?? [];
    return ringGroups.find(({ group }) => member.some(({ id }) => id.toLowerCase() === group))?.ring ?? 'Broad';
  }

  async function deviceOf({ id, azureADDeviceId, ...said }: Managed): Promise<Device> {
    const entraDeviceId = azureADDeviceId === '' || azureADDeviceId === nobody ? undefined : azureADDeviceId;
    return {
      id, name: said.deviceName || id, serial: said.serialNumber, manufacturer: said.manufacturer, model: said.model, user: said.userId,
      ring: await ringOf(entraDeviceId), hardware: 'ok',
      ...(entraDeviceId !== undefined && { entraDeviceId }),
      ...(said.lastSyncDateTime && { seenAt: said.lastSyncDateTime }),
    };
  }

  async function listed(path: string): Promise<readonly Device[]> {
    const found = await orNone(graph.list(path, managed, readDevices, most.devices)) ?? [];
    return Promise.all(found.filter(isWindows).map(deviceOf));
  }

  const devices = openRecall({ fault: 'a device could not be read', of: 'Intune' }, async (id) => {
    const found = await orNone(graph.get(`${managedDevices}/${encodeURIComponent(id)}?${select}`, managed, readDevices));
    return found && isWindows(found) ? deviceOf(found) : undefined;
  }, ports);
  const owned = openRecall({ fault: 'the devices of a person could not be read', of: 'Intune' },
    async (person) => listed(`/v1.0/users/${encodeURIComponent(person)}/managedDevices?${select}`), ports);
  const filtered = (filter: string) => listed(`${managedDevices}?$filter=${encodeURIComponent(filter)}&${select}`);
  const found = openRecall({ fault: 'devices could not be searched', of: 'Intune' }, async (words) => {
    const by = ['serialNumber', 'deviceName', ...(words.includes('@') ? ['userPrincipalName'] : [])];
    const lists = await Promise.all(by.map((property) => filtered(isEqual(property, words))));
    return [...new Map(lists.flat().map((device) => [device.id, device])).values()];
  }, ports);
  const meant = openRecall({ fault: 'a device that another service means could not be read', of: 'Intune' }, filtered, ports);

  return {
    async get(id) {
      if (!z.guid().safeParse(id).success) return undefined;
      const { fresh, value } = await devices(id);
      if (!fresh) throw new DevicesUnread(value && [value]);
      return value;
    },
    of: (person) => known(owned, person),
    async find(words) {
      const said = words.trim().toLowerCase();
      return said === '' || said.length > most.words ? [] : known(found, said);
    },
    async meant({ entraDeviceId, name = '' }) {
      if (entraDeviceId !== undefined && entraDeviceId !== nobody && z.guid().safeParse(entraDeviceId).success) return known(meant, isEqual('azureADDeviceId', entraDeviceId.toLowerCase()));
      return name === '' || name.length > most.words ? [] : known(meant, isEqual('deviceName', name.toLowerCase()));
    },
  };
}

async function known(recall: Recall<readonly Device[]>, id: string): Promise<readonly Device[]> {
  const { fresh, value } = await recall(id);
  if (!fresh) throw new DevicesUnread(value);
  return value;
}

function isEqual(property: string, words: string): string {
  return `${property} eq '${words.replaceAll('\'', '\'\'')}'`;
}

function isWindows({ operatingSystem }: Managed): boolean {
  return /^windows/i.test(operatingSystem);
}

/** That there is no such device or person is an answer. */
async function orNone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GraphError && error.fault.kind === 'not-found') return undefined;
    throw error;
  }
}
