// What Microsoft's published JSON schemas say about the manifest and its language files, as faults in plain words.
import { AppManifestUtils } from '@microsoft/app-manifest';
import Ajv04, { type ErrorObject, type ValidateFunction } from 'ajv-draft-04';
import { type Fault, fieldAt } from './fault.ts';

const base = 'https://developer.microsoft.com/json-schemas/teams';

/** Addresses of the schemas, by which Teams and the package that carries them offline know them. */
export const schemaUrls = {
  manifest: (version: string): string => `${base}/v${version}/MicrosoftTeams.schema.json`,
  language: (version: string): string => `${base}/v${version}/MicrosoftTeams.Localization.schema.json`,
};

/** The manifest version this package is made for. */
export const manifestVersion = '1.30';

const compile = async (url: string): Promise<ValidateFunction> => {
  // Lenient where the schemas are: a pattern of the localization schema is no Unicode expression, and `format` stands only at `$schema`.
  const ajv = new Ajv04.default({ allErrors: true, verbose: true, strictTypes: false, validateFormats: false, unicodeRegExp: false });
  return ajv.compile(await AppManifestUtils.fetchSchema(url));
};

const validators = {
  manifest: await compile(schemaUrls.manifest(manifestVersion)),
  language: await compile(schemaUrls.language(manifestVersion)),
};

/** Every breach of the schema, one per field and limit; the document itself is not changed. */
export const schemaFaults = (kind: keyof typeof validators, file: string, document: unknown): Fault[] => {
  const validate = validators[kind];
  return validate(document) ? [] : (validate.errors ?? []).map((error) => faultOf(file, error));
};

const faultOf = (file: string, error: ErrorObject): Fault => {
  const at = fieldAt(error.instancePath.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')));
  const inside = (name: unknown): string => (at === '' ? String(name) : `${at}.${String(name)}`);
  switch (error.keyword) {
    case 'required':
      return { file, field: inside(error.params['missingProperty']), value: undefined, allowed: 'a value, it is required' };
    case 'additionalProperties':
      return { file, field: inside(error.params['additionalProperty']), value: '(unknown)', allowed: `fields of schema ${manifestVersion}` };
    case 'pattern':
      return { file, field: at, value: error.data, allowed: patternWords(error) };
    case 'maxLength':
      return { file, field: at, value: error.data, allowed: `at most ${String(error.params['limit'])} characters` };
    case 'maxItems':
      return { file, field: at, value: error.data, allowed: `at most ${String(error.params['limit'])} entries` };
    case 'enum':
      return { file, field: at, value: error.data, allowed: `one of ${JSON.stringify(error.params['allowedValues'])}` };
    case 'const':
      return { file, field: at, value: error.data, allowed: JSON.stringify(error.params['allowedValue']) };
    default:
      return { file, field: at, value: error.data, allowed: error.message ?? error.keyword };
  }
};

const definitions: Readonly<Record<string, string>> = {
  guid: 'a GUID such as 11111111-2222-4333-8444-555555555555',
  anyHttpUrl: 'an https address',
  hexColor: 'a colour such as #1b5e8c',
  languageTag: 'a language tag such as ko',
  nonEmptyString: 'text that is not empty',
};

const patternWords = (error: ErrorObject): string =>
  definitions[/definitions\/(\w+)\/pattern/.exec(error.schemaPath)?.[1] ?? ''] ?? `text matching ${String(error.params['pattern'])}`;
