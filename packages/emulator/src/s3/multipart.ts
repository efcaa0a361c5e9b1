import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Part, Upload } from './bucket-state.ts';
import { findBucket } from './buckets.ts';
import { malformedXml } from './errors.ts';
import { checkConditions, checkDigest, checkKey, describedBy, store, TAGS_PER_OBJECT } from './objects.ts';
import type { S3Request, S3Response } from './request.ts';
import { headerTags } from './tags.ts';
import { childrenOf, type Content, readXml, textOf, xmlAnswer } from './xml.ts';

const LAST_PART_NUMBER = 10_000;
/** In bytes: what every part but the last has at least. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const SMALLEST_PART = 5 * 1024 * 1024;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export function createMultipartUpload(request: S3Request, context: Context): S3Response {
  const { name, uploads } = findBucket(request, context);
  const { key, headers } = request;
  checkKey(key);
  const id = context.ids.text(128, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._');
  const tags = headerTags(headers['x-amz-tagging'], TAGS_PER_OBJECT);
  uploads.set(id, { id, key, begun: context.now, ...describedBy(request), tags, parts: new Map() });
  return xmlAnswer('InitiateMultipartUploadResult', [
    ['Bucket', name],
    ['Key', key],
    ['UploadId', id],
  ]);
}

/** A part that is sent again replaces the one before. */
export function uploadPart(request: S3Request, context: Context): S3Response {
  const { parts } = findUpload(request, context);
  checkDigest(request);
  const number = Number(request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > LAST_PART_NUMBER) {
    throw new Refusal(
      'InvalidArgument',
      `Part number must be an integer between 1 and ${LAST_PART_NUMBER}, inclusive`,
    );
  }
  const part = {
    number,
    body: request.body,
    etag: `"${md5(request.body).toString('hex')}"`,
    modified: context.now,
  };
  parts.set(number, part);
  return { headers: { etag: part.etag } };
}

/**
 * Makes one object of the parts that the request names.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export function completeMultipartUpload(request: S3Request, context: Context): S3Response {
  const bucket = findBucket(request, context);
  const upload = findUpload(request, context);
  const parts = partsIn(request, upload);
  checkConditions(request, bucket.objects.get(upload.key));
  const { key, headers, metadata, tags } = upload;
  const body = Buffer.concat(parts.map((part) => part.body));
  const etag = `"${md5(Buffer.concat(parts.map((part) => md5(part.body)))).toString('hex')}-${parts.length}"`;
  store(bucket, { key, body, headers, metadata, tags, etag }, context);
  bucket.uploads.delete(upload.id);
  return xmlAnswer('CompleteMultipartUploadResult', [
    ['Location', `http://${bucket.name}.s3.amazonaws.com/${encodeURIComponent(key)}`],
    ['Bucket', bucket.name],
    ['Key', key],
    ['ETag', etag],
  ]);
}

/** @throws Refusal for parts that are not there, out of order or too small. */
function partsIn({ body }: S3Request, upload: Upload): readonly Part[] {
  const named = childrenOf(readXml(body, 'CompleteMultipartUpload'), 'Part').map((part) => ({
    number: Number(textOf(part, 'PartNumber')),
    etag: unquoted(textOf(part, 'ETag') ?? ''),
  }));
  if (named.length === 0) throw malformedXml();
  if (named.some(({ number }, i) => i > 0 && number <= (named[i - 1]?.number ?? 0))) {
    throw new Refusal(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
    );
  }
  const parts = named.map(({ number, etag }) => {
    const part = upload.parts.get(number);
    if (part && unquoted(part.etag) === etag) return part;
    throw new Refusal(
      'InvalidPart',
      "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    );
  });
  if (parts.slice(0, -1).some((part) => part.body.length < SMALLEST_PART)) {
    throw new Refusal(
      'EntityTooSmall',
      'Your proposed upload is smaller than the minimum allowed object size.',
    );
  }
  return parts;
}

function md5(bytes: Uint8Array): Buffer {
  return createHash('md5').update(bytes).digest();
}

function unquoted(etag: string): string {
  return etag.replace(/^"|"$/g, '');
}

export function abortMultipartUpload(request: S3Request, context: Context): S3Response {
  findBucket(request, context).uploads.delete(findUpload(request, context).id);
  return { status: 204 };
}

/** All at once: ten thousand parts are more than a test has. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export function listParts(request: S3Request, context: Context): S3Response {
  const { id, key, parts } = findUpload(request, context);
  const sorted = [...parts.values()].sort((a, b) => a.number - b.number);
  return xmlAnswer('ListPartsResult', [
    ['Bucket', request.bucket],
    ['Key', key],
    ['UploadId', id],
    ['IsTruncated', false],
    ...sorted.map(
      ({ number, etag, body, modified }) =>
        [
          'Part',
          [
            ['PartNumber', number],
            ['LastModified', new Date(modified).toISOString()],
            ['ETag', etag],
            ['Size', body.length],
          ],
        ] as const,
    ),
  ]);
}

export function listMultipartUploads(request: S3Request, context: Context): S3Response {
  const { name, uploads } = findBucket(request, context);
  const prefix = request.query.get('prefix') ?? '';
  const shown = [...uploads.values()]
    .filter(({ key }) => key.startsWith(prefix))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.begun - b.begun))
    .map(({ key, id, begun }): readonly [string, Content] => [
      'Upload',
      [
        ['Key', key],
        ['UploadId', id],
        ['Initiated', new Date(begun).toISOString()],
        ['StorageClass', 'STANDARD'],
      ],
    ]);
  return xmlAnswer('ListMultipartUploadsResult', [['Bucket', name], ['IsTruncated', false], ...shown]);
}

function findUpload(request: S3Request, context: Context): Upload {
  const upload = findBucket(request, context).uploads.get(request.query.get('uploadId') ?? '');
  if (upload?.key === request.key) return upload;
  throw new Refusal(
    'NoSuchUpload',
    'The specified multipart upload does not exist. The upload ID might be invalid, or the multipart upload might have been aborted or completed.',
  );
}
