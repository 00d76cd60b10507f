// The app's message extension: what the search box and a message's menu become on their way to the bot, as Teams does it, and what was found.

import { z } from 'zod';
import { adaptiveCard } from './activity-check.ts';
import { checkCard } from './card-check.ts';
import type { Answer } from './courier.ts';
import { escaped, invokeActivity, type InboundActivity, type Occasion } from './inbound.ts';
import { faultOf, unshowable } from './outcome.ts';
import type { Finding } from './violation-list.ts';
import type { Found, Message, Theme } from './wire.ts';

/** Teams asks for so many at a time. */
const page = { skip: 0, count: 25 };

/** Teams says by another parameter that nobody has typed anything yet. */
export function searchActivity(occasion: Occasion, words: string, theme: Theme): InboundActivity {
  const parameters = [words === '' ? { name: 'initialRun', value: 'true' } : { name: 'query', value: words }];
  return invokeActivity(occasion, { name: 'composeExtension/query', value: { commandId: 'search', parameters, queryOptions: page, context: { theme } } });
}

/** Opens the form that a report of this message begins with. */
export function reportActivity(occasion: Occasion, message: Message, theme: Theme): InboundActivity {
  return invokeActivity(occasion, { name: 'composeExtension/fetchTask', value: aboutMessage(message, theme) });
}

/** Hands that form in. */
export function submittedActivity(occasion: Occasion, message: Message, theme: Theme, data: unknown): InboundActivity {
  return invokeActivity(occasion, { name: 'composeExtension/submitAction', value: { ...aboutMessage(message, theme), data } });
}

function aboutMessage({ id, text, at, from }: Message, theme: Theme) {
  const by = { id: from.id, displayName: from.name };
  const content = `<div>${escaped(text).replaceAll(/&lt;at&gt;(.+?)&lt;\/at&gt;/g, '<at id="0">$1</at>')}</div>`;
  return {
    commandId: 'report-message', commandContext: 'message', context: { theme },
    messagePayload: {
      id, createdDateTime: at, importance: 'normal', body: { contentType: 'html', content }, attachments: [], mentions: [], reactions: [],
      from: from.kind === 'person' ? { user: { userIdentityType: 'aadUser', ...by } } : { application: { applicationIdentityType: 'bot', ...by } },
    },
  };
}

const answered = z.object({ composeExtension: z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), text: z.string() }),
  z.object({
    type: z.literal('result'), attachmentLayout: z.enum(['list', 'grid']),
    attachments: z.array(z.object({
      contentType: z.literal(adaptiveCard), content: z.looseObject({ type: z.literal('AdaptiveCard') }),
      preview: z.object({ content: z.object({ title: z.string(), text: z.string().default('') }) }),
    })).max(page.count),
  }),
]) });

/** What the one who searches sees. Nothing of it is kept. */
export function foundIn(answer: Answer): { readonly found: Found; readonly findings: readonly Finding[] } {
  if (answer.kind === 'unreachable' || answer.status >= 300) return { found: faultOf(answer), findings: [] };
  const parsed = answered.safeParse(answer.body);
  if (!parsed.success) {
    const findings = parsed.error.issues.map(({ path, message }) => ({ path: path.map((step) => `/${String(step)}`).join(''), problem: message, refuse: true }));
    return { found: unshowable(answer.status), findings };
  }
  const { composeExtension } = parsed.data;
  if (composeExtension.type === 'message') return { found: { kind: 'message', text: composeExtension.text }, findings: [] };
  const { attachments } = composeExtension;
  return {
    found: { kind: 'found', results: attachments.map(({ content, preview }) => ({ ...preview.content, card: content })) },
    findings: attachments.flatMap(({ content }, at) => checkCard(content, `/composeExtension/attachments/${at}/content`)),
  };
}
