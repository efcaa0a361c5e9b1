import { kms } from '@leastwise/aws/kms';
import { allow, type IdentityStatement, type Resource } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';
import { checkKey } from './check-key.ts';
import { viaService } from './via-service.ts';

/** What a job does with objects that are encrypted with a key. */
export interface KeyUses {
  readonly reads: boolean;
  readonly writes: boolean;
}

/**
 * Allows what Amazon S3 does with a key on the job's behalf, and no use of the key past S3. An upload in parts is also
 * decrypted, to be put together.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `kmsKey` as its path
 */
export function useKeyThroughS3(
  key: Resource<'kms:key'> | undefined,
  { reads, writes }: KeyUses,
  place: Place,
): readonly IdentityStatement[] {
  if (key === undefined) return [];
  checkKey(key, 'kmsKey');
  if (!reads && !writes) return [];
  return [
    (writes ? allow(kms.Decrypt, kms.GenerateDataKey) : allow(kms.Decrypt))
      .on(key)
      .when(kms.keys.viaService.equals(viaService('s3', place, 'kmsKey'))),
  ];
}
