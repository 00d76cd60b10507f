// When support is there: the days and hours of one zone, its holidays left out, and time that counts only while it is there.

/**
 * `zone` is an IANA name, `days` are ISO weekdays (1 is Monday), `from` and `to` are `HH:MM` on that zone's clocks, `holidays` are `YYYY-MM-DD`.
 * Hours that end at or before they begin go on into the next day and count as those of the day on which they begin: 22:00 to 06:00 is a night,
 * 00:00 to 24:00 a whole day.
 */
export interface SupportHours {
  readonly zone: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly holidays: readonly string[];
}

/** No hour in which nobody is there. */
export const roundTheClock: SupportHours = { zone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', holidays: [] };

/** From its first millisecond to the first after it, epoch ms. */
interface Opening {
  readonly opens: number;
  readonly closes: number;
}

/** @param at epoch ms */
export function isWithin(hours: SupportHours, at: number): boolean {
  return openingAfter(hours, at).opens <= at;
}

/** The first moment from `at` on when support is there: `at` itself when it is. Epoch ms. */
export function nextOpening(hours: SupportHours, at: number): number {
  return Math.max(at, openingAfter(hours, at).opens);
}

/** The first moment, epoch ms, by which `ms` of support time have gone by since `from`: a closing time rather than the next opening. */
export function addSupportTime(hours: SupportHours, from: number, ms: number): number {
  if (ms <= 0) return from;
  let left = ms;
  for (const { opens, closes } of openings(hours, from)) {
    const begins = Math.max(from, opens);
    if (begins + left <= closes) return begins + left;
    left -= closes - begins;
  }
  throw new RangeError('Support is never there');
}

/** Milliseconds of support time from one moment to a later one; 0 when the second is not later. */
export function supportTimeBetween(hours: SupportHours, from: number, to: number): number {
  let passed = 0;
  for (const { opens, closes } of openings(hours, from)) {
    if (Math.max(from, opens) >= to) break;
    passed += Math.min(to, closes) - Math.max(from, opens);
  }
  return passed;
}

/** What a whole day of support is on the clocks, in milliseconds. */
export function supportDay({ from, to }: SupportHours): number {
  const length = Temporal.Duration.from(Temporal.PlainTime.from(from).until(clockTime(to))).total('milliseconds');
  return length > 0 ? length : length + 24 * 60 * 60 * 1000;
}

/** The opening that goes on at this moment, else the next. */
function openingAfter(hours: SupportHours, at: number): Opening {
  for (const opening of openings(hours, at)) return opening;
  throw new RangeError('Support is never there');
}

/** That many days in a row without any hour: nobody is ever there, and no walk goes on for ever. */
const never = 400;
const day = 24 * 60 * 60 * 1000;

/** Openings that have not closed at `from`, one after the other; an end of them only where nobody is ever there. */
function* openings(hours: SupportHours, from: number): Generator<Opening, void> {
  if (isRoundTheClock(hours)) return yield { opens: -Infinity, closes: Infinity };
  // The night of the day before may still go on, and no zone is a day from UTC.
  let date = Math.floor(from / day) - 2;
  for (let without = 0; without < never; without += 1, date += 1) {
    const opening = openingOn(hours, date);
    // On the day when clocks go forward, hours within the hour that is left out are none.
    if (!opening || opening.closes <= Math.max(from, opening.opens)) continue;
    without = 0;
    yield opening;
  }
}

// Calendars are slow to ask, and the same few days are asked for at every press.
const asked = new WeakMap<SupportHours, Map<number, Opening | undefined>>();
const mostAsked = 1000;

/** @param date days since 1970-01-01 */
function openingOn(hours: SupportHours, date: number): Opening | undefined {
  const known = asked.get(hours) ?? new Map<number, Opening | undefined>();
  if (known.has(date)) return known.get(date);
  if (known.size >= mostAsked) known.clear();
  const opening = readOpening(hours, new Temporal.PlainDate(1970, 1, 1).add({ days: date }));
  asked.set(hours, known.set(date, opening));
  return opening;
}

function readOpening({ zone, days, from, to, holidays }: SupportHours, date: Temporal.PlainDate): Opening | undefined {
  if (!days.includes(date.dayOfWeek) || holidays.includes(date.toString())) return undefined;
  const end = clockTime(to);
  const last = end <= from ? date.add({ days: 1 }) : date;
  const at = (on: Temporal.PlainDate, plainTime: string) => on.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
  return { opens: at(date, from), closes: at(last, end) };
}

function clockTime(to: string): string {
  return to === '24:00' ? '00:00' : to;
}

function isRoundTheClock({ days, from, to, holidays }: SupportHours): boolean {
  return days.length === 7 && from === '00:00' && to === '24:00' && holidays.length === 0;
}
