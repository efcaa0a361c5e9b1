import { freeze, LeastwiseError } from '@leastwise/core';
import type { PolicyDocument, PolicyKind, PolicyKinds } from './document.ts';
import { checkShape } from './document-shape.ts';
import { pathText, readJson } from './json-source.ts';

/**
 * Reads a policy document in any form that AWS accepts: one statement or several, text or lists, any order of
 * elements. What is read is kept as it was written; {@link print} gives the same document back.
 *
 * @param text the document as JSON
 * @param kind what kind of policy it must be; without it, whatever a policy can be
 * @returns the document, frozen
 * @throws LeastwiseError that names the place by JSON path, line and column: `MALFORMED_JSON`, `DUPLICATE_KEY`, and for
 * JSON that is no policy the codes of IAM Access Analyzer, such as `MISSING_EFFECT` and `INVALID_ACTION`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)
 * @example
 * ```ts
 * import { parsePolicy } from '@leastwise/policy';
 *
 * try {
 *   parsePolicy('{"Statement": {"Effect": "allow", "Action": "s3:GetObject", "Resource": "*"}}');
 * } catch (error) {
 *   console.log(String(error));
 * }
 * ```
 * ```text
 * LeastwiseError: "allow" is no effect (at $.Statement.Effect, line 1, column 26): write "Allow" or "Deny"
 * ```
 */
export function parsePolicy(text: string): PolicyDocument;
export function parsePolicy<Kind extends PolicyKind>(text: string, kind: Kind): PolicyKinds[Kind];
export function parsePolicy(text: string, kind?: PolicyKind): PolicyDocument {
  mustBeText(text);
  const source = readJson(text);
  checkShape(source.value, kind, ({ code, path, what, hint }) => {
    const { line, column } = source.locate(path);
    throw new LeastwiseError({ code, what, path: `${pathText(path)}, line ${line}, column ${column}`, hint });
  });
  // The boundary from JSON to the type: checkShape has just refused everything that is no policy document.
  return freeze(source.value) as PolicyDocument;
}

/** What was parsed already is a likely slip in a program without types. */
function mustBeText(text: unknown): void {
  if (typeof text === 'string') return;
  throw new LeastwiseError({
    code: 'MALFORMED_JSON',
    what: `a policy is read from text, not from ${text === null ? 'null' : typeof text}`,
    hint: 'checkPolicy(value) takes a value',
  });
}
