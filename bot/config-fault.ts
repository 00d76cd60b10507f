// What is wrong with the organisation's configuration, one line each: where, what it says, what is allowed there.
import * as z from 'zod';
import { configSchema } from './config.ts';

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

/** What a JSON Schema says of an object's keys: each by name, or that they are one of a list. */
const keysOf = z.object({ properties: z.record(z.string(), z.unknown()).default({}), propertyNames: z.object({ enum: z.array(z.string()) }).optional() });

function allowedKeys(path: readonly string[]): string[] {
  let at: unknown = z.toJSONSchema(configSchema, { io: 'input' });
  for (const key of path) {
    const properties = isObject(at) ? at['properties'] : undefined;
    const items = isObject(at) ? at['items'] : undefined;
    at = isObject(properties) && key in properties ? properties[key] : items;
  }
  const { properties, propertyNames } = keysOf.parse(at);
  return propertyNames?.enum ?? Object.keys(properties);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
