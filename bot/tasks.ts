// Dialogs that open from a card (task modules): the reveal and the forms.
import * as z from 'zod';
import type { Card } from '../cards/card.ts';
import { viewerIn, type Viewer } from '../support/viewer.ts';
import type { Desk } from './desk.ts';
import type { Forms } from './forms.ts';
import type { Reveal } from './reveal.ts';
import type { OpenedPage } from './reveal-page.ts';
import { quoteOf } from './search.ts';
import type { Turn } from './turn.ts';

/** The answer of a task invoke, as Teams wants it. */
export interface TaskAnswer {
  readonly task: { readonly type: 'message'; readonly value: string } | { readonly type: 'continue'; readonly value: object };
}

export interface Tasks {
  fetch(value: unknown, turn: Turn): Promise<TaskAnswer>;
  /** A message that is reported: the form of a report, with its words. */
  fetchReport(value: unknown, turn: Turn): Promise<TaskAnswer>;
  /** Undefined: an answer without a body, by which Teams closes the dialog; one with a body but no task in it is an error there. */
  submit(value: unknown, turn: Turn): Promise<TaskAnswer | undefined>;
}

export interface TasksPorts {
  readonly forms: Forms;
  readonly desk: Desk;
  readonly reveal: Reveal<Card>;
  /** Shows the password instead of a card, where it is set up. */
  readonly page?: ((id: string, by: Turn['by'], say: Turn['say']) => Promise<OpenedPage>) | undefined;
  /** Makes the draft of a form that is about to be shown. */
  readonly newDraft: () => string;
}

const opened = z.object({
  // Teams names none here yet; what a client would open by itself shows nothing.
  trigger: z.literal('manual').optional(),
  data: z.union([
    z.object({ verb: z.literal('elevation/reveal'), id: z.string().max(20) }),
    z.object({ form: z.enum(['elevation', 'escalation']), ticket: z.string().max(20) }),
  ]),
});
const submitted = z.object({ data: z.unknown() });

export function openTasks({ forms, desk, reveal, page, newDraft }: TasksPorts): Tasks {
  return {
    async fetch(value, { by, say, activity }) {
      const parsed = opened.safeParse(value);
      if (!parsed.success) {
        await desk.refused(by, 'press', 'unknown');
        return message(say('press.unknown'));
      }
      const { data } = parsed.data;
      if ('verb' in data) {
        if (page) return continued(await page(data.id, by, say));
        const revealed = await reveal(data.id, by, say, viewerOf(activity));
        return revealed.kind === 'message' ? message(revealed.text) : dialog({ title: revealed.title, card: revealed.shown });
      }
      const answer = await forms.show(data.form, by, say, { draft: newDraft(), ticket: data.ticket });
      return answer.kind === 'record' ? message(say('form.sent', { id: answer.record.id })) : answer.kind === 'message' ? message(answer.text) : dialog(answer);
    },
    async fetchReport(value, { by, say }) {
      const description = quoteOf(value);
      if (description === undefined) return message(say('search.no-words'));
      const answer = await forms.show('report', by, say, { draft: newDraft(), values: { description } });
      return answer.kind === 'form' ? dialog(answer) : message(answer.kind === 'message' ? answer.text : say('press.done'));
    },
    async submit(value, { by, say }) {
      const parsed = submitted.safeParse(value);
      const answer = parsed.success ? await forms.handIn(parsed.data.data, by, say) : undefined;
      // A button that hands nothing in, such as the reveal's own.
      if (!answer) return undefined;
      if (answer.kind === 'record') return message(say('form.sent', { id: answer.record.id }));
      return answer.kind === 'message' ? message(answer.text) : dialog(answer);
    },
  };
}

/** What Teams says that its client runs on. */
function viewerOf({ entities = [] }: Turn['activity']): Viewer | undefined {
  const { platform } = Object.assign({ platform: undefined }, entities.find(({ type }) => type === 'clientInfo'));
  return viewerIn(platform);
}

function message(value: string): TaskAnswer {
  return { task: { type: 'message', value } };
}

/** Teams puts the title above the dialog itself: a heading that says the same is left to cards in the chat. */
function dialog({ title, card }: { readonly title: string; readonly card: Card }): TaskAnswer {
  const content = card.toJSON();
  const body = content.body.filter((one) => !('style' in one && one.style === 'heading' && 'text' in one && one.text === title));
  return continued({ title, card: { contentType: 'application/vnd.microsoft.card.adaptive', content: { ...content, body } } });
}

function continued(content: object): TaskAnswer {
  return { task: { type: 'continue', value: { height: 'large', width: 'medium', ...content } } };
}
