import { ec2 } from '@leastwise/aws/ec2';
import type { Resource } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import type { Place } from '../parameters/place.ts';
import { checkList } from '../parameters/within.ts';

/** The network that a job runs in, with the names of SageMaker's `VpcConfig`. */
export interface VpcConfig {
  /** Ids, such as `subnet-0a1b2c3d`; one or more. */
  readonly subnets: readonly string[];
  /** Ids, such as `sg-0a1b2c3d`; one or more. */
  readonly securityGroupIds: readonly string[];
}

/** A network as the resources of a statement. */
export interface VpcResources {
  /** Any network interface of the region and account: a new one has no id yet. */
  readonly interfaces: Resource<'ec2:network-interface'>;
  readonly subnets: readonly [Resource<'ec2:subnet'>, ...Resource<'ec2:subnet'>[]];
  readonly securityGroups: readonly Resource<'ec2:security-group'>[];
}

/**
 * Checks a network and gives what it stands for in a statement.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `vpcConfig.subnets[0]`
 */
export function resourcesOfVpc(vpcConfig: VpcConfig, place: Place): VpcResources {
  const { subnets, securityGroupIds } = checked(vpcConfig, 'vpcConfig');
  const here = ec2.at(place);
  checkIds(subnets, 'subnet', 'vpcConfig.subnets');
  checkIds(securityGroupIds, 'sg', 'vpcConfig.securityGroupIds');
  const [first = '', ...others] = subnets;
  return {
    interfaces: here.networkInterface('*'),
    subnets: [here.subnet(first), ...others.map((id) => here.subnet(id))],
    securityGroups: securityGroupIds.map((id) => here.securityGroup(id)),
  };
}

/** An id has no character that means anything in a pattern. */
export function checkId(id: unknown, kind: string, path: string): void {
  if (typeof id !== 'string' || !new RegExp(`^${kind}-[0-9a-f]{8,17}$`).test(id))
    throw malformed(`\`${String(id)}\` is no id like \`${kind}-0a1b2c3d\``, path);
}

function checkIds(ids: readonly string[], kind: string, path: string): void {
  checkList(ids, path);
  if (ids.length === 0)
    throw malformed('the list is empty', path, 'leave `vpcConfig` out where there is no VPC');
  ids.forEach((id, i) => {
    checkId(id, kind, `${path}[${i}]`);
  });
}
