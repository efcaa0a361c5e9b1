import { type IdentityPolicy, policy } from '@leastwise/policy';
import type { EncryptedLocation } from './encrypted-location.ts';
import { readDataSet } from './read-data-set.ts';

/**
 * A policy to read a data set in Amazon S3: its objects, and the listing of them, with the use of its key if it has one. Several data
 * sets, or prefixes of one, are `policy(...readDataSet(one), ...readDataSet(other))`.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
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
export function readOnlyDataSet(dataSet: EncryptedLocation): IdentityPolicy {
  return policy(...readDataSet(dataSet));
}
