import { randomBytes as systemRandomBytes } from 'node:crypto';
import { secret, type Secret } from '@leastwise/core';
import type { PasswordPolicy } from '../stack.ts';

/** So many bytes that nobody can guess. */
export type RandomBytes = (count: number) => Uint8Array;

const KINDS = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '0123456789',
  "!@#$%^&*()_+-=[]{}|'",
] as const;
/** Long enough for every policy that asks for less; 6.3 bits a character. */
const LENGTH = 24;

/**
 * A password with characters of every kind, at least as long as the account asks for. The symbols are those that IAM counts.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 */
export function firstPassword(
  policy: Pick<PasswordPolicy, 'minimumLength'> | null,
  randomBytes: RandomBytes = systemRandomBytes,
): Secret {
  const length = Math.max(LENGTH, policy?.minimumLength ?? 0);
  const below = drawing(randomBytes);
  const pick = (characters: string): string => characters.charAt(below(characters.length));
  const all = KINDS.join('');
  const characters = [...KINDS.map(pick), ...Array.from({ length: length - KINDS.length }, () => pick(all))];
  for (let i = characters.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [characters[i], characters[j]] = [characters[j] ?? '', characters[i] ?? ''];
  }
  return secret(characters.join(''));
}

/** Whole numbers below a bound, each as likely as the others: bytes past the last whole multiple are thrown away. */
function drawing(randomBytes: RandomBytes): (bound: number) => number {
  return (bound) => {
    const limit = 256 - (256 % bound);
    for (;;) {
      const byte = randomBytes(1)[0] ?? 255;
      if (byte < limit) return byte % bound;
    }
  };
}
