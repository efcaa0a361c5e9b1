import { expect, test } from 'vitest';
import { authorize } from '../authorize.ts';
import type { Policies } from '../policies.ts';
import type { AccessRequest } from '../request.ts';

const ana = 'arn:aws:iam::111122223333:user/ana';
const asked: AccessRequest = { principal: ana, action: 's3:GetObject', resource: 'arn:aws:s3:::payroll/x' };
const all = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } as const;

function lines(policies: Policies, request: Partial<AccessRequest> = {}): readonly string[] {
  return authorize(policies, { ...asked, ...request })
    .explain()
    .split('\n')
    .map((line) => line.trim());
}

test('says the decision, and of each statement what it says of the request', () => {
  const statements = [
    { Sid: 'Train', Effect: 'Allow', Action: 's3:*', Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
    { Effect: 'Allow', Action: 's3:Get*', NotResource: 'arn:aws:s3:::payroll/*' },
    {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } },
    },
    { Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
  ] as const;
  expect(
    lines({ identity: [{ Statement: statements }] }, { context: { 'aws:SourceIp': '203.0.113.1' } }),
  ).toEqual([
    `s3:GetObject on arn:aws:s3:::payroll/x by ${ana} is implicitly denied: no identity policy allows it`,
    'statement 1 (Train) allows s3:GetObject only on arn:aws:s3:::a/* and arn:aws:s3:::b/*',
    'statement 2 allows s3:GetObject on all but arn:aws:s3:::payroll/*',
    'statement 3 denies s3:GetObject only under IpAddress aws:SourceIp "10.0.0.0/8", but aws:SourceIp is "203.0.113.1"',
    'identity policy: 1 other statement does not bear on s3:GetObject by this caller',
  ]);
});

test('names the policies of several types, and their number where there are several of a type', () => {
  const found = lines({ identity: [all, all], scps: [[all], [all]] }, { principal: ana });
  expect(found).toEqual([
    `s3:GetObject on arn:aws:s3:::payroll/x by ${ana} is allowed by an identity policy`,
    'service control policy 1 of level 1, statement 1 allows it',
    'service control policy 1 of level 2, statement 1 allows it',
    'identity policy 1, statement 1 allows it',
    'identity policy 2, statement 1 allows it',
  ]);
});

test.each<[string, Policies, Partial<AccessRequest>, string]>([
  [
    'an explicit deny',
    { identity: [all], boundary: { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } } },
    {},
    'is explicitly denied by a permissions boundary',
  ],
  [
    'the root user',
    {},
    { principal: 'arn:aws:iam::111122223333:root' },
    'is allowed: the root user may do everything in its own account',
  ],
  ['what needs no permission', {}, { action: 'sts:GetCallerIdentity' }, 'is allowed: it needs no permission'],
  ['no policy at all', {}, {}, 'is implicitly denied: there is no identity policy'],
  [
    'another account',
    { identity: [all] },
    { resourceAccount: '444455556666' },
    'is implicitly denied: no resource policy is given, and the resource belongs to another account',
  ],
  [
    'a KMS key',
    { identity: [all] },
    { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
    'is implicitly denied: no resource policy is given, and a key or a role heeds no identity policy without it',
  ],
  [
    'a federated user',
    { identity: [all] },
    { principal: 'arn:aws:sts::111122223333:federated-user/bo' },
    'is implicitly denied: a federated user may do nothing without a session policy',
  ],
  [
    'a level without Allow',
    { identity: [all], scps: [[]] },
    {},
    'is implicitly denied: the service control policies of one level do not allow it',
  ],
])('gives the reason for %s', (_, policies, request, reason) => {
  expect(lines(policies, request)[0]).toContain(reason);
});

test('says whom a statement means, and that the account only delegates', () => {
  const bucket = {
    Statement: [
      { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 's3:*', Resource: '*' },
      { Effect: 'Allow', Principal: { Service: 'glue.amazonaws.com' }, Action: 's3:*', Resource: '*' },
    ],
  } as const;
  expect(lines({ resource: bucket }).slice(1)).toEqual([
    "statement 1 allows it as far as the account's own policies do",
    'statement 2 allows s3:GetObject only to glue.amazonaws.com',
  ]);
});

test('says which variable has no value', () => {
  const home = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::${aws:PrincipalTag/team}/*' },
  } as const;
  expect(lines({ identity: [home] })[1]).toBe(
    'statement 1 allows s3:GetObject only on arn:aws:s3:::${aws:PrincipalTag/team}/* (the request does not give aws:PrincipalTag/team)',
  );
});
