// A password made by the system, to be read from a screen and typed by hand.
import { randomInt } from 'node:crypto';
import { Secret } from './secret.ts';

/** Characters that are not mistaken for one another in any common typeface: no I O Q, no l o, no 0 1. */
export const readable = { upper: 'ABCDEFGHJKLMNPRSTUVWXYZ', lower: 'abcdefghijkmnpqrstuvwxyz', digit: '23456789' } as const;

const alphabet = readable.upper + readable.lower + readable.digit;
const groups = 4;
const groupLength = 4;

/**
 * Four groups of four, such as `Kx7m-9TgR-hW4p-Zb2N`: 92 bits, and upper case, lower case and a digit in every one,
 * which Windows asks for.
 * @param below a fair draw from 0 to one less than its argument
 */
export function makePassword(below: (limit: number) => number = randomInt): Secret {
  // Drawn again as a whole until it is complex enough: placing a digit by force would make some passwords likelier.
  for (;;) {
    const drawn = Array.from({ length: groups }, () => drawGroup(below)).join('-');
    if (isComplex(drawn)) return new Secret(drawn);
  }
}

function drawGroup(below: (limit: number) => number): string {
  return Array.from({ length: groupLength }, () => alphabet.charAt(below(alphabet.length))).join('');
}

function isComplex(text: string): boolean {
  return Object.values(readable).every((kind) => Array.from(kind).some((character) => text.includes(character)));
}
