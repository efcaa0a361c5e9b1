import { LeastwiseError } from './errors.ts';
import type { CallContext, Progress } from './aws-client.ts';
import { AwsCause, classify, type Facts, factsOf, NO_CREDENTIALS, shortName, UNSENT } from './failure.ts';
import type { Secret } from './secret.ts';

const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'AuthorizationError',
]);
/** What the SDK writes as the message of a refusal whose reply gives none. */
const NAMELESS = new Set(['Unknown', 'UnknownError']);
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);
const NOT_ACCEPTED = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'IncompleteSignature',
  'MissingAuthenticationToken',
]);

/** Turns whatever the SDK threw into one readable error that names the call and what to do. */
export function describeFailure(
  error: unknown,
  progress: Progress,
  secrets: readonly Secret[],
  attempts: number,
): LeastwiseError {
  if (error instanceof LeastwiseError) return error;
  const facts = factsOf(error, secrets);
  const path = pathOf(progress.context);
  const cause = new AwsCause(facts);
  const fail = (code: string, what: string, hint?: string): LeastwiseError =>
    new LeastwiseError({ code, what, path, hint, cause });

  const known = KNOWN.find(({ applies }) => applies(facts));
  if (known) return fail(known.code, known.what(facts), known.hint);
  switch (classify(error, progress)) {
    case 'throttled':
      return fail(
        'THROTTLED',
        `AWS asked to slow down, ${attempts === 1 ? 'once' : `${attempts} times`}`,
        'try again later',
      );
    case 'unknown':
      return fail(
        'OUTCOME_UNKNOWN',
        `no clear answer came back (${facts.code || facts.name || 'no reason given'}), so the call may have been carried out`,
        'read the current state before trying again',
      );
    case 'garbled':
      return fail(
        'OUTCOME_UNKNOWN',
        `the reply (HTTP ${facts.status}) is not one that AWS gives, so the call may have been carried out`,
        'check AWS_ENDPOINT_URL, and read the current state before trying again',
      );
    case 'unsent':
      return fail('REQUEST_INVALID', `the request could not be built: ${facts.message}`);
    default:
      return fail('AWS_REFUSED', `${shortName(facts.name)}: ${facts.message}`);
  }
}

/** The call was stopped by the caller's own signal. */
export function stopped({ context }: Progress): LeastwiseError {
  return new LeastwiseError({
    code: 'ABORTED',
    what: 'the call was stopped before AWS answered',
    path: pathOf(context),
    hint: 'read the current state before trying again',
  });
}

function pathOf(context: CallContext | undefined): string | undefined {
  return context && `${context.service}.${context.operation}`;
}

interface KnownFailure {
  readonly code: string;
  readonly applies: (facts: Facts) => boolean;
  readonly what: (facts: Facts) => string;
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
    what: ({ message }) => message,
    hint: 'ask for that permission, or use another identity',
  },
  {
    code: 'AWS_REFUSED',
    applies: ({ message, status }) => NAMELESS.has(message) && status < 500,
    what: ({ status }) => `the endpoint answered HTTP ${status} without a reason`,
    hint: 'check AWS_ENDPOINT_URL and the region',
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
