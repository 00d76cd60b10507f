// What was measured, for people to read.
import type { verdicts } from './bars.ts';
import type { Measured } from './rounds.ts';

/** The CPU of the echo turn that all is held against is 1.00. */
export function table(all: ReadonlyMap<string, Measured>, { noise, echo, verdicts: judged }: ReturnType<typeof verdicts>): string {
  const one = all.get(echo)?.cpu ?? Number.NaN;
  return [
    rows(['turn', 'CPU µs', 'ratio', 'turns/s', 'p50 ms', 'p99 ms', 'MB'], [...all].map(([name, { cpu, turns, p50, p99, memory }]) =>
      [name, cpu.toFixed(0), (cpu / one).toFixed(2), turns.toFixed(0), p50.toFixed(1), p99.toFixed(1), memory.toFixed(0)])),
    `Noise: two processes of the same bot differ by ${(noise * 100).toFixed(1)} %.\n`,
    rows(['bar', 'value', 'limit', ''], judged.map(({ bar, value, limit, met }) => [bar, value, limit, met ? 'met' : 'MISSED'])),
  ].join('\n');
}

function rows(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(...[head, ...lines].map((cells) => cells[at]?.length ?? 0)));
  return [head, ...lines].map((cells) => `${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}\n`).join('');
}
