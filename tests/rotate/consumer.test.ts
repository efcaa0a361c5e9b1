import { inspect } from 'node:util';
import {
  IAMClient,
  ListUsersCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, HeadBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { credentialsFromSecret, rotate, type SecretCredentials } from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import {
  type Cloud,
  createCloud,
  currentValue,
  DAY,
  keysOf,
  SECRET,
  storeFirstKey,
  target,
  USER,
} from './cloud.ts';
import { createLog, type Log } from './driver.ts';
import { intercepted, type Intercept, reset } from './wire.ts';

const MINUTE = 60_000;

interface Consumer {
  readonly cloud: Cloud;
  readonly credentials: SecretCredentials;
  readonly s3: S3Client;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly log: Log;
  /** How often the secret was read. */
  reads(): number;
}

/** A program that uses the key in the secret for S3, IAM and STS. */
async function createConsumer({
  wire = (_, send) => send(),
  attach = true,
}: { wire?: Intercept; attach?: boolean } = {}): Promise<Consumer> {
  const cloud = await createCloud();
  await storeFirstKey(cloud);
  const Statement = { Effect: 'Allow', Action: ['s3:*', 'iam:List*'], Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await cloud.iam.send(new PutUserPolicyCommand({ UserName: USER, PolicyName: 'work', PolicyDocument }));
  await new S3Client(cloud.aws.rootClientConfig()).send(new CreateBucketCommand({ Bucket: 'my-ml-results' }));
  let reads = 0;
  const counted: Intercept = (operation, send, sender) => {
    reads++;
    return wire(operation, send, sender);
  };
  const log = createLog();
  const credentials = credentialsFromSecret({
    secretsManager: new SecretsManagerClient(intercepted(cloud.aws.rootClientConfig(), counted)),
    secret: SECRET,
    clock: cloud.clock,
    onEvent: (event) => log.add(event),
  });
  const config = { ...cloud.aws.rootClientConfig(), credentials, maxAttempts: 1 };
  const attached = <Client extends { middlewareStack: object }>(client: Client): Client =>
    attach ? credentials.attach(client) : client;
  return {
    cloud,
    credentials,
    log,
    s3: attached(new S3Client(config)),
    iam: attached(new IAMClient(config)),
    sts: attached(new STSClient(config)),
    reads: () => reads,
  };
}

/** One unit of the consumer's work. */
async function work({ s3, iam, sts }: Consumer): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: 'my-ml-results', Key: 'churn/1', Body: 'done' }));
  await s3.send(new HeadBucketCommand({ Bucket: 'my-ml-results' }));
  await iam.send(new ListUsersCommand({}));
  await sts.send(new GetCallerIdentityCommand({}));
}

/** Replaces the key by another and deactivates the old one at once, as no rotation would. */
async function replaceAtOnce({ cloud }: Consumer): Promise<void> {
  const [old = ''] = Object.keys(await keysOf(cloud));
  await rotate(target, { ...cloud.clients((_, send) => send()), force: true });
  await cloud.iam.send(new UpdateAccessKeyCommand({ UserName: USER, AccessKeyId: old, Status: 'Inactive' }));
}

describe('a program that uses the key in the secret', () => {
  test('lives through a whole rotation without one failed call', async () => {
    const consumer = await createConsumer();
    const { cloud } = consumer;
    const [first = ''] = Object.keys(await keysOf(cloud));
    const clients = cloud.clients(async (_, send) => {
      // The program works between any two requests of the rotation.
      await work(consumer);
      return send();
    });
    await rotate(target, { ...clients, force: true });
    for (let hours = 0; hours < 11 * 24; hours += 8) {
      cloud.clock.advanceTo(cloud.clock.now() + 8 * 60 * MINUTE);
      await work(consumer);
      await rotate(target, clients);
    }
    expect(Object.values(await keysOf(cloud))).toEqual(['Active']);
    expect(await keysOf(cloud)).not.toHaveProperty(first);
  }, 60_000);

  test('notices the new key by a refusal, tries the same call again, and nobody sees it', async () => {
    const consumer = await createConsumer();
    await work(consumer);
    await replaceAtOnce(consumer);
    await work(consumer);
    expect(consumer.reads()).toBe(2);
  });

  test.each(['s3', 'iam', 'sts'] as const)('does so in %s alone', async (service) => {
    const consumer = await createConsumer();
    await work(consumer);
    await replaceAtOnce(consumer);
    const call = {
      s3: () => consumer.s3.send(new HeadBucketCommand({ Bucket: 'my-ml-results' })),
      iam: () => consumer.iam.send(new ListUsersCommand({})),
      sts: () => consumer.sts.send(new GetCallerIdentityCommand({})),
    }[service];
    await expect(call()).resolves.toBeDefined();
  });

  test('would fail without being attached', async () => {
    const consumer = await createConsumer({ attach: false });
    await work(consumer);
    await replaceAtOnce(consumer);
    await expect(work(consumer)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
    consumer.credentials.invalidate();
    await work(consumer);
  });

  test('gives the refusal back where the secret holds nothing newer, after one more read', async () => {
    const consumer = await createConsumer();
    await work(consumer);
    const [id = ''] = Object.keys(await keysOf(consumer.cloud));
    const update = { UserName: USER, AccessKeyId: id, Status: 'Inactive' } as const;
    await consumer.cloud.iam.send(new UpdateAccessKeyCommand(update));
    await expect(work(consumer)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
    expect(consumer.reads()).toBe(2);
  });

  test('does not take a missing permission for a refused key', async () => {
    const consumer = await createConsumer();
    await work(consumer);
    await expect(consumer.s3.send(new HeadBucketCommand({ Bucket: 'payroll' }))).rejects.toThrow();
    await expect(
      consumer.iam.send(
        new UpdateAccessKeyCommand({ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Active' }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(consumer.reads()).toBe(1);
  });

  test('reads the secret once for many calls at a time, also when all of them are refused', async () => {
    const consumer = await createConsumer();
    const many = (): Promise<unknown> => Promise.all(Array.from({ length: 10 }, () => work(consumer)));
    await many();
    expect(consumer.reads()).toBe(1);
    await replaceAtOnce(consumer);
    await many();
    expect(consumer.reads()).toBe(2);
  });
});

describe('the cache', () => {
  test('is read again after its time, and not before', async () => {
    const { credentials, cloud, reads } = await createConsumer();
    const first = await credentials();
    expect(first.expiration.getTime()).toBe(cloud.clock.now() + 4 * MINUTE);
    cloud.clock.advanceTo(cloud.clock.now() + 5 * MINUTE - 1);
    await credentials();
    expect(reads()).toBe(1);
    cloud.clock.advanceTo(cloud.clock.now() + 1);
    await credentials();
    expect(reads()).toBe(2);
  });

  test('serves the last value while Secrets Manager fails, and for an hour at most', async () => {
    let down = false;
    const wire: Intercept = (_, send) => (down ? Promise.reject(reset()) : send());
    const { credentials, cloud } = await createConsumer({ wire });
    const { accessKeyId } = await credentials();
    down = true;
    cloud.clock.advanceTo(cloud.clock.now() + 59 * MINUTE);
    expect((await credentials()).accessKeyId).toBe(accessKeyId);
    cloud.clock.advanceTo(cloud.clock.now() + MINUTE);
    await expect(credentials()).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    down = false;
    expect((await credentials()).accessKeyId).toBe(accessKeyId);
  });

  test('gives any JSON object, and its values only when they are asked for', async () => {
    const { credentials, cloud, log } = await createConsumer();
    const value = await credentials.get();
    expect(value.reveal()).toEqual(await currentValue(cloud));
    log.add(value);
    log.add(credentials);
    const { SecretAccessKey } = value.reveal();
    expect(log.text).not.toContain(SecretAccessKey);
  });

  test.each([
    ['no JSON', 'hunter2-hunter2', 'NOT_JSON'],
    ['half of it', '{"password":"hunter2-hunter2"', 'NOT_JSON'],
    ['no key', '{"password":"hunter2-hunter2"}', 'NOT_A_KEY'],
  ])('says of a secret that holds %s what it should, without its value', async (_, SecretString, code) => {
    const { cloud } = await createConsumer();
    await cloud.secretsManager.send(new CreateSecretCommand({ Name: 'other', SecretString }));
    const other = credentialsFromSecret({
      secretsManager: cloud.secretsManager,
      secret: 'other',
      clock: cloud.clock,
    });
    const error: unknown = await other().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code, path: 'other' });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hunter2');
  });

  test('follows what somebody stores by hand, at the latest after its time', async () => {
    const { credentials, cloud } = await createConsumer();
    await credentials.get();
    const SecretString = JSON.stringify({ ...(await currentValue(cloud)), bucket: 'another' });
    await cloud.secretsManager.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString }));
    cloud.clock.advanceTo(cloud.clock.now() + DAY);
    expect((await credentials.get()).reveal()).toHaveProperty('bucket', 'another');
  });
});
