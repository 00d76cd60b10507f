// What is owed next and by when, in one line: for those who owe it, and for the user who waits.
import type { Say } from '../locales/say.ts';
import type { Around } from './context.ts';
import { dateTime } from './render.ts';

type Owed = Pick<Around, 'clock' | 'answerBy'>;

/** `color` is the colour of a TextBlock; it says nothing that the text does not. */
export interface DueLine {
  readonly text: string;
  readonly color: 'Default' | 'Warning' | 'Attention';
}

/** Empty when nothing is owed. @param now epoch ms */
export function dueLine(say: Say, { clock }: Owed, now: number): DueLine {
  if (clock.kind === 'stopped') return { text: '', color: 'Default' };
  if (clock.kind === 'paused') return { text: say('due.paused'), color: 'Default' };
  const { promised, warnAt, dueAt } = clock;
  const when = dateTime(dueAt);
  if (now >= dueAt) return { text: say(`due.missed.${promised}`, { when }), color: 'Attention' };
  return now >= warnAt ? { text: say(`due.near.${promised}`, { when }), color: 'Warning' } : { text: say(`due.${promised}`, { when }), color: 'Default' };
}

/** The same as a promise to the user, who owes nothing but an answer. */
export function promiseLine(say: Say, { clock, answerBy }: Owed, now: number): DueLine {
  if (answerBy !== undefined) return { text: say('promise.answer', { when: dateTime(answerBy) }), color: 'Warning' };
  if (clock.kind !== 'running') return { text: '', color: 'Default' };
  const { promised, dueAt } = clock;
  const when = dateTime(dueAt);
  return { text: say(now < dueAt ? `promise.${promised}` : 'promise.missed', { when }), color: 'Default' };
}

/** For the filer of an escalation, who is the one to answer. */
export function filerLine(say: Say, owed: Owed, now: number): DueLine {
  const { answerBy } = owed;
  return answerBy === undefined ? dueLine(say, owed, now) : { text: say('due.answer', { when: dateTime(answerBy) }), color: 'Warning' };
}
