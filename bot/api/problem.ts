// What the REST API answers when it says no: problem details (RFC 9457), with what was wrong, where, and what is allowed.
import * as z from 'zod';
import { speak } from '../../locales/say.ts';
import type { Refusal, RefusalReason } from '../../support/outcome.ts';

export const problemView = z.object({
  type: z.string().describe('about:blank, or refusal:<reason> for what a rule refused'),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z.array(z.object({
    field: z.string().describe('Such as body.severity, query.limit or header.Idempotency-Key'),
    value: z.unknown().optional(),
    allowed: z.string(),
  })).optional(),
  fault: z.string().optional().describe('Names the line of the log that tells more'),
});
type Details = z.infer<typeof problemView>;

const titles = {
  400: 'Bad request', 401: 'No valid token', 403: 'Not allowed', 404: 'Not found', 405: 'Method not allowed', 409: 'Not as it stands now', 413: 'Too large',
  415: 'No JSON', 422: 'Not valid', 429: 'Too many requests', 500: 'Fault', 503: 'Not just now',
} as const;
export type ProblemStatus = keyof typeof titles;

export interface Problem {
  readonly status: ProblemStatus;
  readonly body: Details;
  readonly headers?: Readonly<Record<string, string>>;
}

export function problem(status: ProblemStatus, more: Partial<Pick<Details, 'type' | 'detail' | 'errors' | 'fault'>> = {}, headers?: Problem['headers']): Problem {
  return { status, body: { type: 'about:blank', title: titles[status], status, ...more }, ...(headers && { headers }) };
}

/** A rule's "no", as people of the other system read it. */
export function refused({ reason, data }: Refusal): Problem {
  return problem(statuses[reason] ?? 409, { type: `refusal:${reason}`, detail: speak('en')(`refusal.${reason}`, data) });
}

/** What was sent, held to its schema: a line for each fault. Whatever was sent comes back cut short. */
export function invalid(place: 'body' | 'query', value: unknown, { issues }: z.ZodError): Problem {
  const errors = issues.flatMap((issue) => (issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ field: `${place}.${key}`, allowed: 'no field of this name' }))
    : [{ field: [place, ...issue.path].join('.'), ...valueAt(value, issue.path), allowed: issue.message }]));
  return problem(422, { errors });
}

const statuses: Partial<Record<RefusalReason, ProblemStatus>> = {
  'not-found': 404, 'not-allowed': 403, 'not-the-user': 403, 'other-tier': 403, 'membership-unknown': 503, 'too-many-words': 429, 'text-needed': 422, 'reason-needed': 422,
};

function valueAt(value: unknown, path: readonly PropertyKey[]): { readonly value?: unknown } {
  const found = path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), value);
  return found === undefined ? {} : { value: typeof found === 'string' ? found.slice(0, 80) : typeof found === 'object' ? '…' : found };
}
