// How large a picture is in pixels, read from its first bytes: Teams shows only those within a limit in a message.
import type { Attachment } from './attachment.ts';

/** What a bot's message may show: PNG, JPEG or GIF (Teams documentation, picture messages). */
const most = { bytes: 1024 * 1024, pixels: 1024 } as const;

export function showsInMessage({ type, size }: Pick<Attachment, 'type' | 'size'>, bytes: Uint8Array): boolean {
  const found = size <= most.bytes ? pixelsOf(type, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) : undefined;
  return found !== undefined && found.width <= most.pixels && found.height <= most.pixels;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
}

function pixelsOf(type: Attachment['type'], bytes: Buffer): Pixels | undefined {
  if (type === 'image/png' && bytes.length >= 24) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (type === 'image/gif' && bytes.length >= 10) return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  return type === 'image/jpeg' ? pixelsOfJpeg(bytes) : undefined;
}

/** From marker to marker until a frame begins, which says how large it is. */
function pixelsOfJpeg(bytes: Buffer): Pixels | undefined {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
