import * as s3 from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { manualClock } from '../../test/ways.ts';
import { createAws } from '../index.ts';

const Bucket = 'my-ml-datasets';
const Key = 'train/large file.bin';
const PART = new Uint8Array(5 * 1024 * 1024).fill(7);
const TAIL = new Uint8Array([1, 2, 3]);

async function setUp(): Promise<s3.S3Client> {
  const cloud = createAws({ clock: manualClock() });
  const client = new s3.S3Client({ ...cloud.rootClientConfig(), maxAttempts: 1 });
  await client.send(new s3.CreateBucketCommand({ Bucket }));
  return client;
}

async function begin(client: s3.S3Client): Promise<string> {
  const { UploadId = '' } = await client.send(
    new s3.CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'text/x', Tagging: 'team=ml' }),
  );
  return UploadId;
}

async function send(
  client: s3.S3Client,
  UploadId: string,
  PartNumber: number,
  Body: Uint8Array,
): Promise<s3.CompletedPart> {
  const { ETag } = await client.send(new s3.UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
  return { ETag, PartNumber };
}

const complete = (
  client: s3.S3Client,
  UploadId: string,
  Parts: s3.CompletedPart[],
): Promise<s3.CompleteMultipartUploadCommandOutput> =>
  client.send(new s3.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));

test('makes one object of the parts that are named, whatever order they came in', async () => {
  const client = await setUp();
  const upload = await begin(client);
  const last = await send(client, upload, 3, TAIL);
  await send(client, upload, 2, TAIL);
  await send(client, upload, 1, TAIL);
  const first = await send(client, upload, 1, PART);
  const { Parts } = await client.send(new s3.ListPartsCommand({ Bucket, Key, UploadId: upload }));
  expect(Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
    [1, PART.length],
    [2, 3],
    [3, 3],
  ]);
  const listed = await client.send(new s3.ListMultipartUploadsCommand({ Bucket, Prefix: 'train/' }));
  expect(listed.Uploads?.map((each) => [each.Key, each.UploadId])).toEqual([[Key, upload]]);
  await expect(client.send(new s3.HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
    name: 'NotFound',
  });

  const { ETag } = await complete(client, upload, [first, last]);
  expect(ETag).toMatch(/^"[\da-f]{32}-2"$/);
  const object = await client.send(new s3.GetObjectCommand({ Bucket, Key }));
  expect(object).toMatchObject({ ETag, ContentType: 'text/x', TagCount: 1, ContentLength: PART.length + 3 });
  const bytes = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
  expect([bytes[0], ...bytes.slice(-4)]).toEqual([7, 7, 1, 2, 3]);
  // What is complete is no upload any more.
  await expect(complete(client, upload, [first, last])).rejects.toMatchObject({ name: 'NoSuchUpload' });
});

test('refuses parts that are missing, changed, out of order or too small', async () => {
  const client = await setUp();
  const upload = await begin(client);
  const [small, last] = [await send(client, upload, 1, TAIL), await send(client, upload, 2, TAIL)];
  const refused = (parts: s3.CompletedPart[]): Promise<unknown> =>
    complete(client, upload, parts).catch((error: unknown) => (error as Error).name);
  expect(await refused([small, last])).toBe('EntityTooSmall');
  expect(await refused([last, small])).toBe('InvalidPartOrder');
  expect(await refused([small, small])).toBe('InvalidPartOrder');
  expect(await refused([{ ...last, PartNumber: 5 }])).toBe('InvalidPart');
  expect(await refused([{ ...last, ETag: '"0"' }])).toBe('InvalidPart');
  expect(await refused([])).toBe('MalformedXML');
  await expect(send(client, upload, 10_001, TAIL)).rejects.toMatchObject({ name: 'InvalidArgument' });
});

test('forgets an upload that is aborted, and knows none by the wrong key', async () => {
  const client = await setUp();
  const upload = await begin(client);
  await expect(
    client.send(new s3.ListPartsCommand({ Bucket, Key: 'other', UploadId: upload })),
  ).rejects.toMatchObject({ name: 'NoSuchUpload' });
  await client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId: upload }));
  await expect(send(client, upload, 1, TAIL)).rejects.toMatchObject({ name: 'NoSuchUpload' });
});
