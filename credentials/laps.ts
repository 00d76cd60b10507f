// Windows LAPS through Microsoft Graph: devices keep their passwords in Entra ID, and Intune has them make new ones.
import * as z from 'zod';
import type { DeviceRef } from '../support/device.ts';
import { decodePassword } from './encoding.ts';
import { GraphError, type Graph, type GraphFault } from './graph.ts';
import { VaultError, type Vault, type VaultFault } from './vault.ts';

export interface LapsOptions {
  readonly graph: Graph;
  /** The Entra device id of a device, whose own id is Intune's; undefined when Intune knows none. Rejects when it cannot be asked. */
  readonly entraId: (device: DeviceRef) => Promise<string | undefined>;
}

const readPasswords = 'DeviceLocalCredential.Read.All';
const rotatePasswords = 'DeviceManagementManagedDevices.PrivilegedOperations.All';

/** UTC, with as many as seven decimals, of which three count. */
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const backups = z.object({
  refreshDateTime: moment.nullish(),
  credentials: z.array(z.object({
    accountName: z.string().min(1),
    backupDateTime: moment,
    passwordBase64: z.base64().transform((text, context) => decodePassword(text) ?? unreadable(context)),
  })).nullish(),
});
const lastBackup = z.object({ lastBackupDateTime: moment.nullish() });

export function openLapsVault({ graph, entraId }: LapsOptions): Vault {
  async function credentialPath(device: DeviceRef): Promise<string> {
    const id = await entraId(device);
    if (id === undefined) throw new VaultError('device-unknown', `Intune knows no Entra ID of device ${device.id}`);
    return `/v1.0/directory/deviceLocalCredentials/${encodeURIComponent(id)}`;
  }

  async function lastBackupOf(device: DeviceRef): Promise<number> {
    const { lastBackupDateTime } = await graph.get(`${await credentialPath(device)}?$select=lastBackupDateTime`, bare(lastBackup), readPasswords);
    return lastBackupDateTime ?? none(device);
  }

  return {
    open: (device) => named('no-password', async () => {
      const { credentials, refreshDateTime } = await graph.get(`${await credentialPath(device)}?$select=credentials`, bare(backups), readPasswords);
      // The account may have another name by now, or be another account: both come from the newest backup, every time.
      const newest = (credentials ?? []).toSorted((one, other) => other.backupDateTime - one.backupDateTime)[0] ?? none(device);
      return { account: newest.accountName, password: newest.passwordBase64, ...(refreshDateTime && { expiresAt: refreshDateTime }) };
    }),

    async rotate(device) {
      const last = await named('no-password', () => lastBackupOf(device));
      await named('device-unknown', () => graph.post(`/beta/deviceManagement/managedDevices/${encodeURIComponent(device.id)}/rotateLocalAdminPassword`, rotatePasswords));
      return last + 1;
    },

    confirmRotation: (device, since) => named('no-password', async () => await lastBackupOf(device) >= since),

    async close() {},
  };
}

/** The documents wrap the answer in `value`; what Graph sends is not wrapped. */
function bare<Answer>(shape: z.ZodType<Answer>): z.ZodType<Answer> {
  return z.union([z.object({ value: shape }).transform(({ value }) => value), shape]);
}

function none(device: DeviceRef): never {
  throw new VaultError('no-password', `Windows LAPS has backed up no password of device ${device.id}`);
}

/** Says a fault of Graph's in the words of the port. @param missing what it means that there is nothing there */
async function named<T>(missing: VaultFault, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof GraphError)) throw cause;
    const { message, after, permission, fault: { kind } } = cause;
    const fault = kind === 'not-found' ? missing : faults[kind];
    throw new VaultError(fault, message, { cause, ...(after !== undefined && { after }), ...(fault === 'not-permitted' && { permission }) });
  }
}

const faults: Readonly<Record<Exclude<GraphFault['kind'], 'not-found'>, VaultFault>> = {
  'unauthorized': 'not-permitted',
  'forbidden': 'not-permitted',
  'throttled': 'busy',
  'refused': 'device-offline',
  'down': 'unreachable',
  'garbled': 'unreachable',
};

function unreadable(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message: 'encoded neither in UTF-8 nor in UTF-16' });
  return z.NEVER;
}
