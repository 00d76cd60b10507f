// The managed devices: the port, and the local list that tries it out.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { rings, type Device } from '../support/device.ts';
import { SettingsFault } from './settings.ts';

export interface Devices {
  get(id: string): Promise<Device | undefined>;
  /** Devices whose primary user this person (Entra object id) is. */
  of(person: string): Promise<readonly Device[]>;
  all(): Promise<readonly Device[]>;
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

export function listedDevices(devices: readonly Device[]): Devices {
  const byId = new Map(devices.map((device) => [device.id, device]));
  return {
    get: async (id) => byId.get(id),
    of: async (person) => devices.filter((device) => device.user === person),
    all: async () => devices,
  };
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
