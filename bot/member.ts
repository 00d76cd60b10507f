// A member of a team as the Connector tells of one, read from its pages.
import * as z from 'zod';

/** `tenant` is the member's own: teams may hold people of others. `guest` is whoever is not told to be a member of the house. */
export interface Member {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  readonly guest: boolean;
}

export interface Page {
  readonly members: readonly Member[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: string | undefined;
}

/** What the Connector calls those who are neither guests nor anonymous. */
const house: ReadonlySet<string> = new Set(['user', 'owner']);

// Teams says `objectId`, the SDK's own type `aadObjectId`.
const account = z.object({
  objectId: z.string().optional(),
  aadObjectId: z.string().optional(),
  name: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
}).transform(({ objectId, aadObjectId, name, tenantId, userRole }): Member => ({
  id: (aadObjectId ?? objectId ?? '').toLowerCase(),
  name: name ?? '',
  tenant: (tenantId ?? '').toLowerCase(),
  guest: !house.has(userRole?.toLowerCase() ?? ''),
}));

const page = z.object({ members: z.array(account).nullish(), continuationToken: z.string().nullish() });

/** Members without an object id, such as bots, are left out. Undefined when the answer is no page of members. */
export function pageIn(answer: unknown): Page | undefined {
  const { data } = page.safeParse(answer);
  return data && { members: (data.members ?? []).filter(({ id }) => id !== ''), next: data.continuationToken || undefined };
}
