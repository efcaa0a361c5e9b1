import { s3 } from '@leastwise/aws/s3';
import { allow, type IdentityPolicy, type IdentityStatement, policy } from '@leastwise/policy';
import { type EncryptedLocation, withKey } from './encrypted-location.ts';
import { resourcesOf, type S3Location } from './location.ts';

/**
 * A policy to put new objects into a place of Amazon S3, and nothing else: what is there can neither be read, listed, deleted
 * nor replaced. An upload has to say `IfNoneMatch: '*'`, in one piece or when it completes its parts. Beginning an upload in parts
 * and sending them take no such header, and make no object yet. Copies into the place are not possible with it.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { dropBox } from '@leastwise/presets/s3';
 *
 * export const labels = dropBox({ bucket: 'my-ml-labels', prefix: 'incoming/', account: '111122223333' });
 * ```
 */
export function dropBox(given: EncryptedLocation): IdentityPolicy {
  return policy(...withKey(given, { writes: true }, uploadOnly));
}

function uploadOnly(location: S3Location): readonly IdentityStatement[] {
  const { objects, owned } = resourcesOf(location);
  const create = allow(s3.PutObject).on(objects).when(s3.keys.ifNoneMatch.exists());
  const parts = allow(s3.PutObject).on(objects).when(s3.keys.objectCreationOperation.is(false));
  const abort = allow(s3.AbortMultipartUpload).on(objects);
  return owned === undefined
    ? [create, parts, abort]
    : [create.when(owned), parts.when(owned), abort.when(owned)];
}
