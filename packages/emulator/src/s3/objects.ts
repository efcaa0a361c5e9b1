import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { fromBase64 } from '../protocol/base64.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Bucket, StoredObject } from './bucket-state.ts';
import { findBucket } from './buckets.ts';
import { rangeOf } from './range.ts';
import type { S3Request, S3Response } from './request.ts';
import { bucket as target } from './targets.ts';
import { headerTags, readTags, replaceTags, tagsAnswer } from './tags.ts';
import { xmlAnswer } from './xml.ts';

const LONGEST_KEY = 1024;
export const TAGS_PER_OBJECT = 10;

/** Headers that come back as they were sent. */
const KEPT = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function putObject(request: S3Request, context: Context): S3Response {
  const bucket = findBucket(request, context);
  const { key, headers, body } = request;
  checkKey(key);
  checkDigest(request);
  checkConditions(request, bucket.objects.get(key));
  const tags = headerTags(headers['x-amz-tagging'], TAGS_PER_OBJECT);
  const stored = store(bucket, { key, body, tags, ...describedBy(request) }, context);
  return { headers: { etag: stored.etag } };
}

/** @throws Refusal KeyTooLongError */
export function checkKey(key: string): void {
  if (new TextEncoder().encode(key).length <= LONGEST_KEY) return;
  throw new Refusal('KeyTooLongError', 'Your key is too long');
}

/** @throws Refusal BadDigest */
export function checkDigest({ headers, body }: S3Request): void {
  const sent = headers['content-md5'];
  const digest = createHash('md5').update(body).digest();
  if (sent === undefined || digest.equals(fromBase64(sent) ?? new Uint8Array())) return;
  throw new Refusal('BadDigest', 'The Content-MD5 you specified did not match what we received.');
}

/** What a write may depend on: that there is no such object, or this very one. */
export function checkConditions({ headers }: S3Request, existing: StoredObject | undefined): void {
  const [wanted, unwanted] = [headers['if-match'], headers['if-none-match']];
  if (wanted !== undefined && !existing) throw noSuchKey();
  const fails =
    (wanted !== undefined && wanted !== existing?.etag) || (unwanted === '*' && existing !== undefined);
  if (!fails) return;
  throw new Refusal('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
}

/** What the headers say of an object. */
export function describedBy({ headers }: S3Request): Pick<StoredObject, 'headers' | 'metadata'> {
  const kept = KEPT.flatMap((name) => {
    const value = name === 'content-encoding' ? withoutFraming(headers[name]) : headers[name];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  const metadata = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith('x-amz-meta-') ? [[name.slice('x-amz-meta-'.length), value ?? ''] as const] : [],
  );
  return {
    headers: { 'content-type': 'binary/octet-stream', ...Object.fromEntries(kept) },
    metadata: Object.fromEntries(metadata),
  };
}

/** How it was sent is not what it is. */
function withoutFraming(encoding: string | undefined): string | undefined {
  return encoding
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== 'aws-chunked')
    .join(', ');
}

/** Keeps an object. Its ETag is the hash of its body, unless it was made of parts. */
export function store(
  bucket: Bucket,
  object: Omit<StoredObject, 'etag' | 'modified'> & { readonly etag?: string },
  { now }: Context,
): StoredObject {
  const { etag = `"${createHash('md5').update(object.body).digest('hex')}"` } = object;
  // HTTP dates have whole seconds, and a list must not show another one.
  const stored = { ...object, etag, modified: now - (now % 1000) };
  bucket.objects.set(object.key, stored);
  return stored;
}

export function getObject(request: S3Request, context: Context): S3Response {
  const object = findObject(request, context);
  refuseUnchanged(request, object);
  const range = rangeOf(request.headers['range'], object.body.length);
  const headers = objectHeaders(object);
  if (!range) return { headers, body: object.body };
  const { first, last } = range;
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${first}-${last}/${object.body.length}` },
    body: object.body.slice(first, last + 1),
  };
}

export function headObject(request: S3Request, context: Context): S3Response {
  const object = findObject(request, context);
  refuseUnchanged(request, object);
  return { headers: { ...objectHeaders(object), 'content-length': String(object.body.length) } };
}

function refuseUnchanged({ headers }: S3Request, { etag }: StoredObject): void {
  const [wanted, unwanted] = [headers['if-match'], headers['if-none-match']];
  if (wanted !== undefined && wanted !== etag) {
    throw new Refusal('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  }
  if (unwanted !== undefined && unwanted === etag) throw new Refusal('NotModified', 'Not Modified');
}

function objectHeaders({ headers, metadata, etag, modified, tags }: StoredObject): Record<string, string> {
  return {
    ...headers,
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    ...(tags.size > 0 && { 'x-amz-tagging-count': String(tags.size) }),
    etag,
    'last-modified': new Date(modified).toUTCString(),
    'accept-ranges': 'bytes',
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export function copyObject(request: S3Request, context: Context): S3Response {
  const source = findObject(copySource(request), context);
  const bucket = findBucket(request, context);
  const { headers } = request;
  const replaces = headers['x-amz-metadata-directive'] === 'REPLACE';
  const isSame = bucket.objects.get(request.key) === source;
  if (isSame && !replaces) {
    throw new Refusal(
      'InvalidArgument',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const tags =
    headers['x-amz-tagging-directive'] === 'REPLACE'
      ? headerTags(headers['x-amz-tagging'], TAGS_PER_OBJECT)
      : new Map(source.tags);
  const described = replaces ? describedBy(request) : { headers: source.headers, metadata: source.metadata };
  const copy = store(bucket, { key: request.key, body: source.body, tags, ...described }, context);
  return xmlAnswer('CopyObjectResult', [
    ['LastModified', new Date(copy.modified).toISOString()],
    ['ETag', copy.etag],
  ]);
}

/** Where a copy comes from: `bucket/key`, percent-encoded, with or without a slash before it. */
export function copySource({ headers }: Pick<S3Request, 'headers'>): Pick<S3Request, 'bucket' | 'key'> {
  const text = (headers['x-amz-copy-source'] ?? '').replace(/^\//, '').split('?', 1)[0] ?? '';
  const slash = text.indexOf('/');
  try {
    if (slash > 0) return { bucket: text.slice(0, slash), key: decodeURIComponent(text.slice(slash + 1)) };
  } catch {
    // An escape that is none: refused like a source that names no key.
  }
  throw new Refusal(
    'InvalidArgument',
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
  );
}

/** Deleting what is not there is no mistake. */
export function deleteObject(request: S3Request, context: Context): S3Response {
  findBucket(request, context).objects.delete(request.key);
  return { status: 204 };
}

export function putObjectTagging(request: S3Request, context: Context): S3Response {
  replaceTags(findObject(request, context).tags, readTags(request.body, TAGS_PER_OBJECT));
  return {};
}

export function getObjectTagging(request: S3Request, context: Context): S3Response {
  return tagsAnswer(findObject(request, context).tags);
}

export function deleteObjectTagging(request: S3Request, context: Context): S3Response {
  findObject(request, context).tags.clear();
  return { status: 204 };
}

/**
 * Who may not list a bucket is not told which objects are not there.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 *
 * @throws Refusal NoSuchKey, or a denial
 */
function findObject(request: Pick<S3Request, 'bucket' | 'key'>, context: Context): StoredObject {
  const object = findBucket(request, context).objects.get(request.key);
  if (object) return object;
  context.demand({ action: 's3:ListBucket', on: target(request, context) });
  throw noSuchKey();
}

function noSuchKey(): Refusal {
  return new Refusal('NoSuchKey', 'The specified key does not exist.');
}
