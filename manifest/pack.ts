// The command `npm run pack`: writes the Teams app package for one bot, or says line by line why it will not.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import project from '../package.json' with { type: 'json' };
import { lineOf } from './fault.ts';
import type { Files } from './files.ts';
import { buildPackage } from './package.ts';
import { type Flags, flagTable, sampleFlags, valuesOf } from './values.ts';

const options = {
  ...flagTable,
  out: { type: 'string', takes: '<file>', meaning: 'where to; default: dist/managed-desktop-support.zip' },
  sample: { type: 'boolean', takes: '', meaning: 'sample values, for a package to look at: dist/managed-desktop-support.sample.zip' },
  help: { type: 'boolean', takes: '', meaning: 'this text' },
} as const;

const help = `Builds the Teams app package of this bot, without a network, and checks it as Teams does.

  npm run pack -- --app-id <guid> --host <name>

${Object.entries(options).map(([flag, { takes, meaning }]) => `  ${`--${flag} ${takes}`.padEnd(24)}${meaning}`).join('\n')}

The website, privacy and terms addresses are shown to everyone who installs the app: publish pages there.
`;

const refuse = (lines: readonly string[]): void => {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
};

/** The manifest folder's JSON files and icons. */
const readFiles = async (): Promise<Files> => {
  const paths = (await readdir(import.meta.dirname, { recursive: true })).map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(json|png)$/.test(path));
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await readFile(resolve(import.meta.dirname, path))] as const)));
};

const pack = async (flags: Flags, out: string): Promise<void> => {
  const built = buildPackage(await readFiles(), valuesOf(flags, project.version));
  if (built.kind === 'refused') return refuse(built.faults.map(lineOf));
  const path = resolve(out);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, built.zip);
  const digest = createHash('sha256').update(built.zip).digest('hex');
  process.stdout.write(`${path}: version ${project.version}, ${built.zip.length} bytes, sha256 ${digest}\n`);
  process.stdout.write(built.paths.map((inside) => `  ${inside}\n`).join(''));
};

const start = async (): Promise<void> => {
  const { sample, help: asked, out, ...flags } = parseArgs({ options }).values;
  if (asked) {
    process.stdout.write(help);
  } else if (sample) {
    await pack({ ...sampleFlags, ...flags }, out ?? 'dist/managed-desktop-support.sample.zip');
  } else if (flags['app-id'] === undefined || flags.host === undefined) {
    const missing = (['app-id', 'host'] as const).filter((flag) => flags[flag] === undefined);
    refuse([
      ...missing.map((flag) => `--${flag} ${options[flag].takes} is missing: ${options[flag].meaning}`),
      'For a package to look at, with sample values: npm run pack -- --sample. All flags: npm run pack -- --help',
    ]);
  } else {
    await pack(flags, out ?? 'dist/managed-desktop-support.zip');
  }
};

/** A wrong command line is the user's to mend, and gets a line; anything else is a fault of ours. */
const isWrongFlag = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');

await start().catch((error: unknown) => {
  if (!isWrongFlag(error)) throw error;
  refuse([`${error.message.split(/\.?\s*\n|\.\s/)[0] ?? error.message}. All flags: npm run pack -- --help`]);
});
