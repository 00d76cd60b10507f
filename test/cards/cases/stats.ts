// The numbers: a busy desk as an IT admin and as staff read it, and one where nothing happened.
import { statsCard, statsData, type Stats } from '../../../cards/stats.ts';
import type { CardCase } from '../case.ts';
import { ana, ben, chris, dana, minutes, nine, sora } from '../cast.ts';

const hours = (count: number) => minutes(60 * count);
/** Opened so many hours ago. */
const open = (severity: 'A' | 'B' | 'C', ...ago: readonly number[]) => ago.map((count) => ({ severity, openedAt: nine - hours(count) }));
const tally = (counts: Readonly<Record<string, number>>, times: Readonly<Record<number, number>> = {}) =>
  ({ counts: Object.entries(counts).map(([label, count]) => ({ label, count })), percentile: (hundredths: number) => times[hundredths] });

const busy: Stats = {
  days: 30,
  open: [...open('A', 2), ...open('B', 5, 30, 100), ...open('C', 1, 3, 9, 20, 40, 50, 90, 200, 300)],
  opened: tally({ C: 96, B: 21, A: 4 }),
  responded: tally({ C: 90, B: 21, A: 4 }, { 50: minutes(12), 90: hours(2), 95: hours(3) + minutes(30) }),
  resolved: tally({ C: 84, B: 18, A: 4 }, { 50: hours(5) + minutes(15), 90: hours(30), 95: hours(78) }),
  reopened: tally({ C: 5, B: 1 }),
  breached: tally({ C: 3, A: 1 }),
  rated: tally({ 5: 21, 4: 9, 3: 2, 1: 1 }),
  devices: tally({ 'MMD-KR-0417': 6, 'MMD-ES-0102': 3, 'MMD-US-0033': 2, 'MMD-KR-0009': 1, 'MMD_ES_*7*': 1, 'MMD-US-0100': 1 }),
};
const all: Stats = { ...busy, people: tally({ [chris.name]: 8, [sora.name]: 4, [ana.name]: 2 }) };
const none: Stats = {
  days: 7, open: [], opened: tally({}), responded: tally({}), resolved: tally({}), reopened: tally({}), breached: tally({}), rated: tally({}), devices: tally({}), people: tally({}),
};

export const card: CardCase = {
  name: 'stats',
  data: (context) => statsData({ ...context, reader: dana }, all),
  states: {
    'it-admin': (context) => statsCard({ ...context, reader: dana }, all),
    'staff': (context) => statsCard({ ...context, reader: ben }, busy),
    'none': (context) => statsCard({ ...context, reader: dana }, none),
  },
};
