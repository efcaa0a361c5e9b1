import { mustBeText } from './must-be-text.ts';

/**
 * Takes text for what it says: `*`, `?` and `$` in it become `${*}`, `${?}` and `${$}`, which IAM reads as the plain
 * characters. Use it for every name that comes from outside, so that it cannot widen a policy.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER` for what is no text
 * @example
 * ```ts
 * import { literal } from '@leastwise/policy';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * console.log(s3.object('my-ml-datasets', `${literal('runs/*')}/*`));
 * ```
 * ```text
 * arn:aws:s3:::my-ml-datasets/runs/${*}/*
 * ```
 */
export function literal(text: string): string {
  mustBeText(text, 'a name');
  return text.replace(/[*?$]/g, (character) => `\${${character}}`);
}
