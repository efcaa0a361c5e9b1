import { encode } from 'uqr';
import { crc32 } from '../protocol/crc32.ts';

/** Pixels a side of each of the code's squares. */
const SCALE = 4;

/** A QR code as a black-and-white PNG. https://www.w3.org/TR/png-3/ */
export function qrCode(text: string): Uint8Array {
  const { data: rows } = encode(text, { border: 4 });
  const side = rows.length * SCALE;
  const lines = rows.flatMap((row) => Array.from({ length: SCALE }, () => scanLine(row, side)));
  const header = [...uint32(side), ...uint32(side), 1, 0, 0, 0, 0];
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', header),
    ...chunk('IDAT', stored(lines.flat())),
    ...chunk('IEND', []),
  ]);
}

/** One line of pixels, eight a byte, after the byte that says it is not filtered. White is 1. */
function scanLine(row: readonly boolean[], side: number): number[] {
  const bytes = Array.from({ length: Math.ceil(side / 8) }, (_, byte) =>
    Array.from({ length: 8 }, (__, bit) => row[Math.floor((byte * 8 + bit) / SCALE)] ?? false).reduce(
      (value, dark) => value * 2 + (dark ? 0 : 1),
      0,
    ),
  );
  return [0, ...bytes];
}

/** A zlib stream that compresses nothing: https://www.rfc-editor.org/rfc/rfc1950, with the stored blocks of RFC 1951. */
function stored(bytes: readonly number[]): number[] {
  const blocks: number[] = [0x78, 0x01];
  for (let start = 0; start < bytes.length; start += 0xffff) {
    const block = bytes.slice(start, start + 0xffff);
    const last = start + block.length >= bytes.length ? 1 : 0;
    const length = [block.length & 0xff, block.length >> 8];
    blocks.push(last, ...length, ...length.map((byte) => byte ^ 0xff), ...block);
  }
  return [...blocks, ...uint32(adler32(bytes))];
}

function adler32(bytes: readonly number[]): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 0x1_0000 + a;
}

function chunk(type: string, data: readonly number[]): number[] {
  const named = [...new TextEncoder().encode(type), ...data];
  return [...uint32(data.length), ...named, ...uint32(crc32(Uint8Array.from(named)))];
}

function uint32(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}
