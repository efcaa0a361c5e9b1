import { createHash, createHmac } from 'node:crypto';
import { getCanonicalHeaders, getCanonicalQuery } from '@smithy/signature-v4';
import { Refusal } from '../protocol/refusal.ts';
import type { WireRequest } from '../protocol/wire.ts';
import type { ClaimedSignature } from './read-signature.ts';

// Signature Version 4, as whoever sent the request must have made it. How headers and queries are brought into one form is the
// SDK's own code. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

/** What S3 takes for the hash of a body that is not signed. https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const UNSIGNED_PAYLOADS = ['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'];

/** The signature that the request would have if it was signed with this secret. */
export function signatureFor(request: WireRequest, claimed: ClaimedSignature, secret: string): string {
  const { day, region, service, timestamp } = claimed;
  const scope = `${day}/${region}/${service}/aws4_request`;
  const hashed = sha256(canonicalRequest(request, claimed));
  const text = ['AWS4-HMAC-SHA256', timestamp, scope, hashed].join('\n');
  return createHmac('sha256', signingKey(secret, claimed)).update(text).digest('hex');
}

/** Signing keys, by what they follow from: clients sign one request after the other with the same. */
const KEPT = 100;
const signingKeys = new Map<string, Buffer>();

function signingKey(secret: string, claimed: ClaimedSignature): Buffer {
  const { day, region, service } = claimed;
  const name = `${secret} ${day}/${region}/${service}`;
  const key = signingKeys.get(name) ?? derivedKey(secret, claimed);
  signingKeys.delete(name);
  signingKeys.set(name, key);
  const [oldest] = signingKeys.keys();
  if (signingKeys.size > KEPT && oldest !== undefined) signingKeys.delete(oldest);
  return key;
}

function derivedKey(secret: string, { day, region, service }: ClaimedSignature): Buffer {
  return [day, region, service, 'aws4_request'].reduce(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function canonicalRequest(request: WireRequest, claimed: ClaimedSignature): string {
  const { signedHeaders } = claimed;
  const headers: Record<string, string> = {};
  for (const name of signedHeaders) {
    const value = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
    if (value !== undefined) headers[name] = value;
  }
  const canonical = getCanonicalHeaders(
    // The SDK's type of a request asks for parts that do not matter to its headers.
    { method: request.method, protocol: '', hostname: '', path: '', headers },
    undefined,
    new Set(signedHeaders),
  );
  const names = Object.keys(canonical).sort();
  return [
    request.method,
    request.path === '' ? '/' : request.path,
    canonicalQuery(request),
    ...names.map((name) => `${name}:${canonical[name]}`),
    '',
    names.join(';'),
    payloadHash(request, claimed),
  ].join('\n');
}

function canonicalQuery({ method, query, path }: WireRequest): string {
  const bag: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(query.replaceAll('+', '%2B'))) {
    bag[name] = [...(Object.hasOwn(bag, name) ? (bag[name] ?? []) : []), value];
  }
  return getCanonicalQuery({ method, protocol: '', hostname: '', path, headers: {}, query: bag });
}

/** Other services than S3 hash the body itself, whatever a header says of it. */
function payloadHash({ headers, body }: WireRequest, { service, form }: ClaimedSignature): string {
  const said = headers['x-amz-content-sha256'] ?? (form === 'query' ? 'UNSIGNED-PAYLOAD' : undefined);
  if (service === 's3' && said !== undefined && UNSIGNED_PAYLOADS.includes(said)) return said;
  const hash = sha256(body);
  if (service === 's3' && said !== undefined && said !== hash) {
    throw new Refusal(
      'wrongPayload',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  return hash;
}

/** Compares without telling by the time it takes how much of it was right. */
export function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % (b.length || 1));
  return difference === 0;
}
