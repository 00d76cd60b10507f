// Moves the bot's clock forward, by the contract of POST /local/clock.

import { clockBody, take } from './bodies.ts';
import { ok, refuse, type Reply } from './exchange.ts';
import type { ClockMoved } from './wire.ts';

export interface MovableClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Moves and stores; gives the new now. */
  advance(milliseconds: number): Promise<number>;
}

const most = Temporal.Duration.from('P366D').total('milliseconds');

export async function moveClock(clock: MovableClock, body: unknown, moved: (now: number) => void): Promise<Reply> {
  const asked = take(clockBody, body);
  if (asked.kind === 'refused') return asked.reply;
  const milliseconds = lengthOf(asked.value.advance);
  if (milliseconds === undefined) {
    const given = JSON.stringify(asked.value.advance.slice(0, 60));
    return refuse(400, 'BadArgument', `advance: ${given} is not allowed; an ISO 8601 duration of days, hours, minutes and seconds is, above PT0S and up to P366D, for example "PT2H".`);
  }
  const now = await clock.advance(milliseconds);
  moved(now);
  return ok({ now } satisfies ClockMoved);
}

function lengthOf(duration: string): number | undefined {
  try {
    const milliseconds = Temporal.Duration.from(duration).total('milliseconds');
    return milliseconds > 0 && milliseconds <= most ? milliseconds : undefined;
  } catch {
    // Temporal throws for what it cannot read, and for months and years, whose length depends on the day.
    return undefined;
  }
}
