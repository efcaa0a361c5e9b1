import type { ConditionBlock, PolicyDocument, PrincipalBlock } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { authorize } from '../authorize.ts';
import type { Policies } from '../policies.ts';
import type { AccessRequest } from '../request.ts';

const ana = 'arn:aws:iam::111122223333:user/ana';
const asked: AccessRequest = { principal: ana, action: 's3:GetObject', resource: 'arn:aws:s3:::payroll/x' };
const all = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } as const;
const queues = { Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: '*' } } as const;
const everyone = { Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } } as const;
const trusting = {
  Statement: { Effect: 'Allow', Principal: { Service: 'glue.amazonaws.com' }, Action: '*', Resource: '*' },
} as const;
const session = {
  arn: 'arn:aws:sts::111122223333:assumed-role/training/job',
  roleArn: 'arn:aws:iam::111122223333:role/ml/training',
};

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
    'identity policy: 1 other statement is about other actions',
  ]);
});

test('names the policies of several types, and their number where there are several of a type', () => {
  const found = lines({ identity: [all, all], scps: [[all], [all]] }, { principal: ana });
  expect(found).toEqual([
    `s3:GetObject on arn:aws:s3:::payroll/x by ${ana} is allowed by an identity policy`,
    'service control policy of level 1, statement 1 allows it',
    'service control policy of level 2, statement 1 allows it',
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
    'is implicitly denied: no key policy is given, and a key heeds no identity policy without it',
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
    'is implicitly denied: there is no service control policy of level 1',
  ],
  [
    'a level whose policies do not allow',
    { identity: [all], scps: [[all], [queues, queues], [queues]] },
    {},
    'is implicitly denied: no service control policy of level 2 allows it',
  ],
  [
    'a role to be assumed',
    { identity: [all], resource: trusting },
    { action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/etl' },
    'is implicitly denied: the trust policy does not allow it, and a role heeds no identity policy without it',
  ],
  [
    'the own side of a resource of another account',
    { identity: [queues], resource: everyone },
    { resourceAccount: '444455556666' },
    'is implicitly denied: no identity policy allows it, and the resource belongs to another account',
  ],
  [
    'both sides of a resource of another account',
    { identity: [all], resource: everyone },
    { resourceAccount: '444455556666' },
    'is allowed by a resource policy and an identity policy',
  ],
  ['a boundary', { identity: [all], boundary: queues }, {}, 'the permissions boundary does not allow it'],
  ['a session policy', { identity: [all], session: queues }, {}, 'no session policy allows it'],
  [
    'an endpoint',
    { identity: [all], vpcEndpoint: trusting },
    {},
    'the VPC endpoint policy does not allow it',
  ],
  ['a service', { identity: [all] }, { principal: 'glue.amazonaws.com' }, 'no resource policy is given'],
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

test.each<[string, Partial<Policies>, AccessRequest['principal'], string]>([
  [
    'that a grant to the role is bounded as the role is',
    { resource: naming({ AWS: session.roleArn }), boundary: queues, session: queues },
    session,
    'resource policy, statement 1 allows it as far as the permissions boundary and the session policy do',
  ],
  [
    'whom NotPrincipal spares',
    { resource: sparing(ana), identity: [all] },
    ana,
    `resource policy, statement 1 denies it to all but ${ana}, of whom it spares those whose every ARN it lists: account, user or role, and session`,
  ],
  [
    'that NotPrincipal spares nobody with a boundary',
    { resource: sparing(ana, '111122223333'), identity: [all], boundary: all },
    ana,
    `resource policy, statement 1 denies it to all but ${ana} and 111122223333, of whom it spares none with a permissions boundary`,
  ],
  [
    'which policies do not bear on the caller',
    { scps: [[queues]], resource: trusting, identity: [all] },
    'glue.amazonaws.com',
    'service control policy of level 1 does not bear on this caller',
  ],
])('says %s', (_, policies, principal, line) => {
  expect(lines(policies, { principal })).toContain(line);
});

test('says under which conditions a statement matches, and by which values', () => {
  const deny = {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: {
      StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] },
      BoolIfExists: { 'aws:ViaAWSService': 'false' },
    },
  } as const;
  expect(
    lines({ identity: [{ Statement: deny }] }, { context: { 'aws:RequestedRegion': 'us-east-1' } })[1],
  ).toBe(
    'statement 1 denies it under StringNotEquals aws:RequestedRegion "eu-west-1" or "eu-central-1": aws:RequestedRegion is "us-east-1", and under BoolIfExists aws:ViaAWSService "false": the request does not give aws:ViaAWSService, and an absent key passes',
  );
});

test.each<[string, ConditionBlock, string]>([
  [
    'the values of its variables',
    { StringLike: { 's3:prefix': ['${aws:username}/*', '${aws:PrincipalTag/team}/*'] } },
    '"${aws:username}/*" or "${aws:PrincipalTag/team}/*" (aws:username is "ana" and the request does not give aws:PrincipalTag/team), but s3:prefix is "bo/1"',
  ],
  [
    'that nothing matches it',
    { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } },
    'only under DateLessThan aws:CurrentTime "tomorrow", which nothing matches, but',
  ],
  ['that it has no value', { StringEquals: { 's3:prefix': [] } }, 'StringEquals s3:prefix nothing, which'],
  ['long values cut short', { StringEquals: { 's3:delimiter': '/' } }, '… (5000 characters)'],
])('says of a condition that fails %s', (_, Condition, words) => {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition } as const;
  const context = { 's3:prefix': 'bo/1', 's3:delimiter': 'x'.repeat(5000) };
  expect(lines({ identity: [{ Version: '2012-10-17', Statement: statement }] }, { context })[1]).toContain(
    words,
  );
});

test('says that variables are plain text in an old version, and what they stand for in a new one', () => {
  const Statement = {
    Effect: 'Allow',
    Action: '*',
    Resource: 'arn:aws:s3:::data/${aws:username}/*',
  } as const;
  expect(lines({ identity: [{ Statement }] })[1]).toBe(
    'statement 1 allows s3:GetObject only on arn:aws:s3:::data/${aws:username}/* (plain text: variables count from "Version": "2012-10-17" on)',
  );
  expect(lines({ identity: [{ Version: '2012-10-17', Statement }] })[1]).toBe(
    'statement 1 allows s3:GetObject only on arn:aws:s3:::data/${aws:username}/* (aws:username is "ana")',
  );
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

function naming(Principal: PrincipalBlock): PolicyDocument {
  return { Statement: { Effect: 'Allow', Principal, Action: '*', Resource: '*' } };
}

function sparing(...AWS: readonly string[]): PolicyDocument {
  return { Statement: { Effect: 'Deny', NotPrincipal: { AWS }, Action: '*', Resource: '*' } };
}
