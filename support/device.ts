// A managed Windows device, as far as the rules care.

/** Update rings in the order in which they get updates. Devices of the Test ring get no support (user-support page, 2021). */
export const rings = ['Test', 'First', 'Fast', 'Broad'] as const;
export type Ring = (typeof rings)[number];

/** `id` is the one by which the service that lists the devices knows it: Intune's, where that is Intune. */
export interface DeviceRef {
  readonly id: string;
  readonly name: string;
}

/**
 * `user` is the Entra object id of the device's primary user. `hardware` tells of a known fault and helps to suggest a route.
 * `entraDeviceId` is its device id in Entra ID, which is not its object id there. `seenAt` is when it last checked in, epoch ms by the service's clock.
 */
export interface Device extends DeviceRef {
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly ring: Ring;
  readonly user: string;
  readonly hardware: 'ok' | 'failing';
  readonly entraDeviceId?: string;
  readonly seenAt?: number;
}
