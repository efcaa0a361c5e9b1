import { kms } from '@leastwise/aws/kms';
import { allow, type IdentityStatement, type Resource } from '@leastwise/policy';
import { placeOfKey } from './check-key.ts';
import type { KeyUses } from './use-key-through-s3.ts';
import { viaService } from './via-service.ts';

/** The bucket and the objects that a key is for. */
export interface KeyedObjects {
  readonly bucket: Resource<'s3:bucket'>;
  readonly objects: Resource<'s3:object'>;
}

/**
 * Allows what Amazon S3 does with a key for these objects, and no use of the key for others or past S3. S3 names the object
 * to the key, or the bucket where it has an S3 Bucket Key. An upload in parts is also decrypted, to be put together.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context and
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `kmsKey` as its path
 */
export function useKeyForObjects(
  key: Resource<'kms:key'> | undefined,
  { writes }: Pick<KeyUses, 'writes'>,
  { bucket, objects }: KeyedObjects,
): readonly IdentityStatement[] {
  if (key === undefined) return [];
  const place = placeOfKey(key, 'kmsKey');
  return [
    (writes ? allow(kms.Decrypt, kms.GenerateDataKey) : allow(kms.Decrypt))
      .on(key)
      .when(kms.keys.viaService.equals(viaService('s3', place, 'kmsKey')))
      .when(kms.keys.encryptionContext('aws:s3:arn').like(bucket, objects)),
  ];
}
