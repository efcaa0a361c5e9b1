import type { IdentityStatement, Resource } from '@leastwise/policy';
import { useKeyForObjects } from '../kms/use-key-for-objects.ts';
import type { KeyUses } from '../kms/use-key-through-s3.ts';
import { resourcesOf, type S3Location } from './location.ts';

/** Objects of a bucket, and the key that encrypts them. */
export interface EncryptedLocation extends S3Location {
  /**
   * The key of AWS KMS that encrypts the objects, made with `kms.key(...)`; in the region of the bucket. It is used through
   * Amazon S3 and for these objects alone. Leave it out where S3 encrypts with a key of its own.
   */
  readonly kmsKey?: Resource<'kms:key'>;
}

/** Statements for a location, and for its key if it has one. */
export function withKey(
  given: EncryptedLocation,
  uses: Pick<KeyUses, 'writes'>,
  statementsFor: (location: S3Location) => readonly IdentityStatement[],
): readonly IdentityStatement[] {
  const [location, kmsKey] = partsOf(given);
  return [...statementsFor(location), ...useKeyForObjects(kmsKey, uses, resourcesOf(location))];
}

/** A location is checked where it is used: here it may still be anything. */
export function partsOf(given: EncryptedLocation): readonly [S3Location, EncryptedLocation['kmsKey']] {
  if (typeof given !== 'object' || (given as object | null) === null) return [given, undefined];
  const { kmsKey, ...location } = given;
  return [location, kmsKey];
}
