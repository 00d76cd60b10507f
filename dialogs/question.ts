// A question as it is remembered: what it is about and what there is to choose from, in machine words, to be asked in any language.
import { z } from 'zod';
import { categories } from '../support/category.ts';
import { effectsOnWork, reaches } from '../support/severity.ts';
import type { TicketDraft } from '../support/ticket.ts';

const ref = z.object({ id: z.string(), name: z.string() });
const tickets = z.array(z.object({ id: z.string(), description: z.string() }));

const draft: z.ZodType<TicketDraft> = z.object({
  description: z.string(),
  category: z.enum(categories),
  device: ref.extend({ hardware: z.enum(['ok', 'failing']), model: z.string().exactOptional() }).exactOptional(),
  reach: z.enum(reaches),
  effect: z.enum(effectsOnWork),
  affected: ref,
});

export const question = z.discriminatedUnion('about', [
  z.object({ about: z.literal('category'), words: z.string() }),
  z.object({ about: z.literal('device'), devices: z.array(ref.extend({ serial: z.string(), model: z.string() })) }),
  z.object({ about: z.literal('reach') }),
  z.object({ about: z.literal('effect') }),
  z.object({ about: z.literal('confirmation'), draft }),
  z.object({ about: z.literal('place'), tickets }),
  z.object({ about: z.literal('elevation-ticket'), tickets }),
  z.object({ about: z.literal('escalation-ticket'), tickets }),
]);
export type Question = z.infer<typeof question>;

/** What was answered: the machine word or id of the option, and sentences that people added on the way to it. */
export const answer = z.object({ choice: z.string(), more: z.array(z.string()) });
export type Answer = z.infer<typeof answer>;

/** Whether sentences that answer nothing are kept, because they belong to what is being told. */
export function collects(asked: Question): boolean {
  return asked.about !== 'elevation-ticket' && asked.about !== 'escalation-ticket';
}
