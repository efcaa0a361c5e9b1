import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteUserCommand,
  EnableMFADeviceCommand,
  IAMClient,
  ListUsersCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { principal } from '@leastwise/policy';
import { describe, expect, test } from 'vitest';
import { allowing, denying, describeEachWay, document, START, TRUST } from '../../test/ways.ts';
import { createAws } from '../index.ts';

const ALICE = 'arn:aws:iam::111122223333:user/alice';

describeEachWay('the call log', (setUp) => {
  test('tells which calls were made, by whom, and what they were answered', async () => {
    const { cloud, iam, as } = await setUp();
    const { $metadata } = await iam.send(new CreateUserCommand({ UserName: 'alice', Path: '/ml/' }));
    await iam.send(new CreateUserCommand({ UserName: 'alice' })).catch(() => undefined);
    const stranger = { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', SecretAccessKey: 'x' };
    await as(stranger)
      .sts.send(new GetCallerIdentityCommand({}))
      .catch(() => undefined);
    const root = 'arn:aws:iam::111122223333:root';
    expect(cloud.calls.list()).toEqual([
      {
        requestId: $metadata.requestId,
        time: new Date(START).toISOString(),
        operation: 'iam:CreateUser',
        parameters: { UserName: 'alice', Path: '/ml/' },
        caller: root,
        account: '111122223333',
        region: 'us-east-1',
        sourceIp: '127.0.0.1',
        userAgent: expect.stringContaining('aws-sdk-js') as string,
        permissions: [
          {
            action: 'iam:CreateUser',
            resource: 'arn:aws:iam::111122223333:user/ml/alice',
            effect: 'Allow',
            by: 'root',
            statements: [],
          },
        ],
        outcome: 'answered',
        faults: [],
      },
      expect.objectContaining({
        outcome: 'refused',
        error: { code: 'EntityAlreadyExists', message: 'User with name alice already exists.' },
      }),
      expect.objectContaining({
        operation: 'sts:GetCallerIdentity',
        caller: undefined,
        permissions: [],
        error: { code: 'InvalidClientTokenId', message: expect.any(String) as string },
      }),
    ]);
  });

  test('names the policy and the statement that allowed, and those that denied with the reason', async () => {
    const { cloud, iam, as } = await setUp();
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const put = (PolicyName: string, PolicyDocument: string): Promise<unknown> =>
      iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName, PolicyDocument }));
    await put('limits', denying('iam:DeleteUser', { Sid: 'NoDeletion' }));
    const statement = { Effect: 'Allow', Resource: '*' };
    await put(
      'mine',
      document({ ...statement, Action: 's3:*' }, { ...statement, Action: ['iam:List*', 'iam:DeleteUser'] }),
    );
    cloud.calls.clear();
    const alice = as(AccessKey).iam;
    await alice.send(new ListUsersCommand({}));
    await alice.send(new DeleteUserCommand({ UserName: 'alice' })).catch(() => undefined);
    await alice.send(new CreateUserCommand({ UserName: 'bob' })).catch(() => undefined);
    const [listed, deleted, created] = cloud.calls.list({ caller: ALICE });
    expect(listed?.permissions[0]?.statements).toEqual([
      { policy: 'user_alice_mine', type: 'identity', statement: 'Statement[1]', effect: 'Allow' },
    ]);
    expect(deleted).toMatchObject({
      outcome: 'refused',
      error: { code: 'AccessDenied', message: expect.stringContaining('explicit deny') as string },
      permissions: [
        {
          effect: 'ExplicitDeny',
          by: 'identity',
          why: expect.stringContaining('iam:DeleteUser') as string,
          statements: [
            { policy: 'user_alice_limits', statement: 'Statement[0]', sid: 'NoDeletion', effect: 'Deny' },
          ],
        },
      ],
    });
    expect(created?.permissions).toMatchObject([{ effect: 'ImplicitDeny', statements: [] }]);
    expect(cloud.calls.denied()).toEqual([deleted, created]);
  });

  test('names managed policies by their ARNs', async () => {
    const { cloud, iam } = await setUp();
    await iam.send(new CreateRoleCommand({ RoleName: 'training', AssumeRolePolicyDocument: TRUST }));
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName: 'lists', PolicyDocument: allowing('iam:List*') }),
    );
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'training', PolicyArn: Policy?.Arn }));
    const inline = { RoleName: 'training', PolicyName: 'p', PolicyDocument: allowing('s3:*') };
    await iam.send(new PutRolePolicyCommand(inline));
    const session = await cloud.assume({ name: 'training' }, { as: principal.services.glue });
    await new IAMClient(session).send(new ListUsersCommand({}));
    expect(cloud.calls.list().at(-1)).toMatchObject({
      caller: 'arn:aws:sts::111122223333:assumed-role/training/test',
      permissions: [{ statements: [{ policy: Policy?.Arn }] }],
    });
  });

  test('holds no secret value', async () => {
    const { cloud, iam, secretsManager } = await setUp();
    const secret = { SecretId: 's', SecretString: 'correct horse' };
    await secretsManager.send(new CreateSecretCommand({ Name: 's', SecretString: 'battery staple' }));
    await secretsManager.send(new PutSecretValueCommand(secret));
    await secretsManager
      .send(new PutSecretValueCommand({ ...secret, SecretId: 'none' }))
      .catch(() => undefined);
    await secretsManager.send(new GetSecretValueCommand({ SecretId: 's' }));
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    await iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Tr0ub4dor&3' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };
    const device = new EnableMFADeviceCommand({ UserName: 'alice', SerialNumber: 'none-such', ...codes });
    await iam.send(device).catch(() => undefined);
    const log = JSON.stringify(cloud.calls.list());
    for (const each of ['horse', 'staple', 'Tr0ub4dor', '123456', '654321', AccessKey?.SecretAccessKey]) {
      expect(log).not.toContain(each);
    }
    expect(cloud.calls.list({ operation: 'secretsmanager:Put*' })[0]?.parameters).toEqual({
      SecretId: 's',
      SecretString: '***',
      ClientRequestToken: expect.any(String) as string,
    });
  });
});

test('of S3 it keeps bucket and key, and nothing of objects and headers', async () => {
  const cloud = createAws();
  const s3 = new S3Client(cloud.rootClientConfig());
  await s3.send(new CreateBucketCommand({ Bucket: 'data-bucket' }));
  await s3.send(
    new PutObjectCommand({ Bucket: 'data-bucket', Key: 'a/b', Body: 'x', Metadata: { m: 'hush' } }),
  );
  expect(cloud.calls.list({ operation: 's3:PutObject' })[0]?.parameters).toEqual({
    bucket: 'data-bucket',
    key: 'a/b',
  });
});

describe('calls are found', () => {
  test('by operation, sender, outcome and error', async () => {
    const cloud = createAws();
    const s3 = new S3Client({ ...cloud.rootClientConfig(), maxAttempts: 1 });
    await s3.send(new CreateBucketCommand({ Bucket: 'data-bucket' }));
    const get = (): Promise<unknown> => s3.send(new GetObjectCommand({ Bucket: 'data-bucket', Key: 'k' }));
    await get().catch(() => undefined);
    cloud.faults.add({ on: 's3:GetObject', effect: { kind: 'drop-reply' } });
    await get().catch(() => undefined);
    const count = (filter: Parameters<typeof cloud.calls.list>[0]): number => cloud.calls.list(filter).length;
    expect(count({})).toBe(3);
    expect(count({ operation: 's3:Get*' })).toBe(2);
    expect(count({ outcome: 'lost' })).toBe(1);
    expect(count({ errorCode: 'NoSuchKey' })).toBe(1);
    expect(count({ caller: '*:root' })).toBe(3);
    expect(count({ caller: '*:user/*' })).toBe(0);
    expect(cloud.calls.list({ outcome: 'lost' })[0]?.faults).toEqual(['drop-reply']);
    cloud.calls.clear();
    expect(cloud.calls.list()).toEqual([]);
  });
});
