import { s3 } from '@leastwise/aws/s3';
import {
  deny,
  principal,
  type Resource,
  type ResourcePolicy,
  resourcePolicy,
  type ResourceStatement,
} from '@leastwise/policy';
import { checkKey } from '../kms/check-key.ts';
import { checked } from '../parameters/checked.ts';
import { resourcesOf } from './location.ts';
import type { S3Bucket } from './require-tls.ts';

/** A bucket, and the key that encrypts it. */
export interface EncryptedBucket extends S3Bucket {
  /** The key of AWS KMS, made with `kms.key(...)`, that the bucket has as its default encryption. */
  readonly kmsKey: Resource<'kms:key'>;
}

/**
 * The policy of a bucket whose objects are encrypted with one key of AWS KMS. An upload that asks for another key, for encryption
 * without naming the key, or for a key of the client's own is denied; one that asks for nothing has the bucket's default, which
 * has to be set to the key. Parts of an upload never ask. It allows nothing by itself.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { kms } from '@leastwise/aws/kms';
 * import { encryptedBucket } from '@leastwise/presets/s3';
 *
 * export const results = encryptedBucket({
 *   bucket: 'my-ml-results',
 *   kmsKey: kms.key('1234abcd-12ab-34cd-56ef-1234567890ab', { region: 'eu-west-1', account: '111122223333' }),
 * });
 * ```
 */
export function encryptedBucket(bucket: EncryptedBucket): ResourcePolicy {
  return resourcePolicy(...requireEncryption(bucket));
}

/**
 * The statements of {@link encryptedBucket}, to put into a bucket's policy beside others.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function requireEncryption(parameters: EncryptedBucket): ResourceStatement[] {
  const { kmsKey, bucket, partition } = checked(parameters);
  checkKey(kmsKey, 'kmsKey');
  const { objects } = resourcesOf({ bucket, ...(partition !== undefined && { partition }) });
  const upload = deny(s3.PutObject).to(principal.anyone).on(objects);
  const {
    xAmzServerSideEncryption: method,
    xAmzServerSideEncryptionAwsKmsKeyId: key,
    xAmzServerSideEncryptionCustomerAlgorithm: clients,
  } = s3.keys;
  return [
    upload.when(key.exists(), key.notEquals(kmsKey)),
    upload.when(method.exists(), key.missing()),
    upload.when(clients.exists()),
  ];
}
