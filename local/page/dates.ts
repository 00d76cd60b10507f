// Times as the person reads them, in the person's locale and this machine's zone.
const compact = { dateStyle: 'short' } as const;
const long = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const short = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
const styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = { COMPACT: compact, LONG: long, SHORT: short };

const write = (when: number | string, locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, options).format(new Date(when));

export const timeOfDay = (when: number | string, locale: string): string => write(when, locale, { timeStyle: 'short' });

export const dayAndTime = (when: number | string, locale: string): string =>
  write(when, locale, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });

/** "Today", "Yesterday" or the date, seen from `now`. */
export function dayName(when: string, now: number, locale: string): string {
  const days = Math.round((midnight(when) - midnight(now)) / 86_400_000);
  if (days > 0 || days < -1) return write(when, locale, long);
  const name = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

export const sameDay = (one: string, other: string): boolean => midnight(one) === midnight(other);

const midnight = (when: number | string) => new Date(when).setHours(0, 0, 0, 0);

const macro = /\{\{(DATE|TIME)\(([^,)]+)(?:,\s*(COMPACT|LONG|SHORT))?\)\}\}/g;

/**
 * A copy of a card with `{{DATE(…)}}` and `{{TIME(…)}}` written out. The renderer would follow the card's `lang`, or for compact
 * dates the browser's; Teams follows the reader. The data of actions stays as it is, and so does what inputs hold: it is sent back.
 */
export function withDates<Json>(json: Json, locale: string): Json;
export function withDates(json: unknown, locale: string): unknown {
  if (typeof json === 'string') return json.replace(macro, (all, kind, when, style) => dateOf(all, kind, when, style ?? 'COMPACT', locale));
  if (Array.isArray(json)) return json.map((item) => withDates(item, locale));
  if (typeof json !== 'object' || json === null) return json;
  const held = 'type' in json && String(json.type).startsWith('Input.') ? 'value' : 'data';
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, name === held ? value : withDates(value, locale)]));
}

function dateOf(all: string, kind: string, when: string, style: string, locale: string): string {
  if (Number.isNaN(Date.parse(when))) return all;
  const written = kind === 'TIME' ? timeOfDay(when, locale) : write(when, locale, styles[style] ?? compact);
  // A word joiner: "2026. 11. 21." would open a numbered list in markdown.
  return written.replace(/^(\d+)\./, '$1\u2060.');
}
