// Who is in a team or group just now.
import { openRecall, type RecallPorts } from './recall.ts';

export type { RecallPorts as MembershipPorts } from './recall.ts';

/** Members by object id with their names, which may be empty; undefined: they cannot be read just now. */
export type Membership = (id: string) => Promise<ReadonlyMap<string, string> | undefined>;

/** @param what names the source in the log. @param read throws when the source cannot be read, wholly */
export function openMembership(what: string, read: (id: string) => Promise<ReadonlyMap<string, string>>, ports: RecallPorts): Membership {
  const recall = openRecall({ fault: 'members could not be read', of: what }, read, ports);
  return async (id) => {
    const { fresh, value } = await recall(id);
    return fresh ? value : undefined;
  };
}
