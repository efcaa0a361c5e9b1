import { malformed } from '../parameters/malformed.ts';
import type { Place } from '../parameters/place.ts';

/**
 * A service as AWS KMS names it in `kms:ViaService`.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `path` as its path, for a partition whose names are not known
 */
export function viaService(service: string, { partition, region }: Place, path: string): string {
  if (partition === 'aws' || partition === 'aws-us-gov') return `${service}.${region}.amazonaws.com`;
  throw malformed(
    `how a service is called in kms:ViaService is not known for the partition \`${partition}\``,
    path,
    'leave it out, and allow the use of the key in `inline`',
  );
}
