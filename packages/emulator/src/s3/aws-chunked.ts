import { toBase64 } from '../protocol/base64.ts';
import { crc32 } from '../protocol/crc32.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Headers } from '../protocol/wire.ts';

/**
 * The body without the frames of `aws-chunked`, in which SDKs send streams with a checksum behind them. A CRC-32 is checked,
 * wherever it stands; other checksums are taken on trust.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 *
 * @throws Refusal for frames that are none and for a checksum of something else.
 */
export function withoutChunks(body: Uint8Array, headers: Headers): Uint8Array {
  const isChunked = headers['content-encoding']?.includes('aws-chunked') ?? false;
  const { content, trailer } = isChunked ? readChunks(body) : { content: body, trailer: '' };
  const sent = headers['x-amz-checksum-crc32'] ?? /^x-amz-checksum-crc32:\s*(\S+)/m.exec(trailer)?.[1];
  if (sent !== undefined && sent !== checksumOf(content)) {
    throw new Refusal('BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
  }
  return content;
}

function checksumOf(content: Uint8Array): string {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, crc32(content));
  return toBase64(bytes);
}

/** Each frame is its length in hexadecimal on a line of its own, the bytes, and a line end; one of length 0 is the last. */
function readChunks(body: Uint8Array): { readonly content: Uint8Array; readonly trailer: string } {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf(10, at);
    const line = new TextDecoder().decode(body.subarray(at, end));
    const [, digits = ''] = /^([\da-f]{1,8})(?:;[^\r]*)?\r$/i.exec(line) ?? [];
    const length = Number.parseInt(digits, 16);
    if (end < 0 || Number.isNaN(length) || end + 1 + length > body.length) {
      throw new Refusal(
        'InvalidArgument',
        'The aws-chunked body is not made of chunks of the lengths that it names.',
      );
    }
    if (length === 0) {
      return { content: joined(parts), trailer: new TextDecoder().decode(body.subarray(end + 1)) };
    }
    parts.push(body.subarray(end + 1, end + 1 + length));
    at = end + 1 + length + 2;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
