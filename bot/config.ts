// The organisation's configuration, `support.config.json`: what it may say, and one line for each fault in it.
import * as z from 'zod';
import { focusAreas } from '../support/category.ts';
import { channels } from '../support/effect.ts';

const languages = ['en', 'ko', 'es'] as const;

const words = z.string().trim().min(1).max(200);
const objectId = z.guid();
const duration = z.string().refine((text) => millisecondsIn(text) !== undefined, 'an ISO 8601 duration such as PT30M or PT8H');
const people = z.array(objectId);
const group = z.strictObject({ people });

/** Every key but `tenant` and `roles` has a default; in local mode those come from the cast. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  provider: z.strictObject({
    kind: z.enum(['customer-led', 'partner-led']),
    name: words,
    contact: words.optional(),
  }).default({ kind: 'customer-led', name: 'Service Desk' }),
  tenant: objectId,
  language: z.enum(languages).default('en'),
  operations: z.strictObject({ language: z.enum(languages).default('en') }).default({ language: 'en' }),
  roles: z.strictObject({
    support: z.array(z.strictObject({ tier: z.int().min(1).max(9), people })).min(1),
    escalationTeam: group,
    elevation: group.optional().describe('Designated staff; left out: the escalation team.'),
    itAdmin: group,
    operations: group,
  }),
  channels: z.partialRecord(z.enum(channels), z.string().regex(/^19:.+@thread\.(tacv2|skype)$/, 'a channel id such as 19:…@thread.tacv2')).default({}),
  adminContacts: z.partialRecord(z.enum(focusAreas), words).default({}),
  reopenWithin: duration.default('P3D').describe('How long a resolved ticket may be reopened before it closes.'),
  elevation: z.strictObject({
    quorum: z.int().min(1).max(9).default(1),
    decideWithin: duration.default('PT8H'),
    revealWithin: duration.default('PT30M'),
    rotateWithin: duration.default('PT1H'),
  }).prefault({}),
  escalation: z.strictObject({
    remindAfter: duration.default('PT10M').describe('First reminder of an unfiled hand-off; it doubles from there.'),
  }).prefault({}),
  credentials: z.strictObject({ provider: z.enum(['local']) }).default({ provider: 'local' }),
  devices: z.strictObject({ provider: z.enum(['local']), file: words.optional() }).default({ provider: 'local' }),
});

export type SupportConfig = z.output<typeof configSchema>;

/** Milliseconds of an ISO 8601 duration without years and months; undefined when it is none, or not above zero. */
export function millisecondsIn(text: string): number | undefined {
  try {
    const milliseconds = Temporal.Duration.from(text).total({ unit: 'milliseconds', relativeTo: Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO('UTC') });
    return milliseconds > 0 ? milliseconds : undefined;
  } catch {
    return undefined;
  }
}

/** As `millisecondsIn`, for what the schema has already accepted. Throws on anything else. */
export function milliseconds(duration: string): number {
  const value = millisecondsIn(duration);
  if (value === undefined) throw new RangeError(`${duration} is not an ISO 8601 duration above zero`);
  return value;
}

/** One line per fault: path, value, what is allowed. */
export function configFaults(file: string, value: unknown, error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      const allowed = allowedKeys(path);
      return issue.keys.map((key) => `${file}: ${[...path, key].join('.')} is not a setting; allowed here: ${allowed.join(', ')}`);
    }
    const found = path.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), value);
    const said = found === undefined ? 'is missing' : `is ${JSON.stringify(found).slice(0, 80)}`;
    return [`${file}: ${path.join('.') || '(the whole file)'} ${said}; ${issue.message}`];
  });
}

function allowedKeys(path: readonly string[]): string[] {
  let at: unknown = z.toJSONSchema(configSchema, { io: 'input' });
  for (const key of path) {
    const properties = isObject(at) ? at['properties'] : undefined;
    const items = isObject(at) ? at['items'] : undefined;
    at = isObject(properties) && key in properties ? properties[key] : items;
  }
  const properties = isObject(at) ? at['properties'] : undefined;
  return isObject(properties) ? Object.keys(properties) : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
