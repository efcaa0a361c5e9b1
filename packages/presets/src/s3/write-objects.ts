import { s3 } from '@leastwise/aws/s3';
import { allow, type IdentityStatement } from '@leastwise/policy';
import { resourcesOf, type S3Location } from './location.ts';

/**
 * Allows writing the objects of a location, in one piece or in parts, and nothing of reading, listing or deleting them.
 * `s3:PutObject` begins, fills and completes an upload in parts; giving one up and looking at its parts are actions of
 * their own. Who can write an object can also replace it.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function writeObjects(location: S3Location): IdentityStatement {
  const { objects, owned } = resourcesOf(location);
  const statement = allow(s3.PutObject, s3.AbortMultipartUpload, s3.ListMultipartUploadParts).on(objects);
  return owned === undefined ? statement : statement.when(owned);
}
