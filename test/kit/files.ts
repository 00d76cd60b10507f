// Files of every kind that is taken, as small as they can be and still say what they are; pictures as large in pixels as one likes.
import { deflateSync, crc32 } from 'node:zlib';

/** A picture that can be shown: grey, of this size, with so many bytes more in a part that nobody reads. */
export function png(width = 320, height = 200, padding = 0): Buffer {
  const part = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    return Buffer.concat([uint(data.length), named, uint(crc32(named))]);
  };
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width, 0x99)]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part('IHDR', Buffer.concat([uint(width), uint(height), Buffer.from([8, 0, 0, 0, 0])])),
    ...padding > 0 ? [part('teXt', Buffer.alloc(padding, 0x20))] : [],
    part('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    part('IEND', Buffer.alloc(0)),
  ]);
}

export function gif(width = 320, height = 200): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  return Buffer.concat([Buffer.from('GIF89a'), size, Buffer.from([0, 0, 0, 0x3b])]);
}

/** With a thumbnail's part before the frame, as cameras write them. */
export function jpeg(width = 320, height = 200): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 6, 0x4a, 0x46, 0x49, 0x46]), frame, Buffer.from([0xff, 0xd9])]);
}

export const webp = (): Buffer => Buffer.from('RIFF\x04\0\0\0WEBPVP8 ', 'latin1');
export const pdf = (): Buffer => Buffer.from('%PDF-1.7\n');

/** The names of the parts are all that is looked at. */
export function office(folder: 'word' | 'xl' | 'ppt', ...parts: readonly string[]): Buffer {
  return Buffer.from(`PK\x03\x04[Content_Types].xml${[`${folder}/document.xml`, ...parts].join('PK\x01\x02')}`, 'latin1');
}

function uint(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
