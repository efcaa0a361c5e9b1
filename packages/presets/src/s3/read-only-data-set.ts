import { type IdentityPolicy, policy } from '@leastwise/policy';
import type { S3Location } from './location.ts';
import { readDataSet } from './read-data-set.ts';

/**
 * A policy to read a data set in Amazon S3: its objects, and the listing of them.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { readOnlyDataSet } from '@leastwise/presets/s3';
 *
 * console.log(JSON.stringify(readOnlyDataSet({ bucket: 'my-ml-datasets' })));
 * ```
 * ```text
 * {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::my-ml-datasets/*"]},{"Effect":"Allow","Action":["s3:ListBucket"],"Resource":["arn:aws:s3:::my-ml-datasets"]}]}
 * ```
 */
export function readOnlyDataSet(location: S3Location): IdentityPolicy {
  return policy(...readDataSet(location));
}
