import { CreateAccessKeyCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { accessKey, type AccessKeyOptions, rotate, type RotateOptions } from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import { type Cloud, createCloud, createKey, SECRET, storeFirstKey, target } from './cloud.ts';

/** Rotates by force and gives every operation that was not a read. */
async function attempt(
  cloud: Cloud,
  to = target,
): Promise<{ error?: unknown; outcome?: unknown; calls: string[] }> {
  const calls: string[] = [];
  const clients = cloud.clients((operation, send) => {
    calls.push(operation);
    return send();
  });
  try {
    return { outcome: await rotate(to, { ...clients, force: true }), calls };
  } catch (error) {
    return { error, calls };
  }
}

const writes = (calls: readonly string[]): string[] =>
  calls.filter((call) => !/^(Describe|Get|List)/.test(call));
const options: AccessKeyOptions = {
  user: 'AML@Packt',
  secret: SECRET,
  every: '60d',
  consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
};

describe('bad input ends in a clear error before any write', () => {
  test('a user that does not exist', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const { error, calls } = await attempt(cloud, accessKey({ ...options, user: 'nobody' }));
    expect(error).toMatchObject({ code: 'USER_NOT_FOUND', what: 'there is no IAM user `nobody`' });
    expect(writes(calls)).toEqual([]);
  });

  test('a secret that does not exist', async () => {
    const cloud = await createCloud();
    const { error, calls } = await attempt(cloud);
    expect(error).toMatchObject({ code: 'SECRET_NOT_FOUND', what: `there is no secret \`${SECRET}\`` });
    expect(calls).toEqual(['DescribeSecret']);
  });

  test.each([
    ['a text', { SecretString: 'hunter2-hunter2' }],
    ['a user name and password', { SecretString: '{"username":"u","password":"hunter2-hunter2"}' }],
    ['bytes', { SecretBinary: new TextEncoder().encode('hunter2-hunter2') }],
  ])('a secret that holds %s', async (_, value) => {
    const cloud = await createCloud();
    await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET, ...value }));
    const { error, calls } = await attempt(cloud);
    expect(error).toMatchObject({ code: 'NOT_A_KEY', path: SECRET });
    expect(String(error)).not.toContain('hunter2');
    expect(writes(calls)).toEqual([]);
  });

  test('a secret that is scheduled for deletion, without a call to IAM', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    await cloud.secretsManager.send(new DeleteSecretCommand({ SecretId: SECRET }));
    const { outcome, calls } = await attempt(cloud);
    expect(outcome).toMatchObject({
      state: 'blocked',
      reason: expect.stringContaining('scheduled for deletion'),
    });
    expect(calls).toEqual(['DescribeSecret']);
  });

  test("a root user's key", async () => {
    const cloud = await createCloud();
    const root = new IAMClient(cloud.aws.rootClientConfig());
    const { AccessKey } = await root.send(new CreateAccessKeyCommand({}));
    const { AccessKeyId, SecretAccessKey } = AccessKey ?? {};
    const SecretString = JSON.stringify({ AccessKeyId, SecretAccessKey });
    await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET, SecretString }));
    const { error, calls } = await attempt(cloud);
    expect(error).toMatchObject({ code: 'ROOT_KEY', hint: expect.stringContaining('delete that key') });
    expect(writes(calls)).toEqual([]);
  });

  test('a user that does not own the key in the secret', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const { CreateUserCommand } = await import('@aws-sdk/client-iam');
    await cloud.iam.send(new CreateUserCommand({ UserName: 'bob' }));
    const { error, calls } = await attempt(cloud, accessKey({ ...options, user: 'bob' }));
    expect(error).toMatchObject({
      code: 'FOREIGN_KEY',
      what: expect.stringContaining('user/teams/ml/AML@Packt'),
    });
    expect(writes(calls)).toEqual([]);
  });

  test('a key that the user has and the secret does not', async () => {
    const cloud = await createCloud();
    await createKey(cloud);
    await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET }));
    const { outcome, calls } = await attempt(cloud);
    expect(outcome).toMatchObject({ state: 'blocked', reason: expect.stringContaining('does not hold') });
    expect(writes(calls)).toEqual([]);
  });

  test('something else under AWSPENDING', async () => {
    const cloud = await createCloud();
    await storeFirstKey(cloud);
    const put = { SecretId: SECRET, SecretString: 'x', VersionStages: ['AWSPENDING'] };
    await cloud.secretsManager.send(new PutSecretValueCommand(put));
    const { outcome, calls } = await attempt(cloud);
    expect(outcome).toMatchObject({ state: 'blocked', reason: expect.stringContaining('AWSPENDING') });
    expect(writes(calls)).toEqual([]);
  });

  test.each(['iam', 'secretsManager', 'stsFor'] as const)(
    'no `%s`, in a program without types',
    async (name) => {
      const cloud = await createCloud();
      const clients = { ...cloud.clients((_, send) => send()), [name]: undefined } as RotateOptions;
      await expect(rotate(target, clients)).rejects.toMatchObject({
        code: 'OPTION_MISSING',
        path: `$.${name}`,
      });
    },
  );
});
