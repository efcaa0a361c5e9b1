import type { IdentityStatement } from '@leastwise/policy';
import { type EncryptedLocation, withKey } from './encrypted-location.ts';
import { listObjects } from './list-objects.ts';
import { readObjects } from './read-objects.ts';

/**
 * The statements of {@link readOnlyDataSet}, to put into a policy beside others.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function readDataSet(dataSet: EncryptedLocation): readonly IdentityStatement[] {
  return withKey(dataSet, { writes: false }, (location) => [readObjects(location), listObjects(location)]);
}
