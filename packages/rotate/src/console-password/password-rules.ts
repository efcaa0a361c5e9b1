import { randomInt as systemRandomInt } from 'node:crypto';
import { type Secret, secret } from '@leastwise/core';

/** What an account asks of its users' passwords. */
export interface PasswordRules {
  readonly length: number;
  /** Kinds of characters that have to be there. */
  readonly kinds: readonly Kind[];
}

export type Kind = 'lowercase' | 'uppercase' | 'number' | 'symbol';

/** A whole number from 0 up to below `limit`, from a source that nobody can predict. */
export type RandomInt = (limit: number) => number;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html */
const ALPHABETS: Readonly<Record<Kind, string>> = {
  lowercase: 'abcdefghijklmnopqrstuvwxyz',
  uppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  number: '0123456789',
  symbol: "!@#$%^&*()_+-=[]{}|'",
};
const KINDS = Object.keys(ALPHABETS) as Kind[];

/** Long enough that the same password never comes twice. */
export const GENERATED_LENGTH = 32;
/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html */
const LONGEST = 128;

/**
 * Makes a password of all four kinds of characters, at least as long as the rules ask for: what satisfies any account.
 * One of each kind comes first and the whole is shuffled, so that no place tells its kind.
 */
export function generatePassword({ length }: PasswordRules, randomInt: RandomInt = systemRandomInt): Secret {
  const pick = (alphabet: string): string => alphabet.charAt(randomInt(alphabet.length));
  const characters = KINDS.map((kind) => pick(ALPHABETS[kind]));
  const wanted = Math.min(Math.max(length, GENERATED_LENGTH), LONGEST);
  while (characters.length < wanted) characters.push(pick(Object.values(ALPHABETS).join('')));
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? '', characters[last] ?? ''];
  }
  return secret(characters.join(''));
}

/** Whether a password satisfies the rules, whatever was used before. */
export function satisfies(password: Secret, { length, kinds }: PasswordRules): boolean {
  const characters = [...password.reveal()];
  const has = (kind: Kind): boolean => characters.some((character) => ALPHABETS[kind].includes(character));
  return characters.length >= length && kinds.every(has);
}
