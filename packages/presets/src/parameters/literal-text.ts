import { literal } from '@leastwise/policy';
import { malformed } from './malformed.ts';

/**
 * A name from outside as it may stand in a resource or a condition: it means itself, whatever characters it has.
 * IAM takes no character beyond U+00FF in a document, so such a name could never be allowed.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html (the pattern of PolicyDocument)
 */
export function literalText(text: unknown, path: string): string {
  if (typeof text !== 'string' || text === '')
    throw malformed(`a name is non-empty text, not \`${String(text)}\``, path);
  if (text.startsWith('arn:')) throw malformed(`this takes a name, not the ARN \`${text}\``, path);
  const foreign = /[^\u0020-\u00FF]/u.exec(text)?.[0];
  if (foreign !== undefined)
    throw malformed(
      `IAM takes no ${codePoint(foreign)} in a policy: \`${text}\``,
      path,
      'use characters from U+0020 to U+00FF',
    );
  return literal(text);
}

/**
 * A name of something whose names hold no wildcard. Taken literally, one would name nothing: whoever writes one means a pattern.
 *
 * @param hint what to write in its place
 */
export function plainName(text: unknown, path: string, hint = 'name each one'): string {
  const name = literalText(text, path);
  if (/[*?]/.test(String(text)))
    throw malformed(`\`${String(text)}\` is a pattern, and names are taken literally`, path, hint);
  return name;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
