// Traces of a secret in bytes of any kind: the forms in which programs write text down.
export interface Trace {
  readonly form: string;
  readonly bytes: Buffer;
}

/** Every form of the secret, to be looked for as it stands. */
export function tracesOf(secret: string): readonly Trace[] {
  const texts: readonly (readonly [form: string, text: string])[] = [
    ['raw', secret],
    ['JSON-escaped', JSON.stringify(secret).slice(1, -1)],
    ['JSON-escaped in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['JSON-escaped throughout', characters(secret, (code) => `\\u${code.toString(16).padStart(4, '0')}`)],
    ['URL-encoded', encodeURIComponent(secret)],
    ['URL-encoded throughout', characters(secret, (code) => `%${code.toString(16).padStart(2, '0')}`)],
    ['hexadecimal', Buffer.from(secret).toString('hex')],
    ['backwards', Array.from(secret).toReversed().join('')],
    ...[Buffer.from(secret), Buffer.from(secret, 'utf16le')].flatMap((bytes) => [0, 1, 2].flatMap((shift): (readonly [string, string])[] => {
      const text = alignedBase64(bytes, shift);
      return [[`base64, shifted by ${shift}`, text], [`base64url, shifted by ${shift}`, text.replaceAll('+', '-').replaceAll('/', '_')]];
    })),
  ];
  const little = Buffer.from(secret, 'utf16le');
  return [
    ...texts.flatMap(([form, text]) => [{ form, bytes: Buffer.from(text) }, { form: `${form}, in UTF-16`, bytes: Buffer.from(text, 'utf16le') }]),
    { form: 'UTF-16, big end first', bytes: Buffer.from(little).swap16() },
  ];
}

/** The forms in which any of the secrets is found; empty when there is none. */
export function tracesIn(bytes: Buffer, secrets: Iterable<string>): readonly string[] {
  return [...secrets].flatMap((secret) => tracesOf(secret)).filter((trace) => bytes.includes(trace.bytes)).map(({ form }) => form);
}

function characters(secret: string, write: (code: number) => string): string {
  return Array.from(secret, (character) => write(character.charCodeAt(0))).join('');
}

/** What is the same in base64 whatever stands before and after: at any of three places in a group of four. */
function alignedBase64(bytes: Buffer, shift: number): string {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replaceAll('=', '');
  const first = [0, 2, 3][shift] ?? 0;
  const last = Math.floor(((shift + bytes.length) * 8) / 6);
  return whole.slice(first, last);
}
