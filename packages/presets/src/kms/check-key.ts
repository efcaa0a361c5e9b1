import { kms } from '@leastwise/aws/kms';
import type { Partition, Resource } from '@leastwise/policy';
import { malformed } from '../parameters/malformed.ts';
import { type Place, placeOf } from '../parameters/place.ts';

/** Refuses what is not the ARN of a key. */
export function checkKey(key: unknown, path: string): void {
  if (kms.parse(String(key))?.type !== 'kms:key')
    throw malformed(
      `\`${String(key)}\` is not the ARN of a key`,
      path,
      'make it with `kms.key(id, { region, account })`; an alias does not work in a policy',
    );
}

/** Where a key is. Objects are encrypted with a key of their bucket's region. */
export function placeOfKey(key: Resource<'kms:key'>, path: string): Place {
  checkKey(key, path);
  const [, partition, , region = '', account = ''] = String(key).split(':');
  // A cast because the builder has checked the partition; placeOf checks it again where the key came in as text.
  return placeOf({ partition: partition as Partition, region, account });
}
