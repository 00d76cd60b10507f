// The port to whatever keeps the devices' administrator passwords.
import type { DeviceRef } from '../support/device.ts';
import type { Secret } from './secret.ts';

export interface Credential {
  readonly account: string;
  readonly password: Secret;
  /** Epoch milliseconds. Passed while a running window holds the scheduled rotation back. */
  readonly expiresAt: number;
}

/** Every method rejects, with a cause, when the vault cannot be reached or an entry cannot be trusted. */
export interface Vault {
  /** The credential in force. Opening changes nothing: the audit line comes first and is the caller's. */
  open(device: DeviceRef): Promise<Credential>;

  /** Asks for a new password as of `at` (epoch ms). Asking again is harmless; `confirmRotation` tells when it happened. */
  rotate(device: DeviceRef, at: number): Promise<void>;

  /** Whether the password in force was made at or after `since` (epoch ms). */
  confirmRotation(device: DeviceRef, since: number): Promise<boolean>;

  close(): Promise<void>;
}
