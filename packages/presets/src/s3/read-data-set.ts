import type { IdentityStatement } from '@leastwise/policy';
import { listObjects } from './list-objects.ts';
import type { S3Location } from './location.ts';
import { readObjects } from './read-objects.ts';

/**
 * The statements of {@link readOnlyDataSet}, to put into a policy beside others.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function readDataSet(location: S3Location): readonly IdentityStatement[] {
  return [readObjects(location), listObjects(location)];
}
