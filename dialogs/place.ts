// Asks whether somebody's words belong to one of the open tickets or to a new report. Ends with a reply, or leads on to the report.
import type { DialogTurnResult, WaterfallStepContext } from 'botbuilder-dialogs';
import { z } from 'zod';
import { limits } from '../cards/form.ts';
import { clip } from '../cards/render.ts';
import type { Say } from '../locales/say.ts';
import type { Ticket } from '../support/ticket.ts';
import { askerOf } from './asker.ts';
import { answer } from './question.ts';
import type { ReportBeginning } from './report.ts';
import { WaterfallDialog } from './sdk.ts';
import type { Wish } from './wish.ts';

/** The words to be placed, the key of the report that may come of them, and the tickets to choose from. */
const placing = z.object({
  description: z.string(),
  draft: z.string(),
  /** Names of the files that came with them. */
  files: z.array(z.string()).default([]),
  tickets: z.array(z.object({ id: z.string(), description: z.string() })),
});
export type Placing = z.infer<typeof placing>;

type Step = WaterfallStepContext<Placing>;

export function placeWords(): WaterfallDialog<Placing> {
  return new WaterfallDialog<Placing>('place', [askPlace, finish]);
}

// More than a handful is no choice any more; an older ticket is found by its id or in the list of requests.
const mostOffered = 9;

/** What a question offers of these tickets: the first few, each with enough words to tell it from the others. */
export function offered(tickets: readonly Ticket[]): { id: string; description: string }[] {
  return tickets.slice(0, mostOffered).map(({ id, description }) => ({ id, description: clip(description.replace(/\s+/g, ' '), 60) }));
}

/** The ticket that a message answers without asking: the only one that waits for the user. */
export function waitingTicket(tickets: readonly Ticket[]): Ticket | undefined {
  const waiting = tickets.filter(({ state }) => state.kind === 'waiting-for-user');
  return waiting.length === 1 ? waiting[0] : undefined;
}

/** The reply, or what there is to say when it is too long for one. */
export function replyTo(ticket: string, words: string, { draft, say }: { readonly draft: string; readonly say: Say }): Wish {
  return words.length > limits.reply
    ? { kind: 'say', text: say('reply.too-long', { id: ticket, limit: limits.reply }) }
    : { kind: 'reply', ticket, words, draft };
}

/** What is reported with files alone: they say it. */
export function described(words: string, files: readonly string[], say: Say): string {
  return words === '' && files.length > 0 ? say('files.see', { files: say.list(files) }) : words;
}

async function askPlace(step: Step): Promise<DialogTurnResult> {
  return step.beginDialog('question', { about: 'place', tickets: step.options.tickets });
}

async function finish(step: Step): Promise<DialogTurnResult> {
  const { choice, more } = answer.parse(step.result);
  const { description, draft, files } = placing.parse(step.options);
  const { say } = askerOf(step.context);
  const words = [description, ...more].filter(Boolean).join('\n');
  if (choice === 'new') return step.replaceDialog('report', { description: described(words, files, say), draft } satisfies ReportBeginning);
  return step.endDialog([replyTo(choice, words, { draft, say })]);
}
