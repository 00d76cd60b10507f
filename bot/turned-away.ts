// Requests refused at the gate: every one counted, few of them logged, since anybody on the net may send as many as they like.
import type { Log } from './log.ts';

/** Milliseconds between two lines about the same reason at least. */
const quiet = 60_000;

/**
 * `why` is a text of ours; what stands behind a colon in it is no reason of its own. The first refusal for a reason is logged as it comes,
 * those of the next minute as a number in the line after that. `machine` is epoch milliseconds.
 */
export function turnedAway(log: Log, machine: () => number): (status: number, why: string) => void {
  const reasons = new Map<string, { readonly since: number; unsaid: number }>();
  return (status, why) => {
    const reason = `${status} ${why.split(':')[0]}`;
    const now = machine();
    const last = reasons.get(reason);
    // A clock that was set back must not silence the log.
    if (last && Math.abs(now - last.since) < quiet) {
      last.unsaid += 1;
      return;
    }
    reasons.set(reason, { since: now, unsaid: 0 });
    log.warn('refused at the gate', { status, why, ...(last && last.unsaid > 0 && { before: last.unsaid }) });
  };
}
