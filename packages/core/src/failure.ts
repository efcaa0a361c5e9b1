import { LeastwiseError } from './errors.ts';
import { redact, type Secret } from './secret.ts';
import type { CallContext } from './aws-client.ts';

/**
 * What a failed call means for trying again:
 * - `throttled`: refused before it was carried out; AWS asks for fewer calls
 * - `busy`: refused because another change is under way
 * - `unknown`: it may or may not have been carried out (a lost reply, a server error)
 * - `unsent`: it never reached AWS
 * - `refused`: AWS answered, and the answer is no
 */
export type FailureKind = 'throttled' | 'busy' | 'unknown' | 'unsent' | 'refused';

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
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);
const NO_CREDENTIALS = new Set(['CredentialsProviderError', 'TokenProviderError']);
const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'AuthorizationError',
]);
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);
const NOT_ACCEPTED = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'IncompleteSignature',
  'MissingAuthenticationToken',
]);

/** The parts of an SDK, network or credential error that are safe to read. */
interface Facts {
  readonly name: string;
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly fromService: boolean;
}

function factsOf(error: unknown): Facts {
  const raw = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const metadata = (raw['$metadata'] ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    name: text(raw['name']),
    code: text(raw['code']) || firstCode(raw['errors']),
    status: typeof metadata['httpStatusCode'] === 'number' ? metadata['httpStatusCode'] : 0,
    message: text(raw['message']),
    requestId: text(metadata['requestId']) || undefined,
    fromService: raw['$fault'] === 'client' || raw['$fault'] === 'server',
  };
}

/** Node reports a failed dual-stack connection as an AggregateError whose parts hold the code. */
function firstCode(errors: unknown): string {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const code: unknown = typeof first === 'object' && first !== null && 'code' in first ? first.code : '';
  return typeof code === 'string' ? code : '';
}

/** Says what a failed call means for trying again; `context` is absent where the SDK failed before it had built a request. */
export function classify(error: unknown, context: CallContext | undefined): FailureKind {
  const { name, code, status, fromService } = factsOf(error);
  if (THROTTLED.has(name) || status === 429) return 'throttled';
  if (BUSY.has(name)) return 'busy';
  if (context === undefined || UNSENT.has(code) || NO_CREDENTIALS.has(name)) return 'unsent';
  if (status >= 500 || !fromService) return 'unknown';
  return 'refused';
}

/**
 * The name AWS gave to an error (`NoSuchEntity`, `AccessDenied`), whether thrown by the SDK or wrapped by leastwise;
 * `undefined` where the error did not come from AWS.
 */
export function awsErrorName(error: unknown): string | undefined {
  const inner = error instanceof LeastwiseError ? error.cause : error;
  const { name, fromService } = factsOf(inner);
  if (fromService) return name.replace(/Exception$/, '');
  return inner instanceof AwsCause ? inner.name : undefined;
}

/** What is kept of an SDK error: no reply body, no headers, no request, because those may hold secrets. */
class AwsCause extends Error {
  override readonly name: string;
  readonly requestId: string | undefined;

  constructor(facts: Facts, secrets: readonly Secret[]) {
    super(facts.fromService ? redact(facts.message, secrets) : facts.code || facts.name);
    this.name = facts.fromService ? facts.name.replace(/Exception$/, '') : facts.name;
    this.requestId = facts.requestId;
  }
}

/** Turns whatever the SDK threw into one readable error that names the call and what to do. */
export function describeFailure(
  error: unknown,
  context: CallContext | undefined,
  secrets: readonly Secret[],
  attempts: number,
): LeastwiseError {
  if (error instanceof LeastwiseError) return error;
  const facts = factsOf(error);
  const message = redact(facts.message, secrets);
  const path = context === undefined ? undefined : `${context.service}.${context.operation}`;
  const cause = new AwsCause(facts, secrets);
  const fail = (code: string, what: string, hint?: string): LeastwiseError =>
    new LeastwiseError({ code, what, path, hint, cause });

  const known = KNOWN.find(({ applies }) => applies(facts));
  if (known) return fail(known.code, known.what(facts, message), known.hint);
  switch (classify(error, context)) {
    case 'throttled':
      return fail('THROTTLED', `AWS asked to slow down, ${attempts} times`, 'try again later');
    case 'unknown':
      return fail(
        'OUTCOME_UNKNOWN',
        `no clear answer came back (${facts.code || facts.name || 'no reason given'}), so the call may have been carried out`,
        'read the current state before trying again',
      );
    case 'unsent':
      return fail('REQUEST_INVALID', `the request could not be built: ${message}`);
    default:
      return fail('AWS_REFUSED', `${facts.name.replace(/Exception$/, '')}: ${message}`);
  }
}

/** The call was stopped by the caller's own signal. */
export function stopped(context: CallContext | undefined): LeastwiseError {
  return new LeastwiseError({
    code: 'ABORTED',
    what: 'the call was stopped before AWS answered',
    path: context === undefined ? undefined : `${context.service}.${context.operation}`,
    hint: 'read the current state before trying again',
  });
}

interface KnownFailure {
  readonly code: string;
  readonly applies: (facts: Facts) => boolean;
  readonly what: (facts: Facts, message: string) => string;
  readonly hint: string;
}

/** The failures that the person at the keyboard can mend, each with how. */
const KNOWN: readonly KnownFailure[] = [
  {
    code: 'REGION_MISSING',
    applies: ({ message }) => message === 'Region is missing',
    what: () => 'no AWS region is set',
    hint: 'set AWS_REGION, or pass `region` to the AWS client',
  },
  {
    code: 'CREDENTIALS_MISSING',
    applies: ({ name }) => NO_CREDENTIALS.has(name),
    what: () => 'no AWS credentials were found',
    hint: 'sign in with `aws sso login`, set AWS_PROFILE, or pass `credentials` to the AWS client',
  },
  {
    code: 'ENDPOINT_UNREACHABLE',
    applies: ({ code }) => UNSENT.has(code),
    what: ({ code }) => `the endpoint cannot be reached (${code})`,
    hint: 'check AWS_ENDPOINT_URL, the region and the network',
  },
  {
    code: 'ACCESS_DENIED',
    applies: ({ name }) => DENIED.has(name),
    what: (_, message) => message,
    hint: 'ask for that permission, or use another identity',
  },
  {
    code: 'CREDENTIALS_EXPIRED',
    applies: ({ name }) => EXPIRED.has(name),
    what: () => 'the AWS credentials have expired',
    hint: 'sign in again',
  },
  {
    code: 'CREDENTIALS_NOT_ACCEPTED',
    applies: ({ name }) => NOT_ACCEPTED.has(name),
    what: ({ name }) => `AWS does not accept these credentials (${name})`,
    hint: 'check that the access key exists, is active and belongs to this endpoint',
  },
];
