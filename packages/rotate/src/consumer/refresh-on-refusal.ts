import { awsErrorName } from '@leastwise/core';
import type { CachedSecret } from './cached-secret.ts';

/**
 * What AWS's services answer to a key that is gone, inactive or signs wrongly. None of them carried the request out.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const REFUSALS: ReadonlySet<string> = new Set([
  'AuthFailure',
  'ExpiredToken',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignature',
  'InvalidToken',
  'SignatureDoesNotMatch',
  'UnrecognizedClient',
]);

type Next = (args: { input: unknown }) => Promise<unknown>;
interface MiddlewareStack {
  add(middleware: (next: Next) => Next, options: object): void;
}

/**
 * Adds to a client: where AWS does not accept the key, the secret is read, and if it holds another version by now, the same call is made
 * once more with that.
 */
export function refreshOnRefusal(
  { middlewareStack }: { middlewareStack: object },
  cache: CachedSecret,
): void {
  const middleware =
    (next: Next): Next =>
    async (args) => {
      const before = cache.peek()?.versionId;
      try {
        return await next(args);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        if (!(await hasChanged(cache, before)) || isSpent(args.input)) throw error;
        return next(args);
      }
    };
  // The boundary to the SDK: its middleware types are generic over every command. High is outside of everything, so that all is done anew.
  const stack = middlewareStack as MiddlewareStack;
  stack.add(middleware, {
    name: 'leastwiseRefresh',
    step: 'initialize',
    priority: 'high',
    override: true,
  });
}

/** The answer to a HEAD request has no body, so that it says no more than 403. */
function isRefusal(error: unknown): boolean {
  if (REFUSALS.has(awsErrorName(error) ?? nameOf(error))) return true;
  const { $metadata, name } = error as { $metadata?: { httpStatusCode?: number }; name?: string };
  return (
    $metadata?.httpStatusCode === 403 && (name === '403' || name === 'Unknown' || name === 'UnknownError')
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name.replace(/Exception$/, '') : '';
}

/** Whether another version is to be used than the one with which the call began. A read that fails leaves the refusal as it is. */
async function hasChanged(cache: CachedSecret, before: string | undefined): Promise<boolean> {
  const known = cache.peek();
  if (known && known.versionId !== before) return true;
  cache.invalidate();
  try {
    // A read that is under way may have begun before the rotation; the one after it did not.
    const joined = cache.isReading();
    if ((await cache.refresh()).versionId !== before) return true;
    return joined && (await cache.refresh()).versionId !== before;
  } catch {
    return false;
  }
}

/** A stream has been read by the first attempt and cannot be sent again. */
function isSpent(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false;
  return Object.values(input).some(
    (value) => typeof value === 'object' && value !== null && ('pipe' in value || 'getReader' in value),
  );
}
