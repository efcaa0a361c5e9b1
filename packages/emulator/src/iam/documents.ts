import { Refusal } from '../protocol/refusal.ts';

/**
 * Refuses what is no policy document: JSON that is an object with a Statement. Whether its statements mean anything is
 * not looked at.
 *
 * @throws Refusal MalformedPolicyDocument
 */
export function checkDocument(document: string): void {
  const value = parse(document);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const statement: unknown = isObject && 'Statement' in value ? value.Statement : undefined;
  if (typeof statement !== 'object' || statement === null) {
    throw new Refusal('MalformedPolicyDocument', 'Syntax errors in policy.');
  }
}

function parse(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    throw new Refusal('MalformedPolicyDocument', 'This policy contains invalid Json');
  }
}

/**
 * A document as IAM gives it back, percent-encoded as in RFC 3986.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html
 */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
