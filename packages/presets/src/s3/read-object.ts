import { s3 } from '@leastwise/aws/s3';
import { allow, type IdentityStatement, type Partition } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { partitionOf } from '../parameters/place.ts';
import { checkBucketName } from './bucket-name.ts';
import { keyText, refuseText } from './location.ts';

/** One object. */
export interface S3Object {
  /** The name of a general purpose bucket, not its ARN. */
  readonly bucket: string;
  /** The whole key, taken literally. */
  readonly key: string;
}

/**
 * Allows reading one object.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function readObject(object: S3Object & { readonly partition?: Partition }): IdentityStatement {
  refuseText(checked(object));
  checkBucketName(object.bucket, 'bucket');
  const at = { partition: partitionOf(object.partition) };
  return allow(s3.GetObject).on(s3.object(object.bucket, keyText(object.key, 'key'), at));
}
