// The port to whatever keeps the devices' administrator passwords.
import type { DeviceRef } from '../support/device.ts';
import type { Secret } from './secret.ts';

export interface Credential {
  readonly account: string;
  readonly password: Secret;
  /** Epoch milliseconds; left out where the vault names no end. Passed while a running window holds the scheduled rotation back. */
  readonly expiresAt?: number;
}

/** Every method rejects, with a cause, when the vault cannot be reached or an entry cannot be trusted; with a VaultError where somebody can do something. */
export interface Vault {
  /** The credential in force. Opening changes nothing: the audit line comes first and is the caller's. */
  open(device: DeviceRef): Promise<Credential>;

  /**
   * Asks for a new password as of `at` (epoch ms); asking again is harmless. Gives the mark by which `confirmRotation` tells that it was made:
   * epoch milliseconds by the vault's own clock, so that no two clocks are compared.
   */
  rotate(device: DeviceRef, at: number): Promise<number>;

  /** Whether the password in force was made at or after `since`, which is a mark that `rotate` gave. */
  confirmRotation(device: DeviceRef, since: number): Promise<boolean>;

  close(): Promise<void>;
}

/**
 * - `device-unknown`: it is enrolled no more, or has no identity by which its password is kept.
 * - `no-password`: none was ever backed up, so there is none to show, and none to rotate.
 * - `device-offline`: the rotation was not accepted; a device must be online to be asked.
 * - `not-permitted`: the bot's own registration lacks a permission.
 * - `busy`: too much was asked in too short a time.
 * - `unreachable`: no answer, or none that can be read.
 */
export const vaultFaults = ['device-unknown', 'no-password', 'device-offline', 'not-permitted', 'busy', 'unreachable'] as const;
export type VaultFault = (typeof vaultFaults)[number];

/** A fault with a name, for which there is something to do. Says nothing of what was answered. */
export class VaultError extends Error {
  readonly fault: VaultFault;
  /** What the bot's registration lacks. */
  readonly permission: string | undefined;
  /** Milliseconds for which it is of no use to ask again. */
  readonly after: number | undefined;
  constructor(fault: VaultFault, message: string, { permission, after, cause }: { readonly permission?: string; readonly after?: number; readonly cause?: unknown } = {}) {
    super(message, { cause });
    this.fault = fault;
    this.permission = permission;
    this.after = after;
  }
}
