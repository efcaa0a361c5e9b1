/*
 * The words of random policies and requests: few of each, so that they run into each other, many of them wildcards, variables
 * and what is nearly right.
 */
import fc from 'fast-check';
import type { AccessRequest } from '../src/index.ts';

export const HERE = '111122223333';
export const THERE = '444455556666';
export const USER = `arn:aws:iam::${HERE}:user/team/ana`;
export const ROLE = `arn:aws:iam::${HERE}:role/ml/training`;
const SESSION = `arn:aws:sts::${HERE}:assumed-role/training/job`;
const FEDERATED = `arn:aws:sts::${HERE}:federated-user/bo`;
const PROVIDER = `arn:aws:iam::${HERE}:oidc-provider/token.actions.githubusercontent.com`;
const LINKED = `arn:aws:iam::${HERE}:role/aws-service-role/x.amazonaws.com/training`;

export const of = fc.constantFrom;

export const actions = of(
  's3:GetObject',
  's3:PutObject',
  's3:ListAllMyBuckets',
  'kms:Decrypt',
  'sts:AssumeRole',
  'sts:GetCallerIdentity',
  's3:PutBucketPolicy',
  'sqs:SetQueueAttributes',
  'kms:RetireGrant',
  'sts:GetSessionToken',
);
export const actionPatterns = of(
  '*',
  's3:*',
  'S3:getobject',
  's3:Get*',
  's3:*Object',
  's3:???Object',
  '*:Get*',
  'kms:*',
  'kms:Decrypt',
  'sts:*',
  'sts:Assume*',
  's3:PutObject',
);
export const resources = of(
  '*',
  'arn:aws:s3:::data/ana/1',
  'arn:aws:s3:::data/*/1',
  'arn:aws:s3:::data/ml:x/1',
  `arn:aws:kms:eu-west-1:${HERE}:key/1`,
  `arn:aws:iam::${HERE}:role/etl`,
  `arn:aws:iam::${THERE}:role/etl`,
  LINKED,
  `arn:aws:logs:eu-west-1:${HERE}:log-group:a:log-stream:b`,
);
export const resourcePatterns = of(
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::data/*',
  'arn:aws:s3:::data/${aws:username}/*',
  "arn:aws:s3:::data/${aws:PrincipalTag/team, 'ana'}/?",
  'arn:aws:s3:::data/${aws:PrincipalTag/team}/1',
  'arn:aws:s3:::data/${*}/1',
  'arn:aws:s3:::*:*/1',
  'arn:aws:s3*',
  'arn:*',
  'arn:aws:kms:*:*:key/*',
  'arn:a*s:kms:eu*1:1*3:key/?',
  'arn:aws:iam::*:role/*',
  'arn:aws:logs:*:log-group:*',
  'arn:aws:logs:e*1:log-group:a:*',
  'arn:aws:logs:eu-*-1:*:*:log-stream:b',
  'arn:aws:*:::data/*',
);
export const principalNames = of(
  '*',
  HERE,
  THERE,
  `arn:aws:iam::${HERE}:root`,
  USER,
  ROLE,
  SESSION,
  FEDERATED,
  `arn:aws:iam::${HERE}:user/*`,
);
export const principals = fc.oneof(
  fc.constant('*' as const),
  fc.record(
    {
      AWS: fc.oneof(principalNames, fc.array(principalNames, { maxLength: 4 })),
      Service: of('glue.amazonaws.com', 's3.amazonaws.com'),
      Federated: of(PROVIDER, 'accounts.google.com'),
    },
    { requiredKeys: [] },
  ),
);

export const keys = of(
  'aws:PrincipalTag/team',
  'aws:principaltag/TEAM',
  'aws:username',
  'aws:PrincipalArn',
  'aws:userid',
  'aws:PrincipalType',
  'aws:TagKeys',
  's3:prefix',
  'aws:MultiFactorAuthPresent',
);
const texts = of(
  '',
  'a',
  'A',
  'ana',
  'ml',
  'a*',
  '*',
  '?',
  '${aws:username}',
  "${aws:PrincipalTag/team,'a'}",
  '${aws:TagKeys}*',
  '${$}{x}',
  'true',
  'False',
  '1',
);
const numbers = of<string | number>('1', 1, '01.0', '-2', 2.5, '1e0', 'x');
const dates = of<string | number>(
  '2026-01-01',
  '2026-01-01T00:00:00Z',
  '1767225600',
  1767225600,
  '2026-02-30',
  'x',
);
const addresses = of(
  '10.0.0.1',
  '10.0.0.0/8',
  '0.0.0.0/0',
  '::/0',
  '2001:db8::1',
  '2001:DB8::/32',
  '::ffff:10.0.0.1',
  'x',
);
const arns = of(
  ROLE,
  USER,
  'arn:aws:iam::*:role/*',
  'arn:aws:iam::*:*/ana',
  'arn:*',
  '*',
  'arn:aws:iam::${aws:PrincipalAccount}:user/*',
  '${aws:PrincipalArn}',
  'arn:aws:logs:*:*:log-group:*',
);
const binaries = of('YQ==', 'YQ', 'YWI=', '!');

export const families: readonly (readonly [readonly string[], fc.Arbitrary<string | number | boolean>])[] = [
  [
    [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
    texts,
  ],
  [
    [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    numbers,
  ],
  [
    [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
    dates,
  ],
  [['Bool'], of<string | boolean>('true', 'FALSE', true, false, 'x')],
  [['BinaryEquals'], binaries],
  [['IpAddress', 'NotIpAddress'], addresses],
  [['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'], arns],
];

export const decorated = (operator: string): fc.Arbitrary<string> =>
  fc
    .tuple(of('', '', 'ForAllValues:', 'ForAnyValue:'), of('', '', 'IfExists'))
    .map(([set, exists]) => set + operator + exists);

export const callers = of<AccessRequest['principal']>(
  USER,
  { arn: USER, userId: 'AIDA' },
  SESSION,
  ROLE,
  { arn: SESSION, roleArn: ROLE, userId: 'AROA' },
  { arn: SESSION, roleArn: LINKED },
  FEDERATED,
  { arn: FEDERATED, federatedBy: USER },
  `arn:aws:iam::${HERE}:root`,
  'glue.amazonaws.com',
  PROVIDER,
  'accounts.google.com',
  '*',
);
