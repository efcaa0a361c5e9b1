import { checkParameter, LeastwiseError, type Secret } from '@leastwise/core';
import { type WindowOptions, type Windows, windowsOf } from './windows.ts';

/** What {@link accessKey} takes. */
export interface AccessKeyOptions extends WindowOptions {
  /** The IAM user's name, without path. */
  readonly user: string;
  /** The name or ARN of the secret that holds the key. It exists; it may be empty. */
  readonly secret: string;
  /** Users whose keys are never rotated from here, such as administrators: {@link requiredPolicy} denies them by name. */
  readonly protectedUsers?: readonly string[];
}

/** An IAM user's access key that is kept in a secret and replaced before it gets old. */
export interface AccessKeyTarget {
  readonly kind: 'access-key';
  readonly user: string;
  readonly secret: string;
  readonly protectedUsers: readonly string[];
  readonly windows: Windows;
  /** What is stored beside the key and follows from it; see {@link sesSmtp}. */
  readonly derived?: DerivedFields;
}

/** Fields of the secret that are worked out anew for each key, instead of being carried over. */
export interface DerivedFields {
  readonly names: readonly string[];
  readonly of: (accessKeyId: string, secretAccessKey: Secret) => Secret<Readonly<Record<string, unknown>>>;
}

/**
 * Describes the access key of an IAM user that lives in a secret: how often it is replaced and what its users need.
 *
 * @throws LeastwiseError `MALFORMED_USER`, `ROOT_KEY`, `PROTECTED_USER`, `MALFORMED_SECRET_ID`, `MALFORMED_DURATION`, `WINDOWS_DO_NOT_FIT`
 *
 * @example
 * ```ts
 * import { accessKey } from '@leastwise/rotate';
 *
 * accessKey({
 *   user: 'AML@Packt',
 *   secret: 'ml/aml-packt',
 *   every: '60d',
 *   consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
 * });
 * ```
 */
export function accessKey(options: AccessKeyOptions): AccessKeyTarget {
  checkParameter('options', options, { 'protectedUsers?': 'list', 'consumers?': 'object' });
  const user = checkUser(options.user);
  const protectedUsers = (options.protectedUsers ?? []).map(checkUser);
  // IAM does not distinguish names by case.
  if (protectedUsers.some((name) => name.toLowerCase() === user.toLowerCase())) throw isProtected(user);
  return Object.freeze({
    kind: 'access-key',
    user,
    secret: checkSecret(options.secret),
    protectedUsers: Object.freeze(protectedUsers),
    windows: windowsOf(options),
  });
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
const USER_NAME = /^[\w+=,.@-]{1,64}$/;
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const SECRET_ID = /^(arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:)?[\w/+=.@-]{1,512}$/;

export function checkUser(user: string): string {
  if (/^arn:[\w-]+:iam::\d{12}:root$|^<root_account>$/.test(user)) throw rootKey('$.user');
  if (matches(USER_NAME, user)) return user;
  throw new LeastwiseError({
    code: 'MALFORMED_USER',
    what: `\`${user}\` is not the name of an IAM user`,
    path: '$.user',
    hint: 'give the name alone, without path or ARN: up to 64 letters, digits and _+=,.@-',
  });
}

export function checkSecret(secret: string): string {
  if (matches(SECRET_ID, secret)) return secret;
  throw new LeastwiseError({
    code: 'MALFORMED_SECRET_ID',
    what: `\`${secret}\` is neither the name nor the ARN of a secret`,
    path: '$.secret',
    hint: 'give a name of up to 512 letters, digits and /_+=.@-, or the whole ARN',
  });
}

function isProtected(user: string): LeastwiseError {
  return new LeastwiseError({
    code: 'PROTECTED_USER',
    what: `\`${user}\` is among the users whose keys are never rotated`,
    path: '$.user',
    hint: 'give the work to a user of its own, or take the name out of `protectedUsers`',
  });
}

/** Programs without types may pass anything, and a pattern would read `undefined` as a name. */
function matches(pattern: RegExp, text: unknown): boolean {
  return typeof text === 'string' && pattern.test(text);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html */
function rootKey(path: string): LeastwiseError {
  return new LeastwiseError({
    code: 'ROOT_KEY',
    what: "an access key of the account's root user is not rotated",
    path,
    hint: 'delete it and give the work to an IAM role or user',
  });
}
