import type { PolicyDocument } from './document.ts';
import { normalForm, type NormalizeOptions } from './normalize.ts';

/**
 * Whether two documents mean the same, whatever they are spelled like; {@link normalize} says what counts. It is exact
 * about spelling and knows nothing of what actions exist: `s3:*` beside `s3:GetObject` is a difference, and so are two
 * statements in place of one that holds both their actions.
 *
 * @throws LeastwiseError as {@link normalize} does
 * @example
 * ```ts
 * import { equals, parsePolicy } from '@leastwise/policy';
 *
 * const a = parsePolicy('{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}');
 * const b = parsePolicy('{"Statement": [{"Resource": ["*"], "Action": ["S3:getObject"], "Effect": "Allow"}]}');
 *
 * console.log(equals(a, b));
 * ```
 * ```text
 * true
 * ```
 */
export function equals(a: PolicyDocument, b: PolicyDocument, options: NormalizeOptions = {}): boolean {
  const [first, second] = [normalForm(a, 'a', options), normalForm(b, 'b', options)];
  return JSON.stringify(first) === JSON.stringify(second);
}
