import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';

const KINDS = {
  Lowercase: 'abcdefghijklmnopqrstuvwxyz',
  Uppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  Numbers: '0123456789',
  Punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
} as const;

const DEFAULT_LENGTH = 32;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
export function getRandomPassword(
  input: sm.GetRandomPasswordRequest,
  { ids }: Context,
): sm.GetRandomPasswordResponse {
  const { PasswordLength: length = DEFAULT_LENGTH, ExcludeCharacters: excluded = '' } = input;
  const kinds = [
    input.ExcludeLowercase === true ? '' : KINDS.Lowercase,
    input.ExcludeUppercase === true ? '' : KINDS.Uppercase,
    input.ExcludeNumbers === true ? '' : KINDS.Numbers,
    input.ExcludePunctuation === true ? '' : KINDS.Punctuation,
    input.IncludeSpace === true ? ' ' : '',
  ]
    .map((kind) => [...kind].filter((character) => !excluded.includes(character)).join(''))
    .filter((kind) => kind !== '');
  const required = input.RequireEachIncludedType === false ? [] : kinds;
  if (kinds.length === 0 || required.length > length) {
    throw new Refusal(
      'InvalidParameterException',
      'The password length is too short or no character is left to use.',
    );
  }
  const all = kinds.join('');
  // Drawn again until every kind is in it, so that no place is more likely than another to hold some kind.
  for (;;) {
    const password = ids.text(length, all);
    const characters = [...password];
    if (required.every((kind) => characters.some((character) => kind.includes(character)))) {
      return { RandomPassword: password };
    }
  }
}
