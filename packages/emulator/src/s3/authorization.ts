import type { Demand, Keys, Row } from '../authorization/row.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { copySource } from './objects.ts';
import type { S3Request } from './request.ts';
import { bucket, object } from './targets.ts';

type S3Row = Row<S3Request>;

const onBucket =
  (action: string): S3Row =>
  (request, context) => ({ action, on: bucket(request, context) });
const onObject =
  (action: string): S3Row =>
  (request, context) => ({ action, on: object(request, context) });

const listing: S3Row = (request, context) => {
  const { query } = request;
  return {
    action: 's3:ListBucket',
    on: bucket(request, context),
    keys: {
      's3:prefix': query.get('prefix') ?? undefined,
      's3:delimiter': query.get('delimiter') ?? undefined,
      's3:max-keys': query.has('max-keys') ? Number(query.get('max-keys')) : undefined,
    },
  };
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const s3Rows: Readonly<Record<string, S3Row>> = {
  AbortMultipartUpload: onObject('s3:AbortMultipartUpload'),
  // What parts of an upload need: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
  CompleteMultipartUpload: (request, context) => writing(request, context, []),
  CopyObject: (request, context) => copying(request, context),
  CreateBucket: (request, context) => ({
    on: bucket(request, context),
    keys: { 's3:LocationConstraint': context.region === 'us-east-1' ? undefined : context.region },
  }),
  CreateMultipartUpload: (request, context) => writing(request, context, tagsIn(request), false),
  DeleteBucket: onBucket('s3:DeleteBucket'),
  DeleteBucketPolicy: onBucket('s3:DeleteBucketPolicy'),
  DeleteBucketTagging: onBucket('s3:PutBucketTagging'),
  DeleteObject: onObject('s3:DeleteObject'),
  DeleteObjectTagging: onObject('s3:DeleteObjectTagging'),
  // What each key needs is asked for when it is deleted: s3/delete-objects.ts.
  DeleteObjects: () => [],
  DeletePublicAccessBlock: onBucket('s3:PutBucketPublicAccessBlock'),
  GetBucketLocation: onBucket('s3:GetBucketLocation'),
  GetBucketPolicy: onBucket('s3:GetBucketPolicy'),
  GetBucketTagging: onBucket('s3:GetBucketTagging'),
  GetBucketVersioning: onBucket('s3:GetBucketVersioning'),
  GetObject: onObject('s3:GetObject'),
  GetObjectTagging: onObject('s3:GetObjectTagging'),
  GetPublicAccessBlock: onBucket('s3:GetBucketPublicAccessBlock'),
  HeadBucket: onBucket('s3:ListBucket'),
  HeadObject: onObject('s3:GetObject'),
  ListBuckets: () => ({ action: 's3:ListAllMyBuckets' }),
  ListMultipartUploads: onBucket('s3:ListBucketMultipartUploads'),
  ListObjects: listing,
  ListObjectsV2: listing,
  ListParts: onObject('s3:ListMultipartUploadParts'),
  PutBucketPolicy: onBucket('s3:PutBucketPolicy'),
  PutBucketTagging: onBucket('s3:PutBucketTagging'),
  PutObject: (request, context) => writing(request, context, tagsIn(request)),
  PutObjectTagging: onObject('s3:PutObjectTagging'),
  PutPublicAccessBlock: onBucket('s3:PutBucketPublicAccessBlock'),
  UploadPart: (request, context) => writing(request, context, [], false),
};

/** A copy reads its source, tags included, and writes its target. */
function copying(request: S3Request, context: Context): readonly Demand[] {
  const source = found(() => [copySource(request)]);
  const reads = source.map((from): Demand => ({ action: 's3:GetObject', on: object(from, context) }));
  const tags = source.flatMap(({ bucket: name, key }) => [
    ...(context.cloud.buckets.get(name)?.objects.get(key)?.tags ?? []),
  ]);
  const isReplaced = request.headers['x-amz-tagging-directive'] === 'REPLACE';
  const copied = isReplaced ? tagsIn(request) : tags;
  const readsTags =
    tags.length === 0 || isReplaced
      ? []
      : source.map((from): Demand => ({ action: 's3:GetObjectTagging', on: object(from, context) }));
  return [...reads, ...readsTags, ...writing(request, context, copied)];
}

type Tags = readonly (readonly [string, string])[];

/**
 * @param creates whether there is an object afterwards, which beginning an upload in parts and sending them does not make:
 *   https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
 */
function writing(request: S3Request, context: Context, tags: Tags, creates = true): readonly Demand[] {
  const on = object(request, context);
  const tagged = requestTags(tags);
  const keys = { ...headerKeys(request), ...tagged, 's3:ObjectCreationOperation': creates };
  const put: Demand = { action: 's3:PutObject', on, keys };
  return tags.length === 0 ? [put] : [put, { action: 's3:PutObjectTagging', on, keys: tagged }];
}

/** Headers that policies can ask about. */
const HEADER_KEYS = [
  'x-amz-acl',
  'x-amz-copy-source',
  'x-amz-metadata-directive',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-storage-class',
  'x-amz-content-sha256',
];

function headerKeys({ headers }: S3Request): Keys {
  return {
    ...Object.fromEntries(HEADER_KEYS.map((name) => [`s3:${name}`, headers[name]])),
    's3:if-match': headers['if-match'],
    's3:if-none-match': headers['if-none-match'],
  };
}

function tagsIn({ headers }: S3Request): Tags {
  return [...new URLSearchParams(headers['x-amz-tagging'] ?? '')];
}

function requestTags(tags: Tags): Keys {
  if (tags.length === 0) return {};
  return {
    ...Object.fromEntries(tags.map(([key, value]) => [`s3:RequestObjectTag/${key}`, value])),
    's3:RequestObjectTagKeys': tags.map(([key]) => key),
  };
}

/** What a malformed request asks for is nothing yet: its handler says what is wrong with it. */
function found<Item>(find: () => readonly Item[]): readonly Item[] {
  try {
    return find();
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
