import { Refusal } from '../protocol/refusal.ts';
import type { Headers, WireRequest } from '../protocol/wire.ts';
import { withoutChunks } from './aws-chunked.ts';

/** A request to S3, taken apart. */
export interface S3Request {
  readonly method: string;
  /** Empty for a request about no bucket. */
  readonly bucket: string;
  /** Empty for a request about the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Freed of the chunks that it may have come in. */
  readonly body: Uint8Array;
}

export interface S3Response {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const VIRTUAL_HOSTS = [
  /^(.+?)\.s3(?:[.-][a-z\d-]+)*\.amazonaws\.com(?::\d+)?$/,
  /^(.+)\.localhost(?::\d+)?$/,
];

/**
 * The bucket stands in the host or at the beginning of the path.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 *
 * @throws Refusal for a path that is not UTF-8, and for a body that is not what its headers say.
 */
export function readS3Request({ method, path, query, headers, body }: WireRequest): S3Request {
  const host = headers['host'] ?? '';
  const virtual = VIRTUAL_HOSTS.map((form) => form.exec(host)?.[1]).find((name) => name !== undefined);
  const rest = unescape(path.replace(/^\//, ''));
  const slash = rest.indexOf('/');
  const [bucket, key] =
    virtual !== undefined
      ? [virtual, rest]
      : slash < 0
        ? [rest, '']
        : [rest.slice(0, slash), rest.slice(slash + 1)];
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return {
    method,
    bucket,
    key,
    query: new URLSearchParams(query.replaceAll('+', '%2B')),
    headers,
    body: withoutChunks(bytes, headers),
  };
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal('InvalidURI', "Couldn't parse the specified URI.");
  }
}
