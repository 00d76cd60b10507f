// The key everything sealed or signed goes back to, and where it comes from.
import { createSecretKey, hkdfSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const keyLength = 32;

/** What a key of its own is drawn for: sealing the vault's entries, signing the audit's checkpoints. */
export type KeyPurpose = 'vault' | 'audit';

/**
 * The key that VAULT_KEY holds: 32 bytes in base64 (or base64url) or in hex.
 * Throws with what is allowed, never with what was given.
 */
export function keyFrom(text: string): KeyObject {
  const bytes = bytesOf(text);
  if (bytes === undefined) throw new Error('VAULT_KEY must be 32 random bytes in base64 or hex, such as `openssl rand -base64 32` prints');
  return createSecretKey(bytes);
}

/**
 * The key kept in `path`, made there at the first call; processes that call it at once get the same one.
 * The path lies outside the data folder: whoever copies the data must not copy the key with it.
 * Throws when the file holds no key or when others on the machine may read it.
 */
export function keyIn(path: string): KeyObject {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) makeKeyFile(path);
  // Windows keeps access rights in lists that the mode does not show.
  const mode = statSync(path).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`The key file ${path} may be read by others (mode ${mode.toString(8)}, allowed 600): run chmod 600 on it`);
  }
  const bytes = bytesOf(readFileSync(path, 'utf8').trim());
  if (bytes === undefined) throw new Error(`The key file ${path} does not hold 32 bytes in base64 or hex: bring back the file from a copy`);
  return createSecretKey(bytes);
}

/** A key for one purpose (HKDF-SHA-256), so that what one of them leaks says nothing about the other. */
export function subKey(key: KeyObject, purpose: KeyPurpose): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `managed-desktop-support/${purpose}`, keyLength)));
}

function bytesOf(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[\w+/-]{43}=?$/.test(text)) return Buffer.from(text, 'base64');
  return undefined;
}

// Written whole under another name, then linked: a link is refused when the name is taken, so nobody's key is overwritten
// and nobody reads half a key.
function makeKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = openSync(draft, 'wx', 0o600);
    try {
      writeSync(file, `${randomBytes(keyLength).toString('base64')}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(draft, path);
  } catch (cause) {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) throw new Error(`The key file ${path} cannot be made`, { cause });
  } finally {
    rmSync(draft, { force: true });
  }
}
