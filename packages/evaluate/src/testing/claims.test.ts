import {
  allow,
  arn,
  type ManagedPolicyDefinition,
  parsePolicy,
  policy,
  principal,
  type RoleDefinition,
  trustPolicy,
  unsafeAction,
  type UserDefinition,
} from '@leastwise/policy';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type ClaimedRequest, policyMatchers } from '../vitest.ts';
import { assertAllows, assertDenies } from './claims.ts';

expect.extend(policyMatchers);

const getObject = unsafeAction('s3:GetObject');
const assumeRole = unsafeAction('sts:AssumeRole');
const readTrain = policy(allow(getObject).on(arn('arn:aws:s3:::data/train/*')));
const readAll = policy(allow(getObject).on(arn('arn:aws:s3:::*')));
const role: RoleDefinition = {
  kind: 'role',
  name: 'churn-training',
  path: '/ml/',
  trust: trustPolicy(allow(assumeRole).to(principal.service('sagemaker.amazonaws.com'))),
  permissions: readTrain,
};
const train = { action: 's3:GetObject', resource: 'arn:aws:s3:::data/train/1.csv' };
const payroll = { action: 's3:GetObject', resource: 'arn:aws:s3:::payroll/x' };

function messageOf(claim: () => void): string {
  try {
    claim();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('a role', () => {
  test('allows what its permissions allow, and nothing else', () => {
    expect(role).toAllow(train);
    expect(role).toDeny(payroll);
    expect(role).not.toAllow(payroll);
  });

  test('is limited by its boundary', () => {
    expect({ ...role, permissions: readAll, boundary: boundary('train') }).toAllow(train);
    expect({ ...role, permissions: readAll, boundary: boundary('other') }).toDeny(train);
  });

  test('has its inline and attached policies too', () => {
    expect({ ...role, inline: { all: readAll } }).toAllow(payroll);
    expect({
      ...role,
      policies: [{ kind: 'managed-policy', name: 'all', document: readAll } as const],
    }).toAllow(payroll);
  });

  test('refuses a policy that it attaches by ARN until its document is given', () => {
    const policyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
    const attaching = { ...role, policies: [policyArn] };
    expect(() => assertDenies(attaching, payroll)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_ATTACHMENT', path: policyArn }),
    );
    expect(attaching).toAllow({ ...payroll, attached: { [policyArn]: readAll } });
  });

  test('is the caller with its path, its session and its tags', () => {
    const own = (Condition: object): unknown => ({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition },
    });
    const tagged = { ...role, tags: { team: 'ml' } };
    const meets = (Condition: object): void =>
      expect({ ...tagged, permissions: own(Condition) as RoleDefinition['permissions'] }).toAllow({
        action: 'sqs:SendMessage',
        resource: 'arn:aws:sqs:eu-west-1:444455556666:jobs',
      });
    meets({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/ml/churn-training' } });
    meets({ StringEquals: { 'aws:PrincipalTag/team': 'ml', 'aws:PrincipalAccount': '444455556666' } });
  });

  test('has the tags that a claim gives instead, in whatever case', () => {
    const permissions = {
      Statement: {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ml' } },
      },
    } as const;
    const tagged = {
      ...role,
      tags: { team: 'ml' },
      permissions: parsePolicy(JSON.stringify(permissions), 'identity'),
    };
    expect(tagged).toAllow(train);
    expect(tagged).toDeny({ ...train, context: { 'aws:principaltag/TEAM': 'bi' } });
  });

  test('is assumed by whom its trust policy names', () => {
    expect(role).toAllow({ principal: 'sagemaker.amazonaws.com', action: 'sts:AssumeRole' });
    expect(role).toDeny({ principal: 'glue.amazonaws.com', action: 'sts:AssumeRole' });
  });
});

test('a user is the caller itself', () => {
  const document = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::data/${aws:username}/*' },
  };
  const user = { kind: 'user', name: 'ana', inline: { home: document } } as unknown;
  expect(user as UserDefinition).toAllow({ action: 's3:GetObject', resource: 'arn:aws:s3:::data/ana/1' });
  expect(user as UserDefinition).toDeny({ action: 's3:GetObject', resource: 'arn:aws:s3:::data/eve/1' });
});

test('a document belongs to a role that is made up, in the account of the resource', () => {
  expect(readTrain).toAllow(train);
  expect(readTrain).toAllow({ ...train, resourceAccount: '444455556666' });
  expect(readTrain).toDeny({
    ...train,
    principal: 'arn:aws:iam::111122223333:user/ana',
    resourceAccount: '444455556666',
  });
});

test('a document that names principals is the policy of the resource', () => {
  const bucket = {
    Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' },
  } as const;
  expect(bucket).toAllow({ ...train, principal: '*' });
  expect(readTrain).toDeny({ ...train, principal: '*' });
});

test('a KMS key has the policy that AWS makes, unless the claim gives another', () => {
  const decrypt = { Statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' } } as const;
  const request = { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-west-1:111122223333:key/1' };
  const closed = {
    Statement: { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: '*', Resource: '*' },
  } as const;
  expect(decrypt).toAllow(request);
  expect(decrypt).toDeny({ ...request, policies: { resource: closed } });
});

test('policies of an organisation bear on a claim', () => {
  const scps = [[{ Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: '*' } } as const]];
  expect(role).toDeny({ ...train, policies: { scps } });
});

describe('a claim that fails', () => {
  test('says what was expected, what came out and what each statement says', () => {
    expect(messageOf(() => expect(role).toAllow(payroll))).toBe(
      [
        'expected churn-training to allow s3:GetObject on arn:aws:s3:::payroll/x, but it is implicitly denied: no identity policy allows it',
        '  statement 1 allows s3:GetObject only on arn:aws:s3:::data/train/*',
      ].join('\n'),
    );
  });

  test('says why what should be denied is allowed', () => {
    expect(messageOf(() => expect(role).toDeny(train))).toBe(
      [
        'expected churn-training to deny s3:GetObject on arn:aws:s3:::data/train/1.csv, but it is allowed by an identity policy',
        '  statement 1 allows it',
      ].join('\n'),
    );
  });

  test('names the keys whose values could change the answer', () => {
    const secure = {
      Statement: {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': true } },
      },
    } as const;
    expect(messageOf(() => assertAllows(secure, train))).toMatch(
      /under Bool aws:SecureTransport "true", but the request does not give aws:SecureTransport\n {2}the request lacks what could change this: aws:SecureTransport$/,
    );
  });

  test('names the caller where it is not the subject', () => {
    const ana = 'arn:aws:iam::111122223333:user/ana';
    expect(messageOf(() => expect(readTrain).toAllow({ ...payroll, principal: ana }))).toContain(
      `s3:GetObject on arn:aws:s3:::payroll/x by ${ana}, but it is`,
    );
    const bucket = {
      Statement: { Effect: 'Allow', Principal: { AWS: ana }, Action: 's3:*', Resource: '*' },
    } as const;
    expect(messageOf(() => expect(bucket).toAllow(payroll))).toContain(
      'by arn:aws:sts::111122223333:assumed-role/some-role/test, but it is',
    );
  });

  test('says where the own policies of a caller from elsewhere go', () => {
    const pipeline = 'arn:aws:iam::444455556666:role/ci';
    const trusting = { ...role, trust: trustPolicy(allow(assumeRole).to(principal.account('444455556666'))) };
    const claim = { principal: pipeline, action: 'sts:AssumeRole' };
    expect(messageOf(() => expect(trusting).toAllow(claim))).toMatch(
      /there is no identity policy, and the resource belongs to another account\n.*\n {2}the caller's own policies go into `policies: \{ identity: \[...\] \}`$/,
    );
    const own = policy(allow(assumeRole).on(arn('arn:aws:iam::*:role/ml/*')));
    expect(trusting).toAllow({ ...claim, policies: { identity: [own] } });
  });

  test('is an error with a code for other runners', () => {
    expect(() => assertAllows(role, payroll)).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }));
    expect(() => assertDenies(role, train)).toThrow(expect.objectContaining({ code: 'NOT_DENIED' }));
    assertAllows(role, train);
    assertDenies(role, payroll);
  });
});

describe('what a claim cannot be made about', () => {
  test.each<[string, unknown, unknown, string, RegExp]>([
    ['nothing', null, train, 'NO_SUBJECT', /a claim is made about a policy document/],
    ['text', '{}', train, 'NO_SUBJECT', /read the text with parsePolicy/],
    ['a list', [readTrain], train, 'NO_SUBJECT', /write \{ identity: \[...\] \}/],
    [
      'an unknown kind',
      { ...role, kind: 'roles' },
      train,
      'NO_SUBJECT',
      /kind `roles`: use one of role, user/,
    ],
    [
      'a misspelt document',
      { Version: '2012-10-17', statement: [] },
      train,
      'INVALID_POLICY_ELEMENT',
      /`Statement`/,
    ],
    [
      'one document for a list',
      { identity: readTrain },
      train,
      'MALFORMED_POLICIES',
      /at \$\.identity\): put/,
    ],
    ['a role, without a claim', role, undefined, 'NO_CLAIM', /give it as \{ action:/],
    ['a role, without resource', role, { action: 's3:GetObject' }, 'MISSING_RESOURCE', /add its ARN/],
    [
      'a role, without whom it trusts',
      role,
      { action: 'sts:AssumeRole' },
      'MISSING_RESOURCE',
      /add `principal` to ask/,
    ],
  ])('is refused at run time: %s', (_, subject, claim, code, words) => {
    const attempt = (): void => assertAllows(subject as RoleDefinition, claim as ClaimedRequest);
    expect(attempt).toThrow(expect.objectContaining({ code }));
    expect(messageOf(attempt)).toMatch(words);
  });
});

test('the matchers are typed for vitest', () => {
  expectTypeOf(expect(role).toAllow).parameter(0).toEqualTypeOf<ClaimedRequest>();
});

function boundary(prefix: string): ManagedPolicyDefinition {
  const document = policy(allow(getObject).on(arn(`arn:aws:s3:::data/${prefix}/*`)));
  return { kind: 'managed-policy', name: 'boundary', document };
}
