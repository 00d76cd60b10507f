// When support is there: the days and hours of one zone, its breaks and holidays left out, and time that counts only while it is there.

/**
 * `zone` is an IANA name, `days` are ISO weekdays (1 is Monday), `from` and `to` are `HH:MM` on that zone's clocks, `holidays` are `YYYY-MM-DD`.
 * Hours that end at or before they begin go on into the next day and count as those of the day on which they begin: 22:00 to 06:00 is a night,
 * 00:00 to 24:00 a whole day. `breaks` lie within the hours of each day, as `breaksFit` says.
 */
export interface SupportHours {
  readonly zone: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly breaks?: readonly Break[];
  readonly holidays: readonly string[];
}

/** `HH:MM`, as the hours they interrupt. */
export interface Break {
  readonly from: string;
  readonly to: string;
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
export function supportDay({ from, to, breaks = [] }: SupportHours): number {
  return breaks.reduce((left, one) => left - lasting(one.from, one.to), lasting(from, to));
}

/** Whether the breaks come one after the other within the hours, each with support before and after it. */
export function breaksFit({ from, to, breaks = [] }: Pick<SupportHours, 'from' | 'to' | 'breaks'>): boolean {
  const edges = [...breaks.flatMap((one) => [one.from, one.to]), to].map((time) => lasting(from, time));
  return edges.every((edge, at) => edge > (edges[at - 1] ?? 0));
}

/** From one time of day to the next time that clocks show the other, in milliseconds. */
function lasting(from: string, to: string): number {
  const length = Temporal.PlainTime.from(from).until(clockTime(to)).total('milliseconds');
  return length > 0 ? length : length + day;
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
    for (const opening of openingsOn(hours, date)) {
      // On the day when clocks go forward, hours within the hour that is left out are none.
      if (opening.closes <= Math.max(from, opening.opens)) continue;
      without = 0;
      yield opening;
    }
  }
}

// Calendars are slow to ask, and the same few days are asked for at every press.
const asked = new WeakMap<SupportHours, Map<number, readonly Opening[]>>();
const mostAsked = 1000;

/** @param date days since 1970-01-01 */
function openingsOn(hours: SupportHours, date: number): readonly Opening[] {
  const known = asked.get(hours) ?? new Map<number, readonly Opening[]>();
  const before = known.get(date);
  if (before) return before;
  if (known.size >= mostAsked) known.clear();
  const read = readOpenings(hours, new Temporal.PlainDate(1970, 1, 1).add({ days: date }));
  asked.set(hours, known.set(date, read));
  return read;
}

/** The hours that begin on this day: one opening, or as many as the breaks make of them. */
function readOpenings({ zone, days, from, to, breaks = [], holidays }: SupportHours, date: Temporal.PlainDate): readonly Opening[] {
  if (!days.includes(date.dayOfWeek) || holidays.includes(date.toString())) return [];
  const on = (plainTime: string, day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
  // What is no later on the clocks than the hours begin is of the next day.
  const later = (time: string) => on(clockTime(time), clockTime(time) <= from ? date.add({ days: 1 }) : date);
  const opens = [on(from, date), ...breaks.map((one) => later(one.to))];
  const closes = [...breaks.map((one) => later(one.from)), later(to)];
  // On the day when clocks go forward, a break that begins within the hour that is left out may end before it begins: it is none.
  return opens.map((moment, at) => ({ opens: Math.max(moment, ...closes.slice(0, at)), closes: closes[at] ?? moment }));
}

function clockTime(to: string): string {
  return to === '24:00' ? '00:00' : to;
}

function isRoundTheClock({ days, from, to, breaks = [], holidays }: SupportHours): boolean {
  return days.length === 7 && from === '00:00' && to === '24:00' && breaks.length === 0 && holidays.length === 0;
}
