// Reads the form in which a role is granted or revoked. Ends with what is to change, or with what is wrong in the form.
import { z } from 'zod';
import type { GivenRole } from '../support/given-role.ts';
import { choice, meaning, needed, read, type Reading } from './form.ts';

/** `person` is an Entra object id: Teams' own picker knows people whom the bot has not met. */
export interface RoleDraft {
  readonly change: 'grant' | 'revoke';
  readonly role: GivenRole;
  readonly person: string;
}

export function readRole(posted: unknown, roles: readonly GivenRole[]): Reading<RoleDraft> {
  return read(z.object({
    change: needed(choice(['grant', 'revoke'] as const)),
    role: needed(choice(roles)),
    person: needed(meaning(objectId, 'unknown-person')),
  }), posted);
}

/** An Entra object id, in lower case. */
export function objectId(words: string): string | undefined {
  return z.guid().safeParse(words).data?.toLowerCase();
}
