// The embedded vault: what it hands out, what it forgets, and what its file gives away.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { keyFrom, subKey } from '../../credentials/key.ts';
import { openLocalVault, passwordLife } from '../../credentials/local.ts';
import type { Vault } from '../../credentials/vault.ts';

const nine = Date.UTC(2026, 10, 23, 9);
const minute = 60_000;
const laptop = { id: '5b1e', name: 'SEOUL-0042' };
const tablet = { id: '77aa', name: 'MADRID-0007' };

describe('the local vault', () => {
  const key = subKey(keyFrom('ab'.repeat(32)), 'vault');
  let folder: string;
  let path: string;
  let vault: Vault;
  const open = (): Vault => openLocalVault({ path, key, now: () => nine });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vault-'));
    path = join(folder, 'vault.sqlite');
    vault = open();
  });
  afterEach(async () => {
    await vault.close().catch(() => undefined);
    rmSync(folder, { recursive: true });
  });

  const password = async (device = laptop): Promise<string> => (await vault.open(device)).password.reveal();
  const everyByte = (): Buffer => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  const tamper = (sql: string): void => {
    const file = new DatabaseSync(path);
    file.exec(sql);
    file.close();
  };

  it('makes a password when a device is opened for the first time, and keeps to it', async () => {
    const first = await vault.open(laptop);
    const again = await vault.open(laptop);
    assert.equal(first.account, 'mds-admin');
    assert.equal(first.expiresAt, nine + passwordLife);
    assert.equal(again.password.reveal(), first.password.reveal());
  });

  it('gives every device a password of its own', async () => {
    assert.notEqual(await password(laptop), await password(tablet));
  });

  it('gives the same password after a restart', async () => {
    const before = await password();
    await vault.close();
    vault = open();
    assert.equal(await password(), before);
  });

  it('has a new password after a rotation, good for two hours from then', async () => {
    const before = await password();
    await vault.rotate(laptop, nine + 30 * minute);
    const after = await vault.open(laptop);
    assert.notEqual(after.password.reveal(), before);
    assert.equal(after.expiresAt, nine + 150 * minute);
  });

  it('rotates one device and leaves the others alone', async () => {
    const before = await password(tablet);
    await vault.rotate(laptop, nine);
    assert.equal(await password(tablet), before);
  });

  const confirmations: readonly (readonly [string, number, boolean])[] = [
    ['a minute before it', 29 * minute, true],
    ['the very moment of it', 30 * minute, true],
    ['a minute after it', 31 * minute, false],
  ];
  for (const [since, offset, expected] of confirmations) {
    it(`${expected ? 'confirms' : 'does not confirm'} a rotation asked for since ${since}`, async () => {
      await vault.rotate(laptop, nine + 30 * minute);
      assert.equal(await vault.confirmRotation(laptop, nine + offset), expected);
    });
  }

  it('confirms no rotation of a device it has never seen', async () => {
    assert.equal(await vault.confirmRotation(laptop, 0), false);
  });

  it('is shared by two processes, which hand out the same password', async () => {
    const other = open();
    const [here, there] = await Promise.all([vault.open(laptop), other.open(laptop)]);
    assert.equal(here.password.reveal(), there.password.reveal());
    await other.rotate(laptop, nine + minute);
    assert.equal(await password(), (await other.open(laptop)).password.reveal());
    await other.close();
  });

  describe('its file', () => {
    it('gives away no password, in whatever writing', async () => {
      const passwords = [await password()];
      await vault.rotate(laptop, nine);
      passwords.push(await password());
      const seen = everyByte();
      for (const each of passwords) {
        for (const writing of [Buffer.from(each), Buffer.from(each, 'utf16le'), Buffer.from(Buffer.from(each).toString('base64').replace(/=+$/, ''))]) {
          assert.equal(seen.indexOf(writing), -1);
        }
      }
      assert.notEqual(seen.indexOf(Buffer.from(laptop.id)), -1, 'the bytes looked through are those of the vault');
    });

    it('forgets an old password even in its sealed form', async () => {
      await password();
      const file = new DatabaseSync(path, { readOnly: true });
      const sealed = file.prepare('select sealed from entry').get()?.['sealed'];
      file.close();
      assert.ok(sealed instanceof Uint8Array);
      assert.notEqual(everyByte().indexOf(sealed), -1);
      await vault.rotate(laptop, nine);
      assert.equal(everyByte().indexOf(sealed), -1);
    });

    it('may be read by its owner only', function () {
      if (process.platform === 'win32') this.skip();
      for (const name of readdirSync(folder)) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
    });

    it('does not open with another key, and says so', () => {
      const other = subKey(keyFrom(randomBytes(32).toString('hex')), 'vault');
      assert.throws(() => openLocalVault({ path, key: other, now: () => nine }), /vault\.sqlite was sealed with another key/);
    });

    const changes: readonly (readonly [string, string])[] = [
      ['a changed bit', `update entry set sealed = cast(x'00' || substr(sealed, 2) as blob) where device = '5b1e'`],
      ['a row moved to another device', `update entry set device = 'tmp' where device = '5b1e'; update entry set device = '5b1e' where device = '77aa'`],
      ['another version', `update entry set version = version + 1`],
      ['a rotation that never was', `update entry set rotated_at = rotated_at + 1`],
    ];
    for (const [what, sql] of changes) {
      it(`is not trusted after ${what}`, async () => {
        await password(laptop);
        await password(tablet);
        tamper(sql);
        await assert.rejects(vault.open(laptop), (error: Error) => /SEOUL-0042 \(5b1e\) was changed from outside/.test(error.message) && error.cause instanceof Error);
        await assert.rejects(vault.confirmRotation(laptop, 0), /changed from outside/);
      });
    }
  });
});
