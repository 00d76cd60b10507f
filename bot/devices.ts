// The managed devices: the port, and the local list that tries it out.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { rings, type Device } from '../support/device.ts';
import { SettingsFault } from './settings-fault.ts';

/** Every method throws DevicesUnread while it cannot be read. */
export interface Devices {
  get(id: string): Promise<Device | undefined>;
  /** Devices whose primary user this person (Entra object id) is. */
  of(person: string): Promise<readonly Device[]>;
  /** Devices of this name, this serial number, or whose primary user signs in by this name. No words: all, where there are few enough to choose from. */
  find(words: string): Promise<readonly Device[]>;
  /** Those that another service means: the one of this id in Entra ID, else every one of this name. None: it means no managed device. */
  meant(keys: DeviceKeys): Promise<readonly Device[]>;
}

/** A device as another service knows it, by some of its keys. */
export interface DeviceKeys {
  readonly entraDeviceId?: string;
  /** Microsoft Defender's own. */
  readonly defenderId?: string;
  readonly name?: string;
}

/** The devices cannot be read just now. */
export class DevicesUnread extends Error {
  /** What was answered before: good enough to choose from, too old to decide by. */
  readonly known: readonly Device[];
  constructor(known: readonly Device[] = []) {
    super('The devices cannot be read just now');
    this.known = known;
  }
}

/** Those of a person as far as they are known: a problem can be reported without its device. */
export async function devicesAtHand(devices: Devices, person: string): Promise<readonly Device[]> {
  return devices.of(person).catch((error: unknown) => {
    if (error instanceof DevicesUnread) return error.known;
    throw error;
  });
}

export interface ListedDevices extends Devices {
  readonly all: readonly Device[];
}

const list = z.array(z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  serial: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  ring: z.enum(rings),
  user: z.string(),
  hardware: z.enum(['ok', 'failing']).default('ok'),
}));

export function listedDevices(all: readonly Device[]): ListedDevices {
  const byId = new Map(all.map((device) => [device.id, device]));
  const isCalled = ({ name, serial }: Device, words: string) => [name, serial].some((known) => known.toLowerCase() === words.trim().toLowerCase());
  return {
    all,
    get: async (id) => byId.get(id),
    of: async (person) => all.filter((device) => device.user === person),
    find: async (words) => (words.trim() === '' ? all : all.filter((device) => isCalled(device, words))),
    meant: async (keys) => all.filter((device) => isMeant(keys, device)),
  };
}

/** A name is asked only where there is no id: two devices may share one. */
function isMeant({ entraDeviceId, name }: DeviceKeys, device: Device): boolean {
  const [one, other] = entraDeviceId === undefined ? [name, device.name] : [entraDeviceId, device.entraDeviceId];
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}

/** Reads a JSON list of devices. Throws a SettingsFault when it cannot be read or says something unknown. */
export function devicesIn(file: string): readonly Device[] {
  try {
    return list.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const lines = cause instanceof z.ZodError
      ? cause.issues.map((issue) => `${file}: ${issue.path.join('.')}; ${issue.message}`)
      : [`${file}: devices.file cannot be read; ${cause instanceof Error ? cause.message : String(cause)}`];
    throw new SettingsFault(lines);
  }
}
