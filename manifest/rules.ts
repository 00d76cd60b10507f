// What Teams and its store demand of a package although the schema does not say so.
import { type App, wordsOf } from './app.ts';
import { meaningOf } from './commands.ts';
import type { Fault } from './fault.ts';
import { type Files, languageFile } from './files.ts';
import { readPngHeader } from './png.ts';
import { manifestVersion, schemaUrls } from './schema.ts';

/** Every breach in an app whose shape is known. */
export const ruleFaults = (app: App, files: Files): Fault[] => [
  ...identity(app), ...addresses(app), ...scopes(app), ...icons(app, files), ...languages(app, files),
];

const fault = (field: string, value: unknown, allowed: string, file = 'manifest.json'): Fault => ({ file, field, value, allowed });

const nobody = '00000000-0000-0000-0000-000000000000';
const releaseVersion = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

function* identity({ $schema, version, id, developer, bots: [bot] }: App): Generator<Fault> {
  const url = schemaUrls.manifest(manifestVersion);
  if ($schema !== url) yield fault('$schema', $schema, url);
  if (!releaseVersion.test(version)) yield fault('version', version, 'three numbers such as 1.4.0 (from package.json)');
  if (developer.name.trim() === '') yield fault('developer.name', developer.name, 'a name of at most 32 characters');
  if (bot.botId === nobody) yield fault('bots[0].botId', bot.botId, 'the id of a registration, not the empty GUID');
  if (id === nobody) yield fault('id', id, 'the id of an app, not the empty GUID');
}

const hostName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

function* addresses({ validDomains, developer }: App): Generator<Fault> {
  for (const [index, domain] of validDomains.entries()) {
    if (!hostName.test(domain)) {
      yield fault(`validDomains[${index}]`, domain, 'a public host name in lower case such as support.contoso.com: no https://, port, path or wildcard');
    }
  }
  for (const field of ['websiteUrl', 'privacyUrl', 'termsOfUseUrl'] as const) {
    const url = URL.parse(developer[field]);
    const open = url?.protocol === 'https:' && url.username === '' && url.password === '' && hostName.test(url.hostname);
    if (!open) yield fault(`developer.${field}`, developer[field], 'an https address that anyone can open');
  }
}

function* scopes({ bots: [bot], supportsChannelFeatures, authorization }: App): Generator<Fault> {
  // Since manifest 1.25 an upload with team scope is refused without it.
  if (bot.scopes.includes('team') && supportsChannelFeatures !== 'tier1') {
    yield fault('supportsChannelFeatures', supportsChannelFeatures, '"tier1", because the bot has the team scope');
  }
  // Mentions and invokes arrive without any; a permission asked for is one that every team owner has to grant.
  if (authorization !== undefined) yield fault('authorization', authorization, 'nothing: the bot needs no resource-specific permission');
  for (const [index, list] of bot.commandLists.entries()) {
    const stray = list.scopes.find((scope) => !bot.scopes.includes(scope));
    if (stray !== undefined) yield fault(`bots[0].commandLists[${index}].scopes`, stray, `a scope of the bot: ${bot.scopes.join(', ')}`);
  }
  for (const scope of bot.scopes) {
    const lists = bot.commandLists.filter((list) => list.scopes.includes(scope)).length;
    if (lists !== 1) yield fault('bots[0].commandLists', `${lists} for ${scope}`, 'one command list for each scope');
  }
}

const sizes = { color: 192, outline: 32, color32x32: 32 } as const;

function* icons(app: App, files: Files): Generator<Fault> {
  for (const icon of ['color', 'outline', 'color32x32'] as const) {
    const path = app.icons[icon];
    const size = sizes[icon];
    const bytes = files[path];
    const header = bytes && readPngHeader(bytes);
    if (!bytes) yield fault(`icons.${icon}`, path, 'the path of a file in the package');
    else if (!header) yield fault('', 'not a PNG', `a PNG of ${size}x${size} pixels`, path);
    else if (header.width !== size || header.height !== size) yield fault('', `${header.width}x${header.height}`, `${size}x${size} pixels`, path);
    else if (icon !== 'color' && !header.alpha) yield fault('', 'no alpha channel', 'a transparent background', path);
  }
}

/** Teams cuts longer commands off, although the manifest schema lets them pass. */
const commandLimits = { title: 32, description: 128 } as const;

/** Names of Microsoft's own that the store keeps for itself. */
const reserved = /^(teams|chat|calendar|calls|files|activity|help|contacts)$|\bmicrosoft\b/i;

function* languages(app: App, files: Files): Generator<Fault> {
  const { defaultLanguageTag, additionalLanguages } = app.localizationInfo;
  const words = wordsOf(app);
  yield* readable('manifest.json', words, words);
  const seen = new Set([defaultLanguageTag]);
  for (const [index, { languageTag, file }] of additionalLanguages.entries()) {
    if (seen.has(languageTag)) yield fault(`localizationInfo.additionalLanguages[${index}].languageTag`, languageTag, 'each language once');
    seen.add(languageTag);
    const text = files[file];
    if (!text) {
      yield fault(`localizationInfo.additionalLanguages[${index}].file`, file, 'the path of a file in the package');
      continue;
    }
    const read = languageFile(text);
    if (!read) {
      yield fault('', 'not readable', 'a JSON object of texts', file);
      continue;
    }
    const { $schema, ...translated } = read;
    const url = schemaUrls.language(manifestVersion);
    if ($schema !== url) yield fault('$schema', $schema, url, file);
    for (const key of Object.keys(words)) if (translated[key] === undefined) yield fault(key, undefined, 'a translation of the text in manifest.json', file);
    for (const key of Object.keys(translated)) if (words[key] === undefined) yield fault(key, translated[key], 'only texts that manifest.json has', file);
    yield* readable(file, translated, words);
  }
}

function* readable(file: string, words: Readonly<Record<string, string>>, original: Readonly<Record<string, string>>): Generator<Fault> {
  for (const key of ['name.short', 'name.full']) {
    if (reserved.test(words[key] ?? '')) yield fault(key, words[key], 'a name that is not one of Microsoft\'s', file);
  }
  if (words['name.full'] === words['name.short']) yield fault('name.full', words['name.full'], 'another name than name.short', file);
  const titles = new Set<string>();
  for (const [key, text] of Object.entries(words)) {
    const [, list, part] = /^bots\[0\]\.commandLists\[(\d)\]\.commands\[\d+\]\.(title|description)$/.exec(key) ?? [];
    if (part !== 'title' && part !== 'description') continue;
    const limit = commandLimits[part];
    if (text.length > limit) yield fault(key, text, `at most ${limit} characters`, file);
    if (part === 'description') continue;
    if (titles.has(`${list} ${text}`)) yield fault(key, text, 'a title once in a list', file);
    titles.add(`${list} ${text}`);
    const meaning = meaningOf(text);
    const meant = meaningOf(original[key] ?? '');
    if (meaning === undefined) yield fault(key, text, 'words that the bot understands', file);
    else if (meant !== undefined && meaning !== meant) yield fault(key, text, `words that mean ${meant} to the bot (these mean ${meaning})`, file);
  }
}
