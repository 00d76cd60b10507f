// What people read in the Teams app package: every language complete, within Teams' limits, and in words the bot understands.
import { type App, wordsOf } from './app.ts';
import { meaningOf } from './commands.ts';
import type { Fault } from './fault.ts';
import { type Files, parseWords, type Words } from './files.ts';
import { manifestVersion, schemaFaults, schemaUrls } from './schema.ts';

/** Every fault in the texts of the manifest, which are its default language, and in the files of the other languages. */
export function* languageFaults(app: App, files: Files): Generator<Fault> {
  const original = wordsOf(app);
  yield* readable('manifest.json', original, original);
  const { defaultLanguageTag, additionalLanguages } = app.localizationInfo;
  const tags = new Set([defaultLanguageTag]);
  for (const [index, { languageTag, file }] of additionalLanguages.entries()) {
    const entry = `localizationInfo.additionalLanguages[${index}]`;
    if (tags.has(languageTag)) yield fault('manifest.json', `${entry}.languageTag`, languageTag, 'each language once');
    tags.add(languageTag);
    const bytes = files[file];
    if (bytes) yield* translation(file, bytes, original);
    else yield fault('manifest.json', `${entry}.file`, file, 'the path of a file in the package');
  }
}

const fault = (file: string, field: string, value: unknown, allowed: string): Fault => ({ file, field, value, allowed });

function* translation(file: string, bytes: Uint8Array, original: Words): Generator<Fault> {
  const document = parseWords(bytes);
  if (!document) return yield fault(file, '', 'not readable', 'a JSON object of texts');
  const { $schema, ...words } = document;
  const url = schemaUrls.language(manifestVersion);
  if ($schema !== url) yield fault(file, '$schema', $schema, url);
  for (const key of Object.keys(original)) {
    if (words[key] === undefined) yield fault(file, key, undefined, 'a translation of the text in manifest.json');
  }
  for (const [key, text] of Object.entries(words)) {
    if (original[key] === undefined) yield fault(file, key, text, 'only texts that manifest.json has');
  }
  yield* readable(file, words, original);
  yield* schemaFaults('language', file, document);
}

/** Teams cuts longer commands off, although the schema lets them pass. */
const commandLimits = { title: 32, description: 128 } as const;

/** Names that Microsoft's store keeps for Microsoft. */
const reserved = /^(teams|chat|calendar|calls|files|activity|help|contacts)$|\bmicrosoft\b/i;

const command = /^bots\[0\]\.commandLists\[(\d)\]\.commands\[\d+\]\.(title|description)$/;

function* readable(file: string, words: Words, original: Words): Generator<Fault> {
  for (const key of ['name.short', 'name.full']) {
    if (reserved.test(words[key] ?? '')) yield fault(file, key, words[key], 'a name that is not one of Microsoft\'s');
  }
  if (words['name.full'] === words['name.short']) yield fault(file, 'name.full', words['name.full'], 'another name than name.short');
  const titles = new Set<string>();
  for (const [key, text] of Object.entries(words)) {
    if (text.includes('${{')) yield fault(file, key, text, 'no placeholder: only manifest.json is filled');
    const [, list, part] = command.exec(key) ?? [];
    if (part !== 'title' && part !== 'description') continue;
    if (text.length > commandLimits[part]) yield fault(file, key, text, `at most ${commandLimits[part]} characters`);
    if (part === 'description') continue;
    if (titles.has(`${list} ${text}`)) yield fault(file, key, text, 'a title once in a list');
    titles.add(`${list} ${text}`);
    const [meaning, meant] = [meaningOf(text), meaningOf(original[key] ?? '')];
    if (meaning === undefined) yield fault(file, key, text, 'words that the bot understands');
    else if (meant !== undefined && meaning !== meant) {
      yield fault(file, key, text, `words that mean ${meant} to the bot (these mean ${meaning})`);
    }
  }
}
