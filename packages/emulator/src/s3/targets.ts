import type { Target } from '../authorization/row.ts';
import type { Context } from '../context.ts';
import { isPublic } from '../public-policy.ts';
import { currentText } from '../resource-policy.ts';
import type { Bucket } from './bucket-state.ts';
import type { S3Request } from './request.ts';

/** A bucket, whether or not it is there. */
export function bucket({ bucket: name }: Pick<S3Request, 'bucket'>, context: Context): Target {
  const there = context.cloud.buckets.get(name);
  const policy = there && isKeptToOwners(there, context) ? undefined : there?.policy;
  return { arn: `arn:aws:s3:::${name}`, account: there?.accountId, policy };
}

/**
 * Where public buckets are restricted, a public policy lets no one in but the owner's own users and roles, whomever else it names.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function isKeptToOwners(bucket: Bucket, { cloud, caller, account }: Context): boolean {
  if (!bucket.publicAccessBlock?.RestrictPublicBuckets || !bucket.policy) return false;
  const isStranger = caller.kind === 'anonymous' || account.id !== bucket.accountId;
  return isStranger && isPublic(currentText(cloud, bucket.policy));
}

/** An object, whether or not it is there. */
export function object(request: Pick<S3Request, 'bucket' | 'key'>, context: Context): Target {
  const tags = context.cloud.buckets.get(request.bucket)?.objects.get(request.key)?.tags ?? [];
  return {
    ...bucket(request, context),
    arn: `arn:aws:s3:::${request.bucket}/${request.key}`,
    keys: Object.fromEntries(Array.from(tags, ([key, value]) => [`s3:ExistingObjectTag/${key}`, value])),
  };
}
