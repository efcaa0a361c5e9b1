import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Ids } from '../random.ts';

const KINDS = {
  lowercase: 'abcdefghijklmnopqrstuvwxyz',
  uppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  numbers: '0123456789',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
} as const;

const DEFAULT_LENGTH = 32;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
export function getRandomPassword(
  input: sm.GetRandomPasswordRequest,
  { ids }: Context,
): sm.GetRandomPasswordResponse {
  const { PasswordLength: length = DEFAULT_LENGTH, ExcludeCharacters: excluded = '' } = input;
  const kinds = [
    input.ExcludeLowercase === true ? '' : KINDS.lowercase,
    input.ExcludeUppercase === true ? '' : KINDS.uppercase,
    input.ExcludeNumbers === true ? '' : KINDS.numbers,
    input.ExcludePunctuation === true ? '' : KINDS.punctuation,
  ].map((kind) => without(kind, excluded));
  const required = input.RequireEachIncludedType === false ? [] : kinds.filter((kind) => kind !== '');
  const all = kinds.join('') + (input.IncludeSpace === true ? without(' ', excluded) : '');
  if (all === '' || required.length > length) {
    throw new Refusal(
      'InvalidParameterException',
      'The password length is too short, or no character is left to use.',
    );
  }
  const drawn = required.map((kind) => ids.text(1, kind)).join('');
  return { RandomPassword: shuffle(drawn + ids.text(length - drawn.length, all), ids) };
}

function without(kind: string, excluded: string): string {
  return Array.from(kind)
    .filter((character) => !excluded.includes(character))
    .join('');
}

/** By random keys, which are long enough to differ. */
function shuffle(text: string, ids: Ids): string {
  return Array.from(text, (character) => ({ character, key: ids.uuid() }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ character }) => character)
    .join('');
}
