import type { IdentityStatement } from '@leastwise/policy';
import { type EncryptedLocation, withKey } from './encrypted-location.ts';
import { writeObjects } from './write-objects.ts';

/**
 * The statements of {@link resultsWriter}, to put into a policy beside others.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function writeResults(results: EncryptedLocation): readonly IdentityStatement[] {
  return withKey(results, { writes: true }, (location) => [writeObjects(location)]);
}
