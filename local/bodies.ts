// What a client may send to the local API, as schemas that give the shapes of wire.ts.

import { z } from 'zod';
import { refuse, type Reply } from './exchange.ts';
import type { Consent, Find, MoveClock, PostCard, Press, Read, ReportMessage, Say, SignInAs } from './wire.ts';
import type { ChangeRoster, Fault, RaiseAlert } from './trial.ts';

const who = z.string().min(1).max(100);
const theme = z.enum(['default', 'dark', 'contrast']);
const activityId = z.string().regex(/^[\w:.-]{1,100}$/);

export const sayBody: z.ZodType<Say> = z.strictObject({
  as: who,
  text: z.string().trim().max(28_000),
  files: z.array(z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/), pasted: z.literal(true).exactOptional() })).max(20).exactOptional(),
  thread: z.string().max(100).exactOptional(),
  activityId: activityId.exactOptional(),
}).refine(({ text, files = [] }) => text !== '' || files.length > 0, { path: ['text'], error: 'is empty, and there are no files' });

export const consentBody: z.ZodType<Consent> = z.strictObject({ as: who, chat: z.string().min(1).max(300), message: z.string().min(1).max(100), action: z.enum(['accept', 'decline']) });

export const pressBody: z.ZodType<Press> = z.strictObject({
  as: who,
  chat: z.string().min(1).max(300),
  message: z.string().min(1).max(100),
  action: z.strictObject({
    type: z.enum(['Action.Execute', 'Action.Submit']),
    id: z.string().exactOptional(),
    verb: z.string().exactOptional(),
    data: z.unknown().exactOptional(),
  }),
  inputs: z.record(z.string(), z.unknown()).exactOptional(),
  dialog: z.union([z.literal(true), z.literal('report-message')]).exactOptional(),
  theme: theme.exactOptional(),
  activityId: activityId.exactOptional(),
  trigger: z.enum(['manual', 'automatic']).exactOptional(),
});

export const findBody: z.ZodType<Find> = z.strictObject({ as: who, words: z.string().trim().max(500), theme: theme.exactOptional() });

export const postCardBody: z.ZodType<PostCard> = z.strictObject({ as: who, card: z.looseObject({ type: z.literal('AdaptiveCard') }), thread: z.string().max(100).exactOptional() });

export const reportBody: z.ZodType<ReportMessage> = z.strictObject({ as: who, message: z.string().min(1).max(100), theme: theme.exactOptional() });

export const readBody: z.ZodType<Read> = z.strictObject({ as: who });

export const signInBody: z.ZodType<SignInAs> = z.strictObject({ as: who });

export const faultBody: z.ZodType<Fault> = z.strictObject({
  status: z.int().min(400).max(599).exactOptional(),
  retryAfter: z.number().min(0).max(3600).exactOptional(),
  hang: z.int().min(0).max(120_000).exactOptional(),
  reset: z.literal(true).exactOptional(),
  accepted: z.literal(true).exactOptional(),
  count: z.int().min(1).exactOptional(),
  match: z.enum(['POST', 'PUT', 'DELETE', 'GET']).exactOptional(),
});

export const rosterBody: z.ZodType<ChangeRoster> = z.strictObject({ person: who, standing: z.enum(['member', 'guest', 'stranger', 'gone']) });

export const clockBody: z.ZodType<MoveClock> = z.strictObject({ advance: z.string() });

export const alertBody: z.ZodType<RaiseAlert> = z.strictObject({
  device: z.string().min(1).max(100),
  severity: z.enum(['high', 'medium', 'low', 'informational']).exactOptional(),
  title: z.string().trim().min(1).max(200).exactOptional(),
});

export type Taken<T> = { readonly kind: 'taken'; readonly value: T } | { readonly kind: 'refused'; readonly reply: Reply };

/** Names every field that is wrong and what is allowed there. */
export function take<T>(schema: z.ZodType<T>, body: unknown): Taken<T> {
  const result = schema.safeParse(body);
  if (result.success) return { kind: 'taken', value: result.data };
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return { kind: 'refused', reply: refuse(400, 'BadSyntax', problems.join('; ')) };
}
