// The walls of the house: who may import whom, which package is known where, and what every file owes its reader.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, posix } from 'node:path';
import lintRules from '../.oxlintrc.json' with { type: 'json' };
import packageFile from '../package.json' with { type: 'json' };

const root = dirname(import.meta.dirname);

/** What each folder may import of ours besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  support: [],
  locales: [],
  store: ['support'],
  credentials: ['support'],
  cards: ['support', 'locales'],
  dialogs: ['support', 'locales', 'cards'],
  web: [],
  bot: ['support', 'locales', 'store', 'credentials', 'cards', 'dialogs', 'web'],
  local: ['web'],
  manifest: ['locales'],
};
/** Tools and tests look at anything. */
const free = ['scripts', 'bench', 'test'];

interface Import {
  readonly from: string;
  readonly dynamic: boolean;
  /** Of types alone: nothing is loaded for it. */
  readonly erased: boolean;
}

interface Source {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  readonly folder: string;
  readonly lines: readonly string[];
  /** The text without the lines that are comments. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** An import by a name that is only known at run time. */
const unnamed = '(unnamed)';

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const lines = text.replace(/\n$/, '').split('\n');
  const code = lines.filter((line) => !/^\s*(\/\/|\/?\*)/.test(line)).join('\n');
  const imports = [
    ...[...code.matchAll(/^\s*(?:import|export)\b(\s+type\b)?[^'";]*\bfrom\s*["']([^"']+)/gm)].map(([, type, from = '']) => ({ from, dynamic: false, erased: type !== undefined })),
    ...[...code.matchAll(/^\s*import\s*["']([^"']+)/gm)].map(([, from = '']) => ({ from, dynamic: false, erased: false })),
    ...[...code.matchAll(/\b(?:import|require|require\.resolve)\(\s*(?:["']([^"']+))?/g)].map(([, from = unnamed]) => ({ from, dynamic: true, erased: false })),
  ];
  return { path, folder: path.split('/')[0] ?? '', lines, code, imports };
}

const outside = new Set(['node_modules', 'data', 'docs']);
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !outside.has(entry.name)).map(({ name }) => name);
const sources = folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
  .filter((path) => /\.[cm]?[jt]s$/.test(path)).map(read));
const shipped = sources.filter(({ folder }) => !free.includes(folder));

/** The folder of ours that an import leads to; undefined for a package. */
const ours = (source: Source, { from }: Import): string | undefined =>
  from.startsWith('.') ? posix.join(posix.dirname(source.path), from).split('/')[0] : undefined;
const packageOf = ({ from }: Import): string => from.split('/').slice(0, from.startsWith('@') ? 2 : 1).join('/');

describe('the house', () => {
  it('has walls around every folder with sources', () => {
    const known = new Set([...Object.keys(mayImport), ...free]);
    assert.deepEqual([...new Set(sources.map(({ folder }) => folder))].filter((folder) => !known.has(folder)), []);
  });

  for (const [folder, allowed] of Object.entries(mayImport)) {
    it(`${folder} imports ${allowed.join(', ') || 'nothing'} of ours`, () => {
      const welcome = new Set<string | undefined>([folder, 'package.json', ...allowed]);
      const broken = sources.filter((source) => source.folder === folder).flatMap((source) => source.imports
        .filter((one) => one.from.startsWith('.') && !welcome.has(ours(source, one)) && !isLocalMode(source, one))
        .map(({ from }) => `${source.path} imports ${from}`));
      assert.deepEqual(broken, []);
    });
  }

  it('imports nothing by a name that is only known at run time', () => {
    assert.deepEqual(shipped.filter(({ imports }) => imports.some(({ from }) => from === unnamed)).map(({ path }) => path), []);
  });
});

/** The one door to the local Teams: bot/start.ts opens it, at run time, in local mode. */
function isLocalMode(source: Source, one: Import): boolean {
  return source.path === 'bot/start.ts' && one.dynamic && ours(source, one) === 'local';
}

describe('packages', () => {
  const walls: readonly (readonly [sentence: string, known: RegExp, allowed: RegExp])[] = [
    ['restify is known to the server alone', /^restify$/, /^bot\/server\.ts$/],
    ['templating is known to the renderer alone', /^(adaptivecards-templating|adaptive-expressions)$/, /^cards\/render\.ts$/],
    ['the Bot Framework SDK is known to bot and dialogs', /^(botbuilder|botframework|@microsoft\/agents)/, /^(bot|dialogs)\//],
    ['telemetry is known to one file', /^(applicationinsights|@opentelemetry)/, /^bot\/telemetry\.ts$/],
    ['the embedded database is known to its driver and the vault', /^node:sqlite$/, /^(store\/sqlite(-\w+)?\.ts|credentials\/local\.ts|local\/.*)$/],
    ['PostgreSQL is known to its driver alone', /^pg$/, /^store\/postgres(-\w+)?\.ts$/],
    ['rules and words know no package at all', /./, /^(?!support\/|locales\/)/],
  ];
  for (const [sentence, known, allowed] of walls) {
    it(sentence, () => {
      const broken = shipped.filter(({ path }) => !allowed.test(path))
        .flatMap(({ path, imports }) => imports.filter((one) => !one.from.startsWith('.') && known.test(packageOf(one))).map(({ from }) => `${path} imports ${from}`));
      assert.deepEqual(broken, []);
    });
  }

  it('that take long to load are loaded when they are needed, and not with the start', () => {
    const paths = new Set(['bot/app.ts']);
    const slow: string[] = [];
    for (const path of paths) {
      for (const one of shipped.find((source) => source.path === path)?.imports ?? []) {
        if (one.dynamic || one.erased) continue;
        if (one.from.startsWith('.')) paths.add(posix.join(posix.dirname(path), one.from));
        else if (/^(botbuilder|adaptivecards-templating|undici|applicationinsights)/.test(packageOf(one))) slow.push(`${path} imports ${one.from}`);
      }
    }
    assert.ok(paths.has('bot/turn.ts'));
    assert.deepEqual(slow, []);
  });

  it('are all declared', () => {
    const declared = new Set(['dependencies', 'devDependencies'].flatMap((kind) => Object.keys(Object.entries(packageFile).find(([key]) => key === kind)?.[1] ?? {})));
    const strays = sources.flatMap(({ path, imports }) => imports
      .filter((one) => !one.from.startsWith('.') && !isBuiltin(one.from) && one.from !== unnamed && !declared.has(packageOf(one))).map(({ from }) => `${path} imports ${from}`));
    assert.deepEqual(strays, []);
  });
});

describe('the outside world', () => {
  const reaches: readonly (readonly [sentence: string, word: RegExp, allowed: RegExp])[] = [
    ['the environment is read in settings alone', /\bprocess\.env\b/, /^(bot\/settings\.ts$|local\/|manifest\/)/],
    ['the clock is read where the bot or a command starts; everything else is given the time', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bTemporal\.Now\b/, /^(bot\/start\.ts$|bot\/.*-command\.ts$|local\/|manifest\/|web\/reveal\/)/],
    ['rules draw no lots', /\bMath\.random\b|\brandom(UUID|Bytes|Int)\b/, /^(?!support\/)/],
  ];
  for (const [sentence, word, allowed] of reaches) {
    it(sentence, () => assert.deepEqual(shipped.filter(({ path, code }) => !allowed.test(path) && word.test(code)).map(({ path }) => path), []));
  }
});

describe('every file', () => {
  it('says in its first line what it is for', () => {
    assert.deepEqual(sources.filter(({ lines }) => !/^\/\/ \S.{10}/.test(lines[lines[0]?.startsWith('#!') ? 1 : 0] ?? '')).map(({ path }) => path), []);
  });

  it('is named by what it holds, and is no grab bag', () => {
    assert.deepEqual(sources.filter(({ path }) => /(^|-)(utils?|helpers?|managers?|services?|common|misc)\./.test(basename(path))).map(({ path }) => path), []);
  });

  it('has 250 lines at most, tests excepted', () => {
    assert.deepEqual(sources.filter(({ folder, lines }) => folder !== 'test' && lines.length > 250).map(({ path, lines }) => `${path}: ${lines.length}`), []);
  });

  it('is held to types without `any` and `!` by the linter, and no file is excused', () => {
    const { rules } = lintRules;
    assert.deepEqual([rules['typescript/no-explicit-any'], rules['typescript/no-non-null-assertion'], rules['import/no-cycle']], ['error', 'error', 'error']);
    const linted = new Set(packageFile.scripts.lint.split(' '));
    assert.deepEqual([...new Set(sources.map(({ folder }) => folder))].filter((folder) => !linted.has(folder)), []);
    const excuse = new RegExp(['(ox|es)lint-dis' + 'able', '@ts-(ignore|expect-error|nocheck)'].join('|'));
    assert.deepEqual(sources.filter(({ lines }) => lines.some((line) => excuse.test(line) && !line.includes('RegExp'))).map(({ path }) => path), []);
  });
});
