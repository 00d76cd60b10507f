// Two agreements in words: in which hours support is there, and by when it responds and has news.
import type { Say } from '../locales/say.ts';
import type { Agreement, Level } from '../support/agreement.ts';
import { severities } from '../support/severity.ts';
import type { Break, SupportHours } from '../support/support-hours.ts';

/** A line for each severity, the most urgent first. */
export function promiseLines(say: Say, { levels }: Agreement): readonly string[] {
  return severities.map((severity) => {
    const { initial, update, coverage } = levels[severity];
    return say('promises.level', {
      severity: say(`severity.${severity}`), initial: counted(say, initial), update: counted(say, update), coverage: coverageOf(say, coverage),
    });
  });
}

/** "Support hours: Monday–Friday, 09:00–17:00 (Europe/Madrid)". */
export function hoursLine(say: Say, { days, from, to, breaks = [], zone }: SupportHours): string {
  const every = days.length === 7;
  if (every && from === '00:00' && to === '24:00' && breaks.length === 0) return say('coverage.24x7');
  const data = { days: every ? say('promises.every-day') : daysOf(say, days), from, to, zone };
  return breaks.length === 0 ? say('promises.hours', data) : say('promises.hours-without', { ...data, breaks: breaksIn(say, breaks) });
}

/** "12:00–13:00 and 15:00–15:15". */
export function breaksIn(say: Say, breaks: readonly Break[]): string {
  return say.list(breaks.map(({ from, to }) => `${from}–${to}`));
}

function coverageOf(say: Say, coverage: Level['coverage']): string {
  return say(coverage === '24x7' ? 'coverage.24x7' : `promises.coverage.${coverage}`);
}

/** Days that follow one another are told by the first and the last. */
function daysOf(say: Say, days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((one, other) => one - other);
  const [first = 1, last = 1] = [sorted[0], sorted.at(-1)];
  return sorted.length > 2 && last - first === sorted.length - 1 ? `${weekday(say, first)}–${weekday(say, last)}`
    : say.list(sorted.map((day) => weekday(say, day)));
}

/** Its name in the language of the card; 1 is Monday. */
export function weekday(say: Say, day: number): string {
  // 2024-01-01 was a Monday.
  return new Intl.DateTimeFormat(say.language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
}

/** Time that counts in some hours only is told in hours: a day would be taken for one of the calendar. */
export function counted(say: Say, milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return new Intl.DurationFormat(say.language, { style: 'long' }).format({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
