import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetUserCommand,
  IAMClient,
  ListUsersCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type IdentityPolicy, principal } from '@leastwise/policy';
import { describe, expect, test } from 'vitest';
import { TRUST } from '../../test/ways.ts';
import { type Aws, type ClientConfig, createAws, leastPrivilege } from '../index.ts';

async function inANewCloud(): Promise<Aws> {
  const cloud = createAws();
  const config = cloud.rootClientConfig();
  const s3 = new S3Client(config);
  await s3.send(new CreateBucketCommand({ Bucket: 'data-bucket' }));
  for (const Key of ['train/*.csv', 'train/b.csv']) {
    await s3.send(new PutObjectCommand({ Bucket: 'data-bucket', Key, Body: '1,2' }));
  }
  await new IAMClient(config).send(new CreateUserCommand({ UserName: 'alice' }));
  cloud.calls.clear();
  return cloud;
}

/** The code whose policy is wanted: it knows nothing of where it runs. */
async function job(config: ClientConfig): Promise<string | undefined> {
  const [s3, iam, manager] = [new S3Client(config), new IAMClient(config), new SecretsManagerClient(config)];
  await new STSClient(config).send(new GetCallerIdentityCommand({}));
  await s3.send(new ListObjectsV2Command({ Bucket: 'data-bucket' }));
  for (const Key of ['train/*.csv', 'train/b.csv']) {
    await s3.send(new GetObjectCommand({ Bucket: 'data-bucket', Key }));
  }
  await iam.send(new ListUsersCommand({}));
  await iam.send(new GetUserCommand({ UserName: 'alice' }));
  await manager.send(new CreateSecretCommand({ Name: 'run', SecretString: 'x' }));
  await manager.send(new PutSecretValueCommand({ SecretId: 'run', SecretString: 'y' }));
  return (await manager.send(new GetSecretValueCommand({ SecretId: 'run' }))).SecretString;
}

/** A session that may do what the policy says, and nothing else. */
async function under(policy: object, cloud: Aws): Promise<ClientConfig> {
  const iam = new IAMClient(cloud.rootClientConfig());
  await iam.send(new CreateRoleCommand({ RoleName: 'job', AssumeRolePolicyDocument: TRUST }));
  const PolicyDocument = JSON.stringify(policy);
  await iam.send(new PutRolePolicyCommand({ RoleName: 'job', PolicyName: 'p', PolicyDocument }));
  return cloud.assume({ name: 'job' }, { as: principal.services.glue });
}

async function policyOfJob(): Promise<IdentityPolicy> {
  const cloud = await inANewCloud();
  await job(cloud.rootClientConfig());
  return leastPrivilege(cloud.calls.list());
}

test('says exactly what the code did, in few statements', async () => {
  const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:run-??????';
  expect((await policyOfJob()).Statement).toEqual([
    { Effect: 'Allow', Action: ['iam:GetUser'], Resource: ['arn:aws:iam::111122223333:user/alice'] },
    { Effect: 'Allow', Action: ['iam:ListUsers'], Resource: ['*'] },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: ['arn:aws:s3:::data-bucket/train/${*}.csv', 'arn:aws:s3:::data-bucket/train/b.csv'],
    },
    { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::data-bucket'] },
    {
      Effect: 'Allow',
      Action: [
        'secretsmanager:CreateSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
      ],
      Resource: [arn],
    },
  ]);
});

test('the same code runs under it elsewhere', async () => {
  const cloud = await inANewCloud();
  expect(await job(await under(await policyOfJob(), cloud))).toBe('y');
  expect(cloud.calls.denied()).toEqual([]);
});

describe('nothing can be taken away from it', () => {
  test.each([0, 1, 2, 3, 4])('without statement %i the code is denied', async (index) => {
    const { Version, Statement } = await policyOfJob();
    const cloud = await inANewCloud();
    const session = await under({ Version, Statement: [Statement].flat().toSpliced(index, 1) }, cloud);
    await expect(job(session)).rejects.toThrow('is not authorized to perform');
  });

  test('a name with an asterisk stands for itself alone', async () => {
    const cloud = await inANewCloud();
    const { Version, Statement } = await policyOfJob();
    const only = JSON.stringify({ Version, Statement }).replace(
      ',"arn:aws:s3:::data-bucket/train/b.csv"',
      '',
    );
    await expect(job(await under(JSON.parse(only) as object, cloud))).rejects.toThrow('train/b.csv');
  });
});

test('an order is as good as another', async () => {
  const cloud = await inANewCloud();
  await job(cloud.rootClientConfig());
  const calls = cloud.calls.list();
  expect(leastPrivilege([...calls].reverse())).toEqual(leastPrivilege(calls));
});

test('from nothing, and from denials, there is no policy', async () => {
  const refused = expect.objectContaining({ code: 'NOTHING_ALLOWED' }) as Error;
  expect(() => leastPrivilege([])).toThrow(refused);
  const cloud = createAws();
  const iam = new IAMClient(cloud.rootClientConfig());
  await iam.send(new CreateUserCommand({ UserName: 'alice' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
  const alice = new IAMClient(cloud.clientConfig(AccessKey));
  await expect(alice.send(new ListUsersCommand({}))).rejects.toThrow('is not authorized');
  expect(cloud.calls.denied()).toHaveLength(1);
  expect(() => leastPrivilege(cloud.calls.denied())).toThrow(refused);
});
