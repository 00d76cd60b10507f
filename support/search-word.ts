// The words by which a ticket is found again: folded alike when it is written down and when it is looked for.
import { signalOf } from './subject.ts';
import type { Ticket } from './ticket.ts';

/** So many of one text count, each up to so many characters: a pasted log is no vocabulary. */
const [mostWords, longestWord] = [80, 40];

/** Lower case, without accents, each once; letters and digits of any script. */
export function searchWords(text: string): readonly string[] {
  const folded = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').normalize('NFKC').toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => word.length > 1).map((word) => word.slice(0, longestWord)))].slice(0, mostWords);
}

/** A number of another system as one word, which no text has. */
export function numberWord(externalNumber: string): string {
  return `=${externalNumber.trim().normalize('NFKC').toLowerCase()}`;
}

/** What a ticket may be found by from now on, besides what it could be found by before. */
export function newWords(ticket: Ticket, was: Ticket | undefined): readonly string[] {
  const { description, affected, reporter, device, externalNumber, state, category, subjects = [] } = ticket;
  const told = was ? [] : [description, affected.name, reporter.name, device?.name ?? ''];
  const numbered = externalNumber !== undefined && externalNumber !== was?.externalNumber ? [externalNumber] : [];
  const solved = 'resolution' in state && was?.state.kind !== 'resolved' ? [state.resolution] : [];
  const signals = was ? [] : subjects.map((subject) => signalOf(category, subject));
  return [...new Set([...[...told, ...numbered, ...solved].flatMap(searchWords), ...numbered.map(numberWord), ...signals])];
}

/** Whether the ticket has all of these words, or words that begin so. */
export function hasWords(ticket: Ticket, wanted: readonly string[]): boolean {
  const words = newWords(ticket, undefined);
  return wanted.every((beginning) => words.some((word) => word.startsWith(beginning)));
}
