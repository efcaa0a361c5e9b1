import { s3 } from '@leastwise/aws/s3';
import { allow, type IdentityStatement } from '@leastwise/policy';
import { resourcesOf, type S3Location } from './location.ts';

/**
 * Allows asking which region the bucket of a location is in.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function locateBucket(location: S3Location): IdentityStatement {
  const { bucket, owned } = resourcesOf(location);
  const statement = allow(s3.GetBucketLocation).on(bucket);
  return owned === undefined ? statement : statement.when(owned);
}
