import type { PolicyDocument } from '@leastwise/policy';
import { describe, expect, test } from 'vitest';
import { compare } from './compare.ts';
import { brokenClaims, groupClaims } from './decide.ts';
import { mayMean } from './globs.ts';
import { mutate } from './minimal.ts';
import { managedPolicy, pairsOf } from './pairs.ts';
import type { Proof } from './proof.ts';
import { identitySide, SOMEONE } from './sides.ts';

const OBJECT = 'arn:aws:s3:::my-ml-datasets/train/1.csv';
const read = { claim: 'read', action: 's3:GetObject', resource: OBJECT, page: 'https://docs.aws.amazon.com' };
const nearMisses = [
  { claim: 'read elsewhere', action: 's3:GetObject', resource: 'arn:aws:s3:::payroll/x' },
  {
    claim: 'read without TLS',
    action: 's3:GetObject',
    resource: OBJECT,
    context: { 'aws:SecureTransport': false },
  },
];

function proofOf(document: PolicyDocument, changes: Partial<Proof> = {}): Proof {
  return {
    preset: 'test.test',
    purpose: 'to test',
    parameters: {},
    sides: [identitySide(document)],
    caller: SOMEONE,
    allowed: [read],
    nearMisses,
    peer: { managedPolicies: ['AmazonS3ReadOnlyAccess'], extras: [] },
    ...changes,
  };
}

const exact = {
  Effect: 'Allow',
  Action: ['s3:GetObject'],
  Resource: ['arn:aws:s3:::my-ml-datasets/train/*'],
  Condition: { Bool: { 'aws:SecureTransport': 'true' } },
} as const;

describe('minimal', () => {
  test('is a policy of which each part is needed', () => {
    expect(mutate(proofOf({ Statement: exact }))).toEqual({ mutants: 3, survivors: [] });
  });

  test.each<[string, PolicyDocument, readonly string[]]>([
    [
      'an action',
      { Statement: { ...exact, Action: ['s3:GetObject', 's3:PutObject'] } },
      ['policy Statement[0].Action: without s3:PutObject'],
    ],
    [
      'a resource',
      { Statement: { ...exact, Resource: [...exact.Resource, 'arn:aws:s3:::x/*'] } },
      ['policy Statement[0].Resource: without arn:aws:s3:::x/*'],
    ],
    [
      'a statement',
      { Statement: [exact, { Sid: 'More', Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }] },
      ['policy Statement[1] (More): without the statement'],
    ],
    [
      'a condition',
      { Statement: { ...exact, Condition: { ...exact.Condition, Null: { 'aws:SourceIp': 'true' } } } },
      ['policy Statement[0].Condition.Null: without aws:SourceIp'],
    ],
    [
      'a value',
      { Statement: { ...exact, Condition: { Bool: { 'aws:SecureTransport': ['true', 'maybe'] } } } },
      ['policy Statement[0].Condition.Bool.aws:SecureTransport: without maybe'],
    ],
  ])('is none with %s too many', (_, document, survivors) => {
    expect(mutate(proofOf(document)).survivors).toEqual(survivors);
  });

  test('is none whose near misses would not notice that it is for any resource', () => {
    const { survivors } = mutate(proofOf({ Statement: exact }, { nearMisses: nearMisses.slice(1) }));
    expect(survivors).toEqual(['policy Statement[0].Resource: any']);
  });

  test('is no trust whose near misses would not notice another principal', () => {
    const on = 'arn:aws:iam::111122223333:role/r';
    const Principal = { Service: ['glue.amazonaws.com', 'ec2.amazonaws.com'] };
    const document = { Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } } as const;
    const assume = { ...read, principal: 'glue.amazonaws.com', action: 'sts:AssumeRole', resource: on };
    const sides = [{ name: 'trust', as: 'resource', holder: 'trust', on, document }] as const;
    expect(mutate(proofOf(document, { sides, allowed: [assume], nearMisses: [] })).survivors).toEqual([
      'trust Statement[0].Principal.Service: without ec2.amazonaws.com',
      'trust Statement[0].Principal: any',
    ]);
  });
});

test('a request that is not answered as the proof says is shown with its reason', () => {
  const proof = proofOf({ Statement: { ...exact, Resource: 'arn:aws:s3:::payroll/*' } });
  const broken = [...brokenClaims(proof, groupClaims(proof))];
  expect(broken.map(({ claim, expected }) => [claim.claim, expected])).toEqual([
    ['read', 'allowed'],
    ['read elsewhere', 'denied'],
  ]);
  expect(broken[0]?.why()).toContain('allows s3:GetObject only on arn:aws:s3:::payroll/*');
});

describe('pairs', () => {
  test('count each action with each type of resource that it may reach', () => {
    expect([...pairsOf([{ Statement: exact }])]).toEqual(['s3:GetObject on s3:object']);
    expect([...pairsOf([{ Statement: { ...exact, Resource: '*' } }])]).toEqual([
      's3:GetObject on s3:accesspointobject',
      's3:GetObject on s3:object',
    ]);
  });

  test('know every action and resource of the managed policies that they count', () => {
    expect(pairsOf([managedPolicy('AWSGlueServiceRole')]).size).toBeGreaterThan(100);
    expect(() => managedPolicy('AmazonS3ReadOnly')).toThrow('no managed policy AmazonS3ReadOnly');
  });

  test('that ours has and theirs has not want a reason, and a reason wants such a pair', () => {
    const writing = { Statement: [exact, { ...exact, Action: 's3:PutObject' }] } as const;
    const extras = [{ action: 's3:GetObject', reason: 'none' }];
    const peer = { managedPolicies: ['AmazonS3ReadOnlyAccess'], extras } as const;
    expect(compare(proofOf(writing, { peer }))).toMatchObject({
      shared: 1,
      beyond: 1,
      unexplained: ['s3:PutObject on s3:object'],
      stale: ['s3:GetObject'],
    });
  });
});

test.each([
  ['*', 'arn:{Partition}:s3:::{BucketName}', true],
  ['arn:aws:s3:::my-ml-datasets', 'arn:{Partition}:s3:::{BucketName}', true],
  ['arn:aws:s3:::my-ml-datasets/*', 'arn:{Partition}:s3:::{BucketName}', false],
  ['arn:aws:s3:::aws-glue-*', 'arn:{Partition}:s3:::{BucketName}/{ObjectName}', true],
  ['arn:aws:s3:::aws-glue-*', 'arn:{Partition}:s3:{Region}:{Account}:accesspoint/{AccessPointName}', false],
  [
    'arn:aws:logs:*:*:*:/aws-glue/*',
    'arn:{Partition}:logs:{Region}:{Account}:log-group:{LogGroupName}',
    true,
  ],
  ['arn:*:iam::*:role/x', 'arn:{Partition}:iam::{Account}:role/{RoleNameWithPath}', true],
  ['arn:aws:iam::*:policy/x', 'arn:{Partition}:iam::{Account}:role/{RoleNameWithPath}', false],
  ['arn:aws:sqs:*', 'arn:{Partition}:sqs:{Region}:{Account}:{QueueName}', true],
])('whether %s may mean %s: %s', (pattern, format, answer) => {
  expect(mayMean(pattern, format)).toBe(answer);
});
