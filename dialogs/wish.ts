// What a conversation ends with, or what a word asks for: the bot fulfils it.
import type { FormState } from '../cards/form.ts';
import type { Language } from '../locales/say.ts';
import type { TicketDraft } from '../support/ticket.ts';
import type { SentFile } from './sent-file.ts';

/**
 * `draft` is the idempotency key of the record that will come of it, and the key under which files are kept until it is known where they belong (`keep`,
 * with what there is to say to that). `reply` answers for a ticket, in words unless there are only files; `show` asks for the card of a
 * record, which may not exist; `cancelled` tells whether there was anything to cancel; `say` is a text in the reader's language,
 * ready for markdown.
 */
export type Wish =
  | { readonly kind: 'report'; readonly draft: string; readonly ticket: TicketDraft }
  | { readonly kind: 'reply'; readonly ticket: string; readonly words: string; readonly draft: string }
  | { readonly kind: 'keep'; readonly draft: string; readonly files: readonly SentFile[]; readonly told: string }
  | ReportForm
  | { readonly kind: 'form'; readonly form: TicketForm; readonly draft: string; readonly ticket: string }
  | { readonly kind: 'help' | 'welcome' | 'roles' | 'requests' | 'queue' | 'admin' }
  | { readonly kind: 'stats'; readonly days: number }
  | { readonly kind: 'show'; readonly id: string }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'cancelled'; readonly something: boolean }
  | { readonly kind: 'say'; readonly text: string };

/** The forms that belong to a ticket. */
export type TicketForm = 'elevation' | 'escalation';

/** The report form, with what is known already. */
export interface ReportForm extends FormState {
  readonly kind: 'form';
  readonly form: 'report';
}
