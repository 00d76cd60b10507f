// The Teams app package: fills the manifest, checks everything that goes in, and zips it into the same bytes every time.
import { strToU8, zipSync } from 'fflate';
import { type App, appShape } from './app.ts';
import { type Fault, fieldAt } from './fault.ts';
import { type Files, parseJson } from './files.ts';
import { languageFaults } from './languages.ts';
import { ruleFaults } from './rules.ts';
import { schemaFaults } from './schema.ts';
import type { Value } from './values.ts';

export type Package =
  | { readonly kind: 'package'; readonly zip: Uint8Array; readonly paths: readonly string[] }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] };

/** Builds a package from the manifest folder's files. Values fill `${{NAME}}` in manifest.json; all else goes in as it is. */
export const buildPackage = (files: Files, values: Readonly<Record<string, Value>>): Package => {
  const template = files['manifest.json'] && parseJson(files['manifest.json']);
  if (template === undefined) {
    return { kind: 'refused', faults: [{ file: 'manifest.json', field: '', value: 'not readable', allowed: 'a JSON object' }] };
  }

  const kept = 'PAGE_APP_ID' in values ? template : without(template, 'webApplicationInfo');
  const sources = new Map<string, string>();
  const unfilled: Fault[] = [];
  const manifest = fill(kept, [], (name, field) => {
    const value = values[name];
    if (!value) unfilled.push({ file: 'manifest.json', field, value: `\${{${name}}}`, allowed: 'a placeholder that the packer fills' });
    if (value?.flag) sources.set(field, value.flag);
    return value?.text;
  });

  const app = appShape.safeParse(manifest);
  const faults = firstOfEach([
    ...unfilled,
    ...(app.success ? [...ruleFaults(app.data, files), ...languageFaults(app.data, files)] : []),
    ...schemaFaults('manifest', 'manifest.json', manifest),
    ...(app.success ? [] : shapeFaults(app.error.issues)),
  ].map((fault) => withFlag(fault, sources)));
  return faults.length > 0 || !app.success ? { kind: 'refused', faults } : zipped(app.data, manifest, files);
};

/** A section that is only there where its value is. */
const without = (node: unknown, section: string): unknown =>
  typeof node === 'object' && node !== null ? Object.fromEntries(Object.entries(node).filter(([key]) => key !== section)) : node;

const placeholder = /\$\{\{\s*(.*?)\s*\}\}/g;

/** A copy with every placeholder replaced; one without a value stays as it is. `steps` is the path to the node. */
const fill = (node: unknown, steps: readonly string[], valueAt: (name: string, field: string) => string | undefined): unknown => {
  if (typeof node === 'string') return node.replaceAll(placeholder, (whole, name: string) => valueAt(name, fieldAt(steps)) ?? whole);
  if (Array.isArray(node)) return node.map((item: unknown, index) => fill(item, [...steps, String(index)], valueAt));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fill(value, [...steps, key], valueAt)]));
};

const shapeFaults = (issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): Fault[] =>
  issues.map(({ path, message }) => ({ file: 'manifest.json', field: fieldAt(path.map(String)), value: undefined, allowed: message }));

const withFlag = (fault: Fault, sources: ReadonlyMap<string, string>): Fault => {
  const flag = fault.file === 'manifest.json' ? sources.get(fault.field) : undefined;
  return flag === undefined ? fault : { ...fault, flag };
};

/** One fault per flag or field: a wrong host would otherwise be told once for each address made of it. */
const firstOfEach = (faults: readonly Fault[]): Fault[] => {
  const first = new Map<string, Fault>();
  for (const fault of faults) {
    const key = fault.flag ?? `${fault.file} ${fault.field}`;
    if (!first.has(key)) first.set(key, fault);
  }
  return [...first.values()];
};

const zipped = (app: App, manifest: unknown, files: Files): Package => {
  const contents: Record<string, Uint8Array> = { 'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`) };
  for (const path of [...Object.values(app.icons), ...app.localizationInfo.additionalLanguages.map(({ file }) => file)]) {
    const bytes = files[path];
    if (bytes) contents[path] = bytes;
  }
  const sorted = Object.fromEntries(Object.entries(contents).sort(([one], [other]) => (one < other ? -1 : 1)));
  // Zip dates have no zone: a date written without one gives the same bytes everywhere.
  const zip = zipSync(sorted, { level: 9, mtime: '2000-01-01T12:00:00' });
  return { kind: 'package', zip, paths: Object.keys(sorted) };
};
