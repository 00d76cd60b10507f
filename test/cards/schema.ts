// The published Adaptive Cards 1.5 schema as a check; what Teams adds to it is taken out first and checked here.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };

const { id: _, ...schema } = JSON.parse(readFileSync(new URL('adaptive-card-1.5.0.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, formats: { 'uri': true, 'uri-reference': true } });
ajv.addMetaSchema(draft6);
const valid = ajv.compile(schema);

/** What the schema says against the card; empty when it is a valid one. */
export function schemaFaults(card: object): readonly string[] {
  return valid(JSON.parse(JSON.stringify(card, withoutTeams))) ? [] : (valid.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

// `msteams` (width) on the card and `choices.data` (people picker) on a choice set are Teams' own; inside an action's data anything may stand.
function withoutTeams(key: string, value: unknown): unknown {
  return key === 'msteams' || key === 'choices.data' ? undefined : value;
}
