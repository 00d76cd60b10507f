// What people attach to a ticket: which kinds are taken, told by their content, how large they may be, and how they are called.

export const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
export type AttachmentType = (typeof kinds)[number]['type'];

/** As a ticket remembers it. `size` is in bytes, `digest` is SHA-256 in hex: the content lies beside the record, and is proved by it. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly type: AttachmentType;
  readonly size: number;
  readonly digest: string;
}

/** `size`: bytes of one; `atOnce`: how many one person may send in one go, and then once more in an hour, wherever they go. */
export const attachmentLimits = { size: 4 * 1024 * 1024, perTicket: 10, atOnce: 30 } as const;

const office = 'application/vnd.openxmlformats-officedocument';
const ascii = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const begins = (...signature: readonly number[]) => (bytes: Uint8Array): boolean => signature.every((byte, at) => bytes[at] === byte);
const document = (folder: string) => (bytes: Uint8Array): boolean => {
  const text = ascii(bytes);
  // The names of the parts stand in the file as they are. With macros in it, it is no document but a program.
  return text.startsWith('PK\u0003\u0004') && text.includes('[Content_Types].xml') && text.includes(`${folder}/`) && !/vbaProject|activeX/i.test(text);
};

/** By the content alone a name could lie, by the name alone the content: both must say the same. Nothing here can be run. */
const kinds = [
  { type: 'image/png', endings: ['png'], is: begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { type: 'image/jpeg', endings: ['jpg', 'jpeg'], is: begins(0xff, 0xd8, 0xff) },
  { type: 'image/gif', endings: ['gif'], is: (bytes: Uint8Array) => /^GIF8[79]a/.test(ascii(bytes.subarray(0, 6))) },
  { type: 'image/webp', endings: ['webp'], is: (bytes: Uint8Array) => /^RIFF.{4}WEBP/s.test(ascii(bytes.subarray(0, 12))) },
  { type: 'application/pdf', endings: ['pdf'], is: (bytes: Uint8Array) => ascii(bytes.subarray(0, 5)) === '%PDF-' },
  { type: `${office}.wordprocessingml.document`, endings: ['docx'], is: document('word') },
  { type: `${office}.spreadsheetml.sheet`, endings: ['xlsx'], is: document('xl') },
  { type: `${office}.presentationml.presentation`, endings: ['pptx'], is: document('ppt') },
  { type: 'text/plain', endings: ['txt', 'log', 'csv', 'json'], is: isText },
] as const satisfies readonly { readonly type: string; readonly endings: readonly string[]; readonly is: (bytes: Uint8Array) => boolean }[];

/** Endings of the names of files that are taken, in the order in which people are told. */
export const takenEndings: readonly string[] = kinds.flatMap(({ endings }) => [...endings]);

/** Whether a file of this name may be taken, as far as its name tells. */
export function isTaken(name: string): boolean {
  return takenEndings.includes(endingOf(name));
}

/** What the content is; undefined when it is nothing that is taken, or not what the name says. A picture from the clipboard has no name. */
export function typeOf(bytes: Uint8Array, name: string | undefined): AttachmentType | undefined {
  const found = kinds.find(({ type, endings, is }) => (name === undefined ? isPicture(type) : oneOf(endings, endingOf(name))) && is(bytes));
  return found?.type;
}

export function isPicture(type: AttachmentType): boolean {
  return oneOf(pictures, type);
}

const longestName = 80;

/**
 * A file's name as it is kept and shown: no path, nothing that turns the line around or ends it, and its ending at the end.
 * @param name as it was sent; undefined for a picture that has none
 */
export function attachmentName(name: string | undefined, type?: AttachmentType): string {
  const ending = kinds.find((kind) => kind.type === type)?.endings[0];
  const last = (name ?? `picture.${ending ?? 'png'}`).toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').split(/[\\/]/).at(-1)?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const whole = last === '' ? 'file' : last;
  if (whole.length <= longestName) return whole;
  const kept = endingOf(whole).length < 10 ? `….${endingOf(whole)}` : '…';
  return `${whole.slice(0, longestName - kept.length).replace(/[\uD800-\uDBFF]$/, '')}${kept}`;
}

/** In KB, or in MB when it is so many and no more: everybody writes both alike. */
export function sizeText(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes % 1024 === 0 ? `${kilobytes / 1024} MB` : `${kilobytes} KB`;
}

/** As histories name what was attached. */
export function namedWithSize(files: readonly Pick<Attachment, 'name' | 'size'>[]): string {
  return files.map(({ name, size }) => `${name} (${sizeText(size)})`).join(', ');
}

function endingOf(name: string): string {
  return /\.([^.\s]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** As the UTF-16 that Windows writes its logs in, as UTF-8, or in the code page of a country, as older programs do. */
function isText(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return !new TextDecoder('utf-16le').decode(bytes).includes('\0');
  return bytes.length > 0 && bytes.every((byte) => byte >= 0x20 || controlsInText.includes(byte));
}

/** Tab, ends of lines and pages, and the escape that colours a terminal. */
const controlsInText = [0x09, 0x0a, 0x0c, 0x0d, 0x1b];

function oneOf(words: readonly string[], word: string): boolean {
  return words.includes(word);
}
