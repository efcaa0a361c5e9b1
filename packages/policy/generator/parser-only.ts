import type { PolicyKind } from '../src/index.ts';

/** A kind of text that the parser refuses and the schema cannot. */
export interface ParserOnly {
  /** What is wrong with it. */
  readonly mistake: string;
  /** Why no JSON Schema can refuse it. */
  readonly reason: string;
  /** The error's code. */
  readonly code: string;
  /** One of them; where it is a kind of policy that is wrong, the kind that it is read as. */
  readonly example: { readonly text: string; readonly kind?: PolicyKind };
}

const READ = '"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"';
const WHO = '"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"';
const NOT_IN_THE_DOCUMENT = 'a document does not say what it will be attached to';

/** Every kind of text that only the parser refuses; test/schema.test.ts holds that there is no other. */
export const PARSER_ONLY: readonly ParserOnly[] = [
  {
    mistake: 'a member that is given twice',
    reason: 'a schema judges values that were read already, when the first of the two is lost',
    code: 'DUPLICATE_KEY',
    example: { text: `{"Statement": {${READ}, "Effect": "Deny"}}` },
  },
  {
    mistake: 'a text that is no JSON: a comment, a trailing comma, single quotes',
    reason: 'a schema judges values that were read already, and some readers take more than JSON',
    code: 'MALFORMED_JSON',
    example: { text: `{"Statement": {${READ}}} // read` },
  },
  {
    mistake: 'a principal in a policy of an identity, boundary, session or organisation',
    reason: NOT_IN_THE_DOCUMENT,
    code: 'UNSUPPORTED_ELEMENT',
    example: { text: `{"Statement": {${READ}, "Principal": "*"}}`, kind: 'identity' },
  },
  {
    mistake: 'no principal in a policy of a resource, role or VPC endpoint',
    reason: NOT_IN_THE_DOCUMENT,
    code: 'MISSING_PRINCIPAL',
    example: { text: `{"Statement": {${READ}}}`, kind: 'resource' },
  },
  {
    mistake: 'no resource where a kind of policy must name one',
    reason: NOT_IN_THE_DOCUMENT,
    code: 'MISSING_RESOURCE',
    example: { text: `{"Statement": {${WHO}}}`, kind: 'vpc-endpoint' },
  },
  {
    mistake: 'a Sid of other characters than letters and digits, where the kind of policy takes only these',
    reason: NOT_IN_THE_DOCUMENT,
    code: 'UNSUPPORTED_SID',
    example: { text: `{"Statement": {${READ}, "Sid": "Read all"}}`, kind: 'identity' },
  },
  {
    mistake: 'a resource in a trust policy',
    reason: NOT_IN_THE_DOCUMENT,
    code: 'UNSUPPORTED_ELEMENT',
    example: { text: `{"Statement": {${WHO}, "Resource": "*"}}`, kind: 'trust' },
  },
  {
    mistake: 'an Allow in a resource control policy',
    reason: NOT_IN_THE_DOCUMENT,
    code: 'UNSUPPORTED_EFFECT',
    example: { text: `{"Statement": {${READ}, "Principal": "*"}}`, kind: 'resource-control' },
  },
  {
    mistake: 'a resource control policy about someone in particular',
    reason: NOT_IN_THE_DOCUMENT,
    code: 'UNSUPPORTED_PRINCIPAL',
    example: {
      text: '{"Statement": {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": {"AWS": "*"}}}',
      kind: 'resource-control',
    },
  },
];
