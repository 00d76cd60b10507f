// What keeps admin access off a device whatever anybody decides: its ring, threat alerts, and not knowing about either.
import type { DeviceRef } from './device.ts';
import type { ElevationFacts } from './elevation-event.ts';
import { refuse } from './outcome.ts';

type Refused = ReturnType<typeof refuse>;

/** Devices of the Test ring get no elevation (user-support page, 2021), nor do those under attack. */
export function frozen({ name }: DeviceRef, { device, openAlerts }: ElevationFacts): Refused | undefined {
  if (device?.ring === 'Test') return refuse('test-ring', { device: name });
  return openAlerts > 0 ? refuse('device-under-alert', { device: name }) : undefined;
}

/** The same, and no access to a device of which nothing can be known just now. */
export function barred(wanted: DeviceRef, facts: ElevationFacts): Refused | undefined {
  if (facts.deviceUnread) return refuse('devices-unread');
  return facts.device ? frozen(wanted, facts) : refuse('device-unknown', { device: wanted.name });
}
