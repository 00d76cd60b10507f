// What the configured providers of passwords, devices and threat alerts need of each other, and of the bot's registration.
import type { SupportConfig } from './config.ts';

/** A line for each that cannot work. @param local there is no bot registration, so nobody to whom Microsoft Graph would answer */
export function providerFaults(file: string, { credentials, devices, alerts }: Pick<SupportConfig, 'credentials' | 'devices' | 'alerts'>, local: boolean): readonly string[] {
  const laps = credentials.provider === 'laps';
  const intune = devices.provider === 'intune';
  const registration = 'it asks Microsoft Graph, which needs the bot registration (MicrosoftAppId)';
  const faults: readonly (readonly [wrong: boolean, line: string])[] = [
    [!local && !laps, 'credentials.provider is "local"; the local vault knows no real device and runs in local mode only (no MicrosoftAppId)'],
    [local && laps, `credentials.provider is "laps"; ${registration}`],
    [local && intune, `devices.provider is "intune"; ${registration}`],
    [laps && !intune, 'devices.provider is "local"; credentials.provider "laps" rotates passwords through Intune and needs "intune" here'],
    [local && alerts.provider === 'defender', `alerts.provider is "defender"; ${registration}`],
    [!local && !intune && alerts.provider === 'defender', 'alerts.provider is "defender"; its alerts are joined to the devices of Intune and need devices.provider "intune"'],
    [alerts.provider === 'local' && !local, 'alerts.provider is "local"; the local Teams raises alerts in local mode only (no MicrosoftAppId)'],
    [intune && devices.file !== undefined, 'devices.file is set; devices.provider "intune" does without a list'],
    [!intune && devices.rings !== undefined, 'devices.rings is set; with devices.provider "local" the list says each device\'s ring'],
  ];
  return faults.flatMap(([wrong, line]) => (wrong ? [`${file}: ${line}`] : []));
}

export type AlertProvider = NonNullable<SupportConfig['alerts']['provider']>;

/** Where threat alerts come from: whoever has real passwords has real threats. */
export function alertProvider({ alerts, credentials }: Pick<SupportConfig, 'alerts' | 'credentials'>): AlertProvider {
  return alerts.provider ?? (credentials.provider === 'laps' ? 'defender' : 'local');
}
