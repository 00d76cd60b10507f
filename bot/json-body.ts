// The body of a request or an answer: read as JSON of a bounded size, and nothing else; written with the card in it as it stands.
import type { IncomingMessage } from 'node:http';
import { Card } from '../cards/card.ts';

export type JsonBody = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly status: 400 | 413 | 415; readonly why: string };

/**
 * Reads the body to its end; past `most` bytes nothing of it is kept. restify's parsers keep uploads in files, and do not survive a body
 * that only says it is compressed.
 */
export async function readJson(request: IncomingMessage, most: number): Promise<JsonBody> {
  const { 'content-type': type = '', 'content-encoding': encoding, 'content-length': length = '0' } = request.headers;
  if (!/^application\/json\s*(;|$)/i.test(type) || encoding !== undefined) return no(415, 'no plain JSON');
  if (Number(length) > most) return no(413, 'too large');
  const read = await whole(request, most);
  if (!read) return no(400, 'broken off');
  if (read.size > most) return no(413, 'too large');
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(read.chunks).toString('utf8')) };
  } catch {
    return no(400, 'no JSON');
  }
}

/** Undefined: it broke off. By its events, since to iterate over a stream takes longer than to read what most of them hold. */
function whole(request: IncomingMessage, most: number): Promise<{ readonly chunks: readonly Buffer[]; readonly size: number } | undefined> {
  return new Promise((resolve) => {
    // Of one that broke off before anybody listened, no event comes any more.
    if (request.destroyed) return resolve(undefined);
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
    });
    request.on('end', () => resolve({ chunks, size }));
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
  });
}

/** Where a body may have a card: as the value of an answer, or attached to a message. */
export interface Body {
  readonly value?: unknown;
  readonly attachments?: readonly { readonly content?: unknown }[];
  readonly [property: string]: unknown;
}

/** JSON of a body. A card that it has alone is written already, and is not read to be written again. */
export function writeJson(body: Body): string {
  const { value, attachments = [] } = body;
  if (value instanceof Card) return endingWith(body, 'value', value.text);
  const [attached, ...more] = attachments;
  if (!(attached?.content instanceof Card) || more.length > 0) return JSON.stringify(body);
  return endingWith(body, 'attachments', `[${endingWith(attached, 'content', attached.content.text)}]`);
}

/** JSON of an object, the last of its properties being this one, of which the JSON is there. */
function endingWith(object: object, name: string, written: string): string {
  const others = JSON.stringify({ ...object, [name]: undefined });
  return `${others.slice(0, -1)}${others === '{}' ? '' : ','}"${name}":${written}}`;
}

function no(status: 400 | 413 | 415, why: string): JsonBody {
  return { ok: false, status, why };
}
