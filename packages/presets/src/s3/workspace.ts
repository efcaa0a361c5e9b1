import { type IdentityPolicy, type IdentityStatement, policy } from '@leastwise/policy';
import { deleteObjects } from './delete-objects.ts';
import { type EncryptedLocation, withKey } from './encrypted-location.ts';
import { listObjects } from './list-objects.ts';
import { readObjects } from './read-objects.ts';
import { writeObjects } from './write-objects.ts';

/**
 * A policy to work in a place of Amazon S3: list, read, write and delete its objects, with the use of its key if it has one. The
 * bucket, its settings, older versions, tags and access lists stay out of reach.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { workspace } from '@leastwise/presets/s3';
 *
 * export const scratch = workspace({ bucket: 'my-ml-scratch', prefix: 'ana/', account: '111122223333' });
 * ```
 */
export function workspace(location: EncryptedLocation): IdentityPolicy {
  return policy(...useWorkspace(location));
}

/**
 * The statements of {@link workspace}, to put into a policy beside others.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function useWorkspace(given: EncryptedLocation): readonly IdentityStatement[] {
  return withKey(given, { writes: true }, (location) => [
    listObjects(location),
    readObjects(location),
    writeObjects(location),
    deleteObjects(location),
  ]);
}
