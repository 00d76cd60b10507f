// The bars, and whether they are met: ratios of medians, with the noise of the machine allowed for.
import type { Measured } from './rounds.ts';
import type { Engine } from './stores.ts';

export interface Verdict {
  readonly bar: string;
  readonly value: string;
  readonly limit: string;
  readonly met: boolean;
}

/** On a machine with more noise than this a bar cannot be judged: it is not met by the noise alone. */
const mostNoise = 0.1;

/** Our bot on one of its stores, among so many old tickets. */
export interface On {
  readonly engine: Engine;
  readonly tickets: number;
}
const among = ({ engine, tickets }: On): string => `${tickets.toLocaleString('en')} tickets${engine === 'postgres' ? ' on PostgreSQL' : ''}`;

/** Names of what is measured. */
export const stock = { echo: 'stock echo, JWT', again: 'stock echo, JWT, again', plain: 'stock echo, no JWT', dialog: 'stock dialog, JWT' } as const;
export const ours = (turn: string, on: On): string => `our ${turn}, ${among(on)}`;
/** Another process of ours at the same work. */
export const twin = (turn: string, on: On): string => `${ours(turn, on)}, again`;
export const fresh = (turn: string, on: On): string => `our ${turn}, ${among(on)}, uncached tokens`;
export const paced = (on: On): string => `our card action at 50/s, ${among(on)}`;

/** @param grounds that were measured; of each engine the smallest first */
export function verdicts(all: ReadonlyMap<string, Measured>, grounds: readonly On[]): { readonly noise: number; readonly echo: string; readonly verdicts: readonly Verdict[] } {
  const cpu = (name: string) => all.get(name)?.cpu ?? Number.NaN;
  // Two processes of the same bot at the same work: by as much as they differ, nothing is proved.
  const between = (one: string, again: string): number => Math.abs(cpu(one) / cpu(again) - 1);
  const noise = between(stock.echo, stock.again);
  // Some processes are dearer than their like from start to end: what we are held against is the cheaper one.
  const echo = cpu(stock.again) < cpu(stock.echo) ? stock.again : stock.echo;
  const noMore = (bar: string, value: number, apart = noise): Verdict =>
    ({ bar, value: `${value.toFixed(2)}×`, limit: '1.00×', met: value <= 1 + Math.min(apart, mostNoise) });
  const ratio = (bar: string, one: string, other: string): Verdict => noMore(bar, cpu(one) / cpu(other));
  // Two processes at the same work differ by more than many tickets could make: so two are held against two.
  const grown = (turn: string, most: On, least: On): Verdict => {
    const pair = (on: On) => cpu(ours(turn, on)) + cpu(twin(turn, on));
    const apart = [most, least].map((on) => between(ours(turn, on), twin(turn, on)));
    return noMore(`CPU of a turn (${turn}), ${among(most)} to ${among(least)}`, pair(most) / pair(least), Math.max(noise, ...apart));
  };
  const below = (bar: string, value: number, limit: number, unit: string): Verdict =>
    ({ bar, value: `${Math.round(value)} ${unit}`, limit: `${limit} ${unit}`, met: value < limit });

  const onEngine = (engine: Engine): readonly Verdict[] => {
    const sizes = grounds.filter((on) => on.engine === engine);
    const [least, most] = [sizes[0], sizes.at(-1)];
    if (!least || !most) return [];
    return [
      ratio(`CPU of a card action, ${among(least)}, to a stock echo turn with JWT`, ours('card action', least), echo),
      ratio('the same with uncached tokens', fresh('card action', least), echo),
      ratio(`CPU of a dialog turn, ${among(least)}, to a stock dialog turn with JWT`, ours('dialog', least), stock.dialog),
      ...sizes.flatMap((on) => [
        below(`p99 at 50 turns/s, ${among(on)}`, all.get(paced(on))?.p99 ?? Number.NaN, 200, 'ms'),
        below(`memory at 50 turns/s, ${among(on)}`, all.get(paced(on))?.memory ?? Number.NaN, 250, 'MB'),
      ]),
      ...(most === least ? [] : (['card action', 'dialog', 'my requests'] as const).map((turn) => grown(turn, most, least))),
    ];
  };
  return { noise, echo, verdicts: [...onEngine('sqlite'), ...onEngine('postgres')] };
}
