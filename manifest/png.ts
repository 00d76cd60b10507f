// The header of a PNG file: its size, and whether it can be transparent.

export type PngHeader = { readonly width: number; readonly height: number; readonly alpha: boolean };

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Reads the IHDR chunk, in pixels; undefined when the bytes are no PNG. `alpha` means an alpha channel (PNG colour types 4 and 6). */
export const readPngHeader = (bytes: Uint8Array): PngHeader | undefined => {
  if (bytes.length < 26 || signature.some((byte, index) => bytes[index] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20), alpha: (view.getUint8(25) & 4) !== 0 };
};
