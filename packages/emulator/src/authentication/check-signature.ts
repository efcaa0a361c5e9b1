import { Refusal } from '../protocol/refusal.ts';
import type { ServiceId } from '../protocol/services.ts';
import type { WireRequest } from '../protocol/wire.ts';
import type { ClaimedSignature } from './read-signature.ts';
import { sameText, signatureFor } from './sign.ts';

const MINUTE = 60_000;
const SKEW = 15 * MINUTE;

/**
 * Checks that a signature was made with the secret, for this service, and about now. Within its time a request can be sent again, as
 * in AWS, which keeps no list of those that it has seen.
 *
 * @throws Refusal
 */
export function checkSignature(
  request: WireRequest,
  claimed: ClaimedSignature,
  secret: string,
  service: ServiceId,
  now: number,
): void {
  if (claimed.service !== service) {
    throw mismatch(`Credential should be scoped to correct service: '${service}'.`);
  }
  if (claimed.day !== claimed.timestamp.slice(0, 8)) {
    throw mismatch(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${claimed.day}' != '${claimed.timestamp.slice(0, 8)}', from '${claimed.timestamp}'.`,
    );
  }
  const loose = claimed.form === 'header' ? unsignedHeader(request, claimed) : undefined;
  if (loose !== undefined)
    throw mismatch(`There were headers present in the request which were not signed: ${loose}`);
  checkTime(claimed, now);
  if (!sameText(signatureFor(request, claimed, secret), claimed.signature)) {
    throw mismatch(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
}

/** A header that changes what is asked for, and that anyone on the way could have added. */
function unsignedHeader({ headers }: WireRequest, { signedHeaders }: ClaimedSignature): string | undefined {
  return Object.keys(headers).find(
    (name) => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !signedHeaders.has(name),
  );
}

function checkTime({ timestamp, time: signed, holds }: ClaimedSignature, now: number): void {
  const ends = holds === undefined ? signed + SKEW : signed + holds * 1000;
  if (now > ends) {
    const slack = holds === undefined ? ` (${stampOf(now)} - 15 min.)` : '';
    const limit = holds === undefined ? now - SKEW : now;
    throw skewed(`Signature expired: ${timestamp} is now earlier than ${stampOf(limit)}${slack}`);
  }
  if (signed > now + SKEW) {
    throw skewed(
      `Signature not yet current: ${timestamp} is still later than ${stampOf(now + SKEW)} (${stampOf(now)} + 15 min.)`,
    );
  }
}

function stampOf(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function mismatch(message: string): Refusal {
  return new Refusal('wrongSignature', message);
}

function skewed(message: string): Refusal {
  return new Refusal('skewed', message);
}
