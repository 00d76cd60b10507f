// What IT admins are told when a password cannot be reached and only they can do something about it.
import type { VaultError, VaultFault } from '../credentials/vault.ts';
import type { NewTodo } from '../store/store.ts';
import type { Elevation } from '../support/elevation.ts';

/** The others pass by themselves; what does not is told when the rotation is overdue. */
const forAdmins: readonly VaultFault[] = ['device-unknown', 'no-password', 'not-permitted'];

/** A message to the IT-admin channel; undefined when there is nothing to do. @param now epoch ms */
export function hindrance({ fault, permission = '' }: VaultError, { id, device }: Elevation, now: number): NewTodo | undefined {
  if (!forAdmins.includes(fault)) return undefined;
  const body = { text: 'vault-hindered', data: { id, device: device.name, fault, permission } };
  return { key: `tell:${id}:vault:${fault}`, kind: 'tell', record: id, target: 'channel:it-admin', body, dueAt: now };
}
