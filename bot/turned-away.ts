// Requests refused at the gate: every one counted, few of them logged, since anybody on the net may send as many as they like.
import type { Log } from './log.ts';

/** Milliseconds between two lines of the log at least. */
const quiet = 10_000;

/** `why` is a text of ours. The first of a burst is logged as it comes, the others together when it is quiet again. */
export function turnedAway(log: Log): (status: number, why: string) => void {
  let more: number | undefined;
  return (status, why) => {
    if (more !== undefined) {
      more += 1;
      return;
    }
    more = 0;
    log.warn('refused at the gate', { status, why });
    setTimeout(() => {
      if (more) log.warn('more were refused at the gate', { more });
      more = undefined;
    }, quiet).unref();
  };
}
