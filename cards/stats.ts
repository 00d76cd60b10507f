// The numbers of the desk as bars: what is open, how long things took, what was late, who had admin access.
import type { Say } from '../locales/say.ts';
import { primaryWord } from '../locales/words.ts';
import { severities, type Severity } from '../support/severity.ts';
import { scores } from '../support/ticket.ts';
import type { Card } from './card.ts';
import { show, type ReaderContext } from './context.ts';
import { clip, plain } from './render.ts';
import template from './stats.template.json' with { type: 'json' };
import { wordButtons } from './word-button.ts';

interface Counted {
  readonly label: string;
  readonly count: number;
}

/** What was reached within the days: by label, the most first, and how long it took those that so many hundredths do not exceed, ms. */
interface Tally {
  readonly counts: readonly Counted[];
  readonly percentile: (hundredths: number) => number | undefined;
}

/** Moments are epoch ms. `people`: who had admin access; absent for readers whom it does not concern. */
export interface Stats {
  readonly days: number;
  readonly open: readonly { readonly severity: Severity; readonly openedAt: number }[];
  readonly opened: Tally;
  readonly responded: Tally;
  readonly resolved: Tally;
  readonly reopened: Tally;
  readonly breached: Tally;
  /** By score, from 1 to 5. */
  readonly rated: Tally;
  readonly devices: Tally;
  readonly people?: Tally;
}

/** Stretches of time that can be chosen by a press, days. */
const periods = [7, 30, 90] as const;
const mostBars = 5;

export function statsCard(context: ReaderContext, stats: Stats): Card {
  return show(context, template, statsData(context, stats));
}

export function statsData({ say, now }: ReaderContext, stats: Stats) {
  const { days, open, opened, responded, resolved, reopened, breached, rated, devices, people } = stats;
  const bySeverity = (countOf: (severity: Severity) => number) =>
    severities.map((severity) => ({ label: say('queue.severity', { severity }), count: countOf(severity), style: styles[severity] }));
  const flow = [['stats.opened', opened], ['stats.resolved', resolved], ['stats.reopened', reopened]] as const;
  return {
    summary: say.count('stats.summary', days),
    title: say('stats.title'),
    sections: [
      section(say, say('stats.open', { count: open.length }), bySeverity((severity) => open.filter((one) => one.severity === severity).length)),
      section(say, say('stats.age'), ages.map(({ key, from, to }) => (
        { label: say(key), count: open.filter(({ openedAt }) => now - openedAt >= from && now - openedAt < to).length }))),
      section(say, say('stats.flow'), flow.map(([key, { counts }]) => ({ label: say(key), count: counts.reduce((sum, { count }) => sum + count, 0) }))),
      section(say, say('stats.first-response'), times(say, responded)),
      section(say, say('stats.resolution'), times(say, resolved)),
      section(say, say('stats.breached'), bySeverity((severity) => breached.counts.find(({ label }) => label === severity)?.count ?? 0)),
      section(say, say('stats.rated'), scores.toReversed().map((score) => (
        { label: say(`score.${score}`), count: rated.counts.find(({ label }) => label === String(score))?.count ?? 0 }))),
      section(say, say('stats.devices'), ranked(devices)),
      ...people ? [section(say, say('stats.people'), ranked(people))] : [],
    ],
    buttons: [
      ...periods.filter((period) => period !== days)
        .map((period) => ({ title: say('stats.days', { days: period }), say: `${primaryWord('stats', say.language)} ${period}` })),
      ...wordButtons(say, 'queue', 'help'),
    ],
  };
}

type Style = 'accent' | 'attention' | 'warning';
const styles: Readonly<Record<Severity, Style>> = { A: 'attention', B: 'warning', C: 'accent' };

const day = 24 * 60 * 60_000;
const ages = [
  { key: 'stats.age.day', from: -Infinity, to: day },
  { key: 'stats.age.days', from: day, to: 3 * day },
  { key: 'stats.age.week', from: 3 * day, to: 7 * day },
  { key: 'stats.age.longer', from: 7 * day, to: Infinity },
] as const;

/** `count` is what the bar is as long as; `value` is what it says, the count unless it is given. */
interface Bar {
  readonly label: string;
  readonly count: number;
  readonly value?: string;
  readonly style?: Style;
}

/** The longest bar fills its place. A column of no width would be as wide as it likes: both parts keep a hundredth at least. */
function section(say: Say, title: string, bars: readonly Bar[]) {
  const longest = Math.max(...bars.map(({ count }) => count), 0);
  return {
    title,
    none: longest === 0 ? say('stats.none') : '',
    bars: longest === 0 ? [] : bars.map(({ label, count, value = String(count), style = 'accent' }) => {
      const share = Math.max(Math.round((count / longest) * 99), 1);
      return { label, value, style: count === 0 ? 'default' : style, share, rest: 100 - share };
    }),
  };
}

function times(say: Say, { percentile }: Tally): readonly Bar[] {
  return ([50, 90, 95] as const).flatMap((hundredths) => {
    const time = percentile(hundredths);
    return time === undefined ? [] : [{ label: say(`stats.p${hundredths}`), count: Math.max(time, 1), value: say.duration(time) }];
  });
}

function ranked({ counts }: Tally): readonly Bar[] {
  return counts.slice(0, mostBars).map(({ label, count }) => ({ label: plain(clip(label, 60)), count }));
}
