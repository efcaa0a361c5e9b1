import { LeastwiseError } from '@leastwise/core';
import type { PolicyDocument, PolicyKind } from './document.ts';
import { checkShape } from './document-shape.ts';
import { pathText } from './json-source.ts';

/**
 * Refuses a value that is no policy document, in the words of {@link parsePolicy}. It is for values that were never text:
 * from a program, a database or an SDK. What it accepts is neither copied nor frozen.
 *
 * @param kind what kind of policy it must be; without it, whatever a policy can be
 * @param at the JSON path of the value itself, for the error: `$.identity[0]`
 * @throws LeastwiseError that names the place by JSON path, with the codes of {@link parsePolicy}; `MALFORMED_PARAMETER` for a
 * kind that there is not
 * @example
 * ```ts
 * import { checkPolicy } from '@leastwise/policy';
 *
 * try {
 *   checkPolicy({ Statement: [{ Effect: 'Allow', Action: 's3:GetObject' }] });
 * } catch (error) {
 *   console.log(String(error));
 * }
 * ```
 * ```text
 * LeastwiseError: the statement names no resource (at $.Statement[0]): add "Resource"
 * ```
 */
export function checkPolicy(value: unknown, kind?: PolicyKind, at = '$'): asserts value is PolicyDocument {
  checkShape(value, kind, ({ code, path, what, hint }) => {
    throw new LeastwiseError({ code, what, path: at + pathText(path).slice(1), hint });
  });
}
