import { createHmac, hash } from 'node:crypto';
import type { WireRequest } from '../protocol/wire.ts';
import { canonicalRequest } from './canonical-request.ts';
import type { ClaimedSignature } from './read-signature.ts';

// Signature Version 4, as whoever sent the request must have made it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

/** The signature that the request would have if it was signed with this secret. */
export function signatureFor(request: WireRequest, claimed: ClaimedSignature, secret: string): string {
  const { day, region, service, timestamp } = claimed;
  const hashed = hash('sha256', canonicalRequest(request, claimed));
  const text = `AWS4-HMAC-SHA256\n${timestamp}\n${day}/${region}/${service}/aws4_request\n${hashed}`;
  return createHmac('sha256', signingKey(secret, claimed)).update(text).digest('hex');
}

/** Signing keys, by what they follow from: clients sign one request after the other with the same. */
const KEPT = 100;
const signingKeys = new Map<string, Buffer>();

function signingKey(secret: string, claimed: ClaimedSignature): Buffer {
  const { day, region, service } = claimed;
  const name = `${secret} ${day}/${region}/${service}`;
  const known = signingKeys.get(name);
  if (known) return known;
  const key = derivedKey(secret, claimed);
  const [oldest] = signingKeys.keys();
  if (signingKeys.size >= KEPT && oldest !== undefined) signingKeys.delete(oldest);
  signingKeys.set(name, key);
  return key;
}

function derivedKey(secret: string, { day, region, service }: ClaimedSignature): Buffer {
  return [day, region, service, 'aws4_request'].reduce(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

/** Compares without telling by the time it takes how much of it was right. */
export function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % (b.length || 1));
  return difference === 0;
}
