// What the presser sees, from what the bot answered. An answer may hold a password: it is passed on and never kept.

import { z } from 'zod';
import { adaptiveCard } from './activity-check.ts';
import { checkCard } from './card-check.ts';
import type { Answer } from './courier.ts';
import type { Finding } from './violation-list.ts';
import type { AdaptiveCard, Outcome } from './wire.ts';

export interface Seen {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
}

const card = z.looseObject({ type: z.literal('AdaptiveCard') });
const size = z.union([z.number(), z.enum(['small', 'medium', 'large'])]).exactOptional();

/** The contract of an answer to `adaptiveCard/action`; a missing status code means 200. */
const cardAnswer = z.discriminatedUnion('type', [
  z.object({ statusCode: z.literal(200).optional(), type: z.literal(adaptiveCard), value: card }),
  z.object({ statusCode: z.literal(200).optional(), type: z.literal('application/vnd.microsoft.activity.message'), value: z.string() }),
  z.object({
    statusCode: z.literal([400, 500]), type: z.literal('application/vnd.microsoft.error'),
    value: z.object({ code: z.string().default('error'), message: z.string().default('') }),
  }),
]);

const dialogAnswer = z.object({
  task: z.discriminatedUnion('type', [
    z.object({ type: z.literal('message'), value: z.string() }),
    z.object({
      type: z.literal('continue'),
      value: z.object({
        title: z.string().default(''), width: size, height: size,
        card: z.object({ contentType: z.literal(adaptiveCard), content: card }).optional(),
        url: z.string().optional(),
      }),
    }),
  ]),
});

type Fault = Extract<Outcome, { readonly kind: 'error' }>;
const unreachable: Fault = { kind: 'error', code: 'unreachable', text: 'Unable to reach app. Please try again.', status: 0 };
export const unshowable = (status: number, code: 'bad-answer' | 'bot-error' = 'bad-answer'): Fault =>
  ({ kind: 'error', code, text: 'Something went wrong. Please try again.', status });

/** What is shown of an answer that is an error, whatever it was to say. */
export function faultOf(answer: Answer): Fault {
  return answer.kind === 'unreachable' ? unreachable : unshowable(answer.status, 'bot-error');
}

export function seenOf(answer: Answer, from: 'card' | 'dialog'): Seen {
  if (answer.kind === 'unreachable') return { outcome: unreachable, findings: [] };
  return from === 'card' ? seenOfCard(answer.status, answer.body) : seenOfDialog(answer.status, answer.body);
}

function seenOfCard(status: number, body: unknown): Seen {
  if (body === undefined) return status < 300 ? { outcome: { kind: 'none' }, findings: [] } : failed(status);
  const parsed = cardAnswer.safeParse(body);
  if (!parsed.success) return status < 300 ? broken(status, parsed.error) : failed(status);
  const { data } = parsed;
  switch (data.type) {
    case adaptiveCard:
      return { outcome: { kind: 'card', card: data.value }, findings: checkCard(data.value, '/value') };
    case 'application/vnd.microsoft.activity.message':
      return { outcome: { kind: 'message', text: data.value }, findings: [] };
    case 'application/vnd.microsoft.error':
      return { outcome: { kind: 'error', code: data.value.code, text: data.value.message, status: data.statusCode }, findings: [] };
  }
}

function seenOfDialog(status: number, body: unknown): Seen {
  if (status >= 300) return failed(status);
  if (body === undefined) return { outcome: { kind: 'closed' }, findings: [] };
  const parsed = dialogAnswer.safeParse(body);
  if (!parsed.success) return broken(status, parsed.error);
  const { task } = parsed.data;
  if (task.type === 'message') return { outcome: { kind: 'message', text: task.value }, findings: [] };
  const { title, width, height, card: attachment, url } = task.value;
  const content: { readonly card: AdaptiveCard } | { readonly url: string } | undefined =
    attachment ? { card: attachment.content } : url === undefined ? undefined : { url };
  if (!content) return { outcome: unshowable(status), findings: [{ path: '/task/value', problem: 'has neither card nor url', refuse: true }] };
  return {
    outcome: { kind: 'dialog', title, content, ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) },
    findings: attachment ? checkCard(attachment.content, '/task/value/card/content') : [],
  };
}

const failed = (status: number): Seen => ({ outcome: unshowable(status, 'bot-error'), findings: [] });

/** Zod's messages name what is allowed and the kind of what came, not the value. */
function broken(status: number, error: z.ZodError): Seen {
  const findings = error.issues.map(({ path, message }) => ({ path: path.map((step) => `/${String(step)}`).join(''), problem: message, refuse: true }));
  return { outcome: unshowable(status), findings };
}
