import { isUnsignedForS3 } from '../s3/anonymous.ts';
import { S3_ERRORS } from '../s3/errors.ts';
import { readS3Request, type S3Response } from '../s3/request.ts';
import { operationOf } from '../s3/route.ts';
import { type FaultKind, Refusal, type WireError } from './refusal.ts';
import { S3 } from './services.ts';
import type { Protocol, WireRequest } from './wire.ts';
import { element, escapeXml } from './xml.ts';

/** What S3 calls the refusals that every service knows. */
const FAULTS: Readonly<Record<FaultKind, readonly [code: string, status: number]>> = {
  unsigned: ['AccessDenied', 403],
  badSignature: ['AuthorizationHeaderMalformed', 400],
  unknownKey: ['InvalidAccessKeyId', 403],
  expired: ['ExpiredToken', 400],
  denied: ['AccessDenied', 403],
  throttled: ['SlowDown', 503],
  wrongSignature: ['SignatureDoesNotMatch', 403],
  skewed: ['RequestTimeTooSkewed', 403],
  wrongPayload: ['XAmzContentSHA256Mismatch', 400],
  noOperation: ['MethodNotAllowed', 405],
  malformed: ['MalformedXML', 400],
  invalid: ['InvalidRequest', 400],
  tooLarge: ['EntityTooLarge', 400],
  notImplemented: ['NotImplemented', 501],
  internal: ['InternalError', 500],
};

/** Whether a request is signed for S3, in its headers or in the query of a presigned address; unsigned, whether it looks like one. */
export function isForS3(request: WireRequest): boolean {
  const { headers, query } = request;
  const signed = headers['authorization'] ?? new URLSearchParams(query).get('X-Amz-Credential');
  if (signed === null) return isUnsignedForS3(request);
  return /\/s3\/aws4_request(?=[,\s]|$)/.test(signed);
}

/** The language of S3: what is asked for stands in method, path, query and headers, what is stored is the body. */
export const s3Protocol: Protocol = {
  read(wire) {
    const request = readS3Request(wire);
    const operation = operationOf(request);
    if (operation === undefined) {
      throw new Refusal('noOperation', 'The specified method is not allowed against this resource.');
    }
    return { service: S3, operation, decode: () => ({ ...request }) };
  },

  answer(_, output, requestId) {
    const { status = 200, headers = {}, body = '' }: S3Response = output;
    return { status, headers: { 'x-amz-request-id': requestId, ...headers }, body };
  },

  refuse(refusal, _, requestId) {
    const { code: name, status } = onTheWire(refusal);
    const error =
      element('Code', name) +
      element('Message', escapeXml(refusal.message)) +
      element('RequestId', requestId);
    return {
      status,
      headers: { 'x-amz-request-id': requestId, 'content-type': 'application/xml' },
      body: status === 304 ? '' : `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', error)}`,
      errorCode: name,
    };
  },
};

function onTheWire({ code, wire }: Refusal): WireError {
  if (wire) return wire;
  const [name, status] = Object.hasOwn(FAULTS, code)
    ? FAULTS[code as FaultKind]
    : [code, S3_ERRORS[code as keyof typeof S3_ERRORS]];
  return { code: name, status };
}
