import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from '@smithy/types';
import type { AwsCredentials } from '../src/index.ts';

/** A request to sign; what is left out is that of an ordinary call. */
export interface Unsigned {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly service?: string;
  readonly region?: string;
  readonly date?: Date;
}

/** What the SDK signs with, on Node's own hashes. */
class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = ArrayBuffer.isView(secret)
      ? Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength)
      : secret;
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key as string);
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {
    throw new Error('not used');
  }
}

function parts({ url, method = 'POST', headers = {}, body }: Unsigned): HttpRequest {
  const { protocol, hostname, host, pathname, searchParams } = new URL(url);
  return {
    method,
    protocol,
    hostname,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: { host, ...headers },
    body,
  };
}

/** The headers of a signed request, `host` too. */
export async function signed(
  credentials: AwsCredentials,
  request: Unsigned,
): Promise<Record<string, string>> {
  const signer = signerFor(credentials, request);
  const { headers } = await signer.sign(parts(request), { signingDate: request.date ?? new Date() });
  return headers;
}

/** The address of a presigned request. */
export async function presigned(
  credentials: AwsCredentials,
  request: Unsigned,
  expiresIn: number,
): Promise<string> {
  const signingDate = request.date ?? new Date();
  const { query } = await signerFor(credentials, request).presign(parts(request), {
    signingDate,
    expiresIn,
  });
  const url = new URL(request.url);
  url.search = new URLSearchParams(query as Record<string, string>).toString().replaceAll('+', '%20');
  return url.href;
}

function signerFor(
  credentials: AwsCredentials,
  { service = 'iam', region = 'us-east-1' }: Unsigned,
): SignatureV4 {
  // S3 alone takes paths as they are.
  const uriEscapePath = service !== 's3';
  const sha256 = Sha256;
  return new SignatureV4({ credentials, service, region, sha256, applyChecksum: false, uriEscapePath });
}
