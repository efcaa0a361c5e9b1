import * as iam from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { createAws } from '../index.ts';

const READ = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['s3:Get*', 's3:List*'], Resource: '*' }],
} as const;
const ARN = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

async function setUp(): Promise<iam.IAMClient> {
  const cloud = createAws({
    managedPolicies: { AmazonS3ReadOnlyAccess: READ, 'job-function/ViewOnlyAccess': READ },
  });
  const client = new iam.IAMClient({ ...cloud.rootClientConfig(), maxAttempts: 1 });
  await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
  return client;
}

test('a policy that AWS manages can be attached, listed and read, and changed by nobody', async () => {
  const client = await setUp();
  await client.send(new iam.AttachUserPolicyCommand({ UserName: 'ana', PolicyArn: ARN }));
  const { AttachedPolicies } = await client.send(
    new iam.ListAttachedUserPoliciesCommand({ UserName: 'ana' }),
  );
  expect(AttachedPolicies).toEqual([{ PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: ARN }]);
  const { Policies } = await client.send(new iam.ListPoliciesCommand({ Scope: 'AWS' }));
  expect(Policies?.map(({ Arn, Path, AttachmentCount }) => [Arn, Path, AttachmentCount])).toEqual([
    [ARN, '/', 1],
    ['arn:aws:iam::aws:policy/job-function/ViewOnlyAccess', '/job-function/', 0],
  ]);
  const { PolicyVersion } = await client.send(
    new iam.GetPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v1' }),
  );
  expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toEqual(READ);
  await expect(client.send(new iam.DeletePolicyCommand({ PolicyArn: ARN }))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
});

test('one that the emulator was not given is refused with what to do', async () => {
  const client = await setUp();
  await expect(
    client.send(
      new iam.AttachUserPolicyCommand({
        UserName: 'ana',
        PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess',
      }),
    ),
  ).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message:
      "Policy arn:aws:iam::aws:policy/AmazonSageMakerFullAccess does not exist or is not attachable. The emulator has only the AWS managed policies that it is given: createAws({ managedPolicies: { 'AmazonSageMakerFullAccess': document } }).",
  });
});

test('a document that is none is refused when the emulator is made', () => {
  expect(() => createAws({ managedPolicies: { Broken: { Version: '2012-10-17', Statement: [] } } })).toThrow(
    expect.objectContaining({ code: 'INVALID_MANAGED_POLICY' }),
  );
});
