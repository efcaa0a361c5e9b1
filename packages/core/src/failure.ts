import { LeastwiseError } from './errors.ts';
import { redact, type Secret } from './secret.ts';
import type { Progress } from './aws-client.ts';

/**
 * What a failed call means for trying again:
 * - `throttled`: refused before it was carried out; AWS asks for fewer calls
 * - `busy`: refused because another change is under way
 * - `skewed`: refused because of this machine's clock, which the SDK has corrected for since
 * - `unknown`: it may or may not have been carried out (a lost reply, a server error)
 * - `garbled`: it may or may not have been carried out, and the reply is not one that AWS gives
 * - `unsent`: it never reached AWS
 * - `refused`: AWS answered, and the answer is no
 */
export type FailureKind = 'throttled' | 'busy' | 'skewed' | 'unknown' | 'garbled' | 'unsent' | 'refused';

const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'BandwidthLimitExceeded',
]);
const BUSY = new Set([
  'ConcurrentModification',
  'ConcurrentModificationException',
  'EntityTemporarilyUnmodifiable',
  'EntityTemporarilyUnmodifiableException',
  'PriorRequestNotComplete',
]);
export const UNSENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
export const NO_CREDENTIALS: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
]);

/** The parts of an SDK, network or credential error that are safe to read. */
export interface Facts {
  readonly name: string;
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly fromService: boolean;
  readonly clockCorrected: boolean;
}

export function factsOf(error: unknown, secrets: readonly Secret[] = []): Facts {
  const raw = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const metadata = (raw['$metadata'] ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? redact(value, secrets) : '');
  return {
    name: text(raw['name']),
    code: text(raw['code']) || firstCode(raw['errors']),
    status: typeof metadata['httpStatusCode'] === 'number' ? metadata['httpStatusCode'] : 0,
    message: text(raw['message']),
    // The query protocol writes it into the body too.
    requestId: text(metadata['requestId']) || text(raw['RequestId']) || undefined,
    fromService: raw['$fault'] === 'client' || raw['$fault'] === 'server',
    clockCorrected: metadata['clockSkewCorrected'] === true,
  };
}

/** Node reports a failed dual-stack connection as an AggregateError whose parts hold the code. */
function firstCode(errors: unknown): string {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const code: unknown = typeof first === 'object' && first !== null && 'code' in first ? first.code : '';
  return typeof code === 'string' ? code : '';
}

/** Says what a failed call means for trying again. */
export function classify(error: unknown, { built = false }: Progress): FailureKind {
  const { name, code, status, fromService, clockCorrected } = factsOf(error);
  if (THROTTLED.has(name) || status === 429) return 'throttled';
  if (BUSY.has(name)) return 'busy';
  if (!built || UNSENT.has(code) || NO_CREDENTIALS.has(name)) return 'unsent';
  // 501 is a server that does not have the operation: it was not carried out, and never will be.
  if (status >= 500 && status !== 501) return 'unknown';
  if (!fromService) return status === 0 ? 'unknown' : 'garbled';
  return clockCorrected ? 'skewed' : 'refused';
}

/**
 * The name AWS gave to an error (`NoSuchEntity`, `AccessDenied`), whether thrown by the SDK or wrapped by leastwise;
 * `undefined` where the error did not come from AWS.
 */
export function awsErrorName(error: unknown): string | undefined {
  const inner = error instanceof LeastwiseError ? error.cause : error;
  const { name, fromService } = factsOf(inner);
  if (fromService) return shortName(name);
  return inner instanceof AwsCause && inner.fromService ? inner.name : undefined;
}

/** A name for a log: AWS's for what it refused, else the network's (`ECONNRESET`) or the SDK's. */
export function failureName(error: unknown, secrets: readonly Secret[]): string {
  const { name, code, fromService } = factsOf(error, secrets);
  return fromService ? shortName(name) : code || name;
}

/** Some services end their error names in `Exception`, others do not. */
export function shortName(name: string): string {
  return name.replace(/Exception$/, '');
}

/** What is kept of an SDK error: no reply body, no headers, no request, because those may hold secrets. */
export class AwsCause extends Error {
  override readonly name: string;
  readonly requestId: string | undefined;
  readonly fromService: boolean;

  constructor(facts: Facts) {
    super(facts.fromService ? facts.message : facts.code || facts.name);
    this.name = facts.fromService ? shortName(facts.name) : facts.name;
    this.requestId = facts.requestId;
    this.fromService = facts.fromService;
  }
}
