import { type IdentityPolicy, policy } from '@leastwise/policy';
import type { EncryptedLocation } from './encrypted-location.ts';
import { writeResults } from './write-results.ts';

/**
 * A policy to write results to Amazon S3, of whatever size, and to read, list and delete nothing.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { resultsWriter } from '@leastwise/presets/s3';
 *
 * console.log(JSON.stringify(resultsWriter({ bucket: 'my-ml-results', prefix: 'churn/' })));
 * ```
 * ```text
 * {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:PutObject","s3:AbortMultipartUpload","s3:ListMultipartUploadParts"],"Resource":["arn:aws:s3:::my-ml-results/churn/*"]}]}
 * ```
 */
export function resultsWriter(results: EncryptedLocation): IdentityPolicy {
  return policy(...writeResults(results));
}
