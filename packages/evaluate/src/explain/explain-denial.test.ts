import type { PolicyDocument, PrincipalBlock } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { authorize } from '../authorize.ts';
import type { Policies } from '../policies.ts';
import type { AccessRequest } from '../request.ts';

const asked: AccessRequest = {
  principal: 'arn:aws:iam::111122223333:user/ana',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::payroll/x',
};
const queues = { Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: '*' } } as const;

function naming(Principal: PrincipalBlock): PolicyDocument {
  return { Statement: { Effect: 'Allow', Principal, Action: '*', Resource: '*' } };
}

test.each<[string, Policies, Partial<AccessRequest>, string]>([
  [
    'that within an account the resource policy could have allowed too',
    { resource: naming({ AWS: '444455556666' }) },
    {},
    'is implicitly denied: the resource policy does not allow it, and there is no identity policy',
  ],
  [
    'that neither of two policies allows',
    { resource: naming({ AWS: '444455556666' }), identity: [queues] },
    {},
    'is implicitly denied: neither the resource policy nor an identity policy allows it',
  ],
  [
    'that identity policies lack where the resource policy leaves it to them',
    { resource: naming({ AWS: '111122223333' }), identity: [queues] },
    {},
    'is implicitly denied: no identity policy allows it',
  ],
  [
    'that a wildcard in the name of a principal is none',
    { resource: naming({ AWS: 'arn:aws:iam::111122223333:user/*' }) },
    {},
    'only to arn:aws:iam::111122223333:user/* (* is no wildcard in the name of a principal)',
  ],
  [
    'on which resources a Deny matches',
    {
      identity: [
        { Statement: { Effect: 'Deny', Action: '*', Resource: ['arn:aws:s3:::*pay*', 'arn:aws:s3:::a'] } },
      ],
    },
    {},
    'statement 1 denies it on arn:aws:s3:::*pay* and arn:aws:s3:::a',
  ],
  [
    'what a Deny leaves out',
    {
      identity: [
        { Statement: { Effect: 'Deny', NotAction: ['iam:*', 'sts:*'], NotResource: 'arn:aws:s3:::a/*' } },
      ],
    },
    {},
    'statement 1 denies it (every action but iam:* and sts:*) on all but arn:aws:s3:::a/*',
  ],
  [
    'what the ARN of a session does not tell',
    {
      identity: [
        {
          Statement: {
            Effect: 'Allow',
            Action: '*',
            Resource: '*',
            Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ml/*' } },
          },
        },
      ],
    },
    { principal: 'arn:aws:sts::111122223333:assumed-role/training/job' },
    "but the request does not give aws:PrincipalArn or the session's `roleArn`",
  ],
  [
    'that an empty text is no value of a set',
    {
      identity: [
        {
          Statement: {
            Effect: 'Allow',
            Action: '*',
            Resource: '*',
            Condition: { 'ForAnyValue:StringLike': { 'aws:TagKeys': '*' } },
          },
        },
      ],
    },
    { context: { 'aws:TagKeys': [''] } },
    'but aws:TagKeys is "", which counts as no value',
  ],
  [
    'that no bucket policy bears on the root user who deletes it',
    { resource: naming('*'), scps: [[queues]] },
    { principal: 'arn:aws:iam::111122223333:root', action: 's3:DeleteBucketPolicy' },
    'resource policy does not bear on s3:DeleteBucketPolicy by the root user of its account',
  ],
  [
    'that no resource control policy bears on kms:RetireGrant',
    { rcps: [[naming('*')]] },
    { action: 'kms:RetireGrant' },
    'resource control policy of level 1 does not bear on kms:RetireGrant',
  ],
  [
    'that no resource control policy bears on who assumes a service-linked role',
    { rcps: [[naming('*')]] },
    {
      action: 'sts:AssumeRole',
      resource: 'arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/r',
    },
    'resource control policy of level 1 does not bear on service-linked roles',
  ],
])('says %s', (_, policies, request, words) => {
  expect(authorize(policies, { ...asked, ...request }).explain()).toContain(words);
});
