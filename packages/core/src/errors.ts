/** What a {@link LeastwiseError} is made of. */
export interface LeastwiseErrorParts {
  /** Stable identifier in capitals, for programs to branch on: `MALFORMED_JSON`. */
  readonly code: string;
  /** What is wrong, in lower case and without a final period. */
  readonly what: string;
  /** Where: a JSON path (`$.Statement[0].Action`), a line and column, an ARN or a step. */
  readonly path?: string | undefined;
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** The error underneath. Must not hold a secret value. */
  readonly cause?: unknown;
}

/**
 * The one error class of leastwise.
 *
 * `message` reads as a whole sentence (what, where, what to do); `code`, `path` and `hint` are there for programs.
 *
 * @example
 * ```ts
 * import { LeastwiseError } from '@leastwise/core';
 *
 * const error = new LeastwiseError({
 *   code: 'MALFORMED_ARN',
 *   what: 'the account of an ARN has 12 digits, not `1234`',
 *   path: 'arn:aws:sqs:eu-west-1:1234:jobs',
 *   hint: 'write the account id with its leading zeros',
 * });
 * console.log(error.message);
 * ```
 */
export class LeastwiseError extends Error {
  override readonly name = 'LeastwiseError';
  readonly code: string;
  readonly what: string;
  readonly path: string | undefined;
  readonly hint: string | undefined;

  /**
   * Whether a value is such an error. The packages that only refuse what is wrong hold a copy of this class, so that a
   * program need not load core for them; one copy's error is an instance of every other.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'LeastwiseError';
  }

  constructor(parts: LeastwiseErrorParts) {
    super(sentence(parts), parts.cause === undefined ? undefined : { cause: parts.cause });
    this.code = parts.code;
    this.what = parts.what;
    this.path = parts.path;
    this.hint = parts.hint;
  }
}

function sentence({ what, path, hint }: LeastwiseErrorParts): string {
  const place = path === undefined ? '' : ` (at ${path})`;
  return hint === undefined ? what + place : `${what}${place}: ${hint}`;
}
