import { kms } from '@leastwise/aws/kms';
import { allow, type IdentityStatement, type Resource } from '@leastwise/policy';
import { malformed } from '../parameters/malformed.ts';
import type { Place } from '../parameters/place.ts';

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
  if (kms.parse(String(key))?.type !== 'kms:key')
    throw malformed(
      `\`${String(key)}\` is not the ARN of a key`,
      'kmsKey',
      'make it with `kms.key(id, { region, account })`; an alias does not work in a policy',
    );
  if (!reads && !writes) return [];
  return [
    (writes ? allow(kms.Decrypt, kms.GenerateDataKey) : allow(kms.Decrypt))
      .on(key)
      .when(kms.keys.viaService.equals(s3Endpoint(place))),
  ];
}

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
function s3Endpoint({ partition, region }: Place): string {
  if (partition === 'aws' || partition === 'aws-us-gov') return `s3.${region}.amazonaws.com`;
  throw malformed(
    `how Amazon S3 is called in kms:ViaService is not known for the partition \`${partition}\``,
    'kmsKey',
    'leave it out, and allow the use of the key in `inline`',
  );
}
