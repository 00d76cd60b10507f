// Text under AES-256-GCM, bound to the place it belongs to.
import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/**
 * Nonce (96 random bits), tag and cipher text in one piece.
 * @param place what the text belongs to; unsealing under another place fails, so a sealed row cannot be moved
 */
export function seal(key: KeyObject, place: string, text: string): Uint8Array {
  const nonce = randomBytes(nonceLength);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(place));
  const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), body]);
}

/** Throws when the key or the place is another, or when a single bit was changed. */
export function unseal(key: KeyObject, place: string, sealed: Uint8Array): string {
  const nonce = sealed.subarray(0, nonceLength);
  const tag = sealed.subarray(nonceLength, nonceLength + tagLength);
  const unsealing = createDecipheriv(cipher, key, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(place)).setAuthTag(tag);
  return Buffer.concat([unsealing.update(sealed.subarray(nonceLength + tagLength)), unsealing.final()]).toString('utf8');
}
