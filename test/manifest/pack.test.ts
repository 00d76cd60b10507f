// What `npm run pack` answers to a person: a package, or lines that say what to give instead.
import { unzipSync } from 'fflate';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import project from '../../package.json' with { type: 'json' };

const command = fileURLToPath(new URL('../../manifest/pack.ts', import.meta.url));
const registration = ['--app-id', '5b0b9a3e-6f6c-4b8f-9a55-0d6d2f6a7c01', '--host', 'desk.contoso.com'];

describe('npm run pack', () => {
  let folder = '';
  before(() => { folder = mkdtempSync(join(tmpdir(), 'pack-')); });
  after(() => rmSync(folder, { recursive: true }));

  /** Runs the command in an empty folder, so that its defaults land there. */
  const pack = (flags: readonly string[], zone = 'UTC') => {
    const ran = spawnSync(process.execPath, [command, ...flags], { cwd: folder, env: { TZ: zone }, encoding: 'utf8' });
    return { status: ran.status, stdout: ran.stdout, lines: ran.stderr.trimEnd().split('\n') };
  };

  it('writes the package to dist and says what is in it', () => {
    const { status, stdout } = pack(registration);
    assert.equal(status, 0);
    const zip = unzipSync(readFileSync(join(folder, 'dist/managed-desktop-support.zip')));
    assert.match(stdout, new RegExp(`version ${project.version}, \\d+ bytes, sha256 [0-9a-f]{64}\n`));
    for (const path of Object.keys(zip)) assert.ok(stdout.includes(`  ${path}\n`), path);
  });

  it('writes the same bytes in every time zone', () => {
    const [first, second] = ['Asia/Seoul', 'America/Los_Angeles'].map((zone, index) => {
      const out = join(folder, `${index}.zip`);
      assert.equal(pack([...registration, '--out', out], zone).status, 0);
      return readFileSync(out);
    });
    assert.deepEqual(first, second);
  });

  it('never takes sample values for a real package: they must be asked for, and go to a file of another name', () => {
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    assert.equal(pack(['--sample']).status, 0);
    assert.ok(existsSync(join(folder, 'dist/managed-desktop-support.sample.zip')));
    assert.ok(!existsSync(join(folder, 'dist/managed-desktop-support.zip')));
  });

  it('asks for the bot and the host when they are not given, and shows the way on', () => {
    const { status, lines } = pack([]);
    assert.equal(status, 1);
    assert.match(lines[0] ?? '', /^--app-id <guid> is missing: the MicrosoftAppId /);
    assert.match(lines[1] ?? '', /^--host <name> is missing: the public host name /);
    assert.match(lines[2] ?? '', /--sample.*--help/);
  });

  it('writes nothing when a value is wrong', () => {
    const out = join(folder, 'refused.zip');
    const { status, lines } = pack([...registration, '--privacy', 'http://contoso.com', '--out', out]);
    assert.equal(status, 1);
    assert.deepEqual(lines, [
      '--privacy: "http://contoso.com"; allowed: an https address that anyone can open (manifest.json developer.privacyUrl)',
    ]);
    assert.ok(!existsSync(out));
  });

  it('names a flag it does not know in one line', () => {
    const { status, lines } = pack(['--appid', 'x']);
    assert.equal(status, 1);
    assert.deepEqual(lines, ['Unknown option \'--appid\'. All flags: npm run pack -- --help']);
  });

  it('explains every flag on --help', () => {
    const { status, stdout } = pack(['--help']);
    assert.equal(status, 0);
    const flags = ['app-id', 'host', 'teams-app-id', 'developer', 'website', 'privacy', 'terms', 'out', 'sample'];
    for (const flag of flags) assert.match(stdout, new RegExp(`--${flag} `));
  });
});
