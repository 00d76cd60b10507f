// What is remembered of a conversation between turns, and how it is taken up again.
import type { DialogInstance } from 'botbuilder-dialogs';
import { z } from 'zod';
import { question, type Question } from './question.ts';

/** Plain JSON. `version` stands for the shape of all dialogs: what another version saved is not continued. */
export interface DialogState {
  readonly version: string;
  readonly dialogStack: DialogInstance[];
  readonly form?: OpenForm;
}

/** The form of a report that was shown last: its draft, and until when (epoch ms) it may still be under way. */
const openForm = z.object({ draft: z.string(), until: z.number() });
export type OpenForm = z.infer<typeof openForm>;

const saved = z.object({
  version: z.string(),
  dialogStack: z.array(z.object({ id: z.string(), state: z.looseObject({}) })),
  form: openForm.optional().catch(undefined),
});
const asking = z.object({ id: z.literal('question'), state: z.object({ options: question }) });

// Whatever shape the rest has by then: a description, and sentences added to it before and during the open question.
const more = z.object({ more: z.array(z.string()).catch([]) }).catch({ more: [] });
const telling = z.object({
  dialogStack: z.tuple(
    [z.object({ state: z.object({ options: z.object({ description: z.string() }), values: more }) })],
    z.object({ state: z.object({ state: more }) }).catch({ state: { state: { more: [] } } }),
  ),
});

/** Where the conversation stands; when it cannot be continued, `lost` holds what the person had described in it, or nothing. */
export type Revived =
  | { readonly ok: true; readonly dialogStack: DialogInstance[]; readonly form?: OpenForm | undefined }
  | { readonly ok: false; readonly lost: string };

export function revive(state: unknown, version: string): Revived {
  if (state === undefined) return { ok: true, dialogStack: [] };
  const { success, data } = saved.safeParse(state);
  if (success && data.dialogStack.length === 0) return { ok: true, dialogStack: [], form: data.form };
  if (success && data.version === version && openQuestion(data.dialogStack)) {
    return { ok: true, dialogStack: structuredClone(data.dialogStack), form: data.form };
  }
  return { ok: false, lost: toldIn(state) };
}

/** The question that waits for an answer. */
export function openQuestion(dialogStack: readonly DialogInstance[]): Question | undefined {
  return asking.safeParse(dialogStack.at(-1)).data?.state.options;
}

function toldIn(state: unknown): string {
  const { data } = telling.safeParse(state);
  if (!data) return '';
  const [{ state: { options, values } }, ...above] = data.dialogStack;
  return [options.description, ...values.more, ...above.flatMap((one) => one.state.state.more)].join('\n');
}
