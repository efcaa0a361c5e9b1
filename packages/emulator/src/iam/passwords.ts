import { createHmac } from 'node:crypto';
import { Refusal } from '../protocol/refusal.ts';
import type { Ids } from '../random.ts';
import type { LoginProfile, PasswordHash, PasswordPolicy } from './password-state.ts';

/** The kinds of characters that a password is made of. */
const KINDS = {
  symbol: /[!@#$%^&*()_+\-=[\]{}|']/,
  number: /\d/,
  uppercase: /[A-Z]/,
  lowercase: /[a-z]/,
} as const;

const DEFAULT_LENGTH = 8;
const DEFAULT_KINDS = 3;

/** As many passwords as a policy can forbid to use again. */
const REMEMBERED = 24;

/**
 * Refuses a password that the account's policy does not allow; without one, what every account asks for.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 *
 * @throws Refusal PasswordPolicyViolation; the password is never quoted.
 */
export function checkPassword(
  password: string,
  policy: PasswordPolicy | undefined,
  { accountId, userName }: { readonly accountId: string; readonly userName: string },
): void {
  const length = policy?.minimumLength ?? DEFAULT_LENGTH;
  if (password.length < length) violates(`Password should have a minimum length of ${length}`);
  if (policy) checkKinds(password, policy);
  else if (Object.values(KINDS).filter((kind) => kind.test(password)).length < DEFAULT_KINDS) {
    violates(
      `Password should have at least ${DEFAULT_KINDS} of: uppercase letters, lowercase letters, numbers, symbols`,
    );
  }
  if (password === accountId || password === userName) {
    violates('Password should not be the name of the account or of the user');
  }
}

function checkKinds(password: string, policy: PasswordPolicy): void {
  const { requireSymbols, requireNumbers, requireUppercase, requireLowercase } = policy;
  if (requireSymbols && !KINDS.symbol.test(password)) {
    violates(
      "Password should have at least one of the following symbols: ! @ # $ % ^ & * ( ) _ + - = [ ] { } | '",
    );
  }
  if (requireNumbers && !KINDS.number.test(password)) violates('Password should have at least one number');
  if (requireUppercase && !KINDS.uppercase.test(password)) {
    violates('Password should have at least one uppercase letter');
  }
  if (requireLowercase && !KINDS.lowercase.test(password)) {
    violates('Password should have at least one lowercase letter');
  }
}

/** @throws Refusal PasswordPolicyViolation for one of the last passwords, as many as the policy forbids. */
export function replacePassword(
  profile: LoginProfile,
  password: string,
  policy: PasswordPolicy | undefined,
  ids: Ids,
  now: number,
): void {
  const forbidden = [profile.password, ...profile.earlier].slice(0, policy?.reusePrevention ?? 0);
  if (forbidden.some((known) => isPassword(password, known))) {
    violates(`Password should not be one of the last ${forbidden.length}`);
  }
  profile.earlier.unshift(profile.password);
  profile.earlier.splice(REMEMBERED);
  profile.password = hashPassword(password, ids);
  profile.changed = now;
}

export function hashPassword(password: string, ids: Ids): PasswordHash {
  const salt = ids.uuid();
  return { salt, hash: hashWith(salt, password) };
}

export function isPassword(password: string, { salt, hash }: PasswordHash): boolean {
  return hashWith(salt, password) === hash;
}

function hashWith(salt: string, password: string): string {
  return createHmac('sha256', salt).update(password).digest('hex');
}

function violates(message: string): never {
  throw new Refusal('PasswordPolicyViolation', message);
}
