// Whether Teams would take an activity: the published Connector description, and what it leaves unsaid.

import { Ajv } from 'ajv';
import schema from './activity.schema.json' with { type: 'json' };
import { checkFile } from './file-card.ts';
import { checkCard } from './card-check.ts';
import type { Finding } from './violation-list.ts';

export const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

/** Teams shows no more suggestions than this. */
const suggestionLimit = 3;

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, 'int32': true },
});
ajv.addSchema(schema, 'connector');
const isActivity = ajv.compile<Outbound>({ $ref: 'connector#/definitions/Activity' });
const isConversationParameters = ajv.compile<ConversationParameters>({ $ref: 'connector#/definitions/ConversationParameters' });

/** The parts of an activity of the bot that the local Teams shows. */
export interface Outbound {
  readonly type?: string;
  readonly text?: string;
  readonly textFormat?: 'markdown' | 'plain' | 'xml';
  readonly summary?: string;
  readonly importance?: 'low' | 'normal' | 'high';
  readonly attachments?: readonly { readonly contentType?: string; readonly content?: unknown; readonly contentUrl?: string; readonly name?: string }[];
  readonly suggestedActions?: { readonly actions?: readonly { readonly type?: string; readonly title?: string; readonly value?: unknown }[] };
  readonly entities?: readonly Readonly<Record<string, unknown>>[];
}

export interface ConversationParameters {
  readonly isGroup?: boolean;
  readonly members?: readonly { readonly id?: string; readonly aadObjectId?: string }[];
  readonly tenantId?: string;
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly activity?: Outbound;
}

export type Checked<T> = { readonly value: T | undefined; readonly findings: readonly Finding[] };

export function checkConversationParameters(body: unknown): Checked<ConversationParameters> {
  return isConversationParameters(body) ? { value: body, findings: [] } : { value: undefined, findings: shapeFindings(isConversationParameters.errors) };
}

/** `value` is there when the shape is right; it may be used when no finding says `refuse`. */
export function checkActivity(body: unknown, at: string): Checked<Outbound> {
  if (!isActivity(body)) return { value: undefined, findings: shapeFindings(isActivity.errors, at) };
  return { value: body, findings: body.type === 'message' ? checkMessage(body, at) : checkOther(body, at) };
}

function checkMessage(message: Outbound, at: string): readonly Finding[] {
  const { text = '', attachments = [], suggestedActions, entities = [] } = message;
  const cards = attachments.flatMap((attachment, index) =>
    attachment.contentType === adaptiveCard ? [{ card: attachment.content, path: `${at}/attachments/${index}/content` }] : []);
  const suggestions = suggestedActions?.actions ?? [];
  const refused = (path: string, problem: string): Finding => ({ path: at + path, problem, refuse: true });
  return [
    ...(text === '' && attachments.length === 0 ? [refused('', 'has neither text nor an attachment')] : []),
    ...(text !== '' && cards.length > 0 ? [refused('/text', 'stands beside a card: Teams splits them and returns no usable id')] : []),
    ...attachments.flatMap((attachment, index) =>
      (attachment.contentType === adaptiveCard ? [] : checkFile(attachment, `${at}/attachments/${index}`))),
    ...cards.flatMap(({ card, path }) => checkCard(card, path)),
    ...suggestions.flatMap(({ type }, index) => (type === 'imBack' ? [] : [refused(`/suggestedActions/actions/${index}/type`, 'is not imBack')])),
    ...(suggestions.length > suggestionLimit
      ? [{ path: `${at}/suggestedActions/actions`, problem: `has ${suggestions.length} actions: Teams shows ${suggestionLimit}`, refuse: false }] : []),
    ...entities.flatMap((entity, index) => {
      const lacking = entity['type'] === 'mention' && !JSON.stringify([text, cards]).includes(JSON.stringify(entity['text'] ?? '').slice(1, -1));
      return lacking ? [refused(`/entities/${index}/text`, 'is a mention that the text does not hold')] : [];
    }),
  ];
}

function checkOther({ type }: Outbound, at: string): readonly Finding[] {
  return type === 'typing' ? [] : [{ path: `${at}/type`, problem: 'is nothing a bot can post to Teams', refuse: true }];
}

function shapeFindings(errors: typeof isActivity.errors, at = ''): readonly Finding[] {
  return (errors ?? []).map(({ instancePath, message }) => ({ path: at + instancePath, problem: message ?? 'is wrong', refuse: true }));
}
