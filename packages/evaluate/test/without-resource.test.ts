import type { PolicyDocument } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { compile } from '../src/index.ts';
import { specify } from '../src/specification/index.ts';

// Policies of repositories in Amazon ECR name no resource: they mean the one that they are attached to.
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
const ana = 'arn:aws:iam::111122223333:user/ana';
const repository = 'arn:aws:ecr:eu-west-1:111122223333:repository/x';
const pull = { Sid: 'allow pull', Effect: 'Allow', Principal: { AWS: ana }, Action: 'ecr:BatchGetImage' };
const noDeletion = { Effect: 'Deny', Principal: '*', Action: 'ecr:Delete*', Resource: '*' };

function decide(statements: readonly object[], action: string): readonly string[] {
  const policies = { resource: { Version: '2012-10-17', Statement: statements } as PolicyDocument };
  const request = { principal: ana, action, resource: repository };
  const { effect, by } = compile(policies).decide(request);
  expect(specify(policies, request)).toMatchObject({ effect, by });
  return [effect, by];
}

test('a statement of a resource policy without Resource means the resource that it is attached to', () => {
  expect(decide([pull], 'ecr:BatchGetImage')).toEqual(['Allow', 'resource']);
  expect(decide([pull], 'ecr:PutImage')).toEqual(['ImplicitDeny', 'identity']);
});

test('it does so too beside statements that name a resource, and as a deny', () => {
  const { Resource: _, ...everywhere } = noDeletion;
  for (const deny of [noDeletion, everywhere]) {
    expect(decide([pull, deny], 'ecr:BatchGetImage')).toEqual(['Allow', 'resource']);
    expect(decide([pull, deny], 'ecr:DeleteRepository')).toEqual(['ExplicitDeny', 'resource']);
  }
});
