import { s3 } from '@leastwise/aws/s3';
import { allow, type IdentityStatement } from '@leastwise/policy';
import { resourcesOf, type S3Location } from './location.ts';

/**
 * Allows what Feature Store does with the objects of an offline store: it writes them, hands them to the bucket's owner, and
 * reads its own metadata.
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-feature-store.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function keepOfflineStore(location: S3Location): readonly IdentityStatement[] {
  const { bucket, objects, owned } = resourcesOf(location);
  const key = objects.slice(objects.indexOf('/') + 1);
  const { partition = 'aws' } = location;
  const write = allow(s3.PutObject, s3.PutObjectAcl).on(objects);
  const read = allow(s3.GetObject).on(s3.object(location.bucket, `${key}/metadata/*`, { partition }));
  const look = allow(s3.GetBucketAcl).on(bucket);
  return owned === undefined ? [write, read, look] : [write.when(owned), read.when(owned), look.when(owned)];
}
