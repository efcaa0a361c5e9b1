import type { WireRequest } from '../protocol/wire.ts';
import type { Account, Cloud } from '../state.ts';
import { findBucket } from './buckets.ts';
import { readS3Request } from './request.ts';

const S3_HOST = /(?:(?:^|\.)s3(?:[.-][a-z\d-]+)*\.amazonaws\.com|.\.localhost)(?::\d+)?$/;
const BUCKET_PATH = /^\/[a-z\d][a-z\d.-]{1,61}[a-z\d](?:\/|$)/;
/** Headers that say that a request is for another service. */
const OTHER_PROTOCOLS = ['x-amz-target', 'smithy-protocol'];

/**
 * Whether a request without a signature means S3: it is sent to S3's own host, or to a path that begins like a bucket. The other
 * services have but the path `/`, and take their forms by POST.
 */
export function isUnsignedForS3({ method, path, headers }: WireRequest): boolean {
  if (S3_HOST.test(headers['host'] ?? '')) return true;
  if (OTHER_PROTOCOLS.some((name) => headers[name] !== undefined)) return false;
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return BUCKET_PATH.test(path) && !(method === 'POST' && isForm);
}

/**
 * Where an unsigned request is handled: with whoever owns the bucket.
 *
 * @throws Refusal NoSuchBucket
 */
export function whereBucketIs(
  cloud: Cloud,
  request: WireRequest,
  operation: string,
): { readonly account: Account; readonly region: string } | undefined {
  const asked = readS3Request(request);
  const [first] = cloud.accounts.values();
  // What asks for no bucket that is there has no owner; whoever it falls to, it is denied.
  if (asked.bucket === '' || operation === 'CreateBucket')
    return first && { account: first, region: 'us-east-1' };
  const { accountId, region } = findBucket(asked, { cloud });
  const account = cloud.accounts.get(accountId);
  return account && { account, region };
}
