// Policy of the Teams app package: what is in it, in which languages, and what keeps it from being built.
import { unzipSync } from 'fflate';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { primaryWord, wordIn } from '../../locales/words.ts';
import { appShape, wordsOf } from '../../manifest/app.ts';
import { meaningOf } from '../../manifest/commands.ts';
import { lineOf } from '../../manifest/fault.ts';
import { type Files, parseWords, parseJson } from '../../manifest/files.ts';
import { buildPackage, type Package } from '../../manifest/package.ts';
import { type Flags, sampleFlags, valuesOf } from '../../manifest/values.ts';

const folder = new URL('../../manifest/', import.meta.url);
const files: Files = Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(json|png)$/.test(path)).map((path) => [path.replaceAll('\\', '/'), readFileSync(new URL(path, folder))]));

const build = (given: Files = files, flags: Flags = {}, version = '1.4.0'): Package =>
  buildPackage(given, valuesOf({ ...sampleFlags, ...flags }, version));

const contentsOf = (built: Package): Files => {
  if (built.kind === 'refused') throw new Error(built.faults.map(lineOf).join('\n'));
  return unzipSync(built.zip);
};

const linesOf = (built: Package): string[] => (built.kind === 'refused' ? built.faults.map(lineOf) : []);

/** The files with one JSON file's text changed; fails when there is nothing to change. */
const edited = (path: string, from: string, to: string): Files => {
  const text = new TextDecoder().decode(files[path]);
  assert.ok(text.includes(from), `${path} has no ${from}`);
  return { ...files, [path]: new TextEncoder().encode(text.replace(from, () => to)) };
};

const without = (path: string): Files => Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));

/** A PNG header only: nothing else of it is read. */
const png = (width: number, height: number, colourType: number): Uint8Array => {
  const bytes = Buffer.from(files['icons/outline.png'] ?? []);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt8(colourType, 25);
  return bytes;
};

const appOf = (built: Package) => appShape.parse(parseJson(contentsOf(built)['manifest.json'] ?? new Uint8Array()));

describe('the Teams app package', () => {
  it('holds the manifest, two language files and three icons, and nothing else', () => {
    assert.deepEqual(Object.keys(contentsOf(build())).sort(), [
      'es.json', 'icons/color.png', 'icons/color32x32.png', 'icons/outline.png', 'ko.json', 'manifest.json',
    ]);
  });

  it('carries the version, the ids, the host and the addresses it was given', () => {
    const app = appOf(build(files, {
      'app-id': '5b0b9a3e-6f6c-4b8f-9a55-0d6d2f6a7c01', 'teams-app-id': '8d5c1e57-1f38-4b0c-8a7e-3c2b9f1d4e02', host: 'desk.contoso.com',
      developer: 'Contoso "Desk" \\ IT', website: 'https://contoso.com/it',
      privacy: 'https://contoso.com/privacy', terms: 'https://contoso.com/terms',
    }, '2.0.1'));
    assert.deepEqual([app.version, app.id, app.bots[0].botId, app.validDomains], [
      '2.0.1', '8d5c1e57-1f38-4b0c-8a7e-3c2b9f1d4e02', '5b0b9a3e-6f6c-4b8f-9a55-0d6d2f6a7c01', ['desk.contoso.com'],
    ]);
    assert.deepEqual(app.developer, {
      name: 'Contoso "Desk" \\ IT', websiteUrl: 'https://contoso.com/it',
      privacyUrl: 'https://contoso.com/privacy', termsOfUseUrl: 'https://contoso.com/terms',
    });
  });

  it('names the registration that signs people in to pages where there is one, at the host that shows them', () => {
    const page = '8d5c1e57-1f38-4b0c-8a7e-3c2b9f1d4e02';
    assert.deepEqual(appOf(build(files, { 'page-app-id': page, host: 'desk.contoso.com' })).webApplicationInfo, { id: page, resource: `api://desk.contoso.com/${page}` });
    assert.equal(appOf(build()).webApplicationInfo, undefined);
  });

  it('takes the bot\'s id for the app and the host\'s pages for the addresses when no others are given', () => {
    const app = appOf(build());
    assert.equal(app.id, app.bots[0].botId);
    assert.deepEqual(Object.values(app.developer).slice(1), [
      'https://support.example.com', 'https://support.example.com/privacy', 'https://support.example.com/terms',
    ]);
  });

  it('offers every command in a personal chat and only those of a channel in a team', () => {
    const [personal, team] = appOf(build()).bots[0].commandLists.map(({ commands }) => commands.map(({ title }) => meaningOf(title)));
    assert.deepEqual(personal, ['help', 'report', 'my-requests', 'queue', 'elevate', 'escalate', 'roles', 'language', 'cancel', 'admin', 'stats']);
    assert.deepEqual(team, ['help', 'queue', 'roles', ...['support', 'escalation', 'it-admin', 'operations'].map((use) => `use-channel-for-${use}`)]);
  });

  for (const language of ['ko', 'es'] as const) {
    it(`says in ${language} everything that it says in English, in words of that language`, () => {
      const english = wordsOf(appOf(build()));
      const { $schema, ...words } = parseWords(contentsOf(build())[`${language}.json`] ?? new Uint8Array()) ?? {};
      assert.match($schema ?? '', /v1\.30\/MicrosoftTeams\.Localization\.schema\.json$/);
      assert.deepEqual(Object.keys(words).sort(), Object.keys(english).sort());
      // The product's name is one name everywhere, so that a mention reads the same to everyone; `roles` is a Spanish word too.
      assert.deepEqual(Object.keys(words).filter((key) => words[key] === english[key] && words[key] !== 'roles'), ['name.short']);
    });
  }

  for (const language of ['en', 'ko', 'es'] as const) {
    it(`lists in ${language} the word that the bot itself shows for each command`, () => {
      const words = language === 'en' ? wordsOf(appOf(build())) : parseWords(files[`${language}.json`] ?? new Uint8Array()) ?? {};
      for (const [key, title] of Object.entries(words).filter(([path]) => path.endsWith('.title'))) {
        const word = wordIn(title);
        if (word !== undefined && word !== 'elevar') assert.equal(title, primaryWord(word, language), key);
      }
    });
  }
});

describe('the Teams app package is refused, with one line that says why, when', () => {
  const title = 'bots[0].commandLists[0].commands[0].title';
  const host = 'a public host name in lower case such as support.contoso.com: no https://, port, path or wildcard (manifest.json validDomains[0])';
  const page = 'an https address that anyone can open';
  const guid = 'a GUID such as 11111111-2222-4333-8444-555555555555';
  const manifest = (from: string, to: string): Package => build(edited('manifest.json', from, to));
  const faults: readonly (readonly [reason: string, built: () => Package, line: string])[] = [
    ['the bot\'s id is no GUID', () => build(files, { 'app-id': 'bot-1' }), `--app-id: "bot-1"; allowed: ${guid} (manifest.json id)`],
    ['the app\'s id is no GUID', () => build(files, { 'teams-app-id': '{1}' }), `--teams-app-id: "{1}"; allowed: ${guid} (manifest.json id)`],
    ['the bot\'s id is the empty GUID', () => build(files, { 'app-id': '00000000-0000-0000-0000-000000000000' }),
      '--app-id: "00000000-0000-0000-0000-000000000000"; allowed: the id of a registration, not the empty GUID (manifest.json bots[0].botId)'],
    ['the pages\' id is no GUID', () => build(files, { 'page-app-id': 'page' }), `--page-app-id: "page"; allowed: ${guid} (manifest.json webApplicationInfo.id)`],
    ['the pages have the bot\'s own registration', () => build(files, { 'page-app-id': sampleFlags['app-id'] }),
      `--page-app-id: "${sampleFlags['app-id']}"; allowed: a registration of its own, not the bot's (manifest.json webApplicationInfo.id)`],
    ['the host is a wildcard', () => build(files, { host: '*.contoso.com' }), `--host: "*.contoso.com"; allowed: ${host}`],
    ['the host is an address', () => build(files, { host: 'https://a.contoso.com' }), `--host: "https://a.contoso.com"; allowed: ${host}`],
    ['the host has a port', () => build(files, { host: 'a.contoso.com:3978' }), `--host: "a.contoso.com:3978"; allowed: ${host}`],
    ['the host is this machine', () => build(files, { host: 'localhost' }), `--host: "localhost"; allowed: ${host}`],
    ['the host is an IP address', () => build(files, { host: '10.0.0.1' }), `--host: "10.0.0.1"; allowed: ${host}`],
    ['the website is not https', () => build(files, { website: 'ftp://contoso.com' }),
      `--website: "ftp://contoso.com"; allowed: ${page} (manifest.json developer.websiteUrl)`],
    ['the privacy statement is not https', () => build(files, { privacy: 'http://contoso.com' }),
      `--privacy: "http://contoso.com"; allowed: ${page} (manifest.json developer.privacyUrl)`],
    ['the terms of use are behind a password', () => build(files, { terms: 'https://me:pass@contoso.com' }),
      `--terms: "https://me:pass@contoso.com"; allowed: ${page} (manifest.json developer.termsOfUseUrl)`],
    ['the developer\'s name is too long', () => build(files, { developer: 'x'.repeat(33) }),
      `--developer: "${'x'.repeat(33)}"; allowed: at most 32 characters (manifest.json developer.name)`],
    ['the developer has no name', () => build(files, { developer: ' ' }),
      '--developer: " "; allowed: a name of at most 32 characters (manifest.json developer.name)'],
    ['the version is no release', () => build(files, {}, '1.0.0-beta.1'),
      'manifest.json version: "1.0.0-beta.1"; allowed: three numbers such as 1.4.0 (from package.json)'],
    ['a placeholder is left', () => manifest('"#1b5e8c"', '"${{ACCENT}}"'),
      'manifest.json accentColor: "${{ACCENT}}"; allowed: a placeholder that the packer fills'],
    ['the manifest is not JSON', () => manifest('{', '{{'), 'manifest.json: "not readable"; allowed: a JSON object'],
    ['a field is missing', () => manifest('"accentColor": "#1b5e8c",', ''),
      'manifest.json accentColor: missing; allowed: a value, it is required'],
    ['a field is unknown', () => manifest('"accentColor"', '"packageName": "x", "accentColor"'),
      'manifest.json packageName: "(unknown)"; allowed: fields of schema 1.30'],
    ['the schema\'s version is another', () => manifest('"manifestVersion": "1.30"', '"manifestVersion": "1.29"'),
      'manifest.json manifestVersion: "1.29"; allowed: "1.30"'],
    ['the schema\'s address is another', () => manifest('v1.30/', 'v1.16/'),
      'manifest.json $schema: "https://developer.microsoft.com/json-schemas/teams/v1.16/MicrosoftTeams.sche...; '
      + 'allowed: https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json'],
    ['a team is in scope and channel features are not declared', () => manifest('"supportsChannelFeatures": "tier1",', ''),
      'manifest.json supportsChannelFeatures: missing; allowed: "tier1", because the bot has the team scope'],
    ['the bot takes no files', () => manifest('"supportsFiles": true,', ''), 'manifest.json bots[0].supportsFiles: missing; allowed: true, because users attach files'],
    ['a resource-specific permission is asked for', () => manifest('"accentColor"', '"authorization": { "permissions": {} }, "accentColor"'),
      'manifest.json authorization: {"permissions":{}}; allowed: nothing: the bot needs no resource-specific permission'],
    ['a command list is for a scope the bot has not', () => manifest('"scopes": ["team"]', '"scopes": ["team", "groupChat"]'),
      'manifest.json bots[0].commandLists[1].scopes: "groupChat"; allowed: a scope of the bot: personal, team'],
    ['a scope has no command list', () => manifest('"scopes": ["personal", "team"]', '"scopes": ["personal", "team", "groupChat"]'),
      'manifest.json bots[0].commandLists: "0 for groupChat"; allowed: one command list for each scope'],
    ['a list has more than twelve commands', () => manifest('"commands": [', `"commands": [${'{ "title": "help", "description": "x" },'.repeat(3)}`),
      'manifest.json bots[0].commandLists[0].commands: [{"title":"help","description":"x"},{"title":"help","description":"x"},{"titl...; '
      + 'allowed: at most 12 entries'],
    ['a title is longer than Teams shows', () => manifest('"title": "help"', `"title": "${'help'.repeat(9)}"`),
      `manifest.json ${title}: "${'help'.repeat(9)}"; allowed: at most 32 characters`],
    ['a description is longer than Teams shows', () => manifest('See what you can do here', 'x'.repeat(120)),
      `manifest.json ${title.replace('title', 'description')}: "${'x'.repeat(76)}...; allowed: at most 128 characters`],
    ['a title is in a list twice', () => manifest('"title": "report"', '"title": "help"'),
      'manifest.json bots[0].commandLists[0].commands[1].title: "help"; allowed: a title once in a list'],
    ['the bot does not understand a title', () => manifest('"title": "queue"', '"title": "line"'),
      'manifest.json bots[0].commandLists[0].commands[3].title: "line"; allowed: words that the bot understands'],
    ['the name is one of Microsoft\'s', () => manifest('"short": "Managed Desktop Support"', '"short": "Teams"'),
      'manifest.json name.short: "Teams"; allowed: a name that is not one of Microsoft\'s'],
    ['the long name is the short one', () => manifest(': user support for managed Windows devices', ''),
      'manifest.json name.full: "Managed Desktop Support"; allowed: another name than name.short'],
    ['an icon is missing', () => build(without('icons/outline.png')),
      'manifest.json icons.outline: "icons/outline.png"; allowed: the path of a file in the package'],
    ['an icon is no PNG', () => build({ ...files, 'icons/color.png': new TextEncoder().encode('<svg/>') }),
      'icons/color.png: "not a PNG"; allowed: a PNG of 192x192 pixels'],
    ['an icon has another size', () => build({ ...files, 'icons/color.png': png(96, 192, 2) }),
      'icons/color.png: "96x192"; allowed: 192x192 pixels'],
    ['the outline icon is not transparent', () => build({ ...files, 'icons/outline.png': png(32, 32, 2) }),
      'icons/outline.png: "no alpha channel"; allowed: a transparent background'],
    ['the small icon is not transparent', () => build({ ...files, 'icons/color32x32.png': png(32, 32, 3) }),
      'icons/color32x32.png: "no alpha channel"; allowed: a transparent background'],
    ['a language has no file', () => build(without('ko.json')),
      'manifest.json localizationInfo.additionalLanguages[0].file: "ko.json"; allowed: the path of a file in the package'],
    ['a language stands twice', () => manifest('"languageTag": "ko"', '"languageTag": "en"'),
      'manifest.json localizationInfo.additionalLanguages[0].languageTag: "en"; allowed: each language once'],
    ['a language file is not JSON', () => build({ ...files, 'es.json': new TextEncoder().encode('hola') }),
      'es.json: "not readable"; allowed: a JSON object of texts'],
    ['a language file is of another schema version', () => build(edited('es.json', 'v1.30/', 'v1.29/')),
      'es.json $schema: "https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.Loca...; '
      + 'allowed: https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json'],
    ['a translation is missing', () => build(edited('es.json', '  "name.full": "Managed Desktop Support: soporte al usuario para dispositivos Windows administrados",\n', '')),
      'es.json name.full: missing; allowed: a translation of the text in manifest.json'],
    ['a translation is of nothing', () => build(edited('ko.json', title, 'bots[0].commandLists[2].commands[0].title')),
      `ko.json ${title}: missing; allowed: a translation of the text in manifest.json`],
    ['a translation is empty', () => build(edited('es.json', '"Managed Desktop Support"', '""')),
      'es.json name.short: ""; allowed: text that is not empty'],
    ['a placeholder is in a language file', () => build(edited('es.json', 'Elija español', '${{WHO}} elija español')),
      'es.json bots[0].commandLists[0].commands[7].description: "${{WHO}} elija español, inglés o coreano."; '
      + 'allowed: no placeholder: only manifest.json is filled'],
    ['a translation is too long', () => build(edited('ko.json', '"Managed Desktop Support"', `"${'가'.repeat(31)}"`)),
      `ko.json name.short: "${'가'.repeat(31)}"; allowed: at most 30 characters`],
    ['the bot does not understand a translated title', () => build(edited('ko.json', '"도움말"', '"도움되는 말"')),
      `ko.json ${title}: "도움되는 말"; allowed: words that the bot understands`],
    ['a translated title means another command', () => build(edited('es.json', '"cola"', '"roles"')),
      'es.json bots[0].commandLists[0].commands[3].title: "roles"; allowed: words that mean queue to the bot (these mean roles)'],
  ];
  for (const [reason, built, line] of faults) {
    it(reason, () => {
      const lines = linesOf(built());
      assert.ok(lines.includes(line), `expected\n  ${line}\ngot\n  ${lines.join('\n  ')}`);
    });
  }

  it('values are wrong, and says all of them at once, each once', () => {
    const lines = linesOf(build(files, { 'app-id': 'x', host: 'x y', privacy: 'x' }));
    assert.deepEqual(lines.map((line) => z.string().parse(line.split(':')[0])).sort(), ['--app-id', '--host', '--privacy']);
  });
});
