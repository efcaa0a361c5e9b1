import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetObjectCommand, PutObjectCommand, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { allowAll, describeEachWay, START } from '../../test/ways.ts';
import { createAws, createVirtualClock, type Fault } from '../index.ts';

const user = (UserName: string): CreateUserCommand => new CreateUserCommand({ UserName });

describeEachWay('faults', (setUp) => {
  test('a call fails before anything is done, with the error that was asked for', async () => {
    const { cloud, iam } = await setUp();
    const effect = { kind: 'fail', code: 'ServiceFailure', message: 'not now' } as const;
    const fault = cloud.faults.add({ on: 'iam:CreateUser', times: 1, effect });
    await expect(iam.send(user('alice'))).rejects.toMatchObject({
      name: 'ServiceFailureException',
      message: 'not now',
      $metadata: { httpStatusCode: 500 },
    });
    await iam.send(user('alice'));
    expect(fault.struck()).toBe(1);
  });

  test('a call fails after it was carried out', async () => {
    const { cloud, iam } = await setUp();
    cloud.faults.add({
      on: 'iam:CreateUser',
      times: 1,
      effect: { kind: 'fail-after', code: 'InternalFailure' },
    });
    await expect(iam.send(user('alice'))).rejects.toMatchObject({
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
    expect((await iam.send(new GetUserCommand({ UserName: 'alice' }))).User?.UserName).toBe('alice');
  });

  test('the connection breaks before a call, or after it', async () => {
    const { cloud, iam } = await setUp();
    const count = async (): Promise<number | undefined> =>
      (await iam.send(new ListAccessKeysCommand({ UserName: 'alice' }))).AccessKeyMetadata?.length;
    await iam.send(user('alice'));
    for (const [kind, keys] of [
      ['drop-request', 0],
      ['drop-reply', 1],
    ] as const) {
      cloud.faults.add({ on: 'iam:CreateAccessKey', times: 1, effect: { kind } });
      await expect(iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }))).rejects.toMatchObject({
        code: 'ECONNRESET',
      });
      expect(await count()).toBe(keys);
      cloud.faults.clear();
    }
  });

  test('a refusal can be lost as well', async () => {
    const { cloud, iam } = await setUp();
    cloud.faults.add({ effect: { kind: 'drop-reply' } });
    await expect(iam.send(new GetUserCommand({ UserName: 'nobody' }))).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });

  test('throttling has the name that each protocol gives it', async () => {
    const { cloud, iam, sts, secretsManager } = await setUp();
    cloud.faults.add({ effect: { kind: 'throttle' } });
    await expect(iam.send(new ListUsersCommand({}))).rejects.toMatchObject({ name: 'Throttling' });
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'Throttling' });
    await expect(secretsManager.send(new GetSecretValueCommand({ SecretId: 'a' }))).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('a delay passes on the injected clock', async () => {
    const { cloud, clock, iam } = await setUp();
    cloud.faults.add({ on: 'iam:CreateUser', effect: { kind: 'delay', by: 60_000 } });
    const { User } = await iam.send(user('alice'));
    expect(clock.now()).toBe(START + 60_000);
    expect(User?.CreateDate).toEqual(new Date(START + 60_000));
  });

  test('a read goes stale by so many changes, and changes still happen', async () => {
    const { cloud, iam } = await setUp();
    const names = async (): Promise<readonly unknown[] | undefined> =>
      (await iam.send(new ListUsersCommand({}))).Users?.map(({ UserName }) => UserName);
    await iam.send(user('before'));
    const stale = cloud.faults.add({ on: 'iam:List*', effect: { kind: 'stale', writes: 2 } });
    for (const name of ['one', 'two', 'three']) await iam.send(user(name));
    expect(await names()).toEqual(['before', 'one']);
    stale.remove();
    expect(await names()).toEqual(['before', 'one', 'three', 'two']);
  });

  test('what is refused is no change that a stale read could miss', async () => {
    const { cloud, iam } = await setUp();
    cloud.faults.add({ on: 'iam:GetUser', effect: { kind: 'stale' } });
    await iam.send(user('alice'));
    await iam.send(user('bob'));
    await expect(iam.send(user('alice'))).rejects.toThrow();
    expect((await iam.send(new GetUserCommand({ UserName: 'alice' }))).User?.UserName).toBe('alice');
    await expect(iam.send(new GetUserCommand({ UserName: 'bob' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  test('only the calls that are meant are struck', async () => {
    const { cloud, iam, as } = await setUp();
    await iam.send(user('alice'));
    await allowAll(iam, 'alice');
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const alice = as(AccessKey).iam;
    const fault = cloud.faults.add({
      on: 'iam:CreateUser',
      caller: '*:user/alice',
      nth: [2, 3],
      when: ({ input }) => input['UserName'] !== 'spared',
      effect: { kind: 'fail', code: 'LimitExceeded' },
    });
    await iam.send(user('by-root'));
    await alice.send(user('first'));
    await alice.send(user('spared'));
    await expect(alice.send(user('second'))).rejects.toMatchObject({ name: 'LimitExceededException' });
    await expect(alice.send(user('third'))).rejects.toMatchObject({ $metadata: { httpStatusCode: 409 } });
    await alice.send(user('fourth'));
    expect(fault.struck()).toBe(2);
  });
});

test('with one seed the same calls are struck, with another others', async () => {
  const struck = async (faultSeed: number): Promise<string> => {
    const cloud = createAws({
      faultSeed,
      faults: [{ on: 's3:PutObject', probability: 0.5, effect: { kind: 'fail', code: 'SlowDown' } }],
    });
    const s3 = new S3Client({ ...cloud.rootClientConfig(), maxAttempts: 1 });
    await s3.send(new CreateBucketCommand({ Bucket: 'data-bucket' }));
    const put = (Key: string): Promise<string> =>
      s3.send(new PutObjectCommand({ Bucket: 'data-bucket', Key, Body: 'x' })).then(
        () => '.',
        (error: unknown) => (error instanceof Error ? error.name : ''),
      );
    let outcomes = '';
    for (let i = 0; i < 24; i++) outcomes += await put(`${i}`);
    return outcomes.replaceAll('SlowDown', 'x');
  };
  const first = await struck(7);
  expect(first).toMatch(/^[.x]{24}$/);
  expect(new Set(first).size).toBe(2);
  expect(await struck(7)).toBe(first);
  expect(await struck(8)).not.toBe(first);
});

test("an SDK client's own retries get past a fault that strikes once", async () => {
  const cloud = createAws();
  const s3 = new S3Client(cloud.rootClientConfig());
  await s3.send(new CreateBucketCommand({ Bucket: 'data-bucket' }));
  await s3.send(new PutObjectCommand({ Bucket: 'data-bucket', Key: 'a', Body: 'x' }));
  const fault = cloud.faults.add({ on: 's3:GetObject', times: 1, effect: { kind: 'drop-reply' } });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'data-bucket', Key: 'a' }));
  expect(await Body?.transformToString()).toBe('x');
  expect(fault.struck()).toBe(1);
  expect(cloud.calls.list({ operation: 's3:GetObject' }).map(({ outcome }) => outcome)).toEqual([
    'lost',
    'answered',
  ]);
});

test('a real delay does not move the injected clock', async () => {
  const clock = createVirtualClock();
  const cloud = createAws({ clock, faults: [{ effect: { kind: 'delay', by: 5, real: true } }] });
  const before = clock.now();
  const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  await new SecretsManagerClient(cloud.rootClientConfig()).send(
    new CreateSecretCommand({ Name: 'a', SecretString: 'x' }),
  );
  expect(clock.now()).toBe(before);
});

describe('a fault that could not strike is refused', () => {
  const effect = { kind: 'throttle' } as const;
  test.each<[string, Fault, object]>([
    [
      'for an operation in the wrong case, with the right one',
      { on: 'iam:createUser', effect },
      { code: 'UNKNOWN_OPERATION', hint: 'did you mean `iam:CreateUser`' },
    ],
    [
      'for an operation without its service',
      { on: 'CreateUser', effect },
      { hint: 'did you mean `iam:CreateUser`' },
    ],
    ['for an unknown one', { on: 'ec2:*', effect }, { code: 'UNKNOWN_OPERATION', path: '$.on' }],
    ['for the call before the first', { nth: 0, effect }, { code: 'INVALID_FAULT', path: '$.nth' }],
    ['for a probability of more than 1', { probability: 50, effect }, { path: '$.probability' }],
    ['for a delay backwards', { effect: { kind: 'delay', by: -1 } }, { path: '$.effect.by' }],
    [
      'for a success as an error',
      { effect: { kind: 'fail', code: 'X', status: 200 } },
      { path: '$.effect.status' },
    ],
    ['for half a change', { effect: { kind: 'stale', writes: 0.5 } }, { path: '$.effect.writes' }],
    ['for no strike at all', { times: 0, effect }, { path: '$.times' }],
  ])('%s', (_, fault, error) => {
    expect(() => createAws({ faults: [fault] })).toThrow(expect.objectContaining(error));
  });
});
