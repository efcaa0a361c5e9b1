import { Readable } from 'node:stream';
import * as s3 from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from 'vitest';
import { manualClock } from '../../test/ways.ts';
import { createAws } from '../index.ts';

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** The S3 client of the root, in the emulator's process with the bucket in the host, and over HTTP with it in the path. */
async function client(way: string): Promise<s3.S3Client> {
  const cloud = createAws({ clock: manualClock() });
  const { requestHandler, ...config } = cloud.rootClientConfig();
  if (way === 'in-process') return new s3.S3Client({ ...config, requestHandler, maxAttempts: 1 });
  const server = await cloud.listen();
  endings.push(() => server.close());
  return new s3.S3Client({ ...config, endpoint: server.url, maxAttempts: 1 });
}

const Bucket = 'my-ml-datasets';

describe.each(['in-process', 'over HTTP'])('S3, %s', (way) => {
  const setUp = async (keys: readonly string[] = []): Promise<s3.S3Client> => {
    const made = await client(way);
    await made.send(new s3.CreateBucketCommand({ Bucket }));
    for (const Key of keys) await made.send(new s3.PutObjectCommand({ Bucket, Key, Body: Key }));
    return made;
  };

  test('gives back what was put: body, type, metadata and tag', async () => {
    const made = await setUp();
    const Key = 'train/päth with ümlauts & +signs/1.csv';
    const { ETag } = await made.send(
      new s3.PutObjectCommand({
        ...{ Bucket, Key, Body: 'a,b\n1,2\n', ContentType: 'text/csv', Tagging: 'team=ml' },
        Metadata: { source: 'survey' },
      }),
    );
    const object = await made.send(new s3.GetObjectCommand({ Bucket, Key }));
    expect(await object.Body?.transformToString()).toBe('a,b\n1,2\n');
    expect(object).toMatchObject({
      ...{ ETag, ContentType: 'text/csv', ContentLength: 8, Metadata: { source: 'survey' }, TagCount: 1 },
      LastModified: new Date('2026-01-02T03:04:05Z'),
    });
    expect(ETag).toBe('"e5ebd4c02cefbe7955977c67ada242b7"');
    const head = await made.send(new s3.HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ETag, ContentLength: 8 });
    expect(await made.send(new s3.GetObjectTaggingCommand({ Bucket, Key }))).toMatchObject({
      TagSet: [{ Key: 'team', Value: 'ml' }],
    });
  });

  test('takes streams in chunks, with their checksum', async () => {
    const made = await setUp();
    const bytes = new Uint8Array(200_000).map((_, i) => i % 251);
    const Body = Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]);
    await made.send(new s3.PutObjectCommand({ Bucket, Key: 'x', Body, ContentLength: bytes.length }));
    const object = await made.send(new s3.GetObjectCommand({ Bucket, Key: 'x' }));
    const stored = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
    // Compared as a whole, because to compare them one by one takes seconds.
    expect(Buffer.from(stored).equals(bytes)).toBe(true);
    expect(object.ContentEncoding).toBeUndefined();
    const part = await made.send(new s3.GetObjectCommand({ Bucket, Key: 'x', Range: 'bytes=10-19' }));
    expect(await part.Body?.transformToByteArray()).toEqual(bytes.slice(10, 20));
    expect(part.ContentRange).toBe('bytes 10-19/200000');
    await expect(
      made.send(new s3.GetObjectCommand({ Bucket, Key: 'x', Range: 'bytes=200000-' })),
    ).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  test('lists by prefix and delimiter, page by page', async () => {
    const made = await setUp(['a/1', 'a/2', 'b', 'c/x/1', 'c/y', 'd']);
    const seen: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await made.send(
        new s3.ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 2, ContinuationToken }),
      );
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      seen.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
      expect(page.KeyCount).toBeLessThanOrEqual(2);
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(seen.sort()).toEqual(['a/', 'b', 'c/', 'd']);
    const within = await made.send(new s3.ListObjectsV2Command({ Bucket, Prefix: 'c/', Delimiter: '/' }));
    expect(within.Contents).toMatchObject([{ Key: 'c/y', Size: 3 }]);
    expect(within.CommonPrefixes).toEqual([{ Prefix: 'c/x/' }]);
    const after = await made.send(new s3.ListObjectsV2Command({ Bucket, StartAfter: 'c/x/1' }));
    expect(after.Contents?.map(({ Key }) => Key)).toEqual(['c/y', 'd']);
  });

  test('copies, deletes one and deletes many', async () => {
    const made = await setUp(['a', 'b']);
    await made.send(new s3.CopyObjectCommand({ Bucket, Key: 'c', CopySource: `${Bucket}/a` }));
    const copy = await made.send(new s3.GetObjectCommand({ Bucket, Key: 'c' }));
    expect(await copy.Body?.transformToString()).toBe('a');
    await expect(
      made.send(new s3.CopyObjectCommand({ Bucket, Key: 'a', CopySource: `${Bucket}/a` })),
    ).rejects.toMatchObject({ name: 'InvalidArgument' });
    await made.send(new s3.DeleteObjectCommand({ Bucket, Key: 'c' }));
    await made.send(new s3.DeleteObjectCommand({ Bucket, Key: 'never there' }));
    await expect(made.send(new s3.DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });
    const Delete = { Objects: ['a', 'b', 'never there'].map((Key) => ({ Key })) };
    const { Deleted } = await made.send(new s3.DeleteObjectsCommand({ Bucket, Delete }));
    expect(Deleted).toHaveLength(3);
    await made.send(new s3.DeleteBucketCommand({ Bucket }));
    await expect(made.send(new s3.ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('keeps policy, tags and public access block of a bucket', async () => {
    const made = await setUp();
    const publicPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
      ],
    });
    const put = (Policy: string): Promise<unknown> =>
      made.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
    await expect(put(publicPolicy)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('BlockPublicPolicy'),
    });
    await expect(put('{}')).rejects.toMatchObject({ name: 'MalformedPolicy' });
    await expect(made.send(new s3.GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
    });
    await made.send(
      new s3.PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: { BlockPublicAcls: true },
      }),
    );
    const block = await made.send(new s3.GetPublicAccessBlockCommand({ Bucket }));
    expect(block.PublicAccessBlockConfiguration).toMatchObject({
      BlockPublicAcls: true,
      BlockPublicPolicy: false,
    });
    await put(publicPolicy);
    expect(await made.send(new s3.GetBucketPolicyCommand({ Bucket }))).toMatchObject({
      Policy: publicPolicy,
    });
    await made.send(new s3.DeleteBucketPolicyCommand({ Bucket }));
    const TagSet = [{ Key: 'team', Value: 'ml & <friends>' }];
    await made.send(new s3.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect(await made.send(new s3.GetBucketTaggingCommand({ Bucket }))).toMatchObject({ TagSet });
    await made.send(new s3.DeleteBucketTaggingCommand({ Bucket }));
    await expect(made.send(new s3.GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchTagSet',
    });
  });

  test('writes only under the condition that it was given', async () => {
    const made = await setUp(['a']);
    const put = (more: Partial<s3.PutObjectCommandInput>): Promise<unknown> =>
      made.send(new s3.PutObjectCommand({ Bucket, Key: 'a', Body: 'new', ...more }));
    await expect(put({ IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put({ IfMatch: '"0"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put({ ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' })).rejects.toMatchObject({
      name: 'BadDigest',
    });
    await put({ Key: 'b', IfNoneMatch: '*' });
  });

  test('refuses what is not there, badly named or not built, by its name', async () => {
    const made = await setUp();
    await expect(made.send(new s3.GetObjectCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    await expect(made.send(new s3.HeadObjectCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(made.send(new s3.CreateBucketCommand({ Bucket: '1.2.3.4' }))).rejects.toMatchObject({
      name: 'InvalidBucketName',
    });
    await expect(made.send(new s3.GetBucketAclCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('s3:GetBucketAcl'),
      $metadata: { httpStatusCode: 501 },
    });
  });

  test('lists the buckets of the account', async () => {
    const made = await setUp();
    await made.send(new s3.CreateBucketCommand({ Bucket: 'another' }));
    const { Buckets } = await made.send(new s3.ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['another', Bucket]);
    await made.send(new s3.HeadBucketCommand({ Bucket }));
  });
});
