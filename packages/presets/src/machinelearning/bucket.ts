import { machinelearning } from '@leastwise/aws/machinelearning';
import { s3 } from '@leastwise/aws/s3';
import { allow, onBehalfOf, principal, type ResourcePolicy, resourcePolicy } from '@leastwise/policy';
import { type Place, placeOf } from '../parameters/place.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { resourcesOf, type S3Path } from '../s3/location.ts';

/** What the service reads or writes, and for which account; see {@link trainingDataBucket}. */
export interface MachineLearningBucket<Region extends string = string, Account extends string = string>
  extends PlaceParameters<Region, Account>, Omit<S3Path, 'account'> {}

/**
 * The policy of a bucket whose data Amazon Machine Learning reads, on behalf of the account alone.
 *
 * Source: https://docs.aws.amazon.com/machine-learning/latest/dg/granting-amazon-ml-permissions-to-read-your-data-from-amazon-s3.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { trainingDataBucket } from '@leastwise/presets/machinelearning';
 *
 * export const bucketPolicy = trainingDataBucket({
 *   bucket: 'my-ml-datasets',
 *   prefix: 'train/',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 * });
 * ```
 */
export function trainingDataBucket<const Region extends string, const Account extends string>(
  parameters: MachineLearningBucket<Region, Account>,
): ResourcePolicy {
  const { objects, list, service, own } = partsOf(parameters, placeOf(parameters));
  return resourcePolicy(
    allow(s3.GetObject)
      .to(service)
      .on(objects)
      .when(...own),
    list,
  );
}

/**
 * The policy of a bucket into which Amazon Machine Learning writes batch predictions, on behalf of the account alone. It gives the account
 * full control of each object, and cannot give access to anyone else.
 *
 * Source: https://docs.aws.amazon.com/machine-learning/latest/dg/granting-amazon-ml-permissions-to-output-predictions-to-amazon-s3.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { predictionsBucket } from '@leastwise/presets/machinelearning';
 *
 * export const bucketPolicy = predictionsBucket({
 *   bucket: 'my-ml-predictions',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 * });
 * ```
 */
export function predictionsBucket<const Region extends string, const Account extends string>(
  parameters: MachineLearningBucket<Region, Account>,
): ResourcePolicy {
  const { objects, list, service, own } = partsOf(parameters, placeOf(parameters));
  return resourcePolicy(
    allow(s3.GetObject, s3.PutObject)
      .to(service)
      .on(objects)
      .when(...own),
    allow(s3.PutObjectAcl)
      .to(service)
      .on(objects)
      .when(s3.keys.xAmzAcl.equals('bucket-owner-full-control'), ...own),
    list,
  );
}

function partsOf({ bucket, prefix }: Pick<S3Path, 'bucket' | 'prefix'>, place: Place) {
  const { partition, account } = place;
  const {
    objects,
    bucket: itself,
    listing,
  } = resourcesOf({
    bucket,
    ...(prefix !== undefined && { prefix }),
    partition,
  });
  // Amazon ML documents the ARN of everything that it has in a region as its source.
  const resource = machinelearning.mlmodel('x', place).replace('mlmodel/x', '*');
  const [first, ...others] = onBehalfOf({ account, resource });
  if (first === undefined) throw new Error('a service acts on behalf of an account');
  const own = [first, ...others] as const;
  const service = principal.services.machinelearning;
  const anywhere = allow(s3.ListBucket)
    .to(service)
    .on(itself)
    .when(...own);
  const list = listing === undefined ? anywhere : anywhere.when(s3.keys.prefix.like(listing));
  return { objects, list, service, own };
}
