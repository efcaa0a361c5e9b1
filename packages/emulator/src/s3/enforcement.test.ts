import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { createAws } from '../index.ts';

const Bucket = 'my-ml-datasets';

/** A user who may read the training data, tagged objects of the archive, and list what it may read. */
async function setUp(): Promise<{ root: s3.S3Client; ana: s3.S3Client; stranger: s3.S3Client }> {
  const cloud = createAws({ accounts: ['444455556666'] });
  const root = new s3.S3Client(cloud.rootClientConfig());
  await root.send(new s3.CreateBucketCommand({ Bucket }));
  for (const Key of ['train/1', 'validation/1'])
    await root.send(new s3.PutObjectCommand({ Bucket, Key, Body: Key }));
  const admin = new iam.IAMClient(cloud.rootClientConfig());
  await admin.send(new iam.CreateUserCommand({ UserName: 'ana' }));
  await admin.send(
    new iam.PutUserPolicyCommand({
      UserName: 'ana',
      PolicyName: 'read',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/train/*` },
          {
            Effect: 'Allow',
            Action: 's3:ListBucket',
            Resource: `arn:aws:s3:::${Bucket}`,
            Condition: { StringLike: { 's3:prefix': 'train/*' } },
          },
          {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${Bucket}/*`,
            Condition: { StringEquals: { 's3:ExistingObjectTag/public': 'yes' } },
          },
        ],
      }),
    }),
  );
  const { AccessKey } = await admin.send(new iam.CreateAccessKeyCommand({ UserName: 'ana' }));
  return {
    root,
    ana: new s3.S3Client(cloud.clientConfig(AccessKey)),
    stranger: new s3.S3Client(cloud.rootClientConfig({ account: '444455556666' })),
  };
}

test('one data set can be read and listed, the other not, with AWS words for why', async () => {
  const { ana, root } = await setUp();
  const read = (Key: string): Promise<unknown> => ana.send(new s3.GetObjectCommand({ Bucket, Key }));
  await read('train/1');
  await expect(read('validation/1')).rejects.toMatchObject({
    name: 'AccessDenied',
    message:
      'User: arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::my-ml-datasets/validation/1" because no identity-based policy allows the s3:GetObject action',
  });
  const list = (Prefix?: string): Promise<s3.ListObjectsV2CommandOutput> =>
    ana.send(new s3.ListObjectsV2Command({ Bucket, Prefix }));
  expect((await list('train/')).KeyCount).toBe(1);
  await expect(list()).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(
    ana.send(new s3.PutObjectCommand({ Bucket, Key: 'train/2', Body: 'x' })),
  ).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  await root.send(
    new s3.PutObjectTaggingCommand({
      ...{ Bucket, Key: 'validation/1' },
      Tagging: { TagSet: [{ Key: 'public', Value: 'yes' }] },
    }),
  );
  await read('validation/1');
});

test('who may not list a bucket is not told what is missing in it', async () => {
  const { ana, root } = await setUp();
  const absent = { Bucket, Key: 'train/absent' };
  await expect(root.send(new s3.GetObjectCommand(absent))).rejects.toMatchObject({ name: 'NoSuchKey' });
  const denied = {
    name: 'AccessDenied',
    message: expect.stringContaining(`s3:ListBucket on resource: "arn:aws:s3:::${Bucket}"`),
  };
  await expect(ana.send(new s3.GetObjectCommand(absent))).rejects.toMatchObject(denied);
  const head = ana.send(new s3.HeadObjectCommand(absent));
  await expect(head).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  const copy = { Bucket, Key: 'train/2', CopySource: `${Bucket}/train/absent` };
  await expect(ana.send(new s3.CopyObjectCommand(copy))).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('a copy needs the source as well as the target', async () => {
  const { ana } = await setUp();
  await expect(
    ana.send(new s3.CopyObjectCommand({ Bucket, Key: 'train/2', CopySource: `${Bucket}/validation/1` })),
  ).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('validation/1') });
});

test('a batch deletes the keys that may be deleted, and says which may not', async () => {
  const { ana, root } = await setUp();
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:user/ana' },
        Action: 's3:DeleteObject',
        Resource: `arn:aws:s3:::${Bucket}/train/*`,
      },
    ],
  };
  await root.send(new s3.PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) }));
  const Objects = [{ Key: 'train/1' }, { Key: 'validation/1' }, { Key: 'train/absent' }];
  const { Deleted, Errors } = await ana.send(new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(Deleted?.map(({ Key }) => Key)).toEqual(['train/1', 'train/absent']);
  expect(Errors).toEqual([
    {
      Key: 'validation/1',
      Code: 'AccessDenied',
      Message:
        'User: arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:DeleteObject on resource: "arn:aws:s3:::my-ml-datasets/validation/1" because no identity-based policy allows the s3:DeleteObject action',
    },
  ]);
  expect((await root.send(new s3.ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key)).toEqual([
    'validation/1',
  ]);
});

test('another account gets in by the bucket policy, and only where that says so', async () => {
  const { root, stranger } = await setUp();
  const read = (Key: string): Promise<unknown> => stranger.send(new s3.GetObjectCommand({ Bucket, Key }));
  // A stranger is told no more.
  await expect(read('train/1')).rejects.toMatchObject({ name: 'AccessDenied', message: 'Access Denied' });
  await root.send(
    new s3.PutBucketPolicyCommand({
      Bucket,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: '444455556666' },
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${Bucket}/train/*`,
          },
        ],
      }),
    }),
  );
  await read('train/1');
  await expect(read('validation/1')).rejects.toMatchObject({ name: 'AccessDenied' });
});

test.each([
  { creates: true, allowed: ['PutObject', 'CopyObject', 'CompleteMultipartUpload'] },
  { creates: false, allowed: ['CreateMultipartUpload', 'UploadPart'] },
])(
  'a policy can ask whether a write makes an object: $creates for $allowed',
  async ({ creates, allowed }) => {
    const cloud = createAws();
    const root = new s3.S3Client(cloud.rootClientConfig());
    await root.send(new s3.CreateBucketCommand({ Bucket }));
    const Statement = {
      ...{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/*` },
      Condition: { Bool: { 's3:ObjectCreationOperation': !creates } },
    };
    const at = { Bucket, Key: 'x' };
    await root.send(new s3.PutObjectCommand({ Bucket, Key: 'y', Body: 'y' }));
    const { UploadId } = await root.send(new s3.CreateMultipartUploadCommand(at));
    const part = { ...at, UploadId, PartNumber: 1, Body: 'x' };
    const { ETag } = await root.send(new s3.UploadPartCommand(part));
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await root.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
    const ways: Readonly<Record<string, () => Promise<unknown>>> = {
      PutObject: () => root.send(new s3.PutObjectCommand({ ...at, Body: 'x' })),
      CopyObject: () => root.send(new s3.CopyObjectCommand({ ...at, CopySource: `${Bucket}/y` })),
      CreateMultipartUpload: () => root.send(new s3.CreateMultipartUploadCommand(at)),
      UploadPart: () => root.send(new s3.UploadPartCommand(part)),
      CompleteMultipartUpload: () =>
        root.send(new s3.CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload })),
    };
    for (const [name, write] of Object.entries(ways))
      if (allowed.includes(name)) await write();
      else await expect(write(), name).rejects.toMatchObject({ name: 'AccessDenied' });
  },
);
