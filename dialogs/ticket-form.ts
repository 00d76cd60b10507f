// Asks on which ticket somebody wants to elevate or escalate. Ends with the wish for that ticket's form.
import type { DialogTurnResult, WaterfallStepContext } from 'botbuilder-dialogs';
import { z } from 'zod';
import { answer } from './question.ts';
import { WaterfallDialog } from './sdk.ts';
import type { TicketForm, Wish } from './wish.ts';

/** Which form, its idempotency key, and the tickets to choose from. */
const choosing = z.object({
  form: z.enum(['elevation', 'escalation']) satisfies z.ZodType<TicketForm>,
  draft: z.string(),
  tickets: z.array(z.object({ id: z.string(), description: z.string() })),
});
export type Choosing = z.infer<typeof choosing>;

type Step = WaterfallStepContext<Choosing>;

export function chooseTicket(): WaterfallDialog<Choosing> {
  return new WaterfallDialog<Choosing>('ticket-form', [askTicket, finish]);
}

async function askTicket(step: Step): Promise<DialogTurnResult> {
  const { form, tickets } = choosing.parse(step.options);
  return step.beginDialog('question', { about: `${form}-ticket`, tickets });
}

async function finish(step: Step): Promise<DialogTurnResult> {
  const { form, draft } = choosing.parse(step.options);
  return step.endDialog([{ kind: 'form', form, draft, ticket: answer.parse(step.result).choice }] satisfies readonly Wish[]);
}
