import type { ServiceErrorCode } from './services.ts';

export type FaultKind =
  | 'unsigned'
  | 'badSignature'
  | 'wrongSignature'
  | 'skewed'
  | 'wrongPayload'
  | 'unknownKey'
  | 'expired'
  | 'denied'
  | 'throttled'
  | 'noOperation'
  | 'malformed'
  | 'invalid'
  | 'tooLarge'
  | 'notImplemented'
  | 'internal';

/** A refusal that every service knows, under the name and HTTP status that its protocol gives it. */
interface Fault {
  readonly query: readonly [code: string, status: number];
  readonly json: readonly [code: string, status: number];
}

/**
 * Refusals that are not the services' own.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html
 */
const FAULTS: Readonly<Record<FaultKind, Fault>> = {
  unsigned: {
    query: ['MissingAuthenticationToken', 403],
    json: ['MissingAuthenticationTokenException', 400],
  },
  badSignature: { query: ['IncompleteSignature', 403], json: ['IncompleteSignatureException', 400] },
  wrongSignature: {
    query: ['SignatureDoesNotMatch', 403],
    json: ['InvalidSignatureException', 400],
  },
  // S3 calls it RequestTimeTooSkewed.
  skewed: { query: ['SignatureDoesNotMatch', 403], json: ['InvalidSignatureException', 400] },
  // Of S3 alone.
  wrongPayload: { query: ['SignatureDoesNotMatch', 403], json: ['InvalidSignatureException', 400] },
  unknownKey: { query: ['InvalidClientTokenId', 403], json: ['UnrecognizedClientException', 400] },
  expired: { query: ['ExpiredToken', 403], json: ['ExpiredTokenException', 400] },
  denied: { query: ['AccessDenied', 403], json: ['AccessDeniedException', 400] },
  throttled: { query: ['Throttling', 400], json: ['ThrottlingException', 400] },
  noOperation: { query: ['MissingAction', 400], json: ['UnknownOperationException', 400] },
  malformed: { query: ['MalformedInput', 400], json: ['SerializationException', 400] },
  invalid: { query: ['ValidationError', 400], json: ['ValidationException', 400] },
  tooLarge: { query: ['RequestEntityTooLarge', 413], json: ['RequestEntityTooLargeException', 413] },
  notImplemented: { query: ['NotImplemented', 501], json: ['NotImplemented', 501] },
  internal: { query: ['InternalFailure', 500], json: ['InternalFailure', 500] },
};

/** An answer that is no: thrown by whoever finds the reason, written by the protocol. Not an error of the emulator. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: FaultKind | ServiceErrorCode;
  /** What it is called on the wire whatever `code` says: an error that a fault asked for. */
  readonly wire: WireError | undefined;

  constructor(code: FaultKind | ServiceErrorCode, message: string, wire?: WireError) {
    super(message);
    this.code = code;
    this.wire = wire;
  }
}

/** An error's name and HTTP status, as a client sees them. */
export interface WireError {
  readonly code: string;
  readonly status: number;
}

/** What a refusal is called on the wire, with its HTTP status. */
export function onTheWire(
  { code, wire }: Refusal,
  protocol: 'query' | 'json',
  errors: Readonly<Record<string, number>>,
): WireError {
  if (wire) return wire;
  if (isFault(code)) {
    const [name, status] = FAULTS[code][protocol];
    return { code: name, status };
  }
  return { code, status: errors[code] ?? 400 };
}

/** @throws Refusal for a path other than the one that the services that are called by POST have. */
export function refusePath(path: string): void {
  if (path === '/' || path === '') return;
  throw new Refusal('noOperation', 'The path of this request must be `/`.');
}

function isFault(code: string): code is FaultKind {
  return Object.hasOwn(FAULTS, code);
}
