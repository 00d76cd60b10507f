// Dialogs that open from a card (task modules): the reveal and the forms.
import * as z from 'zod';
import type { Card } from '../cards/render.ts';
import type { Desk } from './desk.ts';
import type { Forms } from './forms.ts';
import type { Revealed } from './reveal.ts';
import type { Turn } from './turn.ts';

/** The answer of a task invoke, as Teams wants it. */
export interface TaskAnswer {
  readonly task?: { readonly type: 'message'; readonly value: string } | { readonly type: 'continue'; readonly value: object };
}

export interface Tasks {
  fetch(value: unknown, turn: Turn): Promise<TaskAnswer>;
  submit(value: unknown, turn: Turn): Promise<TaskAnswer>;
}

export interface TasksPorts {
  readonly forms: Forms;
  readonly desk: Desk;
  readonly reveal: (id: string, by: Turn['by'], say: Turn['say']) => Promise<Revealed>;
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

export function openTasks({ forms, desk, reveal, newDraft }: TasksPorts): Tasks {
  return {
    async fetch(value, { by, say }) {
      const parsed = opened.safeParse(value);
      if (!parsed.success) {
        await desk.refused(by, 'press', 'unknown');
        return message(say('press.unknown'));
      }
      const { data } = parsed.data;
      const answer = 'verb' in data
        ? await reveal(data.id, by, say)
        : await forms.show(data.form, by, say, { draft: newDraft(), ticket: data.ticket });
      return answer.kind === 'record' ? message(say('form.sent', { id: answer.record.id })) : answer.kind === 'message' ? message(answer.text) : dialog(answer);
    },
    async submit(value, { by, say }) {
      const parsed = submitted.safeParse(value);
      const answer = parsed.success ? await forms.handIn(parsed.data.data, by, say) : undefined;
      // A button that hands nothing in, such as the reveal's own, closes the dialog.
      if (!answer) return {};
      if (answer.kind === 'record') return message(say('form.sent', { id: answer.record.id }));
      return answer.kind === 'message' ? message(answer.text) : dialog(answer);
    },
  };
}

function message(value: string): TaskAnswer {
  return { task: { type: 'message', value } };
}

function dialog({ title, card }: { readonly title: string; readonly card: Card }): TaskAnswer {
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
  return { task: { type: 'continue', value: { title, height: 'large', width: 'medium', card: attachment } } };
}
