import { s3 } from '@leastwise/aws/s3';
import { allow, type IdentityStatement } from '@leastwise/policy';
import { resourcesOf, type S3Location } from './location.ts';

/**
 * Allows reading the objects of a location.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function readObjects(location: S3Location): IdentityStatement {
  const { objects, owned } = resourcesOf(location);
  const statement = allow(s3.GetObject).on(objects);
  return owned === undefined ? statement : statement.when(owned);
}
