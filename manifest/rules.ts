// What Teams demands of a package although the schema does not say so: ids, addresses, scopes and icons.
import type { App } from './app.ts';
import type { Fault } from './fault.ts';
import type { Files } from './files.ts';
import { readPngHeader } from './png.ts';
import { manifestVersion, schemaUrls } from './schema.ts';

/** Every breach in an app whose shape is known. */
export const ruleFaults = (app: App, files: Files): Fault[] => [
  ...identity(app), ...addresses(app), ...scopes(app), ...icons(app, files),
];

const fault = (field: string, value: unknown, allowed: string, file = 'manifest.json'): Fault => ({ file, field, value, allowed });

const nobody = '00000000-0000-0000-0000-000000000000';
const releaseVersion = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

function* identity({ $schema, version, id, developer, bots: [bot], webApplicationInfo: page }: App): Generator<Fault> {
  const url = schemaUrls.manifest(manifestVersion);
  if ($schema !== url) yield fault('$schema', $schema, url);
  if (!releaseVersion.test(version)) yield fault('version', version, 'three numbers such as 1.4.0 (from package.json)');
  if (developer.name.trim() === '') yield fault('developer.name', developer.name, 'a name of at most 32 characters');
  if (bot.botId === nobody) yield fault('bots[0].botId', bot.botId, 'the id of a registration, not the empty GUID');
  // Tokens for the bot's own registration could be taken for those of the Connector.
  if (page?.id === bot.botId) yield fault('webApplicationInfo.id', page.id, 'a registration of its own, not the bot\'s');
  if (id === nobody) yield fault('id', id, 'the id of an app, not the empty GUID');
}

const hostWords = 'a public host name in lower case such as support.contoso.com: no https://, port, path or wildcard';
const hostName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

function* addresses({ validDomains, developer }: App): Generator<Fault> {
  for (const [index, domain] of validDomains.entries()) {
    if (!hostName.test(domain)) yield fault(`validDomains[${index}]`, domain, hostWords);
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
  // Without it Teams offers no paper clip in the chat, and no place to save a file at.
  if (bot.supportsFiles !== true) yield fault('bots[0].supportsFiles', bot.supportsFiles, 'true, because users attach files');
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
    else if (header.width !== size || header.height !== size) {
      yield fault('', `${header.width}x${header.height}`, `${size}x${size} pixels`, path);
    } else if (icon !== 'color' && !header.alpha) {
      yield fault('', 'no alpha channel', 'a transparent background', path);
    }
  }
}
