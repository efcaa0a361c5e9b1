import { s3 } from '@leastwise/aws/s3';
import { allow, type IdentityStatement } from '@leastwise/policy';
import { resourcesOf, type S3Location } from './location.ts';

/**
 * Allows listing the objects of a location. With a prefix, a request has to ask for it or for something below it: the
 * listing of `train` would also show `training-salaries/`, so it is not one of `train/`.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function listObjects(location: S3Location): IdentityStatement {
  const { bucket, listing, owned } = resourcesOf(location);
  const whole = allow(s3.ListBucket).on(bucket);
  const statement = listing === undefined ? whole : whole.when(s3.keys.prefix.like(listing));
  return owned === undefined ? statement : statement.when(owned);
}
