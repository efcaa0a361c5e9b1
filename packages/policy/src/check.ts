/* What a program needs that takes documents and ARNs from elsewhere and builds none: a sixth of the whole package. */
export { parseArn } from './arn.ts';
export { checkPolicy } from './check-policy.ts';
export type { Arn, ParsedArn } from './arn.ts';
