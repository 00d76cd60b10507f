// Writes support.config.schema.json, which editors check support.config.json against, from the schema the bot itself reads it by.
import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { configSchema } from '../bot/config.ts';

export const schemaFile = new URL('../support.config.schema.json', import.meta.url);

/** The published text. JSON Schema draft-07, the newest that every editor knows. */
export function publishedSchema(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title: 'Managed Desktop Support', ...schema }, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(schemaFile, publishedSchema());
