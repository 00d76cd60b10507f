// The history that a ticket carries from step to step: bounded, since it is read and written whole each time. The audit log keeps every line.
import type { HistoryLine } from './effect.ts';
import type { RefusalReason } from './outcome.ts';
import type { Person } from './person.ts';
import { movesAlike } from './ticket-clock.ts';
import type { Ticket } from './ticket-record.ts';

/** So many lines are kept, the newest of them whatever they say. */
export const mostLines = 50;
const newest = 10;
/** So many words one person or system may add to a ticket in an hour: more than a talk, less than a loop. */
export const mostWords = 30;
const hour = 60 * 60_000;

/** What is said and noted: no rule asks for it later, but for the clock. */
const talk: ReadonlySet<string> = new Set(['ticket/comment', 'ticket/reply', 'ticket/attach', 'ticket/number', 'ticket/route']);

/** @param now epoch ms */
export function overtalking({ history }: Ticket, kind: string, by: Person, now: number): RefusalReason | undefined {
  if (!talk.has(kind)) return undefined;
  const said = history.filter((line) => talk.has(line.what) && line.by?.id === by.id && line.at > now - hour);
  return said.length < mostWords ? undefined : 'too-many-words';
}

/** Leaves out the oldest talk that is too much, as far as the clock stands the same without it. */
export function bounded(ticket: Ticket): Ticket {
  let history = ticket.history;
  while (history.length > mostLines) {
    const shorter = withoutOldestTalk(ticket, history);
    if (!shorter) break;
    history = shorter;
  }
  return history === ticket.history ? ticket : { ...ticket, history };
}

function withoutOldestTalk(ticket: Ticket, history: readonly HistoryLine[]): readonly HistoryLine[] | undefined {
  for (const [at, { what }] of history.slice(0, -newest).entries()) {
    const shorter = talk.has(what) ? history.toSpliced(at, 1) : undefined;
    if (shorter && movesAlike(ticket, history, shorter)) return shorter;
  }
  return undefined;
}
