import { sagemaker } from '@leastwise/aws/sagemaker';
import type { Condition, Resource } from '@leastwise/policy';
import { resourcesOfVpc, type VpcConfig } from '../ec2/vpc-config.ts';
import { checkKey } from '../kms/check-key.ts';
import { malformed } from '../parameters/malformed.ts';
import { checkList } from '../parameters/within.ts';
import type { Place } from '../parameters/place.ts';

/**
 * How jobs have to be started. Each member is one of SageMaker's condition keys; what is left out is left to who starts.
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html#sagemaker-condition-examples
 */
export interface JobLimits {
  /** The network they have to run in, with no subnet and no security group beside. A transform job takes its model's. */
  readonly vpcConfig?: VpcConfig;
  /** The key that their volumes have to be encrypted with. */
  readonly volumeKmsKey?: Resource<'kms:key'>;
  /** The key that their output has to be encrypted with. */
  readonly outputKmsKey?: Resource<'kms:key'>;
  /** That their containers reach no network. */
  readonly networkIsolation?: true;
  /** That the traffic between their containers is encrypted. */
  readonly interContainerTrafficEncryption?: true;
  /** The types of instances they may have: `ml.m5.xlarge`. */
  readonly instanceTypes?: readonly string[];
}

const { keys } = sagemaker;

/** What training, processing and tuning jobs can be held to. */
export function limitsOfJobs(limits: JobLimits, place: Place): readonly Condition<LimitKey, boolean>[] {
  return [
    ...limitsOfNetwork(limits, place),
    ...limitsOfTransforms(limits),
    ...(limits.interContainerTrafficEncryption === true
      ? [keys.interContainerTrafficEncryption.is(true)]
      : []),
  ];
}

/** What models can be held to, from which transform jobs and endpoints have their network. */
export function limitsOfNetwork(
  { vpcConfig, networkIsolation }: JobLimits,
  place: Place,
): readonly Condition<NetworkKey, boolean>[] {
  const isolation = networkIsolation === true ? [keys.networkIsolation.is(true)] : [];
  if (vpcConfig === undefined) return isolation;
  resourcesOfVpc(vpcConfig, place);
  const [subnet = '', ...subnets] = vpcConfig.subnets;
  const [group = '', ...groups] = vpcConfig.securityGroupIds;
  return [
    keys.vpcSubnets.forAll.equals(subnet, ...subnets),
    keys.vpcSubnets.exists(),
    keys.vpcSecurityGroupIds.forAll.equals(group, ...groups),
    keys.vpcSecurityGroupIds.exists(),
    ...isolation,
  ];
}

/** What transform jobs can be held to. */
export function limitsOfTransforms({
  volumeKmsKey,
  outputKmsKey,
  instanceTypes,
}: JobLimits): readonly Condition<TransformKey, boolean>[] {
  if (volumeKmsKey !== undefined) checkKey(volumeKmsKey, 'volumeKmsKey');
  if (outputKmsKey !== undefined) checkKey(outputKmsKey, 'outputKmsKey');
  return [
    ...(volumeKmsKey === undefined ? [] : [keys.volumeKmsKeyArn.equals(volumeKmsKey)]),
    ...(outputKmsKey === undefined ? [] : [keys.outputKmsKeyArn.equals(outputKmsKey)]),
    ...(instanceTypes === undefined ? [] : limitsOfInstances(instanceTypes)),
  ];
}

function limitsOfInstances(types: readonly string[]): readonly Condition<TransformKey, boolean>[] {
  checkList(types, 'instanceTypes');
  const [first, ...others] = types;
  const wrong = types.find((type) => !/^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(type));
  if (first === undefined || wrong !== undefined)
    throw malformed(
      first === undefined ? 'the list is empty' : `\`${String(wrong)}\` is no type of instance`,
      'instanceTypes',
      'name each type, such as `ml.m5.xlarge`',
    );
  return [keys.instanceTypes.forAll.equals(first, ...others), keys.instanceTypes.exists()];
}

type NetworkKey = 'sagemaker:VpcSubnets' | 'sagemaker:VpcSecurityGroupIds' | 'sagemaker:NetworkIsolation';
type TransformKey = 'sagemaker:VolumeKmsKeyArn' | 'sagemaker:OutputKmsKeyArn' | 'sagemaker:InstanceTypes';
type LimitKey = NetworkKey | TransformKey | 'sagemaker:InterContainerTrafficEncryption';
