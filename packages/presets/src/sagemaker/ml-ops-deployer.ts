import { sagemaker } from '@leastwise/aws/sagemaker';
import {
  allow,
  type IdentityPolicy,
  type IdentityStatement,
  policy,
  principal,
  type Resource,
} from '@leastwise/policy';
import { passRoles } from '../iam/pass-roles.ts';
import { grantKeyToSagemaker } from '../kms/grant-key-to-sagemaker.ts';
import { checked } from '../parameters/checked.ts';
import { namesFrom } from '../parameters/name-prefix.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { type Place, placeOf } from '../parameters/place.ts';
import { each } from '../parameters/within.ts';
import type { VpcConfig } from '../ec2/vpc-config.ts';
import { makeModels } from './make-models.ts';
import { readModelPackages } from './publish-models.ts';

/** What is deployed, and with what; see {@link mlOpsDeployer}. */
export interface MlOpsDeployerParameters<
  Region extends string = string,
  Account extends string = string,
> extends PlaceParameters<Region, Account> {
  /** What the names of models, endpoint configurations and endpoints begin with, such as `churn-`; `*` for any name. */
  readonly namePrefix: string;
  /** The roles that models may have, made with `iam.role(...)`. */
  readonly roles: readonly Resource<'iam:role'>[];
  /** Groups of the Model Registry to deploy from. */
  readonly modelPackageGroupNames?: readonly string[];
  /** The key that storage volumes of endpoints have to be encrypted with. */
  readonly volumeKmsKey?: Resource<'kms:key'>;
  /** The network that models have to be in. */
  readonly vpcConfig?: VpcConfig;
  /** That the containers of models reach no network. */
  readonly networkIsolation?: true;
}

/**
 * The policy of who deploys models in Amazon SageMaker AI: makes models with these roles, and configurations and endpoints of
 * these models, all under names that begin alike; replaces and deletes them, and moves traffic between their variants. It
 * starts no job and reads no data.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `roles[0]`
 */
export function mlOpsDeployer<const Region extends string, const Account extends string>(
  parameters: MlOpsDeployerParameters<Region, Account>,
): IdentityPolicy {
  const { roles, modelPackageGroupNames = [], volumeKmsKey } = checked(parameters);
  const place = placeOf(parameters);
  const names = namesFrom(parameters.namePrefix, 'namePrefix');
  return policy(
    ...makeModels(names, parameters, place),
    ...makeEndpoints(names, volumeKmsKey, place),
    ...grantKeyToSagemaker(volumeKmsKey, place),
    ...passRoles(roles, principal.services.sagemaker),
    ...each('modelPackageGroupNames', modelPackageGroupNames, (group) => readModelPackages(group, place)),
    allow(sagemaker.ListModels, sagemaker.ListEndpointConfigs, sagemaker.ListEndpoints).onAnyResource(),
  );
}

function makeEndpoints(
  names: string,
  volumeKmsKey: Resource<'kms:key'> | undefined,
  place: Place,
): readonly IdentityStatement[] {
  const configs = sagemaker.endpointConfig(names, place);
  const endpoints = sagemaker.endpoint(names, place);
  const configure = allow(sagemaker.CreateEndpointConfig)
    .on(configs)
    .when(sagemaker.keys.modelArn.like(sagemaker.model(names, place)));
  return [
    volumeKmsKey === undefined
      ? configure
      : configure.when(sagemaker.keys.volumeKmsKeyArn.equals(volumeKmsKey)),
    allow(sagemaker.DescribeEndpointConfig, sagemaker.DeleteEndpointConfig).on(configs),
    allow(sagemaker.CreateEndpoint, sagemaker.UpdateEndpoint).on(endpoints, configs),
    allow(
      sagemaker.DescribeEndpoint,
      sagemaker.UpdateEndpointWeightsAndCapacities,
      sagemaker.DeleteEndpoint,
    ).on(endpoints),
    allow(sagemaker.AddTags)
      .on(configs, endpoints)
      .when(sagemaker.keys.taggingAction.equals('CreateEndpointConfig', 'CreateEndpoint')),
  ];
}
