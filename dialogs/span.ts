// A span of time that is typed as a number of hours or of minutes.
import type { FaultName } from '../cards/form.ts';
import { meaning, needed } from './form.ts';

/** So many hours and no more, to the minute: months are a slip of the pen. */
const mostHours = 1000;

export const hours = span(60, 'not-hours');
export const minutes = span(1, 'not-minutes');

/** Gives an ISO 8601 duration of hours and minutes. */
function span(inMinutes: number, fault: FaultName) {
  return needed(meaning((words) => {
    const count = Math.round(Number(words.replace(',', '.')) * inMinutes);
    if (!(count >= 1 && count <= mostHours * 60)) return undefined;
    return Temporal.Duration.from({ minutes: count }).round({ largestUnit: 'hours' }).toString();
  }, fault));
}
