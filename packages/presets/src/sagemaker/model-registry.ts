import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, type IdentityPolicy, policy } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { placeOf } from '../parameters/place.ts';
import { type ModelsToPublish, publishModels, readModelPackages } from './publish-models.ts';

/** What is registered; see {@link modelPublisher}. */
export interface ModelPublisherParameters<Region extends string = string, Account extends string = string>
  extends PlaceParameters<Region, Account>, ModelsToPublish {}

/** What is approved; see {@link modelApprover}. */
export interface ModelApproverParameters<
  Region extends string = string,
  Account extends string = string,
> extends PlaceParameters<Region, Account> {
  readonly modelPackageGroupName: string;
}

/**
 * A policy to register versions of one model in the Model Registry of Amazon SageMaker AI, and to look at them. A version
 * waits for the approval of someone else, see {@link modelApprover}.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `models[0].bucket`
 */
export function modelPublisher<const Region extends string, const Account extends string>(
  parameters: ModelPublisherParameters<Region, Account>,
): IdentityPolicy {
  return policy(...publishModels(parameters, placeOf(parameters)));
}

/**
 * A policy to approve or reject versions of one model in the Model Registry of Amazon SageMaker AI, and to look at them.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `modelPackageGroupName`
 */
export function modelApprover<const Region extends string, const Account extends string>(
  parameters: ModelApproverParameters<Region, Account>,
): IdentityPolicy {
  const { modelPackageGroupName } = checked(parameters);
  const place = placeOf(parameters);
  return policy(
    ...readModelPackages(modelPackageGroupName, place),
    allow(sagemaker.UpdateModelPackage)
      .on(sagemaker.modelPackage(`${modelPackageGroupName}/*`, place))
      .when(sagemaker.keys.modelApprovalStatus.equals('Approved', 'Rejected')),
  );
}
