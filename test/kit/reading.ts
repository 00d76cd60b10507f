// How a story reads what people see: the words of a message, and messages by what they say or offer.
import { buttonsOf, cardOf, linesOf, type LocalClient, type Shown } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';

/** All words of a message, its card's included, a line each. */
export function wordsOf(message: Message): string {
  return [message.text, ...linesOf(cardOf(message))].join('\n');
}

/** A message that says this. */
export function saying(text: string): (message: Message) => boolean {
  return (message) => message.from.kind === 'bot' && wordsOf(message).includes(text);
}

/** A card that says this. */
export function cardSaying(text: string): (message: Message) => boolean {
  return (message) => cardOf(message) !== undefined && wordsOf(message).includes(text);
}

/** A card on which this can be pressed: a verb, or the form that a button opens. */
export function offering(verb: string): (message: Message) => boolean {
  return (message) => verbsOf(message).includes(verb);
}

/** Verbs and forms that the card's buttons lead to. */
export function verbsOf(message: Message): readonly string[] {
  return buttonsOf(cardOf(message)).flatMap(({ verb, data }) => {
    const { verb: submitted, form } = typeof data === 'object' && data !== null ? data as { verb?: string; form?: string } : {};
    return [verb, submitted, form].filter((word) => word !== undefined);
  });
}

/** What a dialog shows or says: the lines of its card, or what its page is answered. */
export async function dialogLines(town: Pick<LocalClient, 'askPage'>, person: string, shown: Shown): Promise<readonly string[]> {
  if (shown.kind === 'message') return [shown.text];
  if (shown.kind !== 'dialog') return [];
  if ('card' in shown.content) return linesOf(shown.content.card);
  const answered = await town.askPage(person, shown);
  return answered.kind === 'message' ? [answered.text] : [answered.device, answered.account, answered.password];
}

/** The password of the local vault that is among the lines. */
export function passwordIn(lines: readonly string[]): string | undefined {
  return lines.find((line) => /^(\w{4}-){3}\w{4}$/.test(line));
}
