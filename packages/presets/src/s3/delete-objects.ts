import { s3 } from '@leastwise/aws/s3';
import { allow, type IdentityStatement } from '@leastwise/policy';
import { resourcesOf, type S3Location } from './location.ts';

/**
 * Allows deleting the objects of a location. In a bucket with versioning they stay as older versions, which this does not
 * allow to delete.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function deleteObjects(location: S3Location): IdentityStatement {
  const { objects, owned } = resourcesOf(location);
  const statement = allow(s3.DeleteObject).on(objects);
  return owned === undefined ? statement : statement.when(owned);
}
