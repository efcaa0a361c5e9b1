import { type AnyResource, unsafeArn } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';

/**
 * Whatever SageMaker has in the region of the account. It is what AWS recommends for `aws:SourceArn` where a role serves
 * several kinds of things, or where it is not documented which one SageMaker names.
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
 */
export function anythingOfSagemaker({ partition, region, account }: Place): AnyResource {
  return unsafeArn(`arn:${partition}:sagemaker:${region}:${account}:*`);
}
