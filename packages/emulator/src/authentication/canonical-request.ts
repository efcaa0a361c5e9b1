import { hash } from 'node:crypto';
import { getCanonicalQuery } from '@smithy/signature-v4';
import { Refusal } from '../protocol/refusal.ts';
import type { WireRequest } from '../protocol/wire.ts';
import type { ClaimedSignature } from './read-signature.ts';

/** What S3 takes for the hash of a body that is not signed. https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const UNSIGNED_PAYLOADS = ['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'];

/** What of a request is signed, in the one form that whoever signs must bring it into. */
export function canonicalRequest(request: WireRequest, claimed: ClaimedSignature): string {
  const { method, path } = request;
  const names: string[] = [];
  let headers = '';
  // They come in order.
  for (const name of claimed.signedHeaders) {
    const value = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
    if (value === undefined) continue;
    names.push(name);
    headers += `${name}:${canonicalValue(value)}\n`;
  }
  const query = request.query === '' ? '' : canonicalQuery(request);
  const start = `${method}\n${path === '' ? '/' : path}\n${query}\n`;
  return `${start}${headers}\n${names.join(';')}\n${payloadHash(request, claimed)}`;
}

/** White space that is not signed as it stands. Looking for it first is quicker than replacing what is rarely there. */
const LOOSE = /[\r\n\t]| {2}|^ | $/;

/** A header's value without blanks around it, and with single ones within. */
export function canonicalValue(value: string): string {
  return LOOSE.test(value) ? value.replace(/[\r\n\t ]+/g, ' ').replace(/^ | $/g, '') : value;
}

/** Queries are rare but for those of S3, so that the SDK's own code is quick enough. */
function canonicalQuery({ method, query, path }: WireRequest): string {
  const bag: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(query.replaceAll('+', '%2B'))) {
    bag[name] = [...(Object.hasOwn(bag, name) ? (bag[name] ?? []) : []), value];
  }
  // The SDK's type of a request asks for parts that do not matter to its query.
  return getCanonicalQuery({ method, protocol: '', hostname: '', path, headers: {}, query: bag });
}

/** Other services than S3 hash the body itself, whatever a header says of it. */
function payloadHash({ headers, body }: WireRequest, { service, form }: ClaimedSignature): string {
  const said = headers['x-amz-content-sha256'] ?? (form === 'query' ? 'UNSIGNED-PAYLOAD' : undefined);
  if (service === 's3' && said !== undefined && UNSIGNED_PAYLOADS.includes(said)) return said;
  const hashed = hash('sha256', body);
  if (service === 's3' && said !== undefined && said !== hashed) {
    throw new Refusal(
      'wrongPayload',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  return hashed;
}
