import type { Context } from '../context.ts';
import { fromBase64, toBase64 } from '../protocol/base64.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Bucket, StoredObject } from './bucket-state.ts';
import { findBucket } from './buckets.ts';
import type { S3Request, S3Response } from './request.ts';
import { type Content, xmlAnswer } from './xml.ts';

const MOST_KEYS = 1000;

/** A key, or a prefix that stands for all keys that begin with it. */
type Entry =
  | { readonly name: string; readonly object: StoredObject }
  | { readonly name: string; readonly object?: undefined };

interface Listing {
  readonly entries: readonly Entry[];
  readonly isTruncated: boolean;
  readonly most: number;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2(request: S3Request, context: Context): S3Response {
  const bucket = findBucket(request, context);
  const { query } = request;
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : readToken(token);
  const listing = list(bucket, query, after);
  const last = listing.entries.at(-1);
  return xmlAnswer('ListBucketResult', [
    ...commonParts(bucket, query, listing),
    ['KeyCount', listing.entries.length],
    ['ContinuationToken', token ?? undefined],
    ['NextContinuationToken', listing.isTruncated && last ? writeToken(last.name) : undefined],
    ['StartAfter', query.get('start-after') ?? undefined],
    ...entryParts(listing, query),
  ]);
}

/** The older form. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export function listObjects(request: S3Request, context: Context): S3Response {
  const bucket = findBucket(request, context);
  const { query } = request;
  const listing = list(bucket, query, query.get('marker') ?? '');
  const hasNext = listing.isTruncated && query.get('delimiter');
  return xmlAnswer('ListBucketResult', [
    ...commonParts(bucket, query, listing),
    ['Marker', query.get('marker') ?? ''],
    ['NextMarker', hasNext ? listing.entries.at(-1)?.name : undefined],
    ...entryParts(listing, query),
  ]);
}

function list({ objects }: Bucket, query: URLSearchParams, after: string): Listing {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const most = Math.min(checkedNumber(query.get('max-keys')), MOST_KEYS);
  const entries = new Map<string, Entry>();
  // In the order of the keys' bytes, in which S3 lists them.
  const sorted = [...objects.values()].filter(({ key }) => key.startsWith(prefix)).sort(byBytes);
  for (const object of sorted) {
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const name = end < 0 ? object.key : object.key.slice(0, end + delimiter.length);
    if (compare(name, after) <= 0 || (end >= 0 && after.startsWith(name))) continue;
    if (entries.has(name)) continue;
    if (entries.size === most) return { entries: [...entries.values()], isTruncated: most > 0, most };
    entries.set(name, end < 0 ? { name, object } : { name });
  }
  return { entries: [...entries.values()], isTruncated: false, most };
}

function byBytes(a: StoredObject, b: StoredObject): number {
  return compare(a.key, b.key);
}

/** UTF-16 has surrogates before the last of its plane, UTF-8 after it; they must be told apart only where both stand. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [new TextEncoder().encode(a), new TextEncoder().encode(b)];
  const at = left.findIndex((byte, i) => byte !== right[i]);
  return at < 0 ? -1 : (left[at] ?? 0) - (right[at] ?? -1);
}

function checkedNumber(text: string | null): number {
  if (text === null || text === '') return MOST_KEYS;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Refusal('InvalidArgument', 'Provided max-keys not an integer or within integer range');
}

function writeToken(name: string): string {
  return toBase64(new TextEncoder().encode(name));
}

function readToken(token: string): string {
  const bytes = token === '' ? undefined : fromBase64(token);
  if (!bytes) throw new Refusal('InvalidArgument', 'The continuation token provided is incorrect');
  return new TextDecoder().decode(bytes);
}

type Parts = readonly (readonly [string, Content | undefined])[];

function commonParts({ name }: Bucket, query: URLSearchParams, { isTruncated, most }: Listing): Parts {
  return [
    ['Name', name],
    ['Prefix', encoded(query.get('prefix') ?? '', query)],
    ['Delimiter', query.has('delimiter') ? encoded(query.get('delimiter') ?? '', query) : undefined],
    ['MaxKeys', most],
    ['EncodingType', query.get('encoding-type') ?? undefined],
    ['IsTruncated', isTruncated],
  ];
}

function entryParts({ entries }: Listing, query: URLSearchParams): Parts {
  return entries.map(({ name, object }) =>
    object
      ? ['Contents', objectParts(object, query)]
      : ['CommonPrefixes', [['Prefix', encoded(name, query)]]],
  );
}

function objectParts({ key, modified, etag, body }: StoredObject, query: URLSearchParams): Parts {
  return [
    ['Key', encoded(key, query)],
    ['LastModified', new Date(modified).toISOString()],
    ['ETag', etag],
    ['Size', body.length],
    ['StorageClass', 'STANDARD'],
  ];
}

/** XML cannot hold every character that a key can; clients ask for keys in URL form. */
function encoded(text: string, query: URLSearchParams): string {
  return query.get('encoding-type') === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text;
}
