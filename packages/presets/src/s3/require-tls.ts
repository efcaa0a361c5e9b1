import { s3 } from '@leastwise/aws/s3';
import {
  aws,
  deny,
  type Partition,
  principal,
  type ResourcePolicy,
  resourcePolicy,
  type ResourceStatement,
} from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { resourcesOf } from './location.ts';

/** A bucket, by its name. */
export interface S3Bucket {
  /** The name of a general purpose bucket, not its ARN. */
  readonly bucket: string;
  /** `aws` unless said otherwise. */
  readonly partition?: Partition;
}

/**
 * The policy of a bucket that answers no request without TLS, whoever asks. It allows nothing by itself.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { tlsOnlyBucket } from '@leastwise/presets/s3';
 *
 * console.log(JSON.stringify(tlsOnlyBucket({ bucket: 'my-ml-datasets' })));
 * ```
 * ```text
 * {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":["s3:*"],"Resource":["arn:aws:s3:::my-ml-datasets","arn:aws:s3:::my-ml-datasets/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
 * ```
 */
export function tlsOnlyBucket(bucket: S3Bucket): ResourcePolicy {
  return resourcePolicy(requireTls(bucket));
}

/**
 * The statement of {@link tlsOnlyBucket}, to put into a bucket's policy beside others.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 */
export function requireTls(parameters: S3Bucket): ResourceStatement {
  const { bucket: name, partition } = checked(parameters);
  const { bucket, objects } = resourcesOf({ bucket: name, ...(partition !== undefined && { partition }) });
  return deny(s3.all).to(principal.anyone).on(bucket, objects).when(aws.secureTransport.is(false));
}
