import { checkPolicy, type PolicyKind } from '@leastwise/policy';
import { LeastwiseError } from '@leastwise/core';
import { Refusal } from '../protocol/refusal.ts';
import type { ServiceErrorCode } from '../protocol/services.ts';

/**
 * Refuses what is no policy document of this kind: whatever passes can be evaluated.
 *
 * @throws Refusal with what is wrong and where; of the code that the service has for it.
 */
export function checkDocument(
  document: string,
  kind: PolicyKind,
  code: ServiceErrorCode = 'MalformedPolicyDocument',
): void {
  const value = parse(document, code);
  try {
    checkPolicy(value, kind);
  } catch (error) {
    if (!(error instanceof LeastwiseError)) throw error;
    throw new Refusal(code, `Syntax errors in policy: ${error.what} (at ${error.path ?? '$'}).`);
  }
}

function parse(document: string, code: ServiceErrorCode): unknown {
  try {
    return JSON.parse(document);
  } catch {
    throw new Refusal(code, 'This policy contains invalid Json');
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
