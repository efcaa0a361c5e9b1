import * as s3 from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from 'vitest';
import { document } from '../../test/ways.ts';
import { type Aws, type AwsOptions, type AwsServer, createAws } from '../index.ts';

const Bucket = 'my-public-data';
const EVERYONE = { Effect: 'Allow', Principal: '*' };
const READING = { ...EVERYONE, Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/open/*` };

interface Scene {
  readonly cloud: Aws;
  readonly root: s3.S3Client;
  /** Signs nothing. */
  readonly anyone: s3.S3Client;
}

/** A bucket with two objects, whose policy may let everyone in. */
async function scene(options: AwsOptions = {}, ...policy: readonly object[]): Promise<Scene> {
  const cloud = createAws({ accounts: ['444455556666'], ...options });
  const root = new s3.S3Client(cloud.rootClientConfig());
  await root.send(new s3.CreateBucketCommand({ Bucket }));
  for (const Key of ['open/a', 'b']) await root.send(new s3.PutObjectCommand({ Bucket, Key, Body: Key }));
  await root.send(new s3.DeletePublicAccessBlockCommand({ Bucket }));
  if (policy.length > 0) {
    await root.send(new s3.PutBucketPolicyCommand({ Bucket, Policy: document(...policy) }));
  }
  const signer = { sign: <Request>(request: Request) => Promise.resolve(request) };
  const anyone = new s3.S3Client({ ...cloud.rootClientConfig(), signer });
  return { cloud, root, anyone };
}

const read = (client: s3.S3Client, Key: string): Promise<s3.GetObjectCommandOutput> =>
  client.send(new s3.GetObjectCommand({ Bucket, Key }));
const denied = { name: 'AccessDenied', message: 'Access Denied', $metadata: { httpStatusCode: 403 } };

test('whoever does not sign is refused, unless the bucket lets everyone in', async () => {
  const { anyone } = await scene();
  for (const key of ['open/a', 'b']) await expect(read(anyone, key)).rejects.toMatchObject(denied);
  const open = (await scene({}, READING)).anyone;
  expect(await (await read(open, 'open/a')).Body?.transformToString()).toBe('open/a');
  await expect(read(open, 'b')).rejects.toMatchObject(denied);
  const put = new s3.PutObjectCommand({ Bucket, Key: 'open/a', Body: 'mine' });
  await expect(open.send(put)).rejects.toMatchObject(denied);
  await expect(open.send(new s3.ListObjectsV2Command({ Bucket }))).rejects.toMatchObject(denied);
});

test.each<[string, object, boolean]>([
  ['all of AWS', { ...READING, Principal: { AWS: '*' } }, true],
  ['an account', { ...READING, Principal: { AWS: '111122223333' } }, false],
  [
    'everyone at this address',
    { ...READING, Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.1' } } },
    true,
  ],
  [
    'everyone at another',
    { ...READING, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    false,
  ],
  [
    'every user of an account',
    { ...READING, Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } },
    false,
  ],
])('a policy that lets %s in', async (_, statement, isIn) => {
  const { anyone } = await scene({}, statement);
  if (isIn) await read(anyone, 'open/a');
  else await expect(read(anyone, 'open/a')).rejects.toMatchObject(denied);
});

test('everyone may do what the policy allows, writing and deleting too, and what it denies no one may', async () => {
  const all = {
    ...EVERYONE,
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
  };
  const { anyone } = await scene({}, all, { ...READING, Effect: 'Deny' });
  await anyone.send(new s3.PutObjectCommand({ Bucket, Key: 'c', Body: 'c' }));
  const { Deleted, Errors } = await anyone.send(
    new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'b' }] } }),
  );
  expect([Deleted, Errors]).toEqual([[{ Key: 'b' }], undefined]);
  const { Contents } = await anyone.send(new s3.ListObjectsV2Command({ Bucket }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['c', 'open/a']);
  await expect(read(anyone, 'open/a')).rejects.toMatchObject(denied);
});

test('who has not signed owns nothing and finds no bucket that is not there', async () => {
  const { anyone } = await scene();
  await expect(anyone.send(new s3.ListBucketsCommand({}))).rejects.toMatchObject(denied);
  await expect(anyone.send(new s3.CreateBucketCommand({ Bucket: 'another' }))).rejects.toMatchObject(denied);
  const absent = new s3.GetObjectCommand({ Bucket: 'absent-bucket', Key: 'x' });
  await expect(anyone.send(absent)).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

test('public buckets can be restricted to the account, other accounts that the policy names included', async () => {
  const named = { ...READING, Principal: { AWS: '444455556666' } };
  const { cloud, root, anyone } = await scene({}, READING, named);
  const stranger = new s3.S3Client(cloud.rootClientConfig({ account: '444455556666' }));
  for (const client of [anyone, stranger]) await read(client, 'open/a');
  const PublicAccessBlockConfiguration = { RestrictPublicBuckets: true };
  await root.send(new s3.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  for (const client of [anyone, stranger]) {
    await expect(read(client, 'open/a')).rejects.toMatchObject({ name: 'AccessDenied' });
  }
  await read(root, 'open/a');
  // A policy that lets only the account in is not public.
  await root.send(new s3.PutBucketPolicyCommand({ Bucket, Policy: document(named) }));
  await read(stranger, 'open/a');
});

test('where no policies are asked, every request must be signed', async () => {
  const { anyone } = await scene({ unsafeWithoutEnforcement: true }, READING);
  await expect(read(anyone, 'open/a')).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('the log has it as anyone', async () => {
  const { cloud, anyone } = await scene({}, READING);
  cloud.calls.clear();
  await read(anyone, 'open/a');
  expect(cloud.calls.list()).toMatchObject([
    { operation: 's3:GetObject', caller: '*', account: '111122223333', outcome: 'answered' },
  ]);
});

describe('over HTTP', () => {
  let server: AwsServer | undefined;
  afterEach(() => server?.close());

  test('a browser reads what is open to everyone, and nothing of the other services', async () => {
    const { cloud } = await scene({}, READING);
    const { url } = (server = await cloud.listen());
    expect(await (await fetch(`${url}/${Bucket}/open/a`)).text()).toBe('open/a');
    const refused = await fetch(`${url}/${Bucket}/b`);
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied<'),
    ]);
    expect((await fetch(`${url}/${Bucket}/open/a`, { method: 'HEAD' })).status).toBe(200);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'Action=ListUsers&Version=2010-05-08';
    const users = await fetch(url, { method: 'POST', headers: form, body });
    expect([users.status, await users.text()]).toEqual([
      403,
      expect.stringContaining('MissingAuthenticationToken'),
    ]);
    const target = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'secretsmanager.ListSecrets',
    };
    const secrets = await fetch(url, { method: 'POST', headers: target, body: '{}' });
    expect(await secrets.text()).toContain('MissingAuthenticationToken');
  });
});
