// A threat alert about a device as it is remembered: what its source says of it, and where Operations stands with it.
import type { AdminContact } from './admin-contact.ts';
import type { DeviceRef } from './device.ts';
import { toChannel, type HistoryLine, type Target } from './effect.ts';
import type { PersonRef } from './person.ts';

/** As its source grades it, worst first. No severity of support: the two are never mapped on each other. */
export const threatSeverities = ['high', 'medium', 'low', 'informational'] as const;
export type ThreatSeverity = (typeof threatSeverities)[number];

/** An alert as its source knows it just now. Times are epoch milliseconds by the source's own clock; `link` is where the source shows it. */
export interface ThreatAlert {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly severity: ThreatSeverity;
  readonly resolved: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly link?: string;
}

/** The device by every key it has: Intune's and its name, Entra's, Defender's. */
export interface ThreatenedDevice extends DeviceRef {
  readonly entraDeviceId?: string;
  readonly defenderId?: string;
}

/** Cleared by Operations, with a note, or resolved where it was raised. Times are epoch milliseconds. */
export type AlertState =
  | { readonly kind: 'open' }
  | { readonly kind: 'acknowledged'; readonly by: PersonRef; readonly at: number }
  | { readonly kind: 'cleared'; readonly why: 'operations'; readonly by: PersonRef; readonly note: string; readonly at: number }
  | { readonly kind: 'cleared'; readonly why: 'source'; readonly at: number };

/** `contact` is the Security admin contact: whom to call, in the organisation's words, and who gets the card (Entra object id). */
export interface Alert {
  readonly id: string;
  readonly threat: ThreatAlert;
  readonly device: ThreatenedDevice;
  readonly contact: AdminContact;
  readonly raisedAt: number;
  readonly state: AlertState;
  readonly history: readonly HistoryLine[];
}

/** Such a threat freezes its device until it is cleared (DESIGN §2, "Elevation policy"); milder ones raise no alert. */
export function isThreat({ severity, resolved }: Pick<ThreatAlert, 'severity' | 'resolved'>): boolean {
  return !resolved && (severity === 'high' || severity === 'medium');
}

export function isOpenAlert(alert: Alert): boolean {
  return alert.state.kind !== 'cleared';
}

/** Whether its device gets no elevation because of it. */
export function freezes(alert: Alert): boolean {
  return isOpenAlert(alert) && isThreat(alert.threat);
}

export function alertTargets({ contact }: Alert): readonly Target[] {
  return [toChannel('operations'), ...(contact.person === undefined ? [] : [`person:${contact.person}` as const])];
}
