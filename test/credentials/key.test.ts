// Where the key comes from, and what it refuses to be.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { keyFrom, keyIn, subKey } from '../../credentials/key.ts';

const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7 + 1));
const module = new URL('../../credentials/key.ts', import.meta.url).href;

describe('VAULT_KEY', () => {
  const ways: readonly (readonly [string, string])[] = [
    ['base64', bytes.toString('base64')],
    ['base64 without its padding', bytes.toString('base64').replace('=', '')],
    ['base64url', bytes.toString('base64url')],
    ['hex', bytes.toString('hex')],
    ['hex in capitals', bytes.toString('hex').toUpperCase()],
  ];
  for (const [way, text] of ways) {
    it(`may be 32 bytes in ${way}`, () => {
      assert.deepEqual(keyFrom(text).export(), bytes);
    });
  }

  const wrong: readonly (readonly [string, string])[] = [
    ['a word', 'hunter2-hunter2'],
    ['31 bytes', bytes.subarray(1).toString('base64')],
    ['33 bytes', Buffer.concat([bytes, Buffer.of(1)]).toString('base64')],
    ['16 bytes in hex', bytes.subarray(16).toString('hex')],
    ['blanks around it', ` ${bytes.toString('base64')}`],
  ];
  for (const [what, text] of wrong) {
    it(`is refused when it is ${what}, without being printed`, () => {
      assert.throws(() => keyFrom(text), (error: Error) => /VAULT_KEY must be 32 random bytes/.test(error.message) && !error.message.includes(text));
    });
  }

  it('gives each purpose a key of its own, the same one every time', () => {
    const key = keyFrom(bytes.toString('hex'));
    const drawn = [key, subKey(key, 'vault'), subKey(key, 'audit')].map((each) => each.export().toString('hex'));
    assert.equal(new Set(drawn).size, 3);
    assert.ok(subKey(key, 'vault').equals(subKey(keyFrom(bytes.toString('base64')), 'vault')));
    assert.equal(subKey(key, 'audit').symmetricKeySize, 32);
  });
});

describe('the key file', () => {
  let path: string;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'key-'));
    path = join(folder, 'state', 'managed-desktop-support', 'key');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once and read ever after', () => {
    const made = keyIn(path);
    assert.ok(keyIn(path).equals(made));
    assert.ok(keyFrom(readFileSync(path, 'utf8').trim()).equals(made));
    assert.deepEqual(readdirSync(dirname(path)), ['key']);
  });

  it('is open to its owner only', function () {
    if (process.platform === 'win32') this.skip();
    keyIn(path);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(statSync(dirname(path)).mode & 0o777, 0o700);
  });

  it('is refused when others may read it', function () {
    if (process.platform === 'win32') this.skip();
    keyIn(path);
    chmodSync(path, 0o644);
    assert.throws(() => keyIn(path), /may be read by others \(mode 644, allowed 600\)/);
  });

  it('is refused, not replaced, when it is damaged', () => {
    keyIn(path);
    writeFileSync(path, 'half a k');
    assert.throws(() => keyIn(path), /does not hold 32 bytes/);
    assert.equal(readFileSync(path, 'utf8'), 'half a k');
  });

  it('is told as a fault when it cannot be made', () => {
    writeFileSync(join(folder, 'state'), 'a file where a folder should be');
    assert.throws(() => keyIn(path));
  });

  it('is the same for processes that start at once', async () => {
    const source = `import { keyIn } from ${JSON.stringify(module)}; console.log(keyIn(${JSON.stringify(path)}).export().toString('hex'));`;
    const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', source]);
    const keys = (await Promise.all(Array.from({ length: 6 }, run))).map(({ stdout }) => stdout.trim());
    assert.equal(new Set(keys).size, 1);
    assert.match(keys[0] ?? '', /^[0-9a-f]{64}$/);
    assert.deepEqual(readdirSync(dirname(path)), ['key']);
  });
});
