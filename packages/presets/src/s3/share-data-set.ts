import { s3 } from '@leastwise/aws/s3';
import {
  allow,
  type IdentityPolicy,
  type Principal,
  type ResourcePolicy,
  resourcePolicy,
} from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { principalsOf } from '../parameters/principals.ts';
import { type EncryptedLocation, partsOf } from './encrypted-location.ts';
import { resourcesOf } from './location.ts';
import { readOnlyDataSet } from './read-only-data-set.ts';
import { requireTls } from './require-tls.ts';

/** What is shared, and with whom. */
export interface SharedDataSet extends EncryptedLocation {
  /** The account that owns the bucket. */
  readonly account: string;
  /**
   * Roles and users of other accounts, made with `principal.role(arn)` or `principal.user(arn)`; with `principal.account(id)` whom
   * that account lets.
   */
  readonly readers: readonly Principal<'AWS'>[];
}

/** Both sides of sharing: each account attaches its own. */
export interface SharedDataSetPolicies {
  /** The policy of the bucket, for the account that owns it. */
  readonly bucketPolicy: ResourcePolicy;
  /** The policy of those who read, for their account. */
  readonly readerPolicy: IdentityPolicy;
}

/**
 * Shares a data set with other accounts: the bucket lets the readers list and read it over TLS, and the readers' own policy lets
 * them do so in the bucket of that account. Both are needed. An encrypted data set also needs `dataKeyPolicy`, because the key of
 * another account never counts on identity policies alone.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { principal } from '@leastwise/policy';
 * import { shareDataSet } from '@leastwise/presets/s3';
 *
 * export const { bucketPolicy, readerPolicy } = shareDataSet({
 *   bucket: 'my-ml-datasets',
 *   prefix: 'train/',
 *   account: '111122223333',
 *   readers: [principal.role('arn:aws:iam::444455556666:role/training')],
 * });
 * ```
 */
export function shareDataSet(parameters: SharedDataSet): SharedDataSetPolicies {
  const { readers, ...dataSet } = checked(parameters);
  const [location] = partsOf(dataSet);
  const [first, ...others] = principalsOf(readers, 'readers');
  if (first === undefined) throw malformed('nobody is named to share with', 'readers');
  const { bucket, objects, listing } = resourcesOf(location);
  const list = allow(s3.ListBucket)
    .to(first, ...others)
    .on(bucket);
  return Object.freeze({
    bucketPolicy: resourcePolicy(
      allow(s3.GetObject)
        .to(first, ...others)
        .on(objects),
      listing === undefined ? list : list.when(s3.keys.prefix.like(listing)),
      requireTls(location),
    ),
    readerPolicy: readOnlyDataSet(dataSet),
  });
}
