// How Windows LAPS writes a password down: base64 of UTF-8; as Graph's own samples show it, of UTF-16.
import { Secret } from './secret.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf16 = new TextDecoder('utf-16le', { fatal: true });

/**
 * In UTF-16 every letter of a Latin alphabet has a byte of zeros, which no password has in UTF-8.
 * Undefined for what is neither, or empty, or could not be typed.
 */
export function decodePassword(base64: string): Secret | undefined {
  const bytes = Buffer.from(base64, 'base64');
  const text = bytes.includes(0) ? decoded(utf16, bytes) : decoded(utf8, bytes) ?? decoded(utf16, bytes);
  const password = text?.replace(/\0+$/, '');
  // Control characters can be neither shown nor typed: what holds one was read by the wrong table.
  return password && !/\p{Cc}/u.test(password) ? new Secret(password) : undefined;
}

function decoded(table: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return table.decode(bytes);
  } catch {
    return undefined;
  }
}
