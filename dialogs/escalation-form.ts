// Reads the escalation form. Ends with a draft of an escalation, or with what is wrong in the form.
import { z } from 'zod';
import { limits } from '../cards/form.ts';
import { recordIn } from '../locales/words.ts';
import { categories } from '../support/category.ts';
import { requestTypes, type EscalationDraft } from '../support/escalation.ts';
import { severities } from '../support/severity.ts';
import { choice, meaning, needed, read, text, type Reading } from './form.ts';

const fields = z.object({
  ticket: needed(meaning(recordIn, 'not-a-choice')),
  category: needed(choice(categories)),
  title: needed(text(limits.title)),
  description: needed(text(limits.description)),
  contact: needed(text(limits.contact)),
  requestType: needed(choice(requestTypes)),
  severity: needed(choice(severities)),
});

/** Who may file which severity is for the rule to say. */
export function readEscalation(posted: unknown): Reading<EscalationDraft> {
  return read(fields, posted);
}
