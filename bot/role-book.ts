// What IT admins changed about roles in Teams, as the store keeps it.
import * as z from 'zod';
import type { Setting } from '../store/setting.ts';
import type { RoleBook } from '../support/role-change.ts';

/** The name of the setting. */
export const roleSetting = 'roles';

/** `drafts` are the forms last handed in, newest first: one delivered again has no second effect. */
export interface KeptRoles {
  readonly book: RoleBook;
  readonly drafts: readonly string[];
}

const person = { name: z.string(), by: z.object({ id: z.string(), name: z.string() }), at: z.number() };
const entry = z.object({ state: z.enum(['granted', 'revoked']), ...person });
const role = z.union([z.templateLiteral(['staff-', z.number()]), z.enum(['designated', 'escalation-team', 'it-admin', 'operations'])]);
const kept = z.object({ book: z.partialRecord(role, z.record(z.string(), entry)), drafts: z.array(z.string()) });

/** Throws when the setting is not what was written: roles are never guessed. */
export function rolesIn(setting: Setting | undefined): KeptRoles {
  return setting ? kept.parse(setting.value) : { book: {}, drafts: [] };
}
