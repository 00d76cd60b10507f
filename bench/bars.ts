// The bars, and whether they are met: ratios of medians, with the noise of the machine allowed for.
import type { Measured } from './rounds.ts';

export interface Verdict {
  readonly bar: string;
  readonly value: string;
  readonly limit: string;
  readonly met: boolean;
}

/** On a machine with more noise than this a bar cannot be judged: it is not met by the noise alone. */
const mostNoise = 0.1;

/** Names of what is measured; `tickets` old tickets lie in our store. */
export const stock = { echo: 'stock echo, JWT', again: 'stock echo, JWT, again', plain: 'stock echo, no JWT', dialog: 'stock dialog, JWT' } as const;
export const ours = (turn: string, tickets: number): string => `our ${turn}, ${tickets.toLocaleString('en')} tickets`;
export const fresh = (turn: string): string => `our ${turn}, uncached tokens`;
export const paced = (tickets: number): string => `our card action at 50/s, ${tickets.toLocaleString('en')} tickets`;

/** @param sizes of the stores that were measured, smallest first */
export function verdicts(all: ReadonlyMap<string, Measured>, sizes: readonly number[]): { readonly noise: number; readonly verdicts: readonly Verdict[] } {
  const cpu = (name: string) => all.get(name)?.cpu ?? Number.NaN;
  // Two processes of the same bot: by as much as they differ, nothing is proved.
  const noise = Math.abs(cpu(stock.echo) / cpu(stock.again) - 1);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const ratio = (bar: string, one: string, other: string, limit: number): Verdict => {
    const value = cpu(one) / cpu(other);
    return { bar, value: `${value.toFixed(2)}×`, limit: `${limit.toFixed(2)}×`, met: value <= limit * (1 + Math.min(noise, mostNoise)) };
  };
  const below = (bar: string, value: number, limit: number, unit: string): Verdict =>
    ({ bar, value: `${Math.round(value)} ${unit}`, limit: `${limit} ${unit}`, met: value < limit });
  return {
    noise,
    verdicts: [
      ratio('CPU of a card action to a stock echo turn with JWT', ours('card action', least), stock.echo, 1),
      ratio('the same with uncached tokens', fresh('card action'), stock.echo, 1),
      ratio('CPU of a dialog turn to a stock dialog turn with JWT', ours('dialog', least), stock.dialog, 1),
      ...sizes.flatMap((size) => [
        below(`p99 at 50 turns/s, ${size.toLocaleString('en')} tickets`, all.get(paced(size))?.p99 ?? Number.NaN, 200, 'ms'),
        below(`memory at 50 turns/s, ${size.toLocaleString('en')} tickets`, all.get(paced(size))?.memory ?? Number.NaN, 250, 'MB'),
      ]),
      ...(most === least ? [] : (['card action', 'dialog', 'my requests'] as const).map((turn) =>
        ratio(`CPU of a turn (${turn}), ${most.toLocaleString('en')} tickets to ${least.toLocaleString('en')}`, ours(turn, most), ours(turn, least), 1))),
    ],
  };
}
